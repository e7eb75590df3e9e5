"""To what a place belonged, then and now; what is said of its numbers, each figure by itself."""

import re
from dataclasses import dataclass

from records.edition.known_places import KnownPlaces
from records.edition.place_hierarchy import PlaceThen, place_hierarchy
from records.website.language_words import Spoken, country_names, guessed
from records.website.reader_language import gettext as _

# Julian Day Numbers: the last day of peace, a day of the second occupation year.
_AUGUST_1939, _JANUARY_1941 = 2429507, 2429996
_BETWEEN_FIGURES = re.compile(r"[;\n]+")
_WITH_SOURCE = re.compile(r"(?P<figure>.*\S)\s*\((?P<source>[^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class BelongedTo:
    """What a place belonged to at one time, from the place upwards."""

    when: str
    steps: list[tuple[str, Spoken]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of several figures for the same thing, and who gives it (empty where that is not said)."""

    text: str
    source: str


def belonged_to(places: KnownPlaces, place_id: str) -> list[BelongedTo]:
    """Return what a place belonged to in 1939, in 1941 and today, where more than its own name is known."""
    then = ((_("in August 1939"), _AUGUST_1939), (_("in January 1941"), _JANUARY_1941))
    found, before = [], None
    for when, day in then:
        chain = place_hierarchy(places, place_id, day)
        if chain is not None and len(chain.steps) > 1 and chain != before:
            found.append(BelongedTo(when, _steps(chain)))
            before = chain
    now = place_hierarchy(places, place_id)
    if now is not None and now.countries:
        country = guessed(country_names(";".join(now.countries)))
        found.append(BelongedTo(_("today"), [*_steps(now), ("", country)]))
    return found


def _steps(chain: PlaceThen) -> list[tuple[str, Spoken]]:
    return [(step.id, guessed(step.name)) for step in chain.steps]


def figures_of(text: str) -> list[Figure]:
    """Return the figures of a statement: "3 000 (Hulewicz); 5 000 (a report)" are two, each with its source."""
    found = []
    for part in _BETWEEN_FIGURES.split(text):
        if part.strip():
            cited = _WITH_SOURCE.fullmatch(part.strip())
            found.append(Figure(cited["figure"], cited["source"]) if cited else Figure(part.strip(), ""))
    return found
