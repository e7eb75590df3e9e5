"""The order of the stages of one journey, where some dates are of a day and others only of a month or a year.

By the day on which a stage can have begun first; but a release of 14 September stands before a journey "in September",
as the kinds of stages usually follow each other, whenever the dates allow it. Whoever came somewhere came first and
stayed then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from records.dates.value import parse_value
from records.journeys.stages import STAGES

NEVER = 9_999_999


@dataclass(frozen=True, slots=True)
class Begin:
    """When a stage began: the first and the last day that the date allows (Julian Day Numbers), and what else orders.

    ``origin`` and ``place`` name places in any way that is equal for equal places.
    """

    first: int
    last: int
    order: int
    place: Any = None
    origin: Any = None
    tie: str = ""

    @property
    def is_exact(self) -> bool:
        return self.first == self.last


def begin_of(
    code: str,
    value: str,
    earliest: int | None,
    latest: int | None,
    place: Any = None,
    origin: Any = None,
    tie: str = "",
) -> Begin:
    """Return when a stage began, from its kind and its date; an undated one stands where its kind belongs."""
    kind = STAGES.get(code)
    order = kind.order if kind else 999
    first = earliest if earliest is not None else latest
    if first is None:
        usual = kind.typical_bounds()[0] if kind else None
        return Begin(usual or NEVER, usual or NEVER, order, place, origin, tie)
    start = parse_value(value).start if value else None
    last = start.latest if start and start.latest is not None else latest
    return Begin(first, max(first, last) if last is not None else first, order, place, origin, tie)


def in_sequence(begins: Iterable[Begin]) -> list[int]:
    """Return the places of the stages in the order of the journey."""
    named = sorted(enumerate(begins), key=lambda one: (one[1].first, one[1].order, one[1].tie))
    _as_kinds_follow(named)
    _arrive_before_staying(named)
    return [number for number, _begin in named]


def _as_kinds_follow(named: list[tuple[int, Begin]]) -> None:
    """Let a stage that can have begun later step behind those that usually come before it."""
    for end in range(len(named), 1, -1):
        for at in range(end - 1):
            left, right = named[at][1], named[at + 1][1]
            if left.order > right.order and left.last >= right.first and not left.is_exact:
                named[at], named[at + 1] = named[at + 1], named[at]


def _arrive_before_staying(named: list[tuple[int, Begin]]) -> None:
    for at in range(len(named) - 1):
        stay, way = named[at][1], named[at + 1][1]
        to_there = way.origin is not None and way.place is not None and way.place == stay.place
        if stay.origin is None and to_there and stay.first == way.first:
            named[at], named[at + 1] = named[at + 1], named[at]
