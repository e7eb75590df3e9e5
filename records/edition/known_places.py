"""The places of an edition in memory: a few thousand, read once, looked through for every search.

Read again when a place was published anew or withdrawn; what was withdrawn is never named from here.
"""

import json
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from records.edition.connection import marks
from records.edition.place_words import meaning_of, says_little, stems
from records.edition.tables import STATE, edition_info, page
from records.names.canonical import canonical_forms
from records.names.folding import fold, script_of
from records.names.transliteration import to_polish_letters

_KEPT, _MOST_REMEMBERED = 3, 5000
_LESS_MEANT = 0.5
# Coordinates of a region are its middle: nobody lived "20 km from" it.
_POINTS = frozenset({"town", "parent_town", "approx"})
_SHORTEST_FUZZY, _ALIKE, _MOST_ALIKE = 5, 0.75, 6


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """One place: its names of all times, where it lay, and to which places it belonged, with days (Julian)."""

    id: str
    name: str
    modern: str
    names: tuple[str, ...]
    country: str
    at: tuple[float, float] | None
    is_point: bool
    parents: tuple[tuple[str, int | None, int | None], ...]
    parent_1939: str


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that a word may name: how sure (0 to 1), by which of its names, and how that was found.

    ``how``: same_name, part_of_name, known_as (by the table), inflected, sounds_alike, similar, country.
    """

    place: str
    sure: float
    name: str
    how: str


@dataclass(slots=True)
class KnownPlaces:
    """The places of one edition, arranged by the words of their names."""

    places: dict[str, KnownPlace]
    _whole: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _parts: dict[str, dict[str, tuple[str, float]]] = field(default_factory=lambda: defaultdict(dict))
    _stems: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _sounds: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _by_own_name: dict[str, str] = field(default_factory=dict)
    _found: dict[tuple[str, bool], list[PlaceMatch]] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    # The places that are points, from south to north.
    by_latitude: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place in self.places.values():
            self._by_own_name.setdefault(fold(place.name), place.id)
            for name in place.names:
                self._arrange(place.id, name)
            for parent, _first, _last in place.parents:
                self.children[parent].add(place.id)
        self.by_latitude = sorted(
            (place.at[0], place.id) for place in self.places.values() if place.at and place.is_point
        )

    def _arrange(self, place: str, name: str) -> None:
        for spelled in spellings(name):
            self._whole[spelled].setdefault(place, name)
        bare = name.partition("(")[0]
        for spelled in spellings(bare):
            self._whole[spelled].setdefault(place, name)
        telling = [word for word in fold(name).split() if not says_little(word)]
        for number, word in enumerate(telling):
            for spelled in spellings(word):
                self._parts[spelled].setdefault(place, (name, 0.95 if number == 0 else 0.8))
        # Only of short names: a word in a long description is no name.
        for word in telling[:2]:
            for stem in stems(word):
                self._stems[stem].setdefault(place, name)
            for sound in canonical_forms(word)[:2]:
                self._sounds[sound].setdefault(place, name)

    def named(self, text: str, *, misspelt: bool) -> list[PlaceMatch]:
        """Return the places that a name may mean, the surest first; ``misspelt`` names are looked for only if asked."""
        key = (fold(text), misspelt)
        found = self._found.get(key)
        if found is None:
            found = self._look_for(text, misspelt=misspelt) if key[0] else []
            if len(self._found) > _MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = found
        return found

    def _look_for(self, text: str, *, misspelt: bool) -> list[PlaceMatch]:
        found = {match.place: match for match in self._by_table(text)}
        for spelled in spellings(text):
            for place, name in self._whole.get(spelled, {}).items():
                found[place] = PlaceMatch(place, 1.0, name, "same_name")
            for place, (name, sure) in self._parts.get(spelled, {}).items():
                found.setdefault(place, PlaceMatch(place, sure, name, "part_of_name"))
        if any(match.how == "same_name" for match in found.values()):
            # Lwów is the town; the voivodeship of that name is meant less.
            found = {place: _less(match) if match.how == "part_of_name" else match for place, match in found.items()}
        if not found and len(key := fold(text)) > 3 and " " not in key:
            found = self._inflected(key) or (self._alike(text) if misspelt else {})
        elif not found and misspelt:
            found = self._alike(text)
        return sorted(found.values(), key=lambda match: (-match.sure, match.name, match.place))

    def _by_table(self, text: str) -> Iterable[PlaceMatch]:
        for meant in meaning_of(text):
            kind, _, codes = meant.rpartition("country:")
            if codes != meant and not kind:
                wanted = set(codes.split(";"))
                for place in self.places.values():
                    if wanted & set(place.country.split(";")):
                        yield PlaceMatch(place.id, 0.7, place.name, "country")
            elif fold(meant) in self._by_own_name:
                place_id = self._by_own_name[fold(meant)]
                yield PlaceMatch(place_id, 1.0, self.places[place_id].name, "known_as")

    def _inflected(self, word: str) -> dict[str, PlaceMatch]:
        return {
            place: PlaceMatch(place, 0.95, name, "inflected")
            for stem in stems(word)
            for place, name in self._stems.get(stem, {}).items()
        }

    def _alike(self, text: str) -> dict[str, PlaceMatch]:
        """Find by sounds, and then by sounds of which some differ."""
        found: dict[str, PlaceMatch] = {}
        words = [word for word in fold(text).split() if not says_little(word)]
        for word in words[:2]:
            own = canonical_forms(word)
            for sound in own:
                for place, name in self._sounds.get(sound, {}).items():
                    found.setdefault(place, PlaceMatch(place, 0.9, name, "sounds_alike"))
        if found:
            return found
        for word in (word for word in words[:2] if len(word) >= _SHORTEST_FUZZY):
            for sound in canonical_forms(word)[:1]:
                near = extract(
                    sound, self._sounds.keys(), scorer=OSA.normalized_similarity, limit=_MOST_ALIKE, score_cutoff=_ALIKE
                )
                best = max((score for _sound, score, _place in near), default=0.0)
                for other, score, _place in near:
                    if score >= best - 0.06:
                        for place, name in self._sounds[other].items():
                            found.setdefault(place, PlaceMatch(place, round(score * 0.9, 3), name, "similar"))
        return found


def _less(match: PlaceMatch) -> PlaceMatch:
    return replace(match, sure=round(match.sure * _LESS_MEANT, 3))


def spellings(name: str) -> tuple[str, ...]:
    """Return a name folded, and in Latin letters if it is written in Cyrillic ones."""
    folded = fold(name)
    if not folded or script_of(name) != "Cyrl":
        return (folded,) if folded else ()
    return tuple(dict.fromkeys((folded, fold(to_polish_letters(name)))))


def _read(connection: sa.Connection) -> KnownPlaces:
    rows = connection.execute(sa.select(page.c.id, page.c.body).where(page.c.kind == "place").order_by(page.c.id))
    return KnownPlaces({row.id: _known(row.id, json.loads(row.body)) for row in rows})


def _known(place_id: str, body: dict[str, Any]) -> KnownPlace:
    names = dict.fromkeys([body["name"], body["modern_name"], *(each["name"] for each in body["names"])])
    placed = body["latitude"] is not None and body["longitude"] is not None
    dates = [each["date"] or {} for each in body["parents"]]
    return KnownPlace(
        id=place_id,
        name=body["name"],
        modern=body["modern_name"],
        names=tuple(name for name in names if name),
        country=body["country_modern"],
        at=(body["latitude"], body["longitude"]) if placed else None,
        is_point=placed and (body["precision"] in _POINTS or not body["precision"]),
        parents=tuple(
            (each["place"], date.get("earliest"), date.get("latest"))
            for each, date in zip(body["parents"], dates, strict=True)
        ),
        parent_1939=body["parent_1939"],
    )


# By address: the state of the whole edition at the last look, that of its places, and the places.
_known_places: dict[str, tuple[str, tuple[Any, ...], KnownPlaces]] = {}
_lock = threading.Lock()


def known_places(connection: sa.Connection) -> KnownPlaces:
    """Return the places of this edition as they stand now."""
    url, whole = str(connection.engine.url), marks(connection).get(STATE, "")
    with _lock:
        before, of_places, places = _known_places.pop(url, ("", (), KnownPlaces({})))
        # Most changes are of people: the places are read again only when one of them changed.
        if before != whole or not whole:
            now = _state(connection)
            places = places if of_places == now else _read(connection)
            of_places = now
        _known_places[url] = (whole, of_places, places)
        while len(_known_places) > _KEPT:
            del _known_places[next(iter(_known_places))]
    return places


def _state(connection: sa.Connection) -> tuple[Any, ...]:
    """Return what changes whenever a place does: the pages' numbers, and the words of the page written last.

    A page written anew has a new number, unless it was the last of all before, too.
    """
    written_last = page.alias("written_last")
    numbers = sa.select(
        sa.func.count().label("n"), sa.func.sum(page.c.number), sa.func.max(page.c.number).label("last")
    )
    counted = numbers.where(page.c.kind == "place").subquery()
    row = connection.execute(
        sa.select(counted, written_last.c.body, edition_info.c.value).select_from(
            counted.outerjoin(written_last, written_last.c.number == counted.c.last).outerjoin(
                edition_info, edition_info.c.name == "built"
            )
        )
    ).one()
    return tuple(row)
