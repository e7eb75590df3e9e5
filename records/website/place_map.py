"""A place on a map with those near it; a stage as the way from one place to another; all the places on one sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from records.drawing.place_maps import PlacesMap, Spot, locator_map
from records.drawing.route_maps import Mark, RouteMap, route_map
from records.edition.known_places import KnownPlace, KnownPlaces
from records.edition.nearby_places import NearPlace, nearby_places
from records.edition.queries import Card, Key
from records.website.language_words import Spoken, spoken, territory_names
from records.website.route_words import EXACT, halts_of

# The sheet of a place shows about 350 km to each side; the list names what is nearer.
WITHIN_KM, NEAREST = 150.0, 12
_ON_SHEET_KM, _ON_SHEET = 420.0, 30


@dataclass(frozen=True, slots=True)
class NearWords:
    """A place near another, and how far away."""

    id: str
    name: Spoken
    km: int


def place_map(place_id: str, card: Card, places: KnownPlaces) -> PlacesMap | None:
    """Draw where a place lies; None where nothing of it is known."""
    if card["latitude"] is None or card["longitude"] is None:
        return None
    main = Spot(place_id, card["name"], card["longitude"], card["latitude"], card["precision"] in EXACT)
    near = [one.place for one in nearby_places(places, place_id, _ON_SHEET_KM, _ON_SHEET)]
    # Of a region nothing is near: it is shown with what lies in it.
    within = [places.places[one] for one in sorted(places.children.get(place_id, ())) if one in places.places]
    return locator_map(main, spots_of(near or [one for one in within if one.is_point][:_ON_SHEET]), territory_names())


def _spot(place: KnownPlace) -> Spot:
    latitude, longitude = place.at or (0.0, 0.0)
    return Spot(place.id, place.name, longitude, latitude, place.is_point)


def spots_of(places: Sequence[KnownPlace]) -> list[Spot]:
    """Return where these places lie, as far as it is known."""
    return [_spot(place) for place in places if place.at is not None]


def near_words(place_id: str, places: KnownPlaces) -> list[NearWords]:
    """Return the nearest places with their distance in whole kilometres."""
    return [_near(one) for one in nearby_places(places, place_id, WITHIN_KM, NEAREST)]


def _near(one: NearPlace) -> NearWords:
    return NearWords(one.place.id, spoken(one.place.name, "pl"), round(one.km))


@dataclass(frozen=True, slots=True)
class StageMap:
    """The way of one stage, with the place that each mark leads to."""

    route: RouteMap
    marks: list[tuple[Mark, str]]


def stage_map(stage: Mapping[str, Any], cards: Mapping[Key, Card]) -> StageMap | None:
    """Draw a stage from where it began, if that is known, to its place."""
    halts = [
        halt
        for number, key in enumerate(("origin", "place"), 1)
        for halt in halts_of(number, {key: stage[key]}, cards, known=True)
    ]
    drawn = route_map([halts], territory_names())
    if drawn is None:
        return None
    places = {halt.number: halt.place for halt in halts}
    return StageMap(drawn, [(mark, places[mark.numbers[-1]]) for mark in drawn.marks])
