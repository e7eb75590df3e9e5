"""Reading a date as people write it, in Polish, Russian, English, German or Latin.

Never an error: what is not understood stays as words. What is ambiguous becomes the widest span it
may mean, with its words kept.
"""

import re
from dataclasses import replace

from records.dates.date_shapes import Shape, following_year, read_shape, read_year_and_month
from records.dates.date_spans import read_decade, read_span, without_filling
from records.dates.date_words import (
    BETWEEN_WORDS,
    DOUBT,
    NEW_STYLE,
    OLD_STYLE,
    PERIOD_WORDS,
    QUALIFYING_WORDS,
)
from records.dates.historical_date import Calendar, Certainty, DatePart, HistoricalDate, Qualifier
from records.dates.iso import read_iso
from records.dates.value import Reading, build_date, parse_value, phrase_date

# Longer texts are stories, not dates.
LONGEST_DATE = 120
DASH = re.compile(r"\s*[-–—]\s*")
SHORT_YEAR = re.compile(r"\d{2}")
DAY = re.compile(r"\d{1,2}")
APPROXIMATE_SIGN = re.compile(r"(?P<rest>.*\d)\s*[~%]")
UNKNOWN_DIGIT = re.compile(r"\d{3}\?")


def read_date(text: str) -> HistoricalDate:
    """Return the date that a free text says; never raises, words not understood are kept as words."""
    words = " ".join(text.split())
    if not words:
        return phrase_date("")
    shape = _read(words) if len(words) <= LONGEST_DATE else None
    if shape is None:
        return phrase_date(words)
    date = build_date(shape.reading, words)
    return replace(date, certainty=Certainty.UNCERTAIN) if shape.is_guess else date


def _read(words: str) -> Shape | None:
    machine = _read_machine_form(words)
    if machine is not None:
        return Shape(machine)
    doubted = False
    if not UNKNOWN_DIGIT.fullmatch(words):
        certain = " ".join(DOUBT.sub(" ", words).split())
        doubted, words = certain != words, certain
    words, calendar = _without_style(words)
    approximate = APPROXIMATE_SIGN.fullmatch(words)
    if approximate:
        doubted, words = doubted or words.endswith("%"), f"~{approximate['rest']}"
    shape = _read_worded(words.strip(" ,;:[]"), calendar)
    return replace(shape, is_guess=True) if shape and doubted else shape


def _read_machine_form(words: str) -> Reading | None:
    """Read GEDCOM and ISO 8601; a number below 100 is a day to people, not a year."""
    date = parse_value(words)
    parts = [part for part in (date.start, date.end) if part]
    if date.value and not date.text and all((part.year or 0) >= 100 or part.bce for part in parts):
        return Reading(date.qualifier, date.start, date.end)
    return read_iso(words) if "-" in words or ".." in words else None


def _without_style(words: str) -> tuple[str, Calendar]:
    for pattern, calendar in ((OLD_STYLE, Calendar.JULIAN), (NEW_STYLE, Calendar.GREGORIAN)):
        if pattern.search(words):
            return " ".join(pattern.sub(" ", words).split()), calendar
    return words, Calendar.GREGORIAN


def _read_worded(words: str, calendar: Calendar) -> Shape | None:
    for pattern in BETWEEN_WORDS:
        found = pattern.fullmatch(words)
        if found:
            return _read_pair(found["first"], found["last"], Qualifier.BETWEEN, calendar)
    for pattern in PERIOD_WORDS:
        found = pattern.fullmatch(words)
        if found:
            pair = _read_pair(found["first"], found["last"], Qualifier.PERIOD, calendar)
            if pair:
                return pair
    simple = _read_simple(words, calendar)
    if simple is not None:
        return simple
    bare = without_filling(words)
    return _read_qualified(words, calendar) or (_read_qualified(bare, calendar) if bare != words else None)


def _read_simple(words: str, calendar: Calendar) -> Shape | None:
    bare = without_filling(words)
    return (
        read_year_and_month(words, calendar)
        or read_decade(words, calendar)
        or read_shape(bare, calendar)
        or read_span(words, calendar)
        or _read_dashed(bare, calendar)
    )


def _read_qualified(words: str, calendar: Calendar) -> Shape | None:
    for qualifier, pattern in QUALIFYING_WORDS:
        found = pattern.fullmatch(words)
        if found:
            inner = _read_simple(found["rest"], calendar)
            if inner is not None:
                return Shape(_qualified(qualifier, inner.reading), inner.is_guess)
    return None


def _qualified(qualifier: Qualifier, reading: Reading) -> Reading:
    start, end = reading.start or reading.end, reading.end or reading.start
    if qualifier is Qualifier.TO:
        return Reading(qualifier, None, end)
    if reading.qualifier is Qualifier.EXACT:
        return Reading(qualifier, start)
    # "Before winter 1940" knows only the ends of the winter; "about winter 1940" is wide already.
    if qualifier in (Qualifier.BEFORE, Qualifier.AFTER):
        return Reading(qualifier, end)
    return Reading(qualifier, start) if qualifier is Qualifier.FROM else reading


def _read_dashed(words: str, calendar: Calendar) -> Shape | None:
    for dash in DASH.finditer(words):
        first, last = words[: dash.start()], words[dash.end() :]
        if first and last:
            pair = _read_pair(first, last, Qualifier.PERIOD, calendar)
            if pair:
                return pair
    return None


def _read_pair(first: str, last: str, qualifier: Qualifier, calendar: Calendar) -> Shape | None:
    late = _read_side(last, calendar)
    if late is None and SHORT_YEAR.fullmatch(last.strip()):
        early = _read_side(first, calendar)
        if early and early.reading.start and early.reading.start.year and not early.reading.start.day:
            last = str(following_year(early.reading.start.year, int(last)))
            late = _read_side(last, calendar)
    if late is None:
        return None
    end = late.reading.end or late.reading.start
    early = _read_side(first, calendar) or _completed(first, late.reading.start or end, calendar)
    if early is None or end is None:
        return None
    start = early.reading.start or early.reading.end
    if start is None or (start.earliest or 0) > (end.latest or 0):
        return None
    return Shape(Reading(qualifier, start, end), early.is_guess or late.is_guess)


def _read_side(words: str, calendar: Calendar) -> Shape | None:
    bare = without_filling(words)
    return read_year_and_month(bare, calendar) or read_shape(bare, calendar) or read_span(words.strip(), calendar)


def _completed(words: str, after: DatePart | None, calendar: Calendar) -> Shape | None:
    """Read a first half that shares its month or year with the second: "10-15 II 1940", "XII - II 1941"."""
    if after is None or after.year is None:
        return None
    # Without its full stop: "10.-15.02.1940".
    words = without_filling(words).rstrip(".")
    if DAY.fullmatch(words) and after.month:
        return _read_side(f"{words}.{after.month}.{after.year}", calendar)
    for ending in (f" {after.year}", f" {after.year - 1}"):
        shape = _read_side(words + ending, calendar)
        start = shape.reading.start if shape else None
        if start and (start.earliest or 0) <= (after.latest or 0):
            return shape
    return None
