"""Narrowing search results: by deportation, place, stage, fate, paper, decade; with the number behind each link."""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import nlargest

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst

from records.edition.facet_counting import FACETS, Counted
from records.edition.narrowed_search import PARAMETERS, Chosen
from records.edition.queries import cards
from records.website.access import Edition
from records.website.document_words import kind_label
from records.website.journey_words import OUTCOMES, stage_label
from records.website.next_links import link_with_all
from records.website.place_words import place_words
from records.website.reader_language import gettext
from records.website.reader_language import gettext_lazy as _

HEADINGS: dict[str, str | Promise] = {
    "wave": _("Deportation"),
    "region": _("Region"),
    "place": _("Camp, settlement or town"),
    "stage": _("Stage of the journey"),
    "fate": _("What became of them"),
    "document": _("Named in a paper of this kind"),
    "decade": _("Decade of birth"),
    "certainty": _("How surely a paper means them"),
}
CERTAINTIES: dict[str, str | Promise] = {
    "sure": _("surely named in a paper"),
    "uncertain": _("perhaps named in a paper"),
}
# Facets whose values have an order of their own; the others come with the most frequent first.
_ORDERED = frozenset({"wave", "decade"})
# Open from the start, since most readers ask for these first.
_OPEN = frozenset({"wave", "region", "place"})
SHOWN = 8


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One way to narrow the results, or to take that back."""

    label: str
    number: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its most frequent values."""

    heading: str
    links: list[FacetLink]
    is_open: bool


def facet_groups(
    request: HttpRequest, edition: Edition, counted: Counted, ids: list[str], chosen: Chosen
) -> list[FacetGroup]:
    """Return every facet with its values among these people; what is chosen can be taken back."""
    # Where nothing is chosen, all who were counted are among them.
    among = set(ids) if any(chosen.values()) else None
    numbers = {
        name: {value: len(people if among is None else people & among) for value, people in counted[name].items()}
        for name in FACETS
    }
    shown = {name: _shown(name, numbers[name], chosen.get(name, [])) for name in FACETS}
    labelled = _labels(edition, shown)
    groups = []
    for name, values in shown.items():
        links = [
            _link(request, name, value, label, numbers[name].get(value, 0), value in chosen.get(name, []))
            for value in values
            if (label := labelled(name, value))
        ]
        # A value that all have narrows nothing.
        if any(link.chosen or link.number < len(ids) for link in links):
            groups.append(FacetGroup(str(HEADINGS[name]), links, name in _OPEN or name in chosen))
    return groups


def _shown(name: str, numbers: dict[str, int], chosen: list[str]) -> list[str]:
    most = max(SHOWN - len(chosen), 0)
    there = {value: number for value, number in numbers.items() if number and value not in chosen}
    # Of a thousand places few are worth putting in order.
    least = min(nlargest(most, there.values()), default=0)
    frequent = (value for value, number in there.items() if number >= least)
    ranked = sorted(frequent, key=lambda value: (-there[value], value))[:most]
    return sorted([*chosen, *ranked]) if name in _ORDERED else [*chosen, *ranked]


def _labels(edition: Edition, shown: dict[str, list[str]]) -> Callable[[str, str], str]:
    places = cards(edition, [("place", value) for name in ("region", "place") for value in shown[name]])

    def label(name: str, value: str) -> str:
        if name in ("region", "place"):
            card = places.get(("place", value))
            return place_words(value, card).name.text if card else ""
        if name == "decade":
            return gettext("%(decade)ss") % {"decade": value} if value.isdecimal() and len(value) == 4 else ""
        words = {
            "fate": lambda: str(OUTCOMES.get(value, "")),
            "document": lambda: kind_label(value),
            "certainty": lambda: str(CERTAINTIES.get(value, "")),
        }
        return str(capfirst(words[name]() if name in words else stage_label(value)))

    return label


def _link(request: HttpRequest, name: str, value: str, label: str, number: int, is_chosen: bool) -> FacetLink:
    parameter = PARAMETERS[name]
    values = [kept for kept in request.GET.getlist(parameter) if kept]
    values = [kept for kept in values if kept != value] if is_chosen else [*values, value]
    return FacetLink(label, number, link_with_all(request, {parameter: values, "after": []}), is_chosen)
