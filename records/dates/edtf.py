"""Dates to and from EDTF (ISO 8601-2), levels 0 and 1: "1940-02-10", "1940-02~", "194X", "1941-24", "1940/..".

EDTF counts by the Gregorian calendar and knows neither "calculated" nor margins: what it cannot name is written
as the span of its days, so that the bounds always survive. An end left empty is unknown (before, after), ".." is
open (until, from). A span does not say whether it was one day of many ("between") or all of them ("from ... to").
"""

import re
from dataclasses import replace

from records.dates.day_numbers import day_number, from_day_number
from records.dates.historical_date import Calendar, Certainty, DatePart, HistoricalDate, Qualifier
from records.dates.value import Reading, build_date, phrase_date

PART = re.compile(r"Y?(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)")
UNKNOWN_DIGITS = re.compile(r"(?P<known>-?\d{0,3})(?P<unknown>X{1,4})(?:-XX(?:-XX)?)?(?P<mark>[?~%]?)")
UNKNOWN_DAYS = re.compile(r"(?P<rest>\d{4}(?:-\d\d)?)(?:-XX){1,2}(?P<mark>[?~%]?)")
# Seasons as families mean them (see date_spans.py): wider than a calendar's.
SEASON_MONTHS = {21: (3, 6), 22: (6, 9), 23: (9, 12)}
WINTER = 24
LAST_NAMEABLE_DAY = day_number(9999, 12, 31)
OPEN_END = ".."
UNKNOWN_DIGIT_YEARS = {10: "X", 100: "XX", 1000: "XXX"}
NAMEABLE = (Qualifier.EXACT, Qualifier.BETWEEN, Qualifier.PERIOD, Qualifier.BEFORE, Qualifier.AFTER, Qualifier.FROM,
            Qualifier.TO)  # fmt: skip


def to_edtf(date: HistoricalDate) -> str:
    """Return the EDTF of a date; "" for a date of words only, and after 9999, where EDTF knows only whole years."""
    start, end = date.start or date.end, date.end or date.start
    if start is None or end is None or max(date.earliest or 0, date.latest or 0) > LAST_NAMEABLE_DAY:
        return ""
    doubt = "?" if date.certainty is Certainty.UNCERTAIN else ""
    gregorian = start.calendar is Calendar.GREGORIAN and end.calendar is Calendar.GREGORIAN
    if gregorian and date.qualifier is Qualifier.ABOUT and date.start and not date.end:
        return _part(start) + ("%" if doubt else "~")
    if gregorian and date.qualifier in NAMEABLE:
        first, last = _part(start), _part(end)
    else:
        first = _day(date.earliest) if date.earliest is not None else ""
        last = _day(date.latest) if date.latest is not None else ""
    match date.qualifier:
        case Qualifier.BEFORE:
            return f"/{last}{doubt}"
        case Qualifier.AFTER:
            return f"{first}{doubt}/"
        case Qualifier.TO:
            return f"{OPEN_END}/{last}{doubt}"
        case Qualifier.FROM:
            return f"{first}{doubt}/{OPEN_END}"
    if first == last:
        return first + doubt
    short = _short_span(start, end) if gregorian and date.qualifier is Qualifier.BETWEEN and not doubt else ""
    return short or f"{first}{doubt}/{last}{doubt}"


def from_edtf(text: str) -> HistoricalDate:
    """Return the date an EDTF text of level 0 or 1 means; what is none, or lies beyond 9999, is kept as words."""
    words = text.strip()
    first, slash, last = words.partition("/")
    reading = _read_interval(first, last) if slash else _read_one(words)
    if reading is None:
        return phrase_date(words)
    date = build_date(reading)
    doubted = any(mark in words for mark in "?%") or bool(slash and "~" in words)
    return replace(date, certainty=Certainty.UNCERTAIN) if doubted else date


def read_part(words: str) -> DatePart | None:
    """Return the year, month or day of an EDTF text of level 0, its year negative or not, or None."""
    found = PART.fullmatch(words)
    if found is None or found["mark"] or words[0] == "Y":
        return None
    return _counted(found)


