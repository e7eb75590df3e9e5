"""Whom a search looks at: the keys of a query, and the people who carry them, with what else fits."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from records.dates.day_numbers import day_number
from records.edition.name_keys import given_keys, surname_keys
from records.edition.search_query import PersonQuery
from records.edition.tables import facet, page, search_key
from records.names.folding import fold

# Weights after the measurements on name search: the surname decides, the father lifts, the year shades.
WEIGHT = {"surname": 4.0, "given": 2.2, "father": 1.2, "place": 1.0, "year": 1.0}
_SURNAME_ROLE = {"word": 1.0, "surname": 0.93, "sound": 0.82}
_YEARS_AROUND = 3
_CANDIDATES = 2000


class QueryKeys:
    """The keys of a query: which word each belongs to, and in which role it may match."""

    def __init__(self, query: PersonQuery) -> None:
        self.by_key: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.words = query.words
        for position, word in enumerate(query.words):
            families, sounds = surname_keys(word)
            self._add("surname", families, position)
            self._add("sound", sounds, position)
            self._add("word", fold(word).split(), position)
            self._add("given", given_keys(word), position)
        self._add("father", given_keys(query.father), -1)

    def _add(self, role: str, keys: Iterable[str], position: int) -> None:
        for key in keys:
            if key:
                self.by_key[role, key].add(position)

    def parts(self, found: set[tuple[str, str]]) -> dict[int, dict[str, float]]:
        """Return, for each word, how well it fits as surname and as given name (position -1: the father)."""
        fits: dict[int, dict[str, float]] = defaultdict(dict)
        for role, key in found:
            for position in self.by_key.get((role, key), ()):
                part = "given" if role == "given" else ("father" if position < 0 else "surname")
                value = 1.0 if part != "surname" else _SURNAME_ROLE[role]
                fits[position][part] = max(fits[position].get(part, 0.0), value)
        return fits

    def score(self, found: set[tuple[str, str]]) -> float:
        """Return the best score: one word as the surname, the others as given names."""
        fits = self.parts(found)
        father = WEIGHT["father"] * fits.pop(-1, {}).get("father", 0.0)
        chosen = self.surname_position(fits)
        return (self._as_surname(chosen, fits) if chosen is not None else 0.0) + father

    def surname_position(self, fits: dict[int, dict[str, float]]) -> int | None:
        """Return which word fits best as the surname while the others are given names."""
        positions = sorted(position for position in fits if position >= 0)
        return max(positions, key=lambda position: self._as_surname(position, fits), default=None)

    def _as_surname(self, surname: int, fits: dict[int, dict[str, float]]) -> float:
        """Return the score when this word is the surname and the others are given names."""
        given = sum(part.get("given", 0.0) for position, part in fits.items() if position != surname)
        as_given = min(given + fits[surname].get("given", 0.0), 1.5)
        as_surname = WEIGHT["surname"] * fits[surname].get("surname", 0.0) + WEIGHT["given"] * min(given, 1.5)
        return max(as_surname, WEIGHT["given"] * as_given)


Found = dict[str, set[tuple[str, str]]]


def matches(
    connection: sa.Connection, keys: QueryKeys, query: PersonQuery, places: dict[str, str]
) -> tuple[Found, dict[str, set[str]]]:
    """Return, by person, the (role, key) pairs that match, and what else fits: "given", "place", "year".

    People with a fitting surname come first; where nobody has one, other words and given names are tried.
    """
    all_keys = sorted({key for _role, key in keys.by_key})
    for roles in (("surname", "sound"), ("word",), ("given",), ("father",)):
        wanted = sorted({key for role, key in keys.by_key if role in roles})
        if not wanted:
            continue
        candidates = _candidates(wanted, roles, keys, query, places).subquery()
        second = search_key.alias("second")
        rows = connection.execute(
            sa.select(second.c.id, second.c.role, second.c.key, candidates.c.fits)
            .select_from(candidates.join(second, (second.c.id == candidates.c.id) & (second.c.kind == "person")))
            .where(second.c.key.in_(all_keys))
        )
        found: Found = defaultdict(set)
        fits: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if (row.role, row.key) in keys.by_key:
                found[row.id].add((row.role, row.key))
                fits[row.id].add(row.fits)
        if found:
            return found, fits
    return {}, {}


def _candidates(
    wanted: list[str], roles: tuple[str, ...], keys: QueryKeys, query: PersonQuery, places: dict[str, str]
) -> sa.CompoundSelect[Any]:
    """Return who to look at: the first of all that match, and the first of those that fit in another way, too.

    A common surname has more bearers than can be looked at; whoever fits in given name, place or year is among
    those who are.
    """
    first = search_key.alias("first")
    base = sa.select(first.c.id).where(first.c.key.in_(wanted), first.c.role.in_(roles), first.c.kind == "person")
    for name, value in query.facets.items():
        base = base.where(_has_facet(first, name, [value]))
    ways: dict[str, list[sa.ColumnElement[bool]]] = {"": []}
    given = sorted({key for role, key in keys.by_key if role == "given"})
    if given and roles != ("given",) and len(query.words) > 1:
        other = search_key.alias("other")
        named = sa.select(1).where(
            other.c.kind == "person", other.c.id == first.c.id, other.c.role == "given", other.c.key.in_(given)
        )
        ways["given"] = [named.exists()]
    if places:
        ways["place"] = [_has_facet(first, "place", sorted(places))]
    if query.year is not None:
        born = sa.select(1).where(
            page.c.kind == "person",
            page.c.id == first.c.id,
            page.c.earliest <= day_number(query.year + _YEARS_AROUND, 12, 31),
            page.c.latest >= day_number(query.year - _YEARS_AROUND, 1, 1),
        )
        ways["year"] = [born.exists()]
    parts = []
    for way, conditions in ways.items():
        part = base.where(*conditions).distinct().limit(_CANDIDATES).subquery()
        parts.append(sa.select(part.c.id, sa.literal(way).label("fits")))
    return sa.union_all(*parts)


def _has_facet(first: sa.FromClause, name: str, values: list[str]) -> sa.ColumnElement[bool]:
    facets = facet.alias()
    return (
        sa.select(1)
        .where(facets.c.kind == "person", facets.c.id == first.c.id, facets.c.facet == name, facets.c.value.in_(values))
        .exists()
    )
