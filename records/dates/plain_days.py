"""The dates that nearly every line of a file has, "10 FEB 1940", "FEB 1940" and "1940", read without the grammar.

A file of a million people has five million of them; the grammar takes twenty times as long and says the same.
"""

from functools import lru_cache

from records.dates.day_numbers import day_number, days_in_month
from records.dates.value import MONTHS
from records.dates.historical_date import Calendar

_MONTHS = {name: number for number, name in enumerate(MONTHS[Calendar.GREGORIAN], 1)}
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def plain_bounds(payload: str) -> tuple[int, int] | None:
    """Return the first and last day (Julian Day Numbers) of a plain Gregorian date in its canonical spelling.

    None for every other date, also for a day that its month does not have.
    """
    words = payload.split(" ")
    year = words[-1]
    if len(year) != 4 or not year.isdecimal() or not year.isascii():
        return None
    if len(words) == 3:
        first, length = _month(words[1], year)
        day = words[0]
        # "05" is another spelling.
        if not day.isdecimal() or not day.isascii() or day[0] == "0" or not 1 <= int(day) <= length:
            return None
        number = first + int(day) - 1
        return number, number
    if len(words) == 2:
        first, length = _month(words[0], year)
        return (first, first + length - 1) if length else None
    if len(words) == 1 and _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return day_number(int(year), 1, 1), day_number(int(year), 12, 31)
    return None


@lru_cache(maxsize=10_000)
def _month(name: str, year: str) -> tuple[int, int]:
    """Return the first day of a month and its length; (0, 0) for what is no month."""
    month = _MONTHS.get(name, 0)
    if not month or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return 0, 0
    return day_number(int(year), month, 1), days_in_month(int(year), month)
