"""The dates that nearly every line of a file has, "10 FEB 1940", "FEB 1940" and "1940", read without the grammar.

A file of a million people has five million of them; the grammar takes twenty times as long and says the same.
"""

from functools import lru_cache

from records.dates.day_numbers import day_number, days_in_month
from records.dates.historical_date import Calendar
from records.dates.value import MONTHS

_MONTHS = {name: number for number, name in enumerate(MONTHS[Calendar.GREGORIAN], 1)}
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_MONTH_AND_YEAR = len("FEB 1940")
# What stands before the month; "05" is another spelling.
_DAYS = {"": 0} | {f"{day} ": day for day in range(1, 32)}


def plain_bounds(payload: str) -> tuple[int, int] | None:
    """Return the first and last day (Julian Day Numbers) of a plain Gregorian date in its canonical spelling.

    None for every other date, also for a day that its month does not have.
    """
    first, last = _month(payload[-_MONTH_AND_YEAR:])
    if last:
        day = _DAYS.get(payload[:-_MONTH_AND_YEAR])
        if day is None:
            return None
        if not day:
            return first, last
        number = first + day - 1
        return (number, number) if number <= last else None
    if len(payload) == 4 and payload.isdecimal() and payload.isascii() and _FIRST_YEAR <= int(payload) <= _LAST_YEAR:
        return day_number(int(payload), 1, 1), day_number(int(payload), 12, 31)
    return None


@lru_cache(maxsize=10_000)
def _month(words: str) -> tuple[int, int]:
    """Return the first and last day of a month, "FEB 1940"; (0, 0) for what is none."""
    name, _, year = words.partition(" ")
    month = _MONTHS.get(name, 0)
    if not month or len(year) != 4 or not year.isdecimal() or not year.isascii():
        return 0, 0
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return 0, 0
    first = day_number(int(year), month, 1)
    return first, first + days_in_month(int(year), month) - 1
