"""To what a place belonged at a time, and how far apart two places lie."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from records.edition.known_places import KnownPlace, KnownPlaces

_EARTH_KM = 6371.0
_LONGEST_CHAIN = 6
# What Poland was to its last voivodeships, where the gazetteer says only "woj. lwowskie".
_LAST_OF_THE_REPUBLIC = 2429510  # 28 September 1939


@dataclass(frozen=True, slots=True)
class PlaceStep:
    """One step up from a place: an id, empty where only words are known, and the name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """A place with what it belonged to: the steps from the place up, and the country's ISO codes today.

    For Lwów in 1939: Lwów, województwo lwowskie. Without a day: the name of today, and today's country.
    """

    steps: tuple[PlaceStep, ...]
    countries: tuple[str, ...] = ()


def place_hierarchy(places: KnownPlaces, place_id: str, day: int | None = None) -> PlaceThen | None:
    """Return what a place belonged to on a day (Julian Day Number), or today; None for a place not in the edition."""
    place = places.places.get(place_id)
    if place is None:
        return None
    if day is None:
        countries = tuple(code for code in place.country.split(";") if code)
        return PlaceThen((PlaceStep(place.id, place.modern or place.name),), countries)
    steps, seen = [PlaceStep(place.id, place.name)], {place.id}
    here: KnownPlace = place
    while len(steps) < _LONGEST_CHAIN:
        parent = _parent_on(places, here, day)
        if parent is None or parent.id in seen:
            break
        seen.add(parent.id)
        steps.append(PlaceStep(parent.id, parent.name))
        here = parent
    if here.parent_1939 and day <= _LAST_OF_THE_REPUBLIC:
        # Where the highest place belonged is known in words only: "Rzeczpospolita Polska".
        steps.append(PlaceStep("", here.parent_1939))
    return PlaceThen(tuple(steps))


def _parent_on(places: KnownPlaces, place: KnownPlace, day: int) -> KnownPlace | None:
    """Return the parent of that day; bounds that are not known are open."""
    for parent, first, last in place.parents:
        if (first is None or first <= day) and (last is None or day <= last) and parent in places.places:
            return places.places[parent]
    return None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in kilometres between two points, each (latitude, longitude) in degrees."""
    first, second = radians(one[0]), radians(other[0])
    north, east = second - first, radians(other[1] - one[1])
    chord = sin(north / 2) ** 2 + cos(first) * cos(second) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))
