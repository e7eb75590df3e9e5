"""The machine form of a date, a GEDCOM 7 payload such as "BET MAR 1875 AND 1876", and what it means.

Both ends count: BEF 1912 still allows 1912, as GEDCOM 7 says. ABT, CAL and EST are given a margin, so
that "about 1912" also meets a record of 1911 in a search.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from records.dates.historical_date import (
    EMPTY,
    Calendar,
    Certainty,
    DatePart,
    HistoricalDate,
    Qualifier,
)

GREGORIAN_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
FRENCH_MONTHS = (
    "VEND", "BRUM", "FRIM", "NIVO", "PLUV", "VENT", "GERM", "FLOR", "PRAI", "MESS", "THER", "FRUC", "COMP",
)  # fmt: skip
HEBREW_MONTHS = (
    "TSH", "CSH", "KSL", "TVT", "SHV", "ADR", "ADS", "NSN", "IYR", "SVN", "TMZ", "AAV", "ELL",
)  # fmt: skip
MONTHS = {
    Calendar.GREGORIAN: GREGORIAN_MONTHS,
    Calendar.JULIAN: GREGORIAN_MONTHS,
    Calendar.FRENCH: FRENCH_MONTHS,
    Calendar.HEBREW: HEBREW_MONTHS,
}
CALENDAR_WORDS = {
    "GREGORIAN": Calendar.GREGORIAN,
    "JULIAN": Calendar.JULIAN,
    "FRENCH_R": Calendar.FRENCH,
    "HEBREW": Calendar.HEBREW,
}
WORDS_OF_CALENDARS = {calendar: word for word, calendar in CALENDAR_WORDS.items()}

# Days a date may lie outside its words, by (qualifier, how exactly it was written).
MARGINS = {
    (Qualifier.ABOUT, "year"): 730,
    (Qualifier.ABOUT, "month"): 31,
    (Qualifier.ABOUT, "day"): 7,
    (Qualifier.ESTIMATED, "year"): 1826,
    (Qualifier.ESTIMATED, "month"): 62,
    (Qualifier.ESTIMATED, "day"): 14,
    # A date counted back from an age in years can miss by one year.
    (Qualifier.CALCULATED, "year"): 366,
    (Qualifier.CALCULATED, "month"): 31,
    (Qualifier.CALCULATED, "day"): 1,
}

LONGEST_VALUE = 100

KEYWORDS = {
    Qualifier.ABOUT: "ABT",
    Qualifier.CALCULATED: "CAL",
    Qualifier.ESTIMATED: "EST",
    Qualifier.BEFORE: "BEF",
    Qualifier.AFTER: "AFT",
    Qualifier.FROM: "FROM",
    Qualifier.TO: "TO",
}
QUALIFIERS = {word: qualifier for qualifier, word in KEYWORDS.items()}

RANGE = re.compile(r"(?:BET (?P<low>.+) AND (?P<high>.+)|FROM (?P<first>.+) TO (?P<last>.+))")
PART = re.compile(
    r"(?:(?P<calendar>GREGORIAN|JULIAN|FRENCH_R|HEBREW) )?"
    r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z]{3,4}) )?(?P<year>\d{1,4})(?P<bce> BCE)?"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A qualifier with its one or two parts: the meaning before words and bounds are attached."""

    qualifier: Qualifier
    start: DatePart | None
    end: DatePart | None = None


def parse_value(value: str, text: str = "") -> HistoricalDate:
    """Return the date a machine form means; what is not one becomes a date of words only."""
    wanted = " ".join(value.upper().split())
    if not wanted:
        return phrase_date(text)
    date = _parsed(wanted) if len(wanted) <= LONGEST_VALUE else None
    if date is None:
        return phrase_date(text or value)
    if not text and date.qualifier is Qualifier.BETWEEN and _reversed(wanted):
        # A span written backwards is turned, so the way it was written must survive as text.
        text = value
    return replace(date, text=text) if text else date


@lru_cache(maxsize=20_000)  # An archive repeats its dates: four deportations, the same census years.
def _parsed(wanted: str) -> HistoricalDate | None:
    reading = read_value(wanted)
    return None if reading is None else build_date(reading)


def phrase_date(text: str) -> HistoricalDate:
    """Return a date known only by its words."""
    return HistoricalDate(text=text) if text else EMPTY


