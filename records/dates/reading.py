"""Reading a date as people write it, in Polish, Russian, Ukrainian, Belarusian, English, German or Latin.

Never an error: what is not understood stays as words. What is ambiguous becomes the widest span it
may mean, with its words kept. Most dates are numbers and months; the rules for words are tried only
when their words are there (`vocabulary.py`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from records.dates.date_shapes import Shape
from records.dates.date_words import (
    BETWEEN_WORDS,
    DOUBT,
    DUAL_WORDED,
    PERIOD_WORDS,
    QUALIFYING_WORDS,
    TURN_WORDS,
    WORDS_BEHIND,
    TwoDates,
)
from records.dates.feasts import names_feast
from records.dates.historical_date import Calendar, Certainty, HistoricalDate, Qualifier
from records.dates.iso import read_iso
from records.dates.joined_dates import read_dashed, read_pair, read_turn
from records.dates.latin_days import with_days_in_figures
from records.dates.simple_dates import read_simple, without_style
from records.dates.testimony import names_event, with_years_in_figures
from records.dates.value import Reading, build_date, phrase_date, read_value
from records.dates.vocabulary import (
    DOUBT_WORD,
    FEAST_WORD,
    LATIN_WORD,
    MACHINE_WORD,
    PAIR_WORD,
    PLAIN_WORD,
    QUALIFYING_WORD,
    STYLE_WORD,
    TESTIMONY_WORD,
    UNKNOWN_WORD,
    kinds_of,
)

# Longer texts are stories, not dates.
LONGEST_DATE = 160
YEARS_AROUND, LAST_YEAR = 2, 9999
BESIDE = re.compile(r"\s*[,(]\s*")
SIGNS = re.compile(r"[?~%<>≈±\[\]&]")
# Digits of other scripts are digits to Python too; a date in them is not read.
OTHER_DIGITS = re.compile(r"[^\D0-9]")
APPROXIMATE_SIGN = re.compile(r"(?P<rest>.*\d)\s*[~%]")
UNKNOWN_DIGIT = re.compile(r"\d{2,3}\?{1,2}")


def read_date(text: str) -> HistoricalDate:
    """Return the date that a free text says; never raises, words not understood are kept as words."""
    words = " ".join(text.split())
    shape = _read(words) if 0 < len(words) <= LONGEST_DATE else None
    if shape is None:
        return phrase_date(words)
    return build_date(shape.reading, words, Certainty.UNCERTAIN if shape.is_guess else Certainty.CERTAIN)


def _read(words: str) -> Shape | None:
    if not words.isascii():
        # Some systems write "ń" as two signs.
        words = unicodedata.normalize("NFC", words)
        if OTHER_DIGITS.search(words):
            return None
    if words[0] == "(" and words.find(")") == len(words) - 1 > 1:
        words = words[1:-1].strip()
    kinds = kinds_of(words)
    if kinds & UNKNOWN_WORD:
        return None
    machine = _read_machine_form(words, kinds)
    if machine is not None:
        return Shape(machine)
    if not kinds & ~PLAIN_WORD and not SIGNS.search(words):
        return _read_without_words(words, kinds)
    return _read_doubted(words, kinds)


def _read_machine_form(words: str, kinds: int) -> Reading | None:
    """Read GEDCOM and ISO 8601; a number below 100 is a day to people, not a year."""
    if kinds & MACHINE_WORD and words.isascii():
        reading = read_value(words.upper())
        parts = [part for part in (reading.start, reading.end) if part] if reading else []
        if reading and not _is_reversed(reading) and all((part.year or 0) >= 100 or part.bce for part in parts):
            return reading
    return read_iso(words) if "-" in words or ".." in words else None


def _is_reversed(reading: Reading) -> bool:
    start, end = reading.start, reading.end
    return bool(start and end and (start.earliest or 0) > (end.latest or 0))


def _read_without_words(words: str, kinds: int) -> Shape | None:
    words = words.strip(" ,;:")
    return read_simple(words, Calendar.GREGORIAN, kinds) or read_dashed(words, Calendar.GREGORIAN, kinds)


def _read_doubted(words: str, kinds: int) -> Shape | None:
    doubted = False
    if (kinds & DOUBT_WORD or "?" in words) and not UNKNOWN_DIGIT.fullmatch(words):
        certain = " ".join(DOUBT.sub(" ", words).split())
        doubted, words = certain != words, certain
    approximate = APPROXIMATE_SIGN.fullmatch(words)
    if approximate:
        doubted, words = doubted or words.endswith("%"), f"~{approximate['rest']}"
    if kinds & TESTIMONY_WORD:
        words = with_years_in_figures(words)
    if kinds & LATIN_WORD:
        words = with_days_in_figures(words)
    if kinds & STYLE_WORD:
        words = DUAL_WORDED.sub(r"\g<old>/\g<new>", words)
    shape = _read_worded(words.strip(" ,;:[]"), kinds)
    return replace(shape, is_guess=True) if shape and doubted else shape


def _read_worded(words: str, kinds: int) -> Shape | None:
    if kinds & PAIR_WORD:
        pair = _read_two_dates(words, kinds)
        if pair is not None:
            return pair
    calendar = Calendar.GREGORIAN
    if kinds & STYLE_WORD:
        words, style = without_style(words)
        calendar = style or calendar
    shape = (
        read_simple(words, calendar, kinds)
        or _read_qualified(words, calendar, kinds)
        or read_dashed(words, calendar, kinds)
    )
    return _read_beside_name(words, kinds) if shape is None and kinds & (FEAST_WORD | TESTIMONY_WORD) else shape


def _read_beside_name(words: str, kinds: int) -> Shape | None:
    """Read a date beside the feast or event it fell on, "24 XII 1940 (Wigilia)": the date says more."""
    for sign in BESIDE.finditer(words):
        sides = words[: sign.start()], words[sign.end() :].rstrip(") ")
        for dated, name in (sides, sides[::-1]):
            if names_feast(name) or names_event(name):
                shape = _read_worded(dated, kinds & ~(FEAST_WORD | TESTIMONY_WORD))
                if shape is not None:
                    return shape
    return None


def _read_two_dates(words: str, kinds: int) -> Shape | None:
    for first, last in _splits(TURN_WORDS, words):
        turn = read_turn(first, last, kinds)
        if turn:
            return turn
    for pairs, qualifier in ((BETWEEN_WORDS, Qualifier.BETWEEN), (PERIOD_WORDS, Qualifier.PERIOD)):
        for two_dates in pairs:
            for first, last in _splits(two_dates, words):
                pair = read_pair(first, last, qualifier, kinds)
                if pair:
                    return pair
    return None


def _splits(two_dates: TwoDates, words: str) -> Iterator[tuple[str, str]]:
    """Yield each way to part the words in two: the "i" of "Piotra i Pawła" parts no dates."""
    opening = two_dates.opening.match(words)
    if opening is None:
        return
    for middle in two_dates.middle.finditer(words, opening.end()):
        first, last = words[opening.end() : middle.start()], words[middle.end() :]
        if first and last:
            yield first, last


def _read_qualified(words: str, calendar: Calendar, kinds: int) -> Shape | None:
    if not kinds & QUALIFYING_WORD and not SIGNS.search(words):
        return None
    for qualifier, pattern in WORDS_BEHIND:
        found = pattern.fullmatch(words)
        inner = read_simple(found["rest"], calendar, kinds) if found else None
        if inner is not None:
            return Shape(_qualified(qualifier, inner), inner.is_guess)
    for said in (words, words.partition(" ")[2]):
        for qualifier, pattern in QUALIFYING_WORDS:
            found = pattern.fullmatch(said)
            inner = _read_behind(qualifier, found["rest"], calendar, kinds) if found else None
            if inner is not None:
                return Shape(_qualified(qualifier, inner), inner.is_guess)
    return None


def _read_behind(qualifier: Qualifier, words: str, calendar: Calendar, kinds: int) -> Shape | None:
    shape = read_simple(words, calendar, kinds)
    if shape is None and qualifier is Qualifier.ABOUT:
        # "About 1912-1914", "about 1912 or 1913".
        shape = read_dashed(words, calendar, kinds)
        shape = shape or (_read_two_dates(words, kinds) if kinds & PAIR_WORD else None)
    return shape


def _qualified(qualifier: Qualifier, shape: Shape) -> Reading:
    reading = shape.reading
    start, end = reading.start or reading.end, reading.end or reading.start
    if qualifier is Qualifier.TO:
        return Reading(qualifier, None, end)
    if reading.qualifier is Qualifier.EXACT:
        return Reading(qualifier, start)
    # "Before the summer of 1940" knows only the ends of the summer.
    if qualifier is Qualifier.BEFORE:
        return Reading(qualifier, end)
    if qualifier is Qualifier.AFTER:
        return Reading(qualifier, start if shape.is_either else end)
    if qualifier is Qualifier.FROM:
        return Reading(qualifier, start)
    return _around(reading) if qualifier is Qualifier.ABOUT else reading


def _around(reading: Reading) -> Reading:
    """Return "about 1912/13" as a span two years wider on both sides, as of "about 1912"; a season is wide already."""
    start, end = reading.start, reading.end
    if start is None or end is None or start.year is None or end.year is None or start.month or end.month:
        return reading
    if start.bce or end.bce or start.year <= YEARS_AROUND or end.year > LAST_YEAR - YEARS_AROUND:
        return reading
    start, end = replace(start, year=start.year - YEARS_AROUND), replace(end, year=end.year + YEARS_AROUND)
    return Reading(Qualifier.BETWEEN, start, end)
