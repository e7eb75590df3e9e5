"""Which places the words of a query name: by any of their names, in any script, misspelt or inflected."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from records.edition.known_places import KnownPlaces, PlaceMatch, known_places
from records.edition.place_hierarchy import distance_km
from records.edition.place_numbers import place_number
from records.edition.tables import page
from records.names.folding import fold
from records.names.given_name_table import sets_of_form

_INSIDE, _DEEPEST = 0.8, 3
_NEAR_KM, _NEAREST, _FARTHEST = 60.0, 0.8, 0.4
_MOST_WORDS_OF_A_NAME = 4
_MOST_PLACES = 600
# What is less sure does not lend its neighbours.
_SURE_ENOUGH = 0.6
# One degree of latitude in kilometres, and a little.
_KM_A_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class PlaceNear:
    """A place as it stands to what was named: how near (1 is that very place), by which word, and how far off."""

    near: float
    word: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlacesNamed:
    """The places that the words of a query name, word by word.

    ``by_word`` holds, for each word or phrase, places by public id; ``unknown`` are words after "near" or "from" that
    name no place: they may be part of somebody's name.
    """

    by_word: dict[str, dict[str, PlaceNear]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    @property
    def near(self) -> dict[str, float]:
        """How near each place is to anything that was named."""
        return self._best(self.by_word)

    @property
    def word(self) -> dict[str, str]:
        """The word that named each place."""
        return {place: found.word for places in self.by_word.values() for place, found in places.items()}

    @property
    def homes(self) -> dict[int, float]:
        """The same places by the numbers that stand in the rows of names."""
        return self.homes_of(self.by_word)

    def homes_of(self, words: Iterable[str]) -> dict[int, float]:
        """Return the places named by these words, by number, with how near they are."""
        return {place_number(place): near for place, near in self._best(words).items()}

    def _best(self, words: Iterable[str]) -> dict[str, float]:
        best: dict[str, float] = {}
        for word in words:
            for place, found in self.by_word.get(word, {}).items():
                best[place] = max(best.get(place, 0.0), found.near)
        return best


def places_named(
    connection: sa.Connection, words: Iterable[str], phrases: Iterable[str] = (), alone: Iterable[str] = ()
) -> PlacesNamed:
    """Return the places that these words may name.

    ``words`` may also be names of people, so that they must name a place rightly; ``phrases`` were said to be places,
    and words that stand ``alone`` well may be: they may be misspelt.
    """
    places = known_places(connection)
    by_word: dict[str, dict[str, PlaceNear]] = {}
    unknown: list[str] = []
    for phrase in phrases:
        found, left = _in_phrase(places, phrase)
        unknown += left
        by_word |= {word: _around(places, word, matches) for word, matches in found.items()}
    listed, loose = list(words), set(alone)
    joined = _in_phrase(places, " ".join(listed), misspelt=False)[0]
    taken = {word for phrase in joined for word in phrase.split()}
    for word in [*joined, *(word for word in dict.fromkeys(listed) if word not in taken)]:
        matches = joined.get(word) or places.named(word, misspelt=word in loose)
        if sets_of_form(word):
            # Maria is a name, and no inflected form of Mari El; but Lida is both a name and a town.
            matches = [one for one in matches if one.how in ("same_name", "known_as")]
        if matches and word not in by_word and len(fold(word)) > 2:
            by_word[word] = _around(places, word, matches)
    ids = {place for found in by_word.values() for place in found}
    return PlacesNamed(by_word, tuple(unknown), {place: places.places[place].name for place in ids})


def _in_phrase(
    places: KnownPlaces, phrase: str, *, misspelt: bool = True
) -> tuple[dict[str, list[PlaceMatch]], list[str]]:
    """Find the places in a phrase, the longest names first; the words that name none are returned beside."""
    words, found, left, start = phrase.split(), dict[str, list[PlaceMatch]](), list[str](), 0
    while start < len(words):
        for size in range(min(_MOST_WORDS_OF_A_NAME, len(words) - start), 0, -1):
            text = " ".join(words[start : start + size])
            # After a place that is found, the next word is rather a name than a misspelt place.
            matches = places.named(text, misspelt=misspelt and size == 1 and not found)
            if matches and (size > 1 or misspelt):
                found[text] = matches
                start += size
                break
        else:
            left.append(words[start])
            start += 1
    return found, left


def _around(places: KnownPlaces, word: str, matches: list[PlaceMatch]) -> dict[str, PlaceNear]:
    """Return the places matched, those inside them, and those around them."""
    found: dict[str, PlaceNear] = {}

    def put(place: str, near: float, detail: str = "") -> None:
        if place in places.places and (place not in found or near > found[place].near) and len(found) < _MOST_PLACES:
            found[place] = PlaceNear(round(near, 3), word, detail)

    for match in matches:
        put(match.place, match.sure)
    for match in matches:
        if match.sure < _SURE_ENOUGH:
            continue
        inside, near = places.children.get(match.place, set()), match.sure
        for _depth in range(_DEEPEST):
            near *= _INSIDE
            for place in sorted(inside):
                put(place, near, "inside")
            inside = {child for place in inside for child in places.children.get(place, ())}
        if match.how != "country":
            for place, km in _neighbours(places, match.place):
                put(place, match.sure * (_NEAREST - (_NEAREST - _FARTHEST) * km / _NEAR_KM), f"{max(round(km), 1)}")
    return found


def _neighbours(places: KnownPlaces, place_id: str) -> list[tuple[str, float]]:
    """Return the places of known position within 60 km, with their distance."""
    place = places.places[place_id]
    if place.at is None or not place.is_point:
        return []
    near = []
    for other in places.places.values():
        if other.at is None or not other.is_point or other.id == place_id:
            continue
        if abs(other.at[0] - place.at[0]) * _KM_A_DEGREE <= _NEAR_KM:
            km = distance_km(place.at, other.at)
            if km <= _NEAR_KM:
                near.append((other.id, km))
    return near


_CARDS = sa.select(page.c.id, page.c.card).where(
    page.c.kind == "place", page.c.id.in_(sa.bindparam("places", expanding=True))
)


def search_places(connection: sa.Connection, text: str, limit: int = 10) -> list[tuple[str, dict[str, Any], str, str]]:
    """Return the places that a text may name, the surest first: (id, card, the name that matched, how)."""
    places = known_places(connection)
    matches = places.named(text, misspelt=True)
    if not matches:
        # Among other words a misspelt place could be any name: only those count that name a place as they stand.
        found = [one for word in text.split()[:8] for one in places.named(word.strip(",;"), misspelt=False)]
        matches = sorted(found, key=lambda one: -one.sure)
    matches = list({match.place: match for match in reversed(matches)}.values())[::-1][:limit]
    if not matches:
        return []
    rows = connection.execute(_CARDS, {"places": [one.place for one in matches]})
    cards = {row.id: json.loads(row.card) for row in rows}
    return [(one.place, cards[one.place], one.name, one.how) for one in matches if one.place in cards]
