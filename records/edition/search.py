"""Searching people: names meet across scripts and spellings, what else is known ranks them, and every hit says why.

The words of a query are read in every sensible way (search_readings.py); each reading is ranked by
person_ranking.py, and for each person the best counts. Who bears two of the surnames that were named, at birth and
in marriage, counts more. Then the places, stages and numbers are weighed (search_evidence.py).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from records.dates.day_numbers import day_number
from records.edition.known_names import KnownNames, known_names
from records.edition.named_places import PlacesNamed, places_named
from records.edition.person_ranking import GIVEN_SAME_SET, Ranked, rank_people
from records.edition.search_evidence import (
    NUMBER_SAME,
    Seen,
    given_texts,
    having,
    home_weights,
    named_in,
    of_birth,
    of_initials,
    seen_of,
    who_was_there,
    with_number,
)
from records.edition.search_other import search_other
from records.edition.search_query import PersonQuery
from records.edition.search_readings import NameReading, readings_of
from records.edition.search_reasons import Evidence, Reason, reasons_of, relatives_of, sources_of
from records.edition.tables import facet, page
from records.edition.wildcards import NamesMatching, forms_matching

__all__ = ["Found", "Hit", "Reason", "search_other", "search_people"]

# So many are ranked; of these, so many are looked at with their places.
_RANKED, _LOOKED_AT = 1500, 400
_AT_ONCE = 400
# Somebody who bears both of two surnames that were named, in different forms of the name.
_BOTH_SURNAMES, _AS_SURELY = 6.0, 0.75
# Weights are compared as they are shown, so that every engine and every part of a list agree.
_DIGITS = 4


@dataclass(slots=True)
class Hit:
    """One person found."""

    id: str
    card: dict[str, Any]
    score: float
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the hits asked for, how many there are in all (at most 400), and their ids.

    ``next`` is where the next part begins, empty at the end.
    """

    hits: list[Hit]
    number: int
    ids: list[str]
    next: str = ""


@dataclass(slots=True)
class _Candidate:
    number: int
    id: str
    sort_key: str
    weight: float
    reading: NameReading | None
    has_number: bool = False

    @property
    def place(self) -> tuple[float, str, str]:
        """Where the candidate stands among the others."""
        return -self.weight, self.sort_key, self.id


def search_people(
    connection: sa.Connection, query: PersonQuery, limit: int = 50, start: int = 0, *, after: str = ""
) -> Found:
    """Return the people that fit best, best first, equal ones by name.

    The part begins at ``start``, or behind the place that ``Found.next`` of the part before says (``after``).
    """
    if query.is_empty:
        return Found([], 0, [])
    places = places_named(connection, query.words, query.places, query.alone)
    candidates = _with_facets(connection, query, _candidates(connection, query, places))[:_LOOKED_AT]
    seen = seen_of(connection, [one.id for one in candidates], places, query.stages)
    homes = {one.number: one.reading.sought.homes for one in candidates if one.reading and one.reading.sought.surname}
    already = home_weights(connection, homes)
    for one in candidates:
        words = places.by_word if one.reading is None else one.reading.place_words
        more = seen[one.id].weight(places, list(words), already.get(one.number, 0.0))
        one.weight = round(one.weight + more, _DIGITS)
    candidates.sort(key=lambda one: one.place)
    if after:
        start = _position(candidates, after)
    shown = candidates[start : start + limit]
    following = _mark(shown[-1]) if shown and len(candidates) > start + limit else ""
    hits = _hits(connection, query, shown, seen, places)
    return Found(hits, len(candidates), [one.id for one in candidates], following)


def _mark(candidate: _Candidate) -> str:
    """Return a short opaque text for the place of a candidate in the list."""
    value = json.dumps([candidate.weight, candidate.sort_key, candidate.id], ensure_ascii=False)
    return urlsafe_b64encode(value.encode()).decode().rstrip("=")