def build_date(reading: Reading, text: str = "", certainty: Certainty = Certainty.CERTAIN) -> HistoricalDate:
    """Return the date of a reading, with its machine form and its bounds."""
    start, end = reading.start, reading.end
    if reading.qualifier is Qualifier.BETWEEN and start and end and _starts_later(start, end):
        start, end = end, start
    reading = Reading(reading.qualifier, start, end)
    first = start or end
    if first is None:
        return phrase_date(text)
    earliest, latest = _bounds(reading)
    return HistoricalDate(
        text=text,
        value=write_value(reading),
        calendar=first.calendar,
        qualifier=reading.qualifier,
        certainty=certainty,
        earliest=earliest,
        latest=latest,
        start=start,
        end=end,
    )


def write_value(reading: Reading) -> str:
    """Return the machine form of a reading; every calendar is named as soon as one is not Gregorian."""
    parts = [part for part in (reading.start, reading.end) if part is not None]
    named = any(part.calendar is not Calendar.GREGORIAN for part in parts)
    words = [write_part(part, named=named) for part in parts]
    if reading.qualifier is Qualifier.BETWEEN:
        return f"BET {words[0]} AND {words[1]}"
    if reading.qualifier is Qualifier.PERIOD:
        return f"FROM {words[0]} TO {words[1]}"
    keyword = KEYWORDS.get(reading.qualifier)
    return f"{keyword} {words[0]}" if keyword else words[0]


def write_part(part: DatePart, *, named: bool) -> str:
    """Return one part as GEDCOM 7 words, with its calendar when `named`; of a dual date the Julian day."""
    calendar = Calendar.JULIAN if part.calendar is Calendar.DUAL else part.calendar
    words = [WORDS_OF_CALENDARS[calendar]] if named else []
    if part.month:
        if part.day:
            words.append(str(part.day))
        words.append(MONTHS[calendar][part.month - 1])
    words.append(str(part.year))
    if part.bce:
        words.append("BCE")
    return " ".join(words)


def read_part(words: str) -> DatePart | None:
    """Return the part that GEDCOM 7 words such as "JULIAN 7 MAY 1869" name, if such a day ever was."""
    found = PART.fullmatch(words)
    if not found:
        return None
    calendar = CALENDAR_WORDS[found["calendar"] or "GREGORIAN"]
    month = None
    if found["month"]:
        if found["month"] not in MONTHS[calendar]:
            return None
        month = MONTHS[calendar].index(found["month"]) + 1
    if found["bce"] and calendar not in (Calendar.GREGORIAN, Calendar.JULIAN):
        return None
    day = int(found["day"]) if found["day"] else None
    part = DatePart(int(found["year"]), month, day, calendar, bool(found["bce"]))
    return part if part.is_possible() else None


def read_value(words: str) -> Reading | None:
    """Return what a machine form in capitals and single blanks says, or None."""
    span = RANGE.fullmatch(words)
    if span:
        between = span["low"] is not None
        start = read_part(span["low"] if between else span["first"])
        end = read_part(span["high"] if between else span["last"])
        if start is None or end is None or (not between and _starts_later(start, end)):
            return None
        return Reading(Qualifier.BETWEEN if between else Qualifier.PERIOD, start, end)
    keyword, _, rest = words.partition(" ")
    qualifier = QUALIFIERS.get(keyword, Qualifier.EXACT)
    part = read_part(words if qualifier is Qualifier.EXACT else rest)
    if part is None:
        return None
    return Reading(qualifier, None, part) if qualifier is Qualifier.TO else Reading(qualifier, part)


def _bounds(reading: Reading) -> tuple[int | None, int | None]:
    first, last = reading.start or reading.end, reading.end or reading.start
    if first is None or last is None:
        return None, None
    earliest, latest = first.earliest, last.latest
    if reading.qualifier in (Qualifier.BEFORE, Qualifier.TO):
        return None, latest
    if reading.qualifier in (Qualifier.AFTER, Qualifier.FROM):
        return earliest, None
    exactness = "day" if first.day else "month" if first.month else "year"
    margin = MARGINS.get((reading.qualifier, exactness), 0)
    if earliest is None or latest is None:
        return earliest, latest
    return earliest - margin, max(latest, earliest) + margin


def _starts_later(start: DatePart, end: DatePart) -> bool:
    return (start.earliest or 0) > (end.latest or 0)


def _reversed(words: str) -> bool:
    span = RANGE.fullmatch(words)
    low = read_part(span["low"]) if span and span["low"] else None
    high = read_part(span["high"]) if span and span["high"] else None
    return bool(low and high and _starts_later(low, high))
