"""Vaguer words for time: seasons, parts of a year, decades, centuries. Each becomes the widest fair span."""

import re

from records.dates.date_shapes import FIRST_SHORT_YEAR, SHORT_YEAR_CENTURY, Shape, between, following_year, read_shape
from records.dates.date_tokens import read_tokens
from records.dates.day_numbers import days_in_month
from records.dates.historical_date import Calendar, DatePart, Qualifier
from records.dates.span_words import (
    CENTURY,
    CENTURY_NAMES,
    DECADE,
    DECADE_NAMES,
    LATIN_CENTURY,
    PARTS,
    SEASONS,
    SHORT_DECADE,
    WINTER_BEGINS,
    YEARS,
)
from records.dates.value import Reading
from records.dates.vocabulary import CENTURY_WORD, DECADE_WORD, PART_WORD, SEASON_WORD

# "Zimą z 1940 na 1941" is the winter 1940/41.
FROM_YEAR_TO_YEAR = re.compile(r"(?:\b(?:z|vom|с|з)\s+)?(\d{2,4})\s+(?:na|auf|на)\s+(\d{2,4})")
UNKNOWN_DIGITS = re.compile(r"(?P<known>\d{2,3})(?P<unknown>[xX?]{1,2})")
DIGIT = re.compile(r"\d")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
CENTURIES = range(2, 22)


def read_span(words: str, calendar: Calendar, kinds: int) -> Shape | None:
    """Return what a season, a decade, a century or a part of one says, or None; `kinds` as in vocabulary.py."""
    if kinds & PART_WORD:
        part = _read_part(words, calendar, kinds)
        if part is not None:
            return part
    if kinds & DECADE_WORD:
        decade = read_decade(words, calendar)
        if decade is not None:
            return decade
    if kinds & CENTURY_WORD:
        century = read_century(words, calendar)
        if century is not None:
            return century
    return _read_season(words, calendar) if kinds & SEASON_WORD else None


def read_unknown_digits(words: str, calendar: Calendar) -> Shape | None:
    """Return what "194?" or "18XX" says, or None."""
    found = UNKNOWN_DIGITS.fullmatch(words)
    if found is None or len(found[0]) != 4:
        return None
    years = 10 ** len(found["unknown"])
    first = int(found["known"]) * years
    return between(DatePart(first, calendar=calendar), DatePart(first + years - 1, calendar=calendar))


def read_decade(words: str, calendar: Calendar) -> Shape | None:
    """Return what "1940s", "w latach 40-tych" or "lata 80. XIX w." says, or None."""
    found = DECADE.fullmatch(words)
    if found:
        return _years(int(found["year"]), 10, calendar)
    found = SHORT_DECADE.fullmatch(words)
    if found is None:
        return _read_years(words, calendar)
    tens = found["bare"] or found["tens"]
    years = int(tens) if tens else DECADE_NAMES.get(found["name"].lower())
    if years is None:
        return None
    if not found["century"]:
        return _years(SHORT_YEAR_CENTURY + years, 10, calendar, is_guess=True)
    century = read_century(found["century"], calendar)
    first = century.reading.start.year if century and century.reading.start else None
    # The year 1880 lies in the nineteenth century, which began with 1801.
    return _years(first - 1 + years, 10, calendar) if first else None


def read_century(words: str, calendar: Calendar) -> Shape | None:
    """Return what "XIX w.", "19th century" or "saeculo XIX" says, or None."""
    found = CENTURY.fullmatch(words) or LATIN_CENTURY.fullmatch(words)
    if found is None:
        return None
    first = _century(found["first"])
    last = _century(found["last"]) if found["last"] else first
    if first not in CENTURIES or last not in CENTURIES or first > last:
        return None
    start = DatePart(100 * first - 99, calendar=calendar)
    return between(start, DatePart(100 * last, calendar=calendar))


def _read_years(words: str, calendar: Calendar) -> Shape | None:
    found = YEARS.fullmatch(words)
    if found is None:
        return None
    first, last = int(found["first"]), int(found["last"])
    last = following_year(first, last) if last < 100 else last
    start, end = DatePart(first, calendar=calendar), DatePart(last, calendar=calendar)
    possible = start.is_possible() and end.is_possible() and first <= last
    return Shape(Reading(Qualifier.PERIOD, start, end)) if possible else None


