"""Months and years as a reader chooses them: "1941-03" in an address, the days they cover, their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format

from records.dates.day_numbers import day_number, days_in_month, from_day_number
from records.dates.value import GREGORIAN_MONTHS, parse_value
from records.dates.wording import word_date
from records.website.reader_language import page_language

_WRITTEN = re.compile(r"(1\d{3}|20\d{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @property
    def code(self) -> str:
        """The month as it stands in an address."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> int:
        """The first day as a Julian Day Number."""
        return day_number(self.year, self.month, 1)

    @property
    def last(self) -> int:
        """The last day as a Julian Day Number."""
        return day_number(self.year, self.month, days_in_month(self.year, self.month))

    @property
    def name(self) -> str:
        """The name of the month with its year, in the language of the page."""
        return _name(self, page_language())

    @property
    def short_name(self) -> str:
        """The name of the month without its year, shortened as the language of the page does."""
        return str(date_format(date(self.year, self.month, 1), "M"))

    def moved(self, months: int) -> "Month":
        """Return the month so many months later, or earlier when negative."""
        number = self.year * 12 + self.month - 1 + months
        return Month(number // 12, number % 12 + 1)


@lru_cache(maxsize=3000)
def _name(month: Month, language: str) -> str:
    """Return the name of a month in a language; a choice of months asks for hundreds."""
    return word_date(parse_value(f"{GREGORIAN_MONTHS[month.month - 1]} {month.year}"), language)


def month_of(day: int) -> Month:
    """Return the month of a day (Julian Day Number)."""
    return Month(*from_day_number(day)[:2])


def read_month(written: str) -> Month | None:
    """Return the month that "1941-03" means, or None for anything else."""
    found = _WRITTEN.fullmatch(written)
    return Month(int(found[1]), int(found[2])) if found else None


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from the first to the last."""
    while first <= last:
        yield first
        first = first.moved(1)
