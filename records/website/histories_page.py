"""The family histories: those told here, and those told elsewhere, which are only named and linked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import listed
from records.website.access import Edition, everyone_may_read
from records.website.history_words import history_words
from records.website.next_links import after, next_link


@everyone_may_read
def histories(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the family histories."""
    here = listed(edition, "history", facets={"where": "here"}, after=after(request))
    elsewhere = listed(edition, "history", facets={"where": "elsewhere"}, after=after(request, "elsewhere"))
    context = {
        "here": [history_words(row.id, row.card) for row in here.rows],
        "next": next_link(request, here.next),
        "elsewhere": [history_words(row.id, row.card) for row in elsewhere.rows],
        "next_elsewhere": next_link(request, elsewhere.next, "elsewhere"),
    }
    return render(request, "website/histories.html", context)
