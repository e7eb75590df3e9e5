"""Vaguer words for time: seasons, beginnings and ends, decades. Each becomes the widest fair span."""

import re

from records.dates.date_shapes import Shape, between, read_shape
from records.dates.date_words import DECADE, FILLING, SEASONS, THIRDS
from records.dates.day_numbers import days_in_month
from records.dates.historical_date import Calendar, DatePart, Qualifier

UNKNOWN_LAST_DIGIT = re.compile(r"(\d{3})[xX?]")
# The months of each third of a year and the days of each third of a month.
MONTH_THIRDS = ((1, 4), (5, 8), (9, 12))
DAY_THIRDS = ((1, 10), (11, 20), (21, 0))
WINTER_BEGINS = 12


def read_span(words: str, calendar: Calendar) -> Shape | None:
    """Return what a season, or a beginning, middle or end, says, or None."""
    return _read_third(words, calendar) or _read_season(words, calendar)


def without_filling(words: str) -> str:
    """Return the words without those that only announce a date."""
    return " ".join(FILLING.sub(" ", words).split()).strip(" ,;:")


def read_decade(words: str, calendar: Calendar) -> Shape | None:
    """Return what "1940s" or "194?" says, or None."""
    found = DECADE.fullmatch(words)
    if found:
        first = int(found["year"])
    else:
        unknown = UNKNOWN_LAST_DIGIT.fullmatch(words)
        if unknown is None:
            return None
        first = 10 * int(unknown[1])
    return between(DatePart(first, calendar=calendar), DatePart(first + 9, calendar=calendar))


def _read_third(words: str, calendar: Calendar) -> Shape | None:
    for pattern, third in THIRDS:
        found = pattern.fullmatch(words)
        if found:
            inner = _read_season(found["rest"], calendar) or read_shape(without_filling(found["rest"]), calendar)
            return _narrowed(inner, third) if inner else None
    return None


def _narrowed(shape: Shape, third: int) -> Shape | None:
    part = shape.reading.start
    if shape.reading.qualifier is not Qualifier.EXACT or part is None or part.day:
        return shape
    if part.month is None:
        first, last = MONTH_THIRDS[third]
        return between(DatePart(part.year, first, None, part.calendar), DatePart(part.year, last, None, part.calendar))
    first, last = DAY_THIRDS[third]
    start = DatePart(part.year, part.month, first, part.calendar)
    last = last or days_in_month(part.year or 0, part.month, part.counting_calendar)
    end = DatePart(part.year, part.month, last, part.calendar)
    return between(start, end)


def _read_season(words: str, calendar: Calendar) -> Shape | None:
    for pattern, first_month, last_month in SEASONS:
        found = pattern.search(words)
        if found is None:
            continue
        rest = without_filling(words[: found.start()] + " " + words[found.end() :])
        inner = read_shape(rest.replace("-", "/").replace("–", "/"), calendar)
        if inner is None:
            return None
        return _season_of(inner, first_month, last_month)
    return None


def _season_of(shape: Shape, first_month: int, last_month: int) -> Shape | None:
    start, end = shape.reading.start, shape.reading.end
    if start is None or start.year is None or start.month:
        # "Winter, February 1940" says more than its season.
        return shape
    first_year = last_year = start.year
    if end is not None and end.year is not None:
        last_year = end.year
    elif first_month == WINTER_BEGINS:
        # "Winter 1941" may be the one before or the one after that year's summer.
        first_year, last_year = first_year - 1, last_year + 1
    return between(
        DatePart(first_year, first_month, None, start.calendar),
        DatePart(last_year, last_month, None, start.calendar),
    )
