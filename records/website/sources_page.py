"""The sources: everything that a statement of this archive rests on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import cards, listed
from records.website.access import Edition, everyone_may_read
from records.website.language_words import guessed
from records.website.next_links import after, next_link


@everyone_may_read
def sources(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the sources with their archives."""
    part = listed(edition, "source", after=after(request))
    archives = cards(edition, [("archive", row.card["archive"]) for row in part.rows if row.card["archive"]])
    rows = [
        (row.id, guessed(row.card["title"]), row.card, archives.get(("archive", row.card["archive"] or "")))
        for row in part.rows
    ]
    return render(request, "website/sources.html", {"sources": rows, "next": next_link(request, part.next)})