def _position(candidates: list[_Candidate], after: str) -> int:
    """Return how many candidates stand before or at the place; a text that is no place is the beginning."""
    try:
        weight, sort_key, record_id = json.loads(urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        marked = (-float(weight), str(sort_key), str(record_id))
    except (ValueError, TypeError, OverflowError):
        return 0
    return sum(one.place <= marked for one in candidates)


def _candidates(connection: sa.Connection, query: PersonQuery, places: PlacesNamed) -> list[_Candidate]:
    found = _by_name(connection, query, places)
    if query.number:
        found = _by_number(connection, query, found)
    return found or _by_anything_else(connection, query, places)


def _by_name(connection: sa.Connection, query: PersonQuery, places: PlacesNamed) -> list[_Candidate]:
    names = known_names(connection)
    best: dict[int, tuple[float, Ranked, NameReading]] = {}
    for reading in readings_of(query, places):
        for ranked in _ranked(connection, names, reading):
            weight = ranked.weight
            if reading.initials:
                weight += of_initials(reading.initials, given_texts(names.given, ranked.given))
            held = best.get(ranked.person)
            if held is not None and _other_surname(held, ranked, reading):
                best[ranked.person] = (max(held[0], weight) + _BOTH_SURNAMES, *held[1:])
            elif held is None or weight > held[0]:
                best[ranked.person] = (weight, ranked, reading)
        if not reading.sought.surname:
            for person in who_was_there(connection, query, places, reading):
                best.setdefault(person, (GIVEN_SAME_SET, Ranked(person, GIVEN_SAME_SET, None, None), reading))
    return _as_candidates(connection, {person: (held[0], held[2]) for person, held in best.items()})


def _other_surname(held: tuple[float, Ranked, NameReading], ranked: Ranked, reading: NameReading) -> bool:
    """Tell whether somebody found by one surname bears another that was named, too, and nearly as surely."""
    first, second = held[2].sought.surname, reading.sought.surname
    forms = (held[1].surname, ranked.surname)
    if not first or not second or first == second or None in forms or forms[0] == forms[1]:
        return False
    return min(held[1].weight, ranked.weight) >= _AS_SURELY * max(held[1].weight, ranked.weight)


def _ranked(connection: sa.Connection, names: KnownNames, reading: NameReading) -> list[Ranked]:
    if not reading.sought.surname:
        # Without a surname only those at home there would be looked at; but the place may be one of the journey.
        return rank_people(connection, names, replace(reading.sought, homes={}), _RANKED)
    if not reading.pattern:
        return rank_people(connection, names, reading.sought, _RANKED)
    forms = forms_matching(connection, reading.pattern)
    return rank_people(connection, NamesMatching(names, forms), reading.sought, _RANKED) if forms else []


def _as_candidates(
    connection: sa.Connection, best: dict[int, tuple[float, NameReading | None]], *, has_number: bool = False
) -> list[_Candidate]:
    numbers, found = list(best), []
    for start in range(0, len(numbers), _AT_ONCE):
        rows = connection.execute(
            sa.select(page.c.number, page.c.id, page.c.sort_key).where(
                page.c.number.in_(numbers[start : start + _AT_ONCE])
            )
        )
        for row in rows:
            weight, reading = best[row.number]
            found.append(_Candidate(row.number, row.id, row.sort_key, round(weight, _DIGITS), reading, has_number))
    found.sort(key=lambda one: one.place)
    return found


def _by_number(connection: sa.Connection, query: PersonQuery, found: list[_Candidate]) -> list[_Candidate]:
    """Let those who bear the number, or whose papers do, come first, whether or not their names fit."""
    documents = with_number(connection, "document", query.number)
    ids = set(with_number(connection, "person", query.number)) | named_in(connection, documents)
    known = {one.id for one in found}
    for one in found:
        if one.id in ids:
            one.weight, one.has_number = round(one.weight + NUMBER_SAME, _DIGITS), True
    rows = connection.execute(
        sa.select(page.c.number, page.c.id, page.c.sort_key).where(page.c.kind == "person", page.c.id.in_(ids - known))
    )
    found += [_Candidate(row.number, row.id, row.sort_key, NUMBER_SAME, None, has_number=True) for row in rows]
    return sorted(found, key=lambda one: one.place)


def _by_anything_else(connection: sa.Connection, query: PersonQuery, places: PlacesNamed) -> list[_Candidate]:
    """Return the first of those who were at the places, on the stages, or born then, when no name narrows them."""
    nameless = not (query.surname or query.given or query.maiden or query.pattern)
    if not nameless or any(word not in places.by_word for word in query.words):
        return []
    people = page.c.kind == "person"
    if places.near:
        people &= having("place", places.near)
    if query.stages and not places.near:
        people &= having("stage", query.stages)
    for name, value in query.facets.items():
        people &= having(name, [value])
    if query.year is not None:
        first, last = query.year - query.years_around, query.year + query.years_around
        born = page.c.earliest.between(day_number(first, 1, 1), day_number(last, 12, 31))
        people &= born if not (places.near or query.stages or query.facets) else sa.or_(born, page.c.earliest.is_(None))
    elif not (places.near or query.stages or query.facets):
        return []
    rows = connection.execute(
        sa.select(page.c.number, page.c.id, page.c.sort_key, page.c.earliest, page.c.latest)
        .where(people)
        .order_by(page.c.sort_key, page.c.id)
        .limit(_RANKED)
    )
    found = [
        _Candidate(row.number, row.id, row.sort_key, of_birth(query, row.earliest, row.latest), None) for row in rows
    ]
    return sorted(found, key=lambda one: one.place)


def _with_facets(connection: sa.Connection, query: PersonQuery, candidates: list[_Candidate]) -> list[_Candidate]:
    for name, value in query.facets.items():
        kept: set[str] = set()
        for start in range(0, len(candidates), _AT_ONCE):
            ids = [one.id for one in candidates[start : start + _AT_ONCE]]
            rows = connection.execute(
                sa.select(facet.c.id).where(
                    facet.c.facet == name, facet.c.value == value, facet.c.kind == "person", facet.c.id.in_(ids)
                )
            )
            kept |= {row.id for row in rows}
        candidates = [one for one in candidates if one.id in kept]
    return candidates


def _hits(
    connection: sa.Connection,
    query: PersonQuery,
    candidates: list[_Candidate],
    seen: dict[str, Seen],
    places: PlacesNamed,
) -> list[Hit]:
    rows = connection.execute(
        sa.select(page.c.number, page.c.id, page.c.card, page.c.body, page.c.earliest, page.c.latest).where(
            page.c.number.in_([one.number for one in candidates])
        )
    )
    pages = {row.id: row for row in rows}
    bodies = {record_id: json.loads(row.body) for record_id, row in pages.items()}
    sources = sources_of(connection, bodies.values())
    evidence = Evidence(query, places, relatives_of(connection, [one.number for one in candidates]), sources)
    return [
        Hit(
            one.id,
            json.loads(pages[one.id].card),
            one.weight,
            reasons_of(pages[one.id], bodies[one.id], one.reading, seen.get(one.id, Seen()), evidence, one.has_number),
        )
        for one in candidates
    ]
