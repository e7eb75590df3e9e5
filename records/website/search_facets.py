"""Narrowing search results by stage of the journey and by place, with the number of results behind each link."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest

from records.edition.queries import cards, facets_of
from records.edition.search import Hit
from records.website.access import Edition
from records.website.journey_words import stage_label
from records.website.next_links import link_with
from records.website.place_words import place_words

# The name of a facet in the edition, and in the address.
PARAMETERS = {"stage": "stage", "place": "at"}
SHOWN = 12


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One way to narrow the results, or to take that back."""

    label: str
    number: int
    link: str
    chosen: bool


def chosen_facets(request: HttpRequest) -> dict[str, str]:
    """Return the facets that the address asks for."""
    return {name: request.GET[parameter][:80] for name, parameter in PARAMETERS.items() if request.GET.get(parameter)}


def facet_links(request: HttpRequest, edition: Edition, hits: list[Hit]) -> dict[str, list[FacetLink]]:
    """Count the facets among the results: the name of a facet to its most frequent values."""
    people: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in PARAMETERS}
    for name, value, person in facets_of(edition, "person", [hit.id for hit in hits], list(PARAMETERS)):
        people[name][value].add(person)
    chosen = chosen_facets(request)
    shown = {
        name: _most_frequent({value: len(ids) for value, ids in values.items()}, chosen.get(name, ""))
        for name, values in people.items()
    }
    places = cards(edition, [("place", value) for value, _number in shown["place"]])
    labels = {("place", value): place_words(value, card).name.text for (_kind, value), card in places.items()}
    labels |= {("stage", value): stage_label(value) for value, _number in shown["stage"]}
    return {
        name: [
            _link(request, name, value, labels[name, value], number, chosen)
            for value, number in values
            if (name, value) in labels
        ]
        for name, values in shown.items()
    }


def _most_frequent(numbers: dict[str, int], chosen: str) -> list[tuple[str, int]]:
    ranked = sorted(numbers.items(), key=lambda pair: (pair[0] != chosen, -pair[1], pair[0]))
    return ranked[:SHOWN]


def _link(request: HttpRequest, name: str, value: str, label: str, number: int, chosen: dict[str, str]) -> FacetLink:
    is_chosen = chosen.get(name) == value
    link = link_with(request, **{PARAMETERS[name]: "" if is_chosen else value, "from": ""})
    return FacetLink(label, number, link, is_chosen)
