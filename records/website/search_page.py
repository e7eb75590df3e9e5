"""Searching: one field, a few more if wanted; every result says why it is one, and an empty answer is honest."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from records.edition.name_keys import surname_keys
from records.edition.queries import SurnameFamily, surnames
from records.edition.search import Hit, search_other, search_people
from records.edition.search_query import PersonQuery, read_query
from records.website.access import Edition, everyone_may_read
from records.website.document_words import document_words
from records.website.history_words import history_words
from records.website.home_page import examples
from records.website.language_words import guessed, in_reader_language
from records.website.next_links import link_with
from records.website.person_words import PersonWords, person_words
from records.website.place_words import place_words
from records.website.search_facets import chosen_facets, facet_links
from records.website.search_reasons import ReasonWords, reason_words

MOST, AT_ONCE, LONGEST = 200, 25, 200


@dataclass(frozen=True, slots=True)
class Result:
    """A person found, and why."""

    person: PersonWords
    reasons: list[ReasonWords]


@everyone_may_read
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the search form and, once something is asked, the results."""
    asked = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]
        for name in ("q", "father", "place", "year")
    }
    query = read_query(
        asked["q"], father=asked["father"], place=asked["place"], year=asked["year"], facets=chosen_facets(request)
    )
    context: dict[str, Any] = {
        "asked": asked,
        "examples": examples(),
        "has_asked": not query.is_empty,
        "details_open": bool(asked["father"] or asked["place"] or asked["year"]),
    }
    if not query.is_empty:
        hits = search_people(edition, query, limit=MOST)
        context |= _results(request, hits) | {
            "facets": facet_links(request, edition, hits),
            "others": _others(edition, asked["q"]),
        }
        if not hits:
            context |= {"tried": tried(query), "near": near_surnames(edition, query)}
    return render(request, "website/search.html", context)


def _results(request: HttpRequest, hits: list[Hit]) -> dict[str, Any]:
    start = int(request.GET["from"]) if request.GET.get("from", "").isdecimal() and len(request.GET["from"]) < 4 else 0
    shown = hits[start : start + AT_ONCE]
    return {
        "results": [
            Result(person_words(hit.id, hit.card), [reason_words(reason) for reason in hit.reasons]) for hit in shown
        ],
        "number": len(hits),
        "is_cut": len(hits) == MOST,
        "first": start + 1,
        "last": start + len(shown),
        "next": link_with(request, **{"from": str(start + AT_ONCE)}) if len(hits) > start + AT_ONCE else "",
    }


def _others(edition: Edition, text: str) -> list[tuple[str, list[tuple[str, str, Any]]]]:
    """Return what else carries the words: a heading, and (kind, id, words) of each."""
    headings = {
        "place": _("Places"),
        "document": _("Documents"),
        "history": _("Family histories"),
        "chapter": _("Chronicle"),
        "source": _("Sources"),
    }
    found = search_other(edition, text) if text else {}
    return [
        (heading, [(f"website:{kind}", record_id, _called(kind, record_id, card)) for record_id, card in found[kind]])
        for kind, heading in headings.items()
        if kind in found
    ]


def _called(kind: str, record_id: str, card: dict[str, Any]) -> Any:
    if kind == "place":
        return place_words(record_id, card)
    if kind == "document":
        return document_words(record_id, card).title
    if kind == "history":
        return history_words(record_id, card).title
    return guessed(card["title"]) if kind == "source" else in_reader_language(card["title"])


def tried(query: PersonQuery) -> list[str]:
    """Say what was looked for, so that a reader sees how the words were understood."""
    attempts = []
    if query.words:
        attempts.append(
            _("a name: %(words)s — in this spelling, in other spellings that sound alike, and in Cyrillic letters")
            % {"words": ", ".join(query.words)}
        )
    if query.father:
        attempts.append(_("a father called %(name)s, in any form of the name") % {"name": query.father})
    if query.places:
        attempts.append(_("a place: %(words)s") % {"words": ", ".join(query.places)})
    if query.year:
        attempts.append(_("born about %(year)s") % {"year": query.year})
    if query.facets:
        attempts.append(_("only those on the stage or at the place you chose"))
    return attempts


def near_surnames(edition: Edition, query: PersonQuery) -> list[SurnameFamily]:
    """Return recorded surnames that begin like the first word of the query."""
    keys = sorted(key for word in query.words[:1] for key in surname_keys(word)[0] if key)
    if not keys:
        return []
    found, _following = surnames(edition, prefix=keys[0][:1], limit=200)
    # The nearest first: those that share the longest beginning.
    shared = {family.key: _shared_beginning(family.key, keys[0]) for family in found}
    return sorted(found, key=lambda family: (-shared[family.key], family.key))[:12]


def _shared_beginning(one: str, other: str) -> int:
    """Return how many first letters two keys share."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
