"""Searching people: names meet across scripts and spellings by their keys; every hit says why it is one.

A word of the query may be a surname, a given name or a place; for each person the best part it can play counts.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from records.dates.day_numbers import day_number, from_day_number
from records.edition.name_keys import given_keys, surname_keys
from records.edition.search_query import PersonQuery
from records.edition.tables import facet, page, search_key
from records.names.comparing import compare_surnames
from records.names.folding import fold
from records.names.sounds import sound_key

# Weights after the measurements on name search: the surname decides, the father lifts, the year shades.
_WEIGHT = {"surname": 4.0, "given": 2.2, "father": 1.2, "place": 1.0, "year": 1.0}
_SURNAME_ROLE = {"word": 1.0, "surname": 0.93, "sound": 0.82}
_YEAR_STEP = 0.18
_YEARS_AROUND = 3
_CANDIDATES = 2000
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person was found: a code that the doors put into words, and the words compared."""

    code: str
    recorded: str = ""
    sought: str = ""


@dataclass(slots=True)
class Hit:
    """One person found."""

    id: str
    card: dict[str, Any]
    score: float
    reasons: list[Reason] = field(default_factory=list)


def search_people(connection: sa.Connection, query: PersonQuery, limit: int = 50) -> list[Hit]:
    """Return the people that fit best, best first; at most 400 are looked at closely."""
    if query.is_empty:
        return []
    keys = _QueryKeys(query)
    places = _places(connection, (*query.places, *query.words))
    matched, fits = _matches(connection, keys, query, places)
    if not matched:
        matched = _people_of_places(connection, places)
    if not matched and query.facets:
        matched = _people_of_facets(connection, query.facets)
    scored = sorted(
        (
            (keys.score(found) + len(fits.get(person, set()) & {"place", "year"}), person)
            for person, found in matched.items()
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    looked_at = [person for _score, person in scored[:_LOOKED_AT]]
    hits = _weigh(connection, query, keys, matched, looked_at, places)
    hits.sort(key=lambda hit: (-hit.score, hit.card["name"], hit.id))
    return hits[:limit]


class _QueryKeys:
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
        father = _WEIGHT["father"] * fits.pop(-1, {}).get("father", 0.0)
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
        as_surname = _WEIGHT["surname"] * fits[surname].get("surname", 0.0) + _WEIGHT["given"] * min(given, 1.5)
        return max(as_surname, _WEIGHT["given"] * as_given)


Found = dict[str, set[tuple[str, str]]]


def _matches(
    connection: sa.Connection, keys: _QueryKeys, query: PersonQuery, places: dict[str, str]
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
    wanted: list[str], roles: tuple[str, ...], keys: _QueryKeys, query: PersonQuery, places: dict[str, str]
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


def _places(connection: sa.Connection, words: Iterable[str]) -> dict[str, str]:
    """Return the places that the words may name: id to the word."""
    by_key: dict[str, str] = {}
    for word in words:
        if len(word) > 2:
            by_key.setdefault(fold(word), word)
            by_key.setdefault(sound_key(word), word)
    if not by_key:
        return {}
    rows = connection.execute(
        sa.select(search_key.c.id, search_key.c.key)
        .where(
            search_key.c.key.in_(sorted(by_key)),
            search_key.c.kind == "place",
            search_key.c.role.in_(("word", "sound")),
        )
        .limit(200)
    )
    return {row.id: by_key[row.key] for row in rows}


def _people_of_places(connection: sa.Connection, places: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    rows = connection.execute(
        sa.select(facet.c.id)
        .distinct()
        .where(facet.c.facet == "place", facet.c.value.in_(sorted(places)), facet.c.kind == "person")
        .limit(_LOOKED_AT)
    )
    return {row.id: set() for row in rows}


def _people_of_facets(connection: sa.Connection, facets: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    name, value = next(iter(facets.items()))
    rows = connection.execute(
        sa.select(facet.c.id)
        .where(facet.c.facet == name, facet.c.value == value, facet.c.kind == "person")
        .limit(_LOOKED_AT)
    )
    return {row.id: set() for row in rows}


def _weigh(
    connection: sa.Connection,
    query: PersonQuery,
    keys: _QueryKeys,
    matched: dict[str, set[tuple[str, str]]],
    people: list[str],
    places: dict[str, str],
) -> list[Hit]:
    wanted_values = sorted({*places, *query.facets.values()})
    facet_rows = connection.execute(
        sa.select(facet.c.id, facet.c.facet, facet.c.value).where(
            facet.c.kind == "person", facet.c.id.in_(people), facet.c.value.in_(wanted_values)
        )
    )
    facets: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for person, name, value in facet_rows:
        facets[person].add((name, value))
    rows = connection.execute(
        sa.select(page.c.id, page.c.card, page.c.body, page.c.earliest, page.c.latest).where(
            page.c.kind == "person", page.c.id.in_(people)
        )
    )
    hits = []
    for row in rows:
        if any(pair not in facets[row.id] for pair in query.facets.items()):
            continue
        body = json.loads(row.body)
        hit = Hit(
            row.id,
            json.loads(row.card),
            keys.score(matched[row.id]),
            _name_reasons(body["names"], keys, matched[row.id], query),
        )
        _add_place(hit, facets[row.id], places)
        _add_year(hit, query.year, row.earliest, row.latest)
        hits.append(hit)
    return hits


def _name_reasons(
    names: list[dict[str, Any]], keys: _QueryKeys, found: set[tuple[str, str]], query: PersonQuery
) -> list[Reason]:
    reasons = []
    fits = keys.parts(found)
    chosen = keys.surname_position(fits)
    if chosen is not None and not fits[chosen].get("surname"):
        chosen = None
    if chosen is not None:
        sought = query.words[chosen]
        compared = [(compare_surnames(name["surname"], sought), name["surname"]) for name in names if name["surname"]]
        top = max(compared, key=lambda pair: pair[0].score, default=None)
        if top is not None:
            code = top[0].reason if top[0].score else "sounds_alike"
            reasons.append(Reason(f"surname_{code}", top[1], sought))
    for position, part in sorted(fits.items()):
        if position >= 0 and part.get("given") and position != chosen:
            sought = query.words[position]
            recorded = next((name["given"] for name in names if given_keys(name["given"]) & given_keys(sought)), "")
            same = fold(sought) in fold(recorded).split()
            reasons.append(Reason("given_same" if same else "given_same_set", recorded, sought))
    if fits.get(-1, {}).get("father"):
        reasons.append(Reason("father", "", query.father))
    return reasons


def _add_place(hit: Hit, facets: set[tuple[str, str]], places: dict[str, str]) -> None:
    words = {places[value] for name, value in facets if name == "place" and value in places}
    if words:
        hit.score += _WEIGHT["place"] * len(words)
        hit.reasons += [Reason("place", "", word) for word in sorted(words)]


def _add_year(hit: Hit, year: int | None, earliest: int | None, latest: int | None) -> None:
    if year is None or earliest is None or latest is None:
        return
    first, last = from_day_number(earliest)[0], from_day_number(latest)[0]
    apart = max(first - year, year - last, 0)
    hit.score += _WEIGHT["year"] * max(-1.0, 1 - _YEAR_STEP * apart)
    if apart <= 3:
        hit.reasons.append(
            Reason(
                "year_same" if apart == 0 else "year_near",
                str(first) if first == last else f"{first}–{last}",
                str(year),
            )
        )


def search_other(
    connection: sa.Connection, text: str, limit_each: int = 8
) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Return places, documents, histories, sources and chapters that carry every word: kind to (id, card)."""
    words = list(dict.fromkeys(fold(text).split()))[:8]
    if not words:
        return {}
    found: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    number = sa.func.count(sa.distinct(search_key.c.key))
    carrying = (
        sa.select(search_key.c.kind, search_key.c.id)
        .where(search_key.c.key.in_(words), search_key.c.role == "word", search_key.c.kind != "person")
        .group_by(search_key.c.kind, search_key.c.id)
        .having(number == len(words))
        .limit(200)
        .subquery()
    )
    rows = connection.execute(
        sa.select(page.c.kind, page.c.id, page.c.card)
        .select_from(carrying.join(page, (page.c.kind == carrying.c.kind) & (page.c.id == carrying.c.id)))
        .order_by(page.c.kind, page.c.sort_key)
    )
    for row in rows:
        if len(found[row.kind]) < limit_each:
            found[row.kind].append((row.id, json.loads(row.card)))
    return dict(found)
