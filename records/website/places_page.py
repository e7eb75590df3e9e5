"""The places: by the beginning of a name, by letter, by kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from records.edition.counting import facet_counts
from records.edition.queries import listed
from records.names.folding import fold
from records.places.kinds import PLACE_KINDS
from records.website.access import Edition, everyone_may_read
from records.website.next_links import after, link_with, next_link
from records.website.place_words import kinds_sentence, place_words

# Folded Polish: the letters with which names of places can begin in the index.
LETTERS = "abcdefghijklmnoprstuvwz"


@everyone_may_read
def places(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the places, all or narrowed."""
    kind, name = request.GET.get("kind", ""), request.GET.get("name", "")[:60]
    kind = kind if kind in PLACE_KINDS else ""
    part = listed(edition, "place", facets={"kind": kind} if kind else None, prefix=fold(name), after=after(request))
    kinds = sorted(
        (str(capfirst(str(PLACE_KINDS[code]))), code, number)
        for code, number in facet_counts(edition, "place", "kind")
        if code in PLACE_KINDS
    )
    context = {
        "places": [(place_words(row.id, row.card), kinds_sentence(row.card["kinds"])) for row in part.rows],
        "next": next_link(request, part.next),
        "kinds": kinds,
        "kind": kind,
        "name": name,
        "letters": [
            (letter.upper(), link_with(request, name=letter, after=""), fold(name) == letter) for letter in LETTERS
        ],
        "is_narrowed": bool(kind or name),
        "all_letters": link_with(request, name="", after=""),
    }
    return render(request, "website/places.html", context)
