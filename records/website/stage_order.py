"""The order of stages in time."""

from collections.abc import Iterable
from typing import Any

from records.edition.queries import Listed
from records.journeys.stages import STAGES


def in_order(stages: Iterable[Listed]) -> list[Listed]:
    """Order stages by date; an undated one stands where its kind usually belongs."""
    return sorted(stages, key=_order)


def _order(stage: Listed) -> tuple[int, int, str]:
    kind = STAGES.get(stage.card["code"])
    first = first_day(stage)
    return first or 9_999_999, kind.order if kind else 999, stage.id


def first_day(stage: Listed) -> int | None:
    """Return the first day of a stage as a Julian Day Number, or of its kind where no date is known."""
    date: dict[str, Any] = stage.card["date"] or {}
    kind = STAGES.get(stage.card["code"])
    return date.get("earliest") or date.get("latest") or (kind.typical_bounds()[0] if kind else None)
