"""Two dates that make a span: their halves may share a month, a year or a calendar ("10-15 II 1940")."""

import re

from records.dates.date_shapes import LONGEST_SHORT_SPAN, Shape, between, following_year
from records.dates.date_tokens import read_tokens
from records.dates.historical_date import Calendar, DatePart, Qualifier
from records.dates.simple_dates import read_simple, without_style
from records.dates.value import Reading
from records.dates.vocabulary import PART_WORD, SEASON_WORD, STYLE_WORD

DASH = re.compile(r"\s*[-–—]\s*")
SHORT_YEAR = re.compile(r"\d{2}")


def read_dashed(words: str, calendar: Calendar, kinds: int) -> Shape | None:
    """Return the period of two dates with a dash between them, or of two seasons with a stroke, or None."""
    if kinds & (SEASON_WORD | PART_WORD):
        first, stroke, last = words.partition("/")
        pair = _pair(first, last, Qualifier.BETWEEN, (calendar, calendar), kinds) if stroke else None
        if pair:
            return pair
    for dash in DASH.finditer(words):
        first, last = words[: dash.start()], words[dash.end() :]
        if first and last:
            pair = _pair(first, last, Qualifier.PERIOD, (calendar, calendar), kinds)
            if pair:
                return pair
    return None


def read_pair(first: str, last: str, qualifier: Qualifier, kinds: int) -> Shape | None:
    """Return the span of two written dates, or None; a calendar named at the end is that of both."""
    if not kinds & STYLE_WORD:
        return _pair(first, last, qualifier, (Calendar.GREGORIAN, Calendar.GREGORIAN), kinds)
    first, first_style = without_style(first)
    last, last_style = without_style(last)
    calendars = (first_style or last_style or Calendar.GREGORIAN, last_style or Calendar.GREGORIAN)
    return _pair(first, last, qualifier, calendars, kinds)


def read_turn(first: str, last: str, kinds: int) -> Shape | None:
    """Return the turn of two years or months: from the last third of one to the first third of the other."""
    pair = _pair(first, last, Qualifier.BETWEEN, (Calendar.GREGORIAN, Calendar.GREGORIAN), kinds)
    start, end = (pair.reading.start, pair.reading.end) if pair else (None, None)
    if pair is None or start is None or end is None or start.day or end.day or bool(start.month) != bool(end.month):
        return None
    if start.month:
        start, end = DatePart(start.year, start.month, 21), DatePart(end.year, end.month, 10)
    else:
        start, end = DatePart(start.year, 9), DatePart(end.year, 4)
    return between(start, end, is_guess=pair.is_guess)


def _pair(
    first: str, last: str, qualifier: Qualifier, calendars: tuple[Calendar, Calendar], kinds: int
) -> Shape | None:
    late = read_simple(last, calendars[1], kinds)
    if late is None and SHORT_YEAR.fullmatch(last.strip()):
        early = read_simple(first, calendars[0], kinds)
        if early and early.reading.start and early.reading.start.year and not early.reading.start.day:
            year = following_year(early.reading.start.year, int(last))
            if year - early.reading.start.year <= LONGEST_SHORT_SPAN:
                late = read_simple(str(year), calendars[1], kinds)
    if late is None:
        return None
    end = late.reading.end or late.reading.start
    early = read_simple(first, calendars[0], kinds)
    early = early or _completed(first, late.reading.start or end, calendars[0], kinds)
    if early is None or end is None:
        return None
    start = early.reading.start or early.reading.end
    if start is None or (start.earliest or 0) > (end.latest or 0):
        return None
    if qualifier is Qualifier.BETWEEN and kinds & SEASON_WORD and start.month and not end.month:
        # "In the winter of 1940 or 1941" means a second winter, not the whole year.
        return None
    return Shape(Reading(qualifier, start, end), early.is_guess or late.is_guess)


def _completed(words: str, after: DatePart | None, calendar: Calendar, kinds: int) -> Shape | None:
    """Read a first half that shares its month or year with the second: "10-15 II 1940", "XII - II 1941"."""
    if after is None or after.year is None:
        return None
    tokens = read_tokens(words)
    if tokens and tokens.signature == "D" and after.month:
        return read_simple(f"{tokens.numbers[0]}.{after.month}.{after.year}", calendar, kinds)
    for ending in (f" {after.year}", f" {after.year - 1}"):
        shape = read_simple(words.rstrip(".") + ending, calendar, kinds)
        start = shape.reading.start if shape else None
        if start and (start.earliest or 0) <= (after.latest or 0):
            return shape
    return None
