"""A person's journey, stage by stage in order, with the gaps in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from records.edition.queries import Card, Key
from records.website.date_words import DateWords, our_date_words
from records.website.journey_gaps import Gap, journey_gaps
from records.website.journey_words import (
    GRAVE,
    outcome_words,
    reason_words,
    role_words,
    stage_label,
    stage_title,
    transport_words,
)
from records.website.language_words import Spoken
from records.website.our_words import our_words
from records.website.place_words import PlaceWords, place_of


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of one person's journey; ``gaps`` are those behind it."""

    stage: str
    label: str
    title: Spoken
    date: DateWords | None
    origin: PlaceWords | None
    place: PlaceWords | None
    transport: str
    role: str
    outcome: str
    grave: bool
    documented: bool
    reason: str
    note: Spoken
    others: int
    gaps: list[Gap] = field(default_factory=list)


def person_steps(journey: list[dict[str, Any]], cards: Mapping[Key, Card], companions: Mapping[str, int]) -> list[Step]:
    """Return the steps of a journey; ``companions`` counts everyone known on each stage, this person included."""
    gaps = journey_gaps([(row["code"], row["outcome"]) for row in journey])
    return [
        _step(
            row,
            cards.get(("stage", row["stage"]), {}),
            cards,
            companions,
            [gap for gap in gaps if gap.position == place],
        )
        for place, row in enumerate(journey)
    ]


def _step(
    row: dict[str, Any], card: Card, cards: Mapping[Key, Card], companions: Mapping[str, int], gaps: list[Gap]
) -> Step:
    outcome = outcome_words(row["outcome"], bool(card.get("origin")))
    return Step(
        stage=row["stage"],
        label=stage_label(row["code"]),
        title=stage_title(card.get("title", "")),
        date=our_date_words(row["date"] or card.get("date")),
        origin=place_of(card, cards, "origin"),
        place=place_of(card, cards),
        transport=transport_words(card.get("transport", "")),
        role=role_words(row["role"]),
        outcome=outcome,
        grave=row["outcome"] in GRAVE,
        documented=row["presence"] == "documented",
        reason=reason_words(row["reason"]),
        note=our_words(row["note"]),
        others=max(0, companions.get(row["stage"], 1) - 1),
        gaps=gaps,
    )


def places_of_stages(cards: Mapping[Key, Card]) -> list[Key]:
    """Return the keys of the places that these stages speak of."""
    stages = [card for (kind, _id), card in cards.items() if kind == "stage"]
    return [("place", card[key]) for card in stages for key in ("place", "origin") if card[key]]
