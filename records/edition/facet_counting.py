"""Facets of people found: what may be counted among them, and how they are narrowed.

Nearly all stands in the outlines of the people. The regions in which places lie are read once for each state of an
edition.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from records.dates.day_numbers import day_number
from records.edition.connection import marks
from records.edition.outlines import CERTAINTY, DOCUMENT, FATE, PLACE, STAGE, Outline
from records.edition.tables import STATE, facet, link, page

# In the order in which they are shown.
FACETS = ("wave", "region", "place", "stage", "fate", "document", "decade", "certainty")
_FACETS = {FATE: "fate", DOCUMENT: "document", CERTAINTY: "certainty"}
# For each facet, each of its values with the ids of the people that have it.
Counted = dict[str, dict[str, set[str]]]

WAVES = frozenset({"DEPORT_0", "DEPORT_1", "DEPORT_2", "DEPORT_3", "DEPORT_4"})
# Places of these kinds hold others; wherever one of those was, the region was, too.
REGION_KINDS = frozenset({"wojewodztwo", "exile_region", "second_exile_region", "special_settlement_region"})
# A place belongs to its district, that to its region, that to a republic: deeper chains do not exist.
_DEEPEST = 4
_AT_ONCE = 500
# The first day of every decade from the year 0 on.
_DECADES = [day_number(year, 1, 1) for year in range(0, 2200, 10)]


def count_facets(connection: sa.Connection, people: Sequence[Outline]) -> Counted:
    """Return the facets of these people, of at most 500 of them."""
    counted: Counted = {name: defaultdict(set) for name in FACETS}
    found = people[:_AT_ONCE]
    if not found:
        return counted
    _traits(connection, found, counted)
    for one in found:
        for decade in decades_of(one.earliest, one.latest):
            counted["decade"][str(decade)].add(one.id)
    return counted


def narrowed(ids: Sequence[str], counted: Counted, chosen: Mapping[str, Collection[str]]) -> list[str]:
    """Return those of the people who have every value chosen, in their order."""
    wanted = [counted.get(name, {}).get(value, set()) for name, values in chosen.items() for value in values]
    return [record_id for record_id in ids if all(record_id in people for people in wanted)]


def _traits(connection: sa.Connection, found: Iterable[Outline], counted: Counted) -> None:
    having: dict[str, list[str]] = defaultdict(list)
    for one in found:
        person = one.id
        for trait in one.traits.split():
            having[trait].append(person)
        for trait in one.papers.split():
            having[trait].append(person)
    regions = _regions(connection)
    for trait, ids in having.items():
        people = set(ids)
        letter, _colon, value = trait.partition(":")
        if letter == PLACE:
            above = regions.get(value, ())
            for region in above:
                counted["region"][region] |= people
            if value not in above:
                counted["place"][value] |= people
        elif letter == STAGE:
            counted["wave" if value in WAVES else "stage"][value] |= people
        else:
            counted[_FACETS[letter]][value] |= people


_regions_of: dict[tuple[str, str], dict[str, set[str]]] = {}


def _regions(connection: sa.Connection) -> dict[str, set[str]]:
    """Return the regions in which each place lies, or which it is: read once for each state of an edition."""
    key = str(connection.engine.url), marks(connection).get(STATE, "")
    if key not in _regions_of:
        _regions_of.clear()
        _regions_of[key] = _read_regions(connection)
    return _regions_of[key]


def _read_regions(connection: sa.Connection) -> dict[str, set[str]]:
    above = link.c.from_kind == "place", link.c.to_kind == "place"
    start = sa.select(page.c.id.label("place"), page.c.id.label("above"), sa.literal(0).label("steps"))
    chain = start.where(page.c.kind == "place").cte("chain", recursive=True)
    chain = chain.union(
        sa.select(chain.c.place, link.c.to_id, chain.c.steps + 1)
        .select_from(chain.join(link, link.c.from_id == chain.c.above))
        .where(*above, chain.c.steps < _DEEPEST)
    )
    kind = facet.alias("kind")
    rows = connection.execute(
        sa.select(chain.c.place, chain.c.above)
        .distinct()
        .select_from(chain.join(kind, kind.c.id == chain.c.above))
        .where(kind.c.facet == "kind", kind.c.kind == "place", kind.c.value.in_(sorted(REGION_KINDS)))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.place].add(row.above)
    return dict(found)


def decades_of(earliest: int | None, latest: int | None) -> tuple[int, ...]:
    """Return the decades in which somebody may be born; none where they would be more than two."""
    if earliest is None or latest is None:
        return ()
    first, last = bisect(_DECADES, earliest), bisect(_DECADES, latest)
    return tuple(range(first * 10 - 10, last * 10, 10)) if last - first <= 1 else ()
