"""Days that never were: 30 February, 31 April, 29 February of a year without it. This only tells."""

import re

from records.dates.day_numbers import days_in_month
from records.dates.month_words import PLAIN, ROMAN_MONTHS, months_by_word
from records.dates.reading import LONGEST_DATE, read_date

_FIGURES = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s*[./\-]\s*(?P<month>\d{1,2})(?:\s*[./\-]\s*(?P<year>\d{4}))?(?!\d)")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})\s*[./\-]\s*(?P<month>\d{1,2})\s*[./\-]\s*(?P<day>\d{1,2})(?!\d)")
_WORDS = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[.\s/\-]*(?P<month>[^\W\d_]+)\.?[\s/\-]*(?:(?P<year>\d{4})(?!\d))?", re.IGNORECASE
)
# Any year that has a 29 February: what day of a month no year has.
_LEAP_YEAR = 1940
_LAST_MONTH = 12
# Russia counted by the Julian calendar until then; in it 1900 and 1800 were leap years.
_CALENDAR_CHANGE = 1918


def names_no_day(text: str) -> bool:
    """Tell whether a text that is no date names a day that no calendar of its time has.

    >>> names_no_day("30.II.1942"), names_no_day("31 kwietnia"), names_no_day("29.02.1940"), names_no_day("na wiosnę")
    (True, True, False, False)
    """
    if len(text) > LONGEST_DATE or not any(sign.isdecimal() for sign in text) or read_date(text).is_dated():
        return False
    found = _ISO.search(text) or _FIGURES.search(text) or _WORDS.search(text)
    if found is None:
        return False
    day, month = int(found["day"]), _month(found["month"])
    year = int(found["year"]) if found["year"] else _LEAP_YEAR
    if month is None:
        return False
    if month > _LAST_MONTH:
        # Where the month stands first it is the month that must be one.
        return found.re is _ISO or day > _LAST_MONTH or (day > 0 and month > days_in_month(year, day))
    return not 0 < day <= days_in_month(year, month) and not _was_julian_leap_day(year, month, day)


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word) or None
    if word.upper() in ROMAN_MONTHS:
        return ROMAN_MONTHS.index(word.upper()) + 1
    return months_by_word().get(word.lower()) or months_by_word().get(word.lower().translate(PLAIN))


def _was_julian_leap_day(year: int, month: int, day: int) -> bool:
    return (month, day) == (2, 29) and year < _CALENDAR_CHANGE and year % 4 == 0
