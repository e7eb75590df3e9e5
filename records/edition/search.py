"""Searching people: names meet across scripts and spellings by their keys; every hit says why it is one.

A word of the query may be a surname, a given name or a place; for each person the best part it can play counts.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from records.dates.day_numbers import from_day_number
from records.edition.name_keys import given_keys
from records.edition.search_candidates import WEIGHT, QueryKeys, matches
from records.edition.search_query import PersonQuery
from records.edition.tables import facet, page, search_key
from records.names.comparing import compare_surnames
from records.names.folding import fold
from records.names.sounds import sound_key

_YEAR_STEP = 0.18
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
    keys = QueryKeys(query)
    places = _places(connection, (*query.places, *query.words))
    matched, fits = matches(connection, keys, query, places)
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
    keys: QueryKeys,
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
    names: list[dict[str, Any]], keys: QueryKeys, found: set[tuple[str, str]], query: PersonQuery
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
        hit.score += WEIGHT["place"] * len(words)
        hit.reasons += [Reason("place", "", word) for word in sorted(words)]


def _add_year(hit: Hit, year: int | None, earliest: int | None, latest: int | None) -> None:
    if year is None or earliest is None or latest is None:
        return
    first, last = from_day_number(earliest)[0], from_day_number(latest)[0]
    apart = max(first - year, year - last, 0)
    hit.score += WEIGHT["year"] * max(-1.0, 1 - _YEAR_STEP * apart)
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
