"""The recorded surnames nearest to a word, with how near each is: what an empty answer offers instead."""

from dataclasses import dataclass

import sqlalchemy as sa

from records.edition.known_names import known_names
from records.edition.tables import name_form

# What is less close is no help, only another name.
_NEAR_ENOUGH = 0.25


@dataclass(frozen=True, slots=True)
class NearSurname:
    """One recorded surname: its family's key, how it is written, how near it is (0 to 1), and how many bear it."""

    key: str
    text: str
    closeness: float
    people: int


def nearest_surnames(connection: sa.Connection, word: str, limit: int) -> list[NearSurname]:
    """Return recorded surnames near to a word, the nearest first, one of each family."""
    like = known_names(connection).surnames_like(word, 4 * limit)
    found = {one.number: one.closeness for one in like if one.closeness >= _NEAR_ENOUGH}
    rows = connection.execute(
        sa.select(name_form.c.id, name_form.c.family, name_form.c.text, name_form.c.bearers).where(
            name_form.c.id.in_(list(found)), name_form.c.family != ""
        )
    )
    near = sorted(
        (NearSurname(row.family, row.text, found[row.id], row.bearers) for row in rows),
        key=lambda one: (-one.closeness, one.text),
    )
    families: dict[str, NearSurname] = {}
    for one in near:
        families.setdefault(one.key, one)
    return list(families.values())[:limit]
