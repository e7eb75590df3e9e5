"""Searching people and narrowing them by facets: the same for the website and the API.

One stage and one place narrow before the best are cut off; whatever more is chosen narrows the best.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from records.edition.facet_counting import WAVES, Counted, count_facets, narrowed
from records.edition.search import Hit, fitting_people, hits_of
from records.edition.search_query import PersonQuery

# So many people are ranked for a reader at most; a search that fits more of them needs more words.
MOST = 400
# What each facet is called in an address; a deportation is a stage like any other there.
PARAMETERS = {
    "wave": "stage",
    "region": "region",
    "place": "at",
    "stage": "stage",
    "fate": "fate",
    "document": "paper",
    "decade": "decade",
    "certainty": "named",
}
_MOST_CHOSEN, _LONGEST, _LONGEST_MARK = 6, 80, 400
# The facets that stand in rows, by which the edition itself narrows.
_IN_ROWS = {"wave": "stage", "stage": "stage", "place": "place"}

Chosen = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class NarrowedFound:
    """The hits asked for, the ids of all that fit, their facets, where the next hits begin, whether more may fit."""

    hits: list[Hit]
    ids: list[str]
    counted: Counted
    next: str
    is_cut: bool


def chosen_facets(values_of: Callable[[str], list[str]]) -> Chosen:
    """Return the facets that an address asks for; ``values_of`` gives the values of a parameter."""
    chosen: Chosen = {}
    for name, parameter in PARAMETERS.items():
        values = [value[:_LONGEST] for value in values_of(parameter) if value and "\x00" not in value]
        if name in ("wave", "stage"):
            values = [value for value in values if (value in WAVES) == (name == "wave")]
        if values:
            chosen[name] = list(dict.fromkeys(values))[:_MOST_CHOSEN]
    return chosen


def facets_in_rows(chosen: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what the edition can narrow by itself: one stage and one place."""
    first: dict[str, str] = {}
    for name, values in chosen.items():
        if name in _IN_ROWS:
            first.setdefault(_IN_ROWS[name], values[0])
    return first


def search_narrowed(
    connection: sa.Connection, query: PersonQuery, chosen: Chosen, limit: int, after: str = ""
) -> NarrowedFound:
    """Return the people that fit best and have everything chosen; ``query.facets`` are facets_in_rows(chosen)."""
    mark = after[:_LONGEST_MARK].replace("\x00", "")
    fitting = fitting_people(connection, query)
    counted = count_facets(connection, fitting.outlines)
    if sum(map(len, chosen.values())) <= len(facets_in_rows(chosen)):
        found = hits_of(connection, fitting, limit, after=mark)
        return NarrowedFound(found.hits, found.ids, counted, found.next, found.number >= MOST)
    ids = narrowed(fitting.ids, counted, chosen)
    found = hits_of(connection, fitting.among(ids), limit, after=mark)
    return NarrowedFound(found.hits, ids, counted, found.next, False)
