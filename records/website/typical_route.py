"""The usual way of those who came out, as a map: from general knowledge, and marked so, with our own figures beside it.

The stops stand in fixtures/chronicle/typical_route.csv; where they lie is read from the edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise

from records.drawing.route_maps import Halt, RouteMap, route_maps
from records.edition.queries import places_called
from records.fixture_files import fixture_rows
from records.names.folding import fold
from records.website.access import Edition
from records.website.journey_words import stage_label
from records.website.language_words import territory_names
from records.website.reader_language import gettext_lazy as _

PARTS: dict[str, str | Promise] = {
    "exile": _("Into exile: to the forests of the north, or to Kazakhstan"),
    "army": _("After the amnesty: south, to where the army gathered"),
    "persia": _("Over the Caspian Sea to Persia"),
    "africa": _("From there some came to Africa, by way of India"),
    "lebanon": _("and others to the Lebanon"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the usual way: its number on the map and the kinds of stages, each with how many people of ours."""

    number: int
    place: str
    name: str
    stages: list[tuple[str, str, int]] = field(default_factory=list)


def typical_route(edition: Edition, people: Mapping[str, int]) -> tuple[list[RouteMap], list[tuple[str, list[Stop]]]]:
    """Return the maps, and the stops by the parts of the way; ``people`` counts those on each kind of stage."""
    rows = list(fixture_rows("chronicle", "typical_route.csv"))
    places = places_called(edition, {fold(row["place"]) for row in rows})
    routes = []
    stops: dict[str, dict[int, Stop]] = {part: {} for part in PARTS}
    for _name, of_route in groupby(rows, lambda row: row["route"]):
        halts = []
        for row in of_route:
            found = places.get(fold(row["place"]))
            if found is None or found.card["latitude"] is None:
                continue
            number, code, card = int(row["number"]), row["stage"], found.card
            halts.append(Halt(number, found.id, card["name"], card["longitude"], card["latitude"]))
            stop = stops[row["part"]].setdefault(number, Stop(number, found.id, card["name"]))
            if code not in [known for known, _words, _number in stop.stages]:
                stop.stages.append((code, stage_label(code), people.get(code, 0)))
        routes.append(halts)
    parts = [(str(PARTS[part]), [of_part[number] for number in sorted(of_part)]) for part, of_part in stops.items()]
    return route_maps(routes, territory_names()), [part for part in parts if part[1]]
