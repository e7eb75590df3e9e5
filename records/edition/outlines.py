"""The outline of a person: what a search needs of everybody who fits, before any page is read.

Its traits are words: ``s:EVAC_2`` a stage, ``p:`` with the id of a place, ``f:died`` what became of somebody there.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from records.edition.composed import Composed
from records.edition.tables import outline
from records.names.surnames import family_key

STAGE, PLACE, FATE = "s", "p", "f"
LETTERS = {"stage": STAGE, "place": PLACE}
# To have arrived is no fate, and to be unknown none either.
_NOT_A_FATE = frozenset({"unknown", "arrived"})
_AT_ONCE, _LONGEST = 500, 150
_COLUMNS = tuple(outline.columns)


class Outline(NamedTuple):
    """One person: the number of the page, the id, the place in lists, the days between which the birth lies, traits."""

    number: int
    id: str
    sort_key: str
    earliest: int | None
    latest: int | None
    traits: str

    def among(self, letter: str, values: Collection[str]) -> list[str]:
        """Return, in their order, those of the values that are traits of this kind."""
        found = (trait[2:] for trait in self.traits.split() if trait.startswith(letter))
        return [value for value in found if value in values]


def outline_of(record: Composed, number: int) -> dict[str, Any]:
    """Return the row of a person whose page has this number."""
    traits = {f"{LETTERS[name]}:{value}" for name, value in record.facets if name in LETTERS}
    traits |= {f"{FATE}:{one.outcome}" for one in record.presences if one.outcome not in _NOT_A_FATE}
    return {
        "number": number,
        "id": record.id,
        "sort_key": record.sort_key,
        "earliest": record.earliest,
        "latest": record.latest,
        "traits": " ".join(sorted(traits)),
    }


def namesakes_of(record: Composed, number: int) -> list[dict[str, Any]]:
    """Return the rows by which a person is listed under every surname that is recorded."""
    families = {family_key(surname)[:_LONGEST] for one in record.bearers if (surname := one.surname[:_LONGEST])}
    owner = {"sort_key": record.sort_key, "id": record.id, "number": number}
    return [{"family": family, **owner} for family in sorted(families) if family]


def outlines(connection: sa.Connection, numbers: Sequence[int]) -> Iterator[Outline]:
    """Yield the outlines of these people, by the numbers of their pages."""
    for start in range(0, len(numbers), _AT_ONCE):
        rows = connection.execute(sa.select(*_COLUMNS).where(outline.c.number.in_(numbers[start : start + _AT_ONCE])))
        yield from map(Outline._make, rows.all())
