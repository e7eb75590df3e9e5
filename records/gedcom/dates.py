"""GEDCOM dates of both dialects to the date value and back.

7.0 writes "JULIAN 7 MAY 1869" and keeps other words in PHRASE; 5.5.1 writes "@#DJULIAN@ 7 MAY 1869" and "(words)".
An "INT 10 FEB 1940 (words)" is read, but written only into copies of a file that came in: Gramps makes mere words of
it. Old programs write anything; what free reading understands is taken with its words kept, the rest is kept as words.
"""

import re
from dataclasses import replace
from functools import lru_cache

from records.dates.historical_date import Calendar, DatePart, HistoricalDate, Qualifier
from records.dates.reading import read_date
from records.dates.value import MONTHS, WORDS_OF_CALENDARS, parse_value, phrase_date

ESCAPE = re.compile(r"@#D([A-Z ]+?)@ ?", re.IGNORECASE)
ESCAPED_CALENDARS = {"GREGORIAN": "GREGORIAN", "JULIAN": "JULIAN", "HEBREW": "HEBREW", "FRENCH R": "FRENCH_R"}
PERIOD = re.compile(r"FROM (.+) TO (.+)", re.IGNORECASE)
INTERPRETED = re.compile(r"INT\.? (.+?) ?\((.*)\)", re.IGNORECASE | re.DOTALL)
# "30 JAN 1648/49": the year began in March for the writer and in January for us.
DUAL_YEAR = re.compile(r"\b(\d{3,4})/(\d{2})\b")
# A longer payload is a story in the wrong place.
LONGEST_PAYLOAD = 300
BEFORE_CHRIST = re.compile(r"(\d) ?(?:B\. ?C\.|BC\b)", re.IGNORECASE)
DOTTED_KEYWORD = re.compile(r"\b(ABT|CAL|EST|BEF|AFT|BET|AND)\. ?", re.IGNORECASE)


def read_gedcom_date(payload: str, phrase: str = "") -> HistoricalDate:
    """Return the date of a DATE payload of either dialect, with the words of its PHRASE if it has one."""
    if len(payload) > LONGEST_PAYLOAD or len(phrase) > LONGEST_PAYLOAD:
        return parse_value(payload, phrase)
    return _read_cached(payload, phrase)


@lru_cache(maxsize=20_000)  # As in archives, so in files: the same days stand in them again and again.
def _read_cached(payload: str, phrase: str) -> HistoricalDate:
    payload = payload.strip()
    if not payload:
        return phrase_date(phrase)
    if payload.startswith("(") and payload.endswith(")"):
        return phrase_date(phrase or payload[1:-1])
    interpreted = INTERPRETED.fullmatch(payload)
    if interpreted:
        payload, phrase = interpreted[1], phrase or interpreted[2]
    date = _read_payload(payload, phrase)
    return _reading_of_words(date) if date.text else date


def write_gedcom_date(date: HistoricalDate, version: str, *, interpreted: bool = False) -> tuple[str, str]:
    """Return (payload, phrase): the words that the payload cannot hold go to PHRASE, in 5.5.1 to a NOTE.

    ``interpreted`` lets 5.5.1 hold them as "INT date (words)", for a copy of a file that came in.
    """
    words = "" if date.text.casefold() == date.value.casefold() else date.text
    if version.startswith("7"):
        return date.value, words
    if not date.value:
        return (f"({words})" if words else ""), ""
    payload = _with_escapes(date)
    # INT with a calendar escape loses the calendar in Gramps: a silent error of 13 days.
    if interpreted and words and date.qualifier is Qualifier.EXACT and date.calendar is Calendar.GREGORIAN:
        return f"INT {payload} ({words})", ""
    return payload, words


def _read_payload(payload: str, phrase: str) -> HistoricalDate:
    seven = _as_seven(payload)
    if seven is None:
        return phrase_date(phrase or payload)
    date = parse_value(seven, phrase)
    if date.value:
        kept = DUAL_YEAR.search(payload) and not phrase
        return replace(date, text=payload) if kept else date
    period = PERIOD.fullmatch(seven.strip())
    if period and all(parse_value(part).value for part in period.groups()):
        # It ends before it begins: read as words of a clerk, the years would be guessed anew.
        return phrase_date(phrase or payload)
    free = read_date(payload)
    if not free.value:
        return phrase_date(phrase or payload)
    return replace(free, text=phrase) if phrase else free


def _as_seven(payload: str) -> str | None:
    """Return the payload in the spelling of GEDCOM 7, or None for a calendar nobody can count."""
    calendars = [name.strip().upper() for name in ESCAPE.findall(payload)]
    if any(name not in ESCAPED_CALENDARS for name in calendars):
        return None
    words = ESCAPE.sub(lambda found: ESCAPED_CALENDARS[found[1].strip().upper()] + " ", payload)
    words = DOTTED_KEYWORD.sub(r"\1 ", words)
    words = BEFORE_CHRIST.sub(r"\1 BCE", words)
    return DUAL_YEAR.sub(_later_year, words)


def _later_year(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    return str(first + 1) if (first + 1) % 100 == last else found[0]


def _reading_of_words(date: HistoricalDate) -> HistoricalDate:
    """Return the reading of the words when it agrees with the payload: it knows of doubt and dual dates."""
    read = read_date(date.text)
    return read if read.value and read.value == date.value and read.text == date.text else date


def _with_escapes(date: HistoricalDate) -> str:
    start = _escaped(date.start)
    end = _escaped(date.end)
    match date.qualifier:
        case Qualifier.BETWEEN:
            return f"BET {start} AND {end}"
        case Qualifier.PERIOD:
            return f"FROM {start} TO {end}"
        case Qualifier.TO:
            return f"TO {end}"
        case Qualifier.EXACT:
            return start
        case _:
            return f"{date.value.partition(' ')[0]} {start}"


def _escaped(part: DatePart | None) -> str:
    """Return one part in the spelling of 5.5.1; a Gregorian date needs no escape, it is the default."""
    if part is None:
        return ""
    calendar = Calendar.JULIAN if part.calendar is Calendar.DUAL else part.calendar
    words = [str(part.year)]
    if part.month:
        words.insert(0, MONTHS[calendar][part.month - 1])
        if part.day:
            words.insert(0, str(part.day))
    if calendar is not Calendar.GREGORIAN:
        words.insert(0, f"@#D{WORDS_OF_CALENDARS[calendar].replace('_', ' ')}@")
    return " ".join(words) + (" B.C." if part.bce else "")
