"""How many: records of each kind, values of a facet, names on documents. Counted once for each state of an edition.

A record is a name on a document; a person is somebody whom such names, or other sources, were found to mean. The two
are never added up.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from records.edition.connection import marks
from records.edition.queries import state
from records.edition.tables import ESTIMATE, facet, page, presence, tally


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many records of each kind the edition holds."""
    by_kind = sa.select(page.c.kind, sa.func.count()).group_by(page.c.kind)
    return dict(_counted(connection, "kinds", by_kind))


def facet_counts(connection: sa.Connection, kind: str, name: str, limit: int = 100) -> list[tuple[str, int]]:
    """Return the values of a facet with the number of records of this kind, most frequent first."""
    number = sa.func.count()
    by_value = (
        sa.select(facet.c.value, number)
        .where(facet.c.facet == name, facet.c.kind == kind)
        .group_by(facet.c.value)
        .order_by(number.desc(), facet.c.value)
        .limit(limit)
    )
    return _counted(connection, f"{kind} {name} {limit}", by_value)


# To count a million records takes longer than to write the page: done once for each state of an edition.
_MOST_COUNTS = 200
_counts: dict[tuple[str, str, str], list[tuple[str, int]]] = {}


def _counted(connection: sa.Connection, what: str, query: sa.Select[Any]) -> list[tuple[str, int]]:
    key = (str(connection.engine.url), state(connection), what)
    if key not in _counts:
        if len(_counts) >= _MOST_COUNTS:
            _counts.clear()
        _counts[key] = [(row[0], row[1]) for row in connection.execute(query)]
    return list(_counts[key])


@dataclass(frozen=True, slots=True)
class Names:
    """So many names stand on documents; with ``unidentified`` of them nobody is identified."""

    all: int = 0
    unidentified: int = 0

    @property
    def identified(self) -> int:
        return self.all - self.unidentified


def names_by_kind(connection: sa.Connection) -> dict[str, Names]:
    """Return the names on the documents of each kind."""
    names, unidentified = (
        sa.select(tally.c.kind, sa.func.sum(column)).group_by(tally.c.kind)
        for column in (tally.c.names, tally.c.unidentified)
    )
    nobody = dict(_counted(connection, "unidentified", unidentified))
    return {kind: Names(number, nobody[kind]) for kind, number in _counted(connection, "names", names)}


def all_names(connection: sa.Connection) -> Names:
    """Return the names on all documents."""
    found = names_by_kind(connection).values()
    return Names(sum(one.all for one in found), sum(one.unidentified for one in found))


def names_of(connection: sa.Connection, kind: str, record_id: str) -> Names:
    """Return the names on the documents written at a place or taken from a source: one sum over an index."""
    names, unidentified = connection.execute(_sums_of(kind), {"id": record_id}).one()
    return Names(int(names or 0), int(unidentified or 0))


@cache
def _sums_of(kind: str) -> sa.Select[Any]:
    column = {"place": tally.c.place_id, "source": tally.c.source_id}[kind]
    sums = sa.select(sa.func.sum(tally.c.names), sa.func.sum(tally.c.unidentified))
    return sums.where(column == sa.bindparam("id"))


def people_estimated(connection: sa.Connection) -> dict[str, Any] | None:
    """Return how many people are likely behind the records, or None before any comparison."""
    words = marks(connection).get(ESTIMATE)
    return json.loads(words) if words else None


def stages_without_travellers(connection: sa.Connection) -> int:
    """Return how many stages nobody is known to have been on."""
    travelled = sa.select(presence.c.stage_id).where(presence.c.stage_id == page.c.id).exists()
    number = sa.select(sa.func.count()).select_from(page).where(page.c.kind == "stage", ~travelled)
    return int(connection.execute(number).scalar_one())
