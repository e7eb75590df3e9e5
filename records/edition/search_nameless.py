"""Finding people of whom no name is said: by places, stages and years, and by their parents and partners.

The daughter of some Antoni at Lwów is looked for among those who were at Lwów; the child of a mother born Lichwa by
that name alone.
"""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from records.dates.day_numbers import day_number
from records.edition.composed import MOTHER_BORN
from records.edition.known_names import known_names
from records.edition.named_places import PlacesNamed
from records.edition.person_ranking import Sought, called_so, weigh_people
from records.edition.search_evidence import having, of_birth
from records.edition.search_query import PersonQuery
from records.edition.tables import bearer, name_form, page, search_key
from records.names.surnames import family_keys

MOTHER_BORN_SAME, MOTHER_BORN_OTHER = 5.0, -1.5
# A recorded surname so close to the one that was typed is another spelling of it.
_SAME_NAME, _MOST_SPELLINGS = 0.93, 40
_MOST, _AT_ONCE = 1500, 400


@dataclass(frozen=True, slots=True)
class Nameless:
    """Somebody found without a name: number and id of the page, its place in a list, and the weight."""

    number: int
    id: str
    sort_key: str
    weight: float


def speaks_of_relatives(query: PersonQuery, places: PlacesNamed) -> bool:
    """Tell whether nothing but relatives is named, and perhaps a place that stands alone: "wife of Jan, Lwów"."""
    if not query.has_relatives or any((query.surname, query.given, query.maiden, query.pattern)):
        return False
    return all(word in places.by_word and word in query.alone for word in query.words)


def nameless_people(connection: sa.Connection, query: PersonQuery, places: PlacesNamed) -> list[Nameless]:
    """Return the first of those who were at the places, on the stages, or born then, with relatives called so."""
    people = _there_and_then(connection, query, places)
    if people is None:
        return []
    rows = connection.execute(
        sa.select(page.c.number, page.c.id, page.c.sort_key, page.c.earliest, page.c.latest)
        .where(page.c.kind == "person", people)
        .order_by(page.c.sort_key, page.c.id)
        .limit(_MOST)
    ).all()
    related: dict[int, float] = {}
    if called_so(_relatives(query)) is not None:
        weighed = weigh_people(connection, _relatives(query), [row.number for row in rows])
        related = {one.person: one.weight for one in weighed}
    return [
        Nameless(
            row.number,
            row.id,
            row.sort_key,
            of_birth(query, row.earliest, row.latest) + related.get(row.number, 0.0),
        )
        for row in rows
    ]


def _relatives(query: PersonQuery) -> Sought:
    return Sought(father=query.father, mother=query.mother, spouse=query.spouse)


def _there_and_then(
    connection: sa.Connection, query: PersonQuery, places: PlacesNamed
) -> sa.ColumnElement[bool] | None:
    """Return the condition that narrows the people; None where nothing does."""
    if query.mother_maiden:
        return _born_of(maiden_keys(connection, query.mother_maiden))
    conditions = []
    if places.near:
        conditions.append(having("place", places.near))
    elif query.stages:
        conditions.append(having("stage", query.stages))
    conditions += [having(name, [value]) for name, value in query.facets.items()]
    if query.born_at_most is not None:
        first, last = query.born_at_most
        born = page.c.earliest.between(day_number(first, 1, 1), day_number(last, 12, 31))
        conditions.append(sa.or_(born, page.c.earliest.is_(None)) if conditions else born)
    if not conditions:
        return None
    related = called_so(_relatives(query))
    if related is not None:
        conditions.append(sa.exists().where(bearer.c.person == page.c.number, related))
    return sa.and_(*conditions)


def _born_of(keys: Collection[str]) -> sa.ColumnElement[bool]:
    children = sa.select(search_key.c.id).where(
        search_key.c.key.in_(sorted(keys)), search_key.c.role == MOTHER_BORN, search_key.c.kind == "person"
    )
    return page.c.id.in_(children)


def maiden_keys(connection: sa.Connection, maiden: str) -> frozenset[str]:
    """Return the keys of the families whose name this may be, in whatever spelling it is recorded."""
    if not maiden:
        return frozenset()
    near = known_names(connection).surnames_like(maiden, _MOST_SPELLINGS, _SAME_NAME)
    rows = connection.execute(
        sa.select(name_form.c.family).distinct().where(name_form.c.id.in_([one.number for one in near]))
    )
    return frozenset(filter(None, (*family_keys(maiden), *(row.family for row in rows))))


def mothers_born(connection: sa.Connection, query: PersonQuery, ids: Collection[str]) -> dict[str, float]:
    """Return what the mother's name at birth weighs for those of these people of whom it is known, by id."""
    keys, weights = maiden_keys(connection, query.mother_maiden), dict[str, float]()
    listed = list(ids)
    for start in range(0, len(listed) if keys else 0, _AT_ONCE):
        rows = connection.execute(
            sa.select(search_key.c.id, search_key.c.key).where(
                search_key.c.kind == "person",
                search_key.c.id.in_(listed[start : start + _AT_ONCE]),
                search_key.c.role == MOTHER_BORN,
            )
        )
        for row in rows:
            weight = MOTHER_BORN_SAME if row.key in keys else MOTHER_BORN_OTHER
            weights[row.id] = max(weight, weights.get(row.id, MOTHER_BORN_OTHER))
    return weights
