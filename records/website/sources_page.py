"""The sources: everything that a statement of this archive rests on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import cards, listed
from records.website.access import Edition, everyone_may_read
from records.website.next_links import after, next_link
from records.website.our_words import our_words


@everyone_may_read
def sources(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the sources with their archives."""
    part = listed(edition, "source", after=after(request))
    archives = cards(edition, [("archive", row.card["archive"]) for row in part.rows if row.card["archive"]])
    rows = [
        (
            row.id,
            our_words(row.card["title"]),
            {"kind": our_words(row.card["kind"]), "author": our_words(row.card["author"])},
            row.card["unverified"],
            our_words(archives.get(("archive", row.card["archive"] or ""), {}).get("name", "")),
        )
        for row in part.rows
    ]
    return render(request, "website/sources.html", {"sources": rows, "next": next_link(request, part.next)})
