"""Searching: one field, a few more if wanted; every result says why it is one, and an empty answer is honest."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.narrowed_search import Chosen, chosen_facets, facets_in_rows, search_narrowed
from records.edition.search_query import PersonQuery
from records.website.access import Edition, everyone_may_read
from records.website.home_page import examples
from records.website.next_links import link_with, next_link
from records.website.nothing_found import nothing_found
from records.website.reader_language import page_language
from records.website.search_facets import facet_groups
from records.website.search_form import asked, fields, query_of, stage_choices
from records.website.search_others import others, texts
from records.website.search_results import by_likeness, result
from records.website.words_without_effect import words_without_effect

AT_ONCE = 20


@everyone_may_read
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the search form and, once something is asked, the results."""
    values, chosen = asked(request), chosen_facets(request.GET.getlist)
    query = query_of(values, facets_in_rows(chosen))
    context: dict[str, Any] = {
        "asked": values,
        "fields": fields(values),
        "stages": stage_choices([*chosen.get("wave", []), *chosen.get("stage", [])], page_language()),
        "examples": examples(),
        "has_asked": not query.is_empty,
        "asked_again": urlencode({name: value for name, value in values.items() if value}),
        "filled": [field for field in fields(values) if field.value],
    }
    if not query.is_empty:
        context |= _people(request, edition, query, chosen)
        words = values["q"] or values["place"]
        context |= {"others": others(edition, words), "texts": texts(edition, words)}
        if not context["number"]:
            context |= nothing_found(edition, query, chosen)
    return render(request, "website/search.html", context)


def _people(request: HttpRequest, edition: Edition, query: PersonQuery, chosen: Chosen) -> dict[str, Any]:
    found = search_narrowed(edition, query, chosen, AT_ONCE, request.GET.get("after", ""))
    first = found.ids.index(found.hits[0].id) + 1 if found.hits else 0
    groups = facet_groups(request, edition, found.counted, found.ids, chosen)
    return {
        "results": by_likeness([result(hit) for hit in found.hits]),
        # Of a later page the best are not at hand.
        "without_effect": words_without_effect(query, found.hits) if first < 2 else [],
        "number": len(found.ids),
        "is_cut": found.is_cut,
        "first": first,
        "last": first + len(found.hits) - 1,
        "next": next_link(request, found.next),
        "back": link_with(request, after="") if first > 1 else "",
        "facets": groups,
        "taken": [link for group in groups for link in group.links if link.chosen],
    }
