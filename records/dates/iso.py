"""Dates as tables and programs write them: 1940, 1940-02, 1940-02-10, and spans 1940-04-03/1940-05."""

import re

from records.dates.historical_date import Calendar, DatePart, HistoricalDate, Qualifier
from records.dates.value import Reading, build_date, phrase_date

ISO_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
OPEN_ENDS = ("", "..")


def from_iso(text: str) -> HistoricalDate:
    """Return the date an ISO 8601 text means; a span is a period, ".." an open end, other words a phrase."""
    words = text.strip()
    reading = read_iso(words)
    return phrase_date(words) if reading is None else build_date(reading)


def read_iso(words: str) -> Reading | None:
    """Return the reading of an ISO 8601 text, or None when it is not one."""
    first, slash, last = words.partition("/")
    if not slash:
        part = _read_iso_part(words)
        return Reading(Qualifier.EXACT, part) if part else None
    start, end = _read_iso_part(first), _read_iso_part(last)
    if start and end:
        backwards = (start.earliest or 0) > (end.latest or 0)
        return None if backwards else Reading(Qualifier.PERIOD, start, end)
    if start and last in OPEN_ENDS:
        return Reading(Qualifier.FROM, start)
    if end and first in OPEN_ENDS:
        return Reading(Qualifier.TO, None, end)
    return None


def _read_iso_part(words: str) -> DatePart | None:
    found = ISO_PART.fullmatch(words)
    if not found:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    part = DatePart(year, month, day, Calendar.GREGORIAN)
    return part if part.is_possible() else None
