"""Stages in lists: what, where, when."""

from collections.abc import Mapping
from dataclasses import dataclass

from records.edition.queries import Card, Key
from records.website.date_words import DateWords, our_date_words
from records.website.journey_words import stage_label, stage_title, transport_words
from records.website.language_words import Spoken
from records.website.place_words import PlaceWords, place_of


@dataclass(frozen=True, slots=True)
class StageWords:
    """One stage of a journey, as a list shows it."""

    id: str
    code: str
    label: str
    title: Spoken
    date: DateWords | None
    origin: PlaceWords | None
    place: PlaceWords | None
    transport: str
    invented: bool
    people: int = 0


def stage_words(stage_id: str, card: Card, places: Mapping[Key, Card], people: int = 0) -> StageWords:
    """Word a stage from its card and the cards of its places."""
    return StageWords(
        stage_id,
        card["code"],
        stage_label(card["code"]),
        stage_title(card["title"]),
        our_date_words(card["date"]),
        place_of(card, places, "origin"),
        place_of(card, places),
        transport_words(card["transport"]),
        card["invented"],
        people,
    )


def stage_places(*cards: Card) -> list[Key]:
    """Return the keys of the places of these stages."""
    return [("place", card[key]) for card in cards for key in ("place", "origin") if card[key]]
