"""Facets of people found: what may be counted among them, and how they are narrowed.

Stages and places stand in the facet rows; the rest is read from who was where, from the documents that name the
people, and from the places above a place. It takes six queries, however many people and facets there are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from records.dates.day_numbers import from_day_number
from records.edition.queries import state
from records.edition.tables import facet, link, page, presence

# In the order in which they are shown.
FACETS = ("wave", "region", "place", "stage", "fate", "document", "decade", "certainty")
# For each facet, each of its values with the ids of the people that have it.
Counted = dict[str, dict[str, set[str]]]

WAVES = frozenset({"DEPORT_0", "DEPORT_1", "DEPORT_2", "DEPORT_3", "DEPORT_4"})
# Places of these kinds hold others; wherever one of those was, the region was, too.
REGION_KINDS = frozenset({"wojewodztwo", "exile_region", "second_exile_region", "special_settlement_region"})
# A place belongs to its district, that to its region, that to a republic: deeper chains do not exist.
_DEEPEST = 4
_AT_ONCE = 500
# To have arrived is no fate, and to be unknown none either.
_NOT_A_FATE = frozenset({"unknown", "arrived"})


def count_facets(connection: sa.Connection, ids: Sequence[str]) -> Counted:
    """Return the facets of these people, at most 500 of them."""
    ids = list(ids)[:_AT_ONCE]
    counted: Counted = {name: defaultdict(set) for name in FACETS}
    if not ids:
        return counted
    _stages_and_places(connection, ids, counted)
    _fates(connection, ids, counted["fate"])
    _papers(connection, ids, counted)
    _decades(connection, ids, counted["decade"])
    return counted


def narrowed(ids: Sequence[str], counted: Counted, chosen: Mapping[str, Collection[str]]) -> list[str]:
    """Return those of the people who have every value chosen, in their order."""
    wanted = [counted.get(name, {}).get(value, set()) for name, values in chosen.items() for value in values]
    return [record_id for record_id in ids if all(record_id in people for people in wanted)]


def _stages_and_places(connection: sa.Connection, ids: list[str], counted: Counted) -> None:
    rows = connection.execute(
        sa.select(facet.c.facet, facet.c.value, facet.c.id).where(
            facet.c.kind == "person", facet.c.id.in_(ids), facet.c.facet.in_(("stage", "place"))
        )
    ).all()
    at: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.facet == "place":
            at[row.value].add(row.id)
        else:
            counted["wave" if row.value in WAVES else "stage"][row.value].add(row.id)
    regions = _regions(connection) if at else {}
    for place, people in at.items():
        for region in regions.get(place, ()):
            counted["region"][region] |= people
        if place not in regions.get(place, ()):
            counted["place"][place] |= people


_regions_of: dict[tuple[str, str], dict[str, set[str]]] = {}


def _regions(connection: sa.Connection) -> dict[str, set[str]]:
    """Return the regions in which each place lies, or which it is: read once for each state of an edition."""
    key = str(connection.engine.url), state(connection)
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


def _fates(connection: sa.Connection, ids: list[str], fates: dict[str, set[str]]) -> None:
    rows = connection.execute(
        sa.select(presence.c.outcome, presence.c.person_id).distinct().where(presence.c.person_id.in_(ids))
    )
    for row in rows:
        if row.outcome not in _NOT_A_FATE:
            fates[row.outcome].add(row.person_id)


def _papers(connection: sa.Connection, ids: list[str], counted: Counted) -> None:
    kind = facet.alias("kind")
    rows = connection.execute(
        sa.select(kind.c.value, link.c.to_id, link.c.certainty)
        .distinct()
        .select_from(link.join(kind, kind.c.id == link.c.from_id))
        .where(
            link.c.to_kind == "person",
            link.c.to_id.in_(ids),
            link.c.from_kind == "document",
            kind.c.kind == "document",
            kind.c.facet == "kind",
        )
    )
    for row in rows:
        counted["document"][row.value].add(row.to_id)
        # One paper may surely name somebody whom another names perhaps.
        counted["certainty"]["sure" if row.certainty == "sure" else "uncertain"].add(row.to_id)


def _decades(connection: sa.Connection, ids: list[str], decades: dict[str, set[str]]) -> None:
    rows = connection.execute(
        sa.select(page.c.id, page.c.earliest, page.c.latest).where(page.c.kind == "person", page.c.id.in_(ids))
    )
    for row in rows:
        for decade in decades_of(row.earliest, row.latest):
            decades[str(decade)].add(row.id)


def decades_of(earliest: int | None, latest: int | None) -> list[int]:
    """Return the decades in which somebody may be born; none where they would be more than two."""
    if earliest is None or latest is None:
        return []
    first, last = (from_day_number(day)[0] // 10 * 10 for day in (earliest, latest))
    return list(range(first, last + 1, 10)) if last - first <= 10 else []
