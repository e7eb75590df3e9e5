"""Searching people: names meet across scripts and spellings, what else is known ranks them, and every hit says why.

The words of a query are read in every sensible way (search_readings.py); each reading is ranked by
person_ranking.py, and for each person the best counts. Who bears two of the surnames that were named, at birth and
in marriage, counts more. Then the places, stages and numbers are weighed (search_evidence.py).
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from records.edition.known_names import KnownNames, known_names
from records.edition.list_marks import Place, mark_of, position_in
from records.edition.named_places import PlacesNamed, places_named
from records.edition.outlines import LETTERS, Outline, outlines
from records.edition.person_ranking import GIVEN_SAME_SET, SURNAME, Limits, Ranked, nth_weight, rank_people
from records.edition.search_evidence import (
    NUMBER_SAME,
    Seen,
    given_texts,
    home_weights,
    named_in,
    of_initials,
    seen_of,
    who_was_there,
    with_number,
)
from records.edition.search_nameless import mothers_born, nameless_people, speaks_of_relatives
from records.edition.search_other import search_other
from records.edition.search_query import PersonQuery
from records.edition.search_readings import NameReading, has_likely_surname, readings_of
from records.edition.search_reasons import Evidence, Reason, reasons_of, relatives_of, sources_of
from records.edition.tables import page
from records.edition.wildcards import NamesMatching, forms_matching

__all__ = ["Fitting", "Found", "Hit", "Reason", "fitting_people", "hits_of", "search_other", "search_people"]

# So many are ranked where something beside may lift the last of them, otherwise so many: of more who fit alike those
# whose pages came first. Of these, so many are looked at with their places.
_RANKED, _RANKED_BY_NAME, _LOOKED_AT = 1500, 500, 400
_AT_ONCE = 400
# Somebody who bears both of two surnames that were named, in different forms of the name.
_BOTH_SURNAMES, _AS_SURELY = 6.0, 0.75
_PAGES = sa.select(page.c.number, page.c.id, page.c.card, page.c.body, page.c.earliest, page.c.latest).where(
    page.c.number.in_(sa.bindparam("numbers", expanding=True))
)
# Weights are compared as they are shown, so that every engine and every part of a list agree.
_DIGITS = 4
# A weight that a surname reaches that is nearly the same.
_SURELY_THIS_NAME = 0.85 * SURNAME


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
    outline: Outline | None = None

    @property
    def place(self) -> Place:
        """Where the candidate stands among the others."""
        return -self.weight, self.sort_key, self.id


@dataclass(frozen=True, slots=True)
class Fitting:
    """Those who fit a query, the best first, with what speaks for them beside their names."""

    query: PersonQuery
    places: PlacesNamed
    candidates: list[_Candidate]
    seen: Mapping[str, Seen] = field(default_factory=dict)
    mothers: Mapping[str, float] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """The ids of those who fit, in order."""
        return [one.id for one in self.candidates]

    @property
    def outlines(self) -> list[Outline]:
        """Their outlines, in the same order."""
        return [one.outline for one in self.candidates if one.outline]

    def among(self, only: Collection[str]) -> "Fitting":
        """Return those of them who have these ids."""
        return replace(self, candidates=_among(self.candidates, only))


def search_people(
    connection: sa.Connection,
    query: PersonQuery,
    limit: int = 50,
    start: int = 0,
    *,
    after: str = "",
    only: Collection[str] | None = None,
) -> Found:
    """Return the people that fit best, best first, equal ones by name; ``only`` those with these ids, if given.

    The part begins at ``start``, or behind the place that ``Found.next`` of the part before says (``after``).
    """
    return hits_of(connection, fitting_people(connection, query, only=only), limit, start, after=after)


def fitting_people(connection: sa.Connection, query: PersonQuery, *, only: Collection[str] | None = None) -> Fitting:
    """Return those who fit best, at most 400, before their pages are read."""
    if query.is_empty:
        return Fitting(query, PlacesNamed(), [])
    places = places_named(connection, query.words, query.places, query.alone)
    candidates = _candidates(connection, query, places, only is not None)
    if not candidates and query.words and not query.alone:
        # Nobody is called so: the words may be places, misspelt.
        places = places_named(connection, query.words, query.places, query.words)
        candidates = _by_anything_else(connection, query, places)
    candidates = _among(_with_facets(connection, query, candidates), only)[:_LOOKED_AT]
    _outline(connection, candidates)
    mothers = mothers_born(connection, query, [one.id for one in candidates])
    seen = dict[str, Seen]()
    if places.by_word or query.stages or mothers:
        seen = _weigh_beside(connection, query, places, candidates, mothers)
    candidates.sort(key=lambda one: one.place)
    return Fitting(query, places, candidates, seen, mothers)


def _weigh_beside(
    connection: sa.Connection,
    query: PersonQuery,
    places: PlacesNamed,
    candidates: list[_Candidate],
    mothers: Mapping[str, float],
) -> dict[str, Seen]:
    """Weigh what speaks for each beside the name, and return what of it stands in their lives."""
    seen = {one.id: seen_of(one.outline, places, query.stages) for one in candidates if one.outline}
    homes = {one.number: one.reading.sought.homes for one in candidates if one.reading and one.reading.sought.surname}
    already = home_weights(connection, homes)
    for one in candidates:
        words = places.by_word if one.reading is None else one.reading.place_words
        more = seen[one.id].weight(places, list(words), already.get(one.number, 0.0)) + mothers.get(one.id, 0.0)
        one.weight = round(one.weight + more, _DIGITS)
    return seen


def hits_of(connection: sa.Connection, fitting: Fitting, limit: int, start: int = 0, *, after: str = "") -> Found:
    """Return a part of those who fit, with the reasons."""
    candidates = fitting.candidates
    if after:
        start = position_in((one.place for one in candidates), after)
    shown = candidates[start : start + limit]
    following = mark_of(shown[-1].place) if shown and len(candidates) > start + limit else ""
    hits = _hits(connection, fitting, shown) if shown else []
    return Found(hits, len(candidates), fitting.ids, following)


def _among(candidates: list[_Candidate], only: Collection[str] | None) -> list[_Candidate]:
    wanted = None if only is None else set(only)
    return candidates if wanted is None else [one for one in candidates if one.id in wanted]


def _candidates(connection: sa.Connection, query: PersonQuery, places: PlacesNamed, narrowed: bool) -> list[_Candidate]:
    alone = speaks_of_relatives(query, places) and not query.number
    found = _by_anything_else(connection, query, places) if alone else []
    if found:
        return found
    found = _by_name(connection, query, places, narrowed)
    if query.number:
        found = _by_number(connection, query, found)
    if found and found[0].weight >= _SURELY_THIS_NAME:
        return found
    others = _by_anything_else(connection, query, places)
    if found and others:
        # Every word names a place, and no surname is more than like one of them: the place comes first.
        known = {one.id for one in others}
        for one in others:
            one.weight = round(one.weight + found[0].weight, _DIGITS)
        others += [one for one in found if one.id not in known]
    return others or found


def _by_name(connection: sa.Connection, query: PersonQuery, places: PlacesNamed, narrowed: bool) -> list[_Candidate]:
    names = known_names(connection)
    best: dict[int, tuple[float, Ranked, NameReading]] = {}
    readings = readings_of(query, places)
    # Facets choose among all that are ranked; a number, initials or a second surname may lift the last of them.
    narrowed = narrowed or bool(query.number or query.facets)
    initials = any(one.initials for one in readings)
    lifted = narrowed or initials or sum(bool(one.sought.surname) for one in readings) > 1
    for reading in readings:
        is_named = bool(reading.sought.surname)
        someone_surely = any(held[0] >= _SURELY_THIS_NAME for held in best.values())
        least = nth_weight([held[0] for held in best.values()], _LOOKED_AT)
        if not is_named and someone_surely and has_likely_surname(query, places):
            continue
        least = float("-inf") if narrowed or initials or is_named else least
        most, enough = (_RANKED, _RANKED) if lifted else (_RANKED_BY_NAME, _LOOKED_AT)
        for ranked in _ranked(connection, names, reading, Limits(most, enough, least)):
            weight = ranked.weight
            if reading.initials:
                weight += of_initials(reading.initials, given_texts(names.given, ranked.given))
            held = best.get(ranked.person)
            if held is not None and _other_surname(held, ranked, reading):
                best[ranked.person] = (max(held[0], weight) + _BOTH_SURNAMES, *held[1:])
            elif held is None or weight > held[0]:
                best[ranked.person] = (weight, ranked, reading)
        if not is_named and least <= GIVEN_SAME_SET:
            for person in who_was_there(connection, query, places, reading):
                best.setdefault(person, (GIVEN_SAME_SET, Ranked(person, GIVEN_SAME_SET, None, None), reading))
    return _as_candidates(connection, {one: (held[0], held[2]) for one, held in best.items()}, all_of_them=narrowed)


def _other_surname(held: tuple[float, Ranked, NameReading], ranked: Ranked, reading: NameReading) -> bool:
    """Tell whether somebody found by one surname bears another that was named, too, and nearly as surely."""
    first, second = held[2].sought.surname, reading.sought.surname
    forms = (held[1].surname, ranked.surname)
    if not first or not second or first == second or None in forms or forms[0] == forms[1]:
        return False
    return min(held[1].weight, ranked.weight) >= _AS_SURELY * max(held[1].weight, ranked.weight)


def _ranked(connection: sa.Connection, names: KnownNames, reading: NameReading, limits: Limits) -> list[Ranked]:
    if not reading.sought.surname:
        # Without a surname only those at home there would be looked at; but the place may be one of the journey.
        return rank_people(connection, names, replace(reading.sought, homes={}), limits)
    if not reading.pattern:
        return rank_people(connection, names, reading.sought, limits)
    forms = forms_matching(connection, reading.pattern)
    return rank_people(connection, NamesMatching(names, forms), reading.sought, limits) if forms else []


def _as_candidates(
    connection: sa.Connection, best: Mapping[int, tuple[float, NameReading | None]], *, all_of_them: bool
) -> list[_Candidate]:
    best = best if all_of_them else _the_best(best)
    found = []
    for one in outlines(connection, list(best)):
        weight, reading = best[one.number]
        found.append(_Candidate(one.number, one.id, one.sort_key, round(weight, _DIGITS), reading, outline=one))
    found.sort(key=lambda one: one.place)
    return found


def _the_best(best: Mapping[int, tuple[float, NameReading | None]]) -> dict[int, tuple[float, NameReading | None]]:
    """Return those that may be among the best: of equal weight all, since their names decide."""
    if len(best) <= _LOOKED_AT:
        return dict(best)
    least = nth_weight([round(weight, _DIGITS) for weight, _reading in best.values()], _LOOKED_AT)
    return {number: held for number, held in best.items() if round(held[0], _DIGITS) >= least}


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
    """Return those who fit where no name narrows them."""
    nameless = not (query.surname or query.given or query.maiden or query.pattern)
    if not nameless or any(word not in places.by_word for word in query.words):
        return []
    people = nameless_people(connection, query, places)
    found = [_Candidate(one.number, one.id, one.sort_key, one.weight, None) for one in people]
    return sorted(found, key=lambda one: one.place)


def _with_facets(connection: sa.Connection, query: PersonQuery, candidates: list[_Candidate]) -> list[_Candidate]:
    if not query.facets:
        return candidates
    _outline(connection, candidates)
    wanted = [(LETTERS[name], [value]) for name, value in query.facets.items()]
    return [one for one in candidates if one.outline and all(one.outline.among(*trait) for trait in wanted)]


def _outline(connection: sa.Connection, candidates: list[_Candidate]) -> None:
    """Read the outlines of those that were found without."""
    without = {one.number: one for one in candidates if one.outline is None}
    for outline in outlines(connection, list(without)):
        without[outline.number].outline = outline


def _hits(connection: sa.Connection, fitting: Fitting, candidates: list[_Candidate]) -> list[Hit]:
    rows = connection.execute(_PAGES, {"numbers": [one.number for one in candidates]})
    pages = {row.id: row for row in rows}
    bodies = {record_id: json.loads(row.body) for record_id, row in pages.items()}
    sources = sources_of(connection, bodies.values())
    children = frozenset(record_id for record_id, weight in fitting.mothers.items() if weight > 0)
    relatives = relatives_of(connection, [one.number for one in candidates] if fitting.query.has_relatives else [])
    evidence = Evidence(fitting.query, fitting.places, relatives, sources, children)
    return [
        Hit(
            one.id,
            json.loads(pages[one.id].card),
            one.weight,
            reasons_of(
                pages[one.id], bodies[one.id], one.reading, fitting.seen.get(one.id, Seen()), evidence, one.has_number
            ),
        )
        for one in candidates
    ]
