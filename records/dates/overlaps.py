"""Who was somewhere at the same time: what two dates of a stay say of it, and for how many days.

A stay has two spans of Julian Day Numbers, both ends counted. It lay somewhere between ``earliest`` and ``latest``;
it surely covered every day from ``sure_from`` to ``sure_until``. "From March 1940 to August 1941" may have begun on any
day of March, but on 31 March it had begun: the sure span is 31 March 1940 to 1 August 1941. "In 1941" has none.
"""

from dataclasses import dataclass
from enum import StrEnum

from records.dates.historical_date import Certainty, HistoricalDate, Qualifier

Span = tuple[int, int]


class Together(StrEnum):
    """What two dates say of two people who were at one place."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Stay:
    """When somebody was somewhere; an unknown bound is None, and a stay without a sure day has neither of the two."""

    earliest: int | None
    latest: int | None
    sure_from: int | None = None
    sure_until: int | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two stays lie to each other; ``days``: surely together so long, or, where it is possible, at the most.

    ``days`` is 0 where no number can be given: an end of one of them is open.
    """

    together: Together
    days: int = 0


def sure_span(date: HistoricalDate) -> Span | None:
    """Return the first and last day of a stay of this date that are sure; None where no single day is."""
    named = date.start or date.end
    if date.certainty is Certainty.UNCERTAIN or named is None:
        return None
    if date.qualifier is Qualifier.PERIOD and date.start and date.end:
        return _span(date.start.latest, date.end.earliest)
    if date.qualifier in (Qualifier.EXACT, Qualifier.FROM, Qualifier.TO) and named.earliest == named.latest:
        # Of a stay with an open end, the day that is named is sure and no other.
        return _span(named.earliest, named.latest)
    return None


def _span(first: int | None, last: int | None) -> Span | None:
    return (first, last) if first is not None and last is not None and first <= last else None


def overlap(one: Stay, other: Stay) -> Overlap:
    """Say whether two stays at one place overlapped, and for how many days."""
    if _undated(one) or _undated(other):
        return Overlap(Together.UNKNOWN)
    sure = _shared((one.sure_from, one.sure_until), (other.sure_from, other.sure_until))
    if sure > 0:
        return Overlap(Together.CERTAIN, sure)
    if _lies_after(one.earliest, other.latest) or _lies_after(other.earliest, one.latest):
        return Overlap(Together.NEVER)
    return Overlap(Together.POSSIBLE, max(0, _shared((one.earliest, one.latest), (other.earliest, other.latest))))


def _undated(stay: Stay) -> bool:
    return stay.earliest is None and stay.latest is None


def _shared(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> int:
    """Return how many days two spans share; 0 or less where none, or where a bound is unknown."""
    (first, last), (begins, ends) = one, other
    if first is None or last is None or begins is None or ends is None:
        return 0
    return min(last, ends) - max(first, begins) + 1


def _lies_after(bound: int | None, other: int | None) -> bool:
    return bound is not None and other is not None and bound > other