def _years(first: int, count: int, calendar: Calendar, *, is_guess: bool = False) -> Shape | None:
    start, end = DatePart(first, calendar=calendar), DatePart(first + count - 1, calendar=calendar)
    return between(start, end, is_guess=is_guess)


def _century(word: str) -> int:
    if word.isdecimal():
        return int(word)
    if word.lower() in CENTURY_NAMES:
        return CENTURY_NAMES[word.lower()]
    # Only I, V and X: a smaller sign before a greater one is taken away.
    signs = [ROMAN_DIGITS.get(sign, 0) for sign in word.upper()]
    return sum(-sign if sign < after else sign for sign, after in zip(signs, [*signs[1:], 0], strict=True))


def _read_part(words: str, calendar: Calendar, kinds: int) -> Shape | None:
    for pattern, part, parts in PARTS:
        found = pattern.fullmatch(words)
        if found:
            rest = found["rest"]
            inner = read_span(rest, calendar, kinds & ~PART_WORD) or read_shape(rest, calendar)
            if inner:
                return _narrowed(inner, part, parts)
    return None


def _narrowed(shape: Shape, part: int, parts: int) -> Shape | None:
    """Return one of so many parts of a shape: a third of a year has four months, of a month ten days."""
    start, end = shape.reading.start, shape.reading.end
    if shape.reading.qualifier is Qualifier.BETWEEN and start and end and start.year and end.year:
        if start.month:
            return shape
        count = end.year - start.year + 1
        first, past = count * part // parts, -(-count * (part + 1) // parts)
        return _years(start.year + first, past - first, start.calendar, is_guess=shape.is_guess)
    if shape.reading.qualifier is not Qualifier.EXACT or start is None or start.day or start.year is None:
        return shape
    if start.month is None:
        first, last = 12 * part // parts + 1, 12 * (part + 1) // parts
        begins, ends = (
            DatePart(start.year, first, None, start.calendar),
            DatePart(start.year, last, None, start.calendar),
        )
        return between(begins, ends, is_guess=shape.is_guess)
    last = 30 * (part + 1) // parts
    if part == parts - 1:
        last = days_in_month(start.year, start.month, start.counting_calendar)
    begins = DatePart(start.year, start.month, 30 * part // parts + 1, start.calendar)
    return between(begins, DatePart(start.year, start.month, last, start.calendar), is_guess=shape.is_guess)


def _read_season(words: str, calendar: Calendar) -> Shape | None:
    for pattern, first_month, last_month in SEASONS:
        found = pattern.search(words)
        if found is None:
            continue
        rest = FROM_YEAR_TO_YEAR.sub(r"\1/\2", f"{words[: found.start()]} {words[found.end() :]}").strip()
        # "42 lata" is an age: a short year stands behind its season.
        short = None if DIGIT.search(words[: found.start()]) else _read_short_years(rest, calendar)
        inner = short or read_shape(rest.replace("-", "/").replace("–", "/"), calendar)
        return _season_of(inner, first_month, last_month) if inner else None
    return None


def _read_short_years(words: str, calendar: Calendar) -> Shape | None:
    """Read "40" and "40/41" beside a season, where they can be no day."""
    tokens = read_tokens(words)
    if tokens is None or tokens.signature not in ("D", "D/D", "D-D"):
        return None
    first, last = tokens.numbers[0], tokens.numbers[-1]
    if first < FIRST_SHORT_YEAR or not 0 <= last - first <= 1:
        return None
    start = DatePart(SHORT_YEAR_CENTURY + first, calendar=calendar)
    if first == last:
        return Shape(Reading(Qualifier.EXACT, start), is_guess=True)
    return between(start, DatePart(SHORT_YEAR_CENTURY + last, calendar=calendar), is_guess=True)


def _season_of(shape: Shape, first_month: int, last_month: int) -> Shape | None:
    start, end = shape.reading.start, shape.reading.end
    if start is None or start.year is None or start.month:
        # "Winter, February 1940" says more than its season.
        return shape
    first_year = last_year = start.year
    either_winter = end is None and first_month == WINTER_BEGINS
    if end is not None and end.year is not None:
        last_year = end.year
        if last_year > first_year + 1:
            return None
    elif either_winter:
        # "Winter 1941" may be the one before or the one after that year's summer.
        first_year, last_year = first_year - 1, last_year + 1
    return between(
        DatePart(first_year, first_month, None, start.calendar),
        DatePart(last_year, last_month, None, start.calendar),
        is_guess=shape.is_guess,
        is_either=either_winter,
    )
