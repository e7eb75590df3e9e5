"""The way of one person or several on a map: which steps have a place on it, and what is inferred between them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from records.drawing.route_maps import Halt, RouteMap, route_maps
from records.edition.queries import Card, Key, Listed
from records.website.language_words import territory_names

# Coordinates that are those of the place itself, or nearly.
EXACT = frozenset({"town", "exact", "approx"})


def person_route(
    journey: Iterable[Mapping[str, Any]], cards: Mapping[Key, Card], gaps: Iterable[int]
) -> list[RouteMap]:
    """Draw a person's journey; ``gaps`` are the places in the journey behind which stages are missing."""
    halts: list[Halt] = []
    after_gap, before_unknown = {place + 1 for place in gaps}, False
    for place, row in enumerate(journey):
        stage = cards.get(("stage", row["stage"]), {})
        known = row["presence"] == "documented" and place not in after_gap and not before_unknown
        here = halts_of(place + 1, stage, cards, known=known)
        before_unknown = not here
        halts += here
    return route_maps([halts], territory_names())


def family_route(
    stages: Sequence[Listed], cards: Mapping[Key, Card], only: Collection[int] | None = None
) -> list[RouteMap]:
    """Draw the journeys of several people, whose stages are numbered together in this order; ``only`` some of them."""
    return route_maps(family_halts(stages, cards, only), territory_names())


def family_halts(
    stages: Sequence[Listed], cards: Mapping[Key, Card], only: Collection[int] | None = None
) -> list[list[Halt]]:
    """Return for each of the people of these stages the halts of the way."""
    people = dict.fromkeys(person for stage in stages for person in stage.more["people"])
    return [
        [
            halt
            for number, stage in enumerate(stages, 1)
            if person in stage.more["people"] and (only is None or number in only)
            for halt in halts_of(number, stage.card, cards, known=person in stage.more["documented"])
        ]
        for person in people
    ]


def halts_of(number: int, stage: Mapping[str, Any], cards: Mapping[Key, Card], *, known: bool) -> list[Halt]:
    """Return where a stage began and where it led, as far as the places lie somewhere on a map."""
    found = []
    for key in ("origin", "place"):
        place_id = stage.get(key) or ""
        card = cards.get(("place", place_id))
        if card and card["latitude"] is not None and card["longitude"] is not None:
            exact = card.get("precision", "") in EXACT
            found.append(Halt(number, place_id, card["name"], card["longitude"], card["latitude"], exact, known))
    return found
