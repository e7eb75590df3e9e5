"""The usual way of those who came out, as a map: from general knowledge, and marked so, with our own figures beside it.

The stops stand in fixtures/chronicle/typical_route.csv; where they lie is read from the edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from records.drawing.route_maps import Halt, RouteMap, route_maps
from records.edition.queries import places_called
from records.fixture_files import fixture_rows
from records.names.folding import fold
from records.website.access import Edition
from records.website.journey_words import stage_label
from records.website.language_words import territory_names


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the usual way: its number on the map, the kind of stage, how many people of ours are known on such."""

    number: int
    place: str
    name: str
    code: str
    stage: str
    people: int


def typical_route(edition: Edition, people: Mapping[str, int]) -> tuple[list[RouteMap], list[Stop]]:
    """Return the maps and the stops in order; ``people`` counts those on each kind of stage."""
    rows = list(fixture_rows("chronicle", "typical_route.csv"))
    places = places_called(edition, {fold(row["place"]) for row in rows})
    routes, stops = [], {}
    for _route, of_route in groupby(rows, lambda row: row["route"]):
        halts = []
        for row in of_route:
            found = places.get(fold(row["place"]))
            if found is None or found.card["latitude"] is None:
                continue
            number, code, card = int(row["number"]), row["stage"], found.card
            halts.append(Halt(number, found.id, card["name"], card["longitude"], card["latitude"]))
            stops[number] = Stop(number, found.id, card["name"], code, stage_label(code), people.get(code, 0))
        routes.append(halts)
    return route_maps(routes, territory_names()), [stops[number] for number in sorted(stops)]
