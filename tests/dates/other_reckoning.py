"""What a machine form means by the reckoning of `convertdate` and the standard library, apart from our own."""

import calendar
import re
from datetime import date, timedelta

from convertdate import hebrew, julian

from records.dates.value import GREGORIAN_MONTHS, HEBREW_MONTHS, MARGINS, QUALIFIERS

Day = tuple[int, int, int]
SPAN = re.compile(r"(?:BET|FROM) (?P<first>.+) (?:AND|TO) (?P<last>.+)")
# convertdate counts months from Nisan, GEDCOM from Tishri.
FROM_NISAN = dict(zip(HEBREW_MONTHS, (7, 8, 9, 10, 11, 12, 13, 1, 2, 3, 4, 5, 6), strict=True))


def days_of(value: str) -> tuple[str, str]:
    """Return the first and last day of a machine form as ISO dates; "" for an open end."""
    if not value:
        return "", ""
    span = SPAN.fullmatch(value)
    if span:
        return _iso(_part(span["first"])[0]), _iso(_part(span["last"])[1])
    keyword, _, rest = value.partition(" ")
    if keyword not in QUALIFIERS:
        first, last = _part(value)
        return _iso(first), _iso(last)
    first, last = _part(rest)
    if keyword in ("BEF", "TO"):
        return "", _iso(last)
    if keyword in ("AFT", "FROM"):
        return _iso(first), ""
    exactness = ("year", "month", "day")[len(re.sub("JULIAN |HEBREW ", "", rest).split()) - 1]
    margin = timedelta(MARGINS[QUALIFIERS[keyword], exactness])
    return (date(*first) - margin).isoformat(), (date(*last) + margin).isoformat()


def _part(words: str) -> tuple[Day, Day]:
    pieces = words.removesuffix(" BCE").split()
    name = pieces.pop(0) if pieces[0] in ("JULIAN", "HEBREW", "GREGORIAN") else "GREGORIAN"
    year, day = int(pieces[-1]), int(pieces[0]) if len(pieces) > 2 else None
    month = pieces[-2] if len(pieces) > 1 else None
    if name == "HEBREW":
        return _hebrew(year, month, day)
    first_month = GREGORIAN_MONTHS.index(month) + 1 if month else 1
    last_month = first_month if month else 12
    if words.endswith("BCE"):
        year = 1 - year
    leap = year % 4 == 0 if name == "JULIAN" else year > 0 and calendar.isleap(year)
    length = 29 if last_month == 2 and leap else calendar.monthrange(2001, last_month)[1]
    first, last = (year, first_month, day or 1), (year, last_month, day or length)
    return (julian.to_gregorian(*first), julian.to_gregorian(*last)) if name == "JULIAN" else (first, last)


def _hebrew(year: int, month: str | None, day: int | None) -> tuple[Day, Day]:
    if month is None:
        after = date(*hebrew.to_gregorian(year + 1, 7, 1)) - timedelta(1)
        return hebrew.to_gregorian(year, 7, 1), (after.year, after.month, after.day)
    number = FROM_NISAN[month]
    last = day or hebrew.month_days(year, number)
    return hebrew.to_gregorian(year, number, day or 1), hebrew.to_gregorian(year, number, last)


def _iso(day: Day) -> str:
    return "{:04d}-{:02d}-{:02d}".format(*day)
