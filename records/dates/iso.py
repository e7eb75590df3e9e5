"""Dates as tables and programs write them: 1940, 1940-02, 1940-02-10, and spans 1940-04-03/1940-05."""

from records.dates.edtf import OPEN_END, read_part
from records.dates.historical_date import DatePart, HistoricalDate, Qualifier
from records.dates.value import Reading, build_date, phrase_date

OPEN_ENDS = ("", OPEN_END)


def from_iso(text: str) -> HistoricalDate:
    """Return the date an ISO 8601 text means; a span is a period, ".." an open end, other words a phrase."""
    words = text.strip()
    reading = read_iso(words)
    return phrase_date(words) if reading is None else build_date(reading)


def read_iso(words: str) -> Reading | None:
    """Return the reading of an ISO 8601 text, or None when it is not one."""
    first, slash, last = words.partition("/")
    if not slash:
        part = _of_our_era(words)
        return Reading(Qualifier.EXACT, part) if part else None
    start, end = _of_our_era(first), _of_our_era(last)
    if start and end:
        backwards = (start.earliest or 0) > (end.latest or 0)
        return None if backwards else Reading(Qualifier.PERIOD, start, end)
    if start and last in OPEN_ENDS:
        return Reading(Qualifier.FROM, start)
    if end and first in OPEN_ENDS:
        return Reading(Qualifier.TO, None, end)
    return None


def _of_our_era(words: str) -> DatePart | None:
    part = read_part(words)
    return None if part is None or part.bce else part
