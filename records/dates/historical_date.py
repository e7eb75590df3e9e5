"""The value of a date: what was written, how it was read, and the first and last day it may mean.

No stand-in years: an unknown bound is None. Bounds are Julian Day Numbers and serve to sort and search;
the text serves to be read. Both ends belong to the span.
"""

from dataclasses import dataclass
from enum import StrEnum

from records.dates.day_numbers import day_number, days_in_month, months_in_year

# Undated facts stand after all dated ones.
LAST_DAY = 10**8


class Calendar(StrEnum):
    """The calendar a date was written in; DUAL is one day given in Julian and Gregorian form."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"
    DUAL = "dual"
    HEBREW = "hebrew"
    FRENCH = "french_r"
    UNKNOWN = "unknown"


class Qualifier(StrEnum):
    """What the words around a date say about it."""

    EXACT = "exact"
    ABOUT = "about"
    CALCULATED = "calculated"
    ESTIMATED = "estimated"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    FROM = "from"
    TO = "to"
    PERIOD = "period"
    PHRASE = "phrase"


class Certainty(StrEnum):
    """Whether the writer of the date doubted it."""

    CERTAIN = "certain"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class DatePart:
    """One day, month or year of one calendar; `bce` counts the year backwards from the year 1."""

    year: int | None
    month: int | None = None
    day: int | None = None
    calendar: Calendar = Calendar.GREGORIAN
    bce: bool = False

    @property
    def astronomical_year(self) -> int | None:
        """Return the year with 1 BCE as 0."""
        if self.year is None:
            return None
        return 1 - self.year if self.bce else self.year

    @property
    def earliest(self) -> int | None:
        """Return the day number of the first day this part may mean; None without a year."""
        year = self.astronomical_year
        if year is None:
            return None
        return day_number(year, self.month or 1, self.day or 1, self.counting_calendar)

    @property
    def latest(self) -> int | None:
        """Return the day number of the last day this part may mean; None without a year."""
        year = self.astronomical_year
        if year is None:
            return None
        counting = self.counting_calendar
        month = self.month or months_in_year(counting)
        return day_number(year, month, self.day or days_in_month(year, month, counting), counting)

    @property
    def counting_calendar(self) -> str:
        """Return the calendar whose arithmetic counts this part; of a dual date the first, Julian."""
        return "julian" if self.calendar is Calendar.DUAL else self.calendar

    def is_possible(self) -> bool:
        """Return whether such a day ever was in its calendar (30 February was not)."""
        year = self.astronomical_year
        if year is None or not self.year or self.year > 9999:
            return False
        if self.month is None:
            return self.day is None
        counting = self.counting_calendar
        if not 1 <= self.month <= months_in_year(counting):
            return False
        length = days_in_month(year, self.month, counting)
        return length > 0 if self.day is None else 1 <= self.day <= length


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as written (`text`), as understood (`value`, a GEDCOM 7 payload) and as bounds."""

    text: str = ""
    value: str = ""
    calendar: Calendar = Calendar.UNKNOWN
    qualifier: Qualifier = Qualifier.PHRASE
    certainty: Certainty = Certainty.CERTAIN
    earliest: int | None = None
    latest: int | None = None
    start: DatePart | None = None
    end: DatePart | None = None

    def is_dated(self) -> bool:
        """Return whether at least one bound is known."""
        return self.earliest is not None or self.latest is not None

    def overlaps(self, other: "HistoricalDate") -> bool:
        """Return whether both are dated and may mean the same day; an open end reaches for ever."""
        if not (self.is_dated() and other.is_dated()):
            return False
        return not (_is_after(self.earliest, other.latest) or _is_after(other.earliest, self.latest))

    def possibly_before(self, other: "HistoricalDate") -> bool:
        """Return whether this date may lie before the other; what is unknown may."""
        return not (self.earliest is not None and other.latest is not None and self.earliest >= other.latest)

    def sort_key(self) -> tuple[int, int, str]:
        """Return a key that puts dates in order of time, the undated last, in order of their words."""
        earliest, latest = self.earliest, self.latest
        if earliest is None:
            earliest = LAST_DAY if latest is None else latest
        return earliest, LAST_DAY if latest is None else latest, self.text


def _is_after(bound: int | None, other: int | None) -> bool:
    return bound is not None and other is not None and bound > other


EMPTY = HistoricalDate()