def _read_interval(first: str, last: str) -> Reading | None:
    start, end = _read_end(first), _read_end(last)
    if start and end and start.start and end.start:
        begins, ends = start.start, end.end or end.start
        backwards = (begins.earliest or 0) > (ends.latest or 0)
        return None if backwards else Reading(Qualifier.PERIOD, begins, ends)
    if start and last in ("", OPEN_END):
        return Reading(Qualifier.FROM if last else Qualifier.AFTER, start.start)
    if end and first in ("", OPEN_END):
        until = end.end or end.start
        return Reading(Qualifier.TO, None, until) if first else Reading(Qualifier.BEFORE, until)
    return None


def _read_end(words: str) -> Reading | None:
    return _read_one(words.rstrip("?~%")) if words not in ("", OPEN_END) else None


def _read_one(words: str) -> Reading | None:
    found = PART.fullmatch(words)
    if found:
        about = found["mark"] in ("~", "%")
        part = _counted(found)
        if part:
            return Reading(Qualifier.ABOUT if about else Qualifier.EXACT, part)
        return _read_season(int(found["year"]), int(found["month"] or 0)) if not found["day"] and not about else None
    days = UNKNOWN_DAYS.fullmatch(words)
    if days:
        return _read_one(days["rest"] + days["mark"])
    digits = UNKNOWN_DIGITS.fullmatch(words)
    return _read_unknown_digits(digits) if digits and digits["mark"] in ("", "?") else None


def _read_unknown_digits(found: re.Match[str]) -> Reading | None:
    known, unknown = found["known"], len(found["unknown"])
    if len(known.removeprefix("-")) + unknown != 4 or unknown == 4:
        return None
    years = 10**unknown
    first = abs(int(known)) * years
    signed = (-(first + years - 1), -first) if known.startswith("-") else (first, first + years - 1)
    start, end = (_of_astronomical_year(year) for year in signed)
    return Reading(Qualifier.BETWEEN, start, end) if start.is_possible() and end.is_possible() else None


def _read_season(year: int, code: int) -> Reading | None:
    if code == WINTER:
        # The winter of 1941 may be the one before or the one after that year's summer.
        first, last = (year - 1, 12), (year + 1, 3)
    elif code in SEASON_MONTHS:
        first, last = ((year, month) for month in SEASON_MONTHS[code])
    else:
        return None
    start, end = _of_astronomical_year(*first), _of_astronomical_year(*last)
    return Reading(Qualifier.BETWEEN, start, end) if start.is_possible() and end.is_possible() else None


def _counted(found: re.Match[str]) -> DatePart | None:
    if found["year"] == "-0000":
        return None
    month = int(found["month"]) if found["month"] else None
    part = _of_astronomical_year(int(found["year"]), month, int(found["day"]) if found["day"] else None)
    return part if part.is_possible() and part.day != 0 and part.month != 0 else None


def _of_astronomical_year(year: int, month: int | None = None, day: int | None = None) -> DatePart:
    return DatePart(year if year > 0 else 1 - year, month, day, bce=year <= 0)


def _part(part: DatePart) -> str:
    words = _year(part.astronomical_year or 0)
    if part.month:
        words += f"-{part.month:02d}" + (f"-{part.day:02d}" if part.day else "")
    return words


def _year(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _day(number: int) -> str:
    year, month, day = from_day_number(number)
    return f"{_year(year)}-{month:02d}-{day:02d}"


def _short_span(start: DatePart, end: DatePart) -> str:
    """Return the season or the year with unknown digits that means just these months or years, or ""."""
    if start.bce or end.bce or start.year is None or end.year is None or start.day or end.day:
        return ""
    if start.month is None and end.month is None:
        digits = UNKNOWN_DIGIT_YEARS.get(end.year - start.year + 1, "")
        whole = digits and start.year % 10 ** len(digits) == 0
        return f"{start.year:04d}"[: -len(digits)] + digits if whole else ""
    months = (start.month, end.month)
    for code, season in SEASON_MONTHS.items():
        if months == season and start.year == end.year:
            return f"{start.year:04d}-{code}"
    if months == (12, 3) and end.year == start.year + 2:
        return f"{start.year + 1:04d}-{WINTER}"
    return ""
