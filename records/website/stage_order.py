"""The order of stages in time."""

from collections.abc import Iterable
from typing import Any

from records.edition.queries import Listed
from records.journeys.sequence import Begin, begin_of, in_sequence
from records.journeys.stages import STAGES


def in_order(stages: Iterable[Listed]) -> list[Listed]:
    """Order stages by date, as the kinds follow each other where dates leave it open."""
    listed = list(stages)
    return [listed[number] for number in in_sequence(map(_begin, listed))]


def _begin(stage: Listed) -> Begin:
    card = stage.card
    date: dict[str, Any] = card["date"] or {}
    bounds = (date.get("value") or "", date.get("earliest"), date.get("latest"))
    return begin_of(card["code"], *bounds, card.get("place"), card.get("origin"), stage.id)


def first_day(stage: Listed) -> int | None:
    """Return the first day of a stage as a Julian Day Number, or of its kind where no date is known."""
    date: dict[str, Any] = stage.card["date"] or {}
    kind = STAGES.get(stage.card["code"])
    return date.get("earliest") or date.get("latest") or (kind.typical_bounds()[0] if kind else None)
