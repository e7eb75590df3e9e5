"""Dates that a spreadsheet keeps as a number: the count of days since its first one.

A cell that was never given a date's format comes out as that number: 5480 is 1 January 1915. Excel counts from 1900,
and takes that year for a leap year, as Lotus did; workbooks from older Macintoshes count from 1904.
"""

import re

from records.dates.day_numbers import day_number, from_day_number
from records.dates.historical_date import Calendar
from records.dates.value import MONTHS

_SERIAL = re.compile(r"(\d{3,5})(?:[.,]\d{1,12})?")
# Nobody means a count of days by a year.
_YEARS = range(1000, 2101)
_FIRST, _LAST = 100, 73_050
# Day 0 of each count, for days after the 29 February 1900 that never was.
_BEFORE_1900, _BEFORE_1904 = day_number(1899, 12, 30), day_number(1904, 1, 1)


def date_of_serial(text: str, *, from_1904: bool = False) -> str:
    """Return the date that a number counts, in GEDCOM form; empty for what is a year, or no such number.

    >>> date_of_serial("5480"), date_of_serial("5480", from_1904=True), date_of_serial("1905")
    ('1 JAN 1915', '2 JAN 1919', '')
    """
    found = _SERIAL.fullmatch(text)
    number = int(found[1]) if found else 0
    if number in _YEARS or not _FIRST <= number <= _LAST:
        return ""
    year, month, day = from_day_number(number + (_BEFORE_1904 if from_1904 else _BEFORE_1900))[:3]
    return f"{day} {MONTHS[Calendar.GREGORIAN][month - 1]} {year}"
