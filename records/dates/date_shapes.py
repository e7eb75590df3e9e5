"""The shapes of one written day, month or year, of a day in both calendars, and of two joined by a slash.

A row per signature (see `date_tokens.py`): its letters name what each number is.
"""

import re
from dataclasses import dataclass, replace

from records.dates.date_tokens import Tokens, read_tokens
from records.dates.date_words import ERA_BEHIND, YEAR_WORD
from records.dates.historical_date import Calendar, DatePart, Qualifier
from records.dates.value import Reading

# d day, m month, y year, s year of two digits.
SINGLE = {
    "Y": "y", "MY": "my", "M-Y": "my", "M/Y": "my", "YM": "ym", "DY": "my", "D/Y": "my", "D-Y": "my",
    "DMY": "dmy", "D-M-Y": "dmy", "D/M/Y": "dmy", "D/M-Y": "dmy", "DM-Y": "dmy", "MDY": "mdy",
    "DDY": "dmy", "D-D-Y": "dmy",
    "YMD": "ymd", "Y-M-D": "ymd", "Y/M/D": "ymd", "YDD": "ymd", "Y-D-D": "ymd", "Y/D/D": "ymd", "YDM": "ydm",
    "DMD": "dms", "DDD": "dms", "D-M-D": "dms", "D-D-D": "dms", "D/M/D": "dms",
}  # fmt: skip

# The Julian day first: a day, b month, c year; then the Gregorian day, month and year.
DUAL = {
    "D/DMY": "admy", "D(D)MY": "admy", "D/DDY": "admy", "D(D)DY": "admy", "D/D/M/Y": "admy",
    "DM/DMY": "abdmy", "DM(DM)Y": "abdmy", "DD/DDY": "abdmy", "DD(DD)Y": "abdmy",
    "DMY/DMY": "abcdmy", "DMY(DMY)": "abcdmy", "DDY/DDY": "abcdmy",
    "DDY(DDY)": "abcdmy", "D(D)M(M)Y": "adbmy",
}  # fmt: skip

# A slash between two numbers that do not fit as Julian and Gregorian: somewhere between them.
JOINED = {"Y/Y": "cy", "Y/D": "cs", "MY/MY": "bcmy", "M/MY": "bmy"}

SLASHED_NUMBERS = ("D/D/Y", "D/D/D")
# Two digits are a year of the lives told here; the doubt is noted.
SHORT_YEAR_CENTURY = 1900
FIRST_SHORT_YEAR = 10
LAST_DAY_OF_A_MONTH = 31
# Of "1940-42"; "1940-30" is no span up to 2030 but a slip.
LONGEST_SHORT_SPAN = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """What a written date without words around it says, and whether that was partly a guess."""

    reading: Reading
    is_guess: bool = False
    # One of two days or times, as in 12/04/1940 or "winter 1941", and not all that lies between.
    is_either: bool = False


YEAR_AND_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def read_shape(text: str, calendar: Calendar = Calendar.GREGORIAN) -> Shape | None:
    """Return what a date of numbers, months and signs says, or None."""
    tokens = read_tokens(text)
    if tokens is None:
        return None
    signature = tokens.signature
    if signature in SINGLE:
        return _read_single(tokens, calendar)
    if signature in SLASHED_NUMBERS:
        return _read_slashed(tokens, calendar)
    if signature in DUAL:
        return _read_dual(tokens)
    if signature in JOINED:
        return _read_joined(tokens, calendar)
    if signature == "MD" and tokens.numbers[1] > LAST_DAY_OF_A_MONTH:
        # "w lutym 40": no month has forty days. "February 10" stays words.
        month, year = tokens.numbers
        return exact(DatePart(SHORT_YEAR_CENTURY + year, month, None, calendar), is_guess=True)
    if signature == "D" and tokens.numbers[0] >= FIRST_SHORT_YEAR and YEAR_WORD.search(text):
        return exact(DatePart(SHORT_YEAR_CENTURY + tokens.numbers[0], None, None, calendar), is_guess=True)
    return None


def exact(part: DatePart | None, *, is_guess: bool = False) -> Shape | None:
    """Return the shape of one part, if such a day ever was."""
    if part is None or not part.is_possible():
        return None
    return Shape(Reading(Qualifier.EXACT, part), is_guess)


def between(start: DatePart, end: DatePart, *, is_guess: bool = False, is_either: bool = False) -> Shape | None:
    """Return the shape of a span of possible days, if both ends ever were."""
    if not (start.is_possible() and end.is_possible()):
        return None
    return Shape(Reading(Qualifier.BETWEEN, start, end), is_guess, is_either)


def either(one: DatePart, other: DatePart) -> Shape | None:
    """Return the shape of a day that is one of two: both are kept as bounds, and the doubt is noted."""
    start, end = (one, other) if (one.earliest or 0) <= (other.earliest or 0) else (other, one)
    return between(start, end, is_guess=True, is_either=True)


def _read_single(tokens: Tokens, calendar: Calendar) -> Shape | None:
    roles = dict(zip(SINGLE[tokens.signature], tokens.numbers, strict=True))
    year, is_guess = roles.get("y"), False
    if year is None:
        year, is_guess = SHORT_YEAR_CENTURY + roles["s"], True
    if year < 100:
        return None
    return exact(DatePart(year, roles.get("m"), roles.get("d"), calendar), is_guess=is_guess)


def read_year_and_month(words: str, calendar: Calendar) -> Shape | None:
    """Read the month of an ISO date inside a sentence: nobody means 1940-2005 by "to 1940-05"."""
    found = YEAR_AND_MONTH.fullmatch(words.strip()) if "-" in words else None
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    return exact(DatePart(year, month, None, calendar)) if month < year % 100 else None


def _read_slashed(tokens: Tokens, calendar: Calendar) -> Shape | None:
    """04/12/1940 is 4 December in Europe and 12 April in America: only a number above 12 tells."""
    first, second, year = tokens.numbers
    short = tokens.signature == "D/D/D"
    if short:
        year += SHORT_YEAR_CENTURY
    day_first = DatePart(year, second, first, calendar)
    month_first = DatePart(year, first, second, calendar)
    if not month_first.is_possible() or first == second:
        return exact(day_first, is_guess=short)
    if not day_first.is_possible():
        return exact(month_first, is_guess=short)
    return either(day_first, month_first)


def _read_dual(tokens: Tokens) -> Shape | None:
    roles = dict(zip(DUAL[tokens.signature], tokens.numbers, strict=True))
    gregorian = DatePart(roles["y"], roles["m"], roles["d"])
    julian = _first_day(roles, gregorian)
    if not (gregorian.is_possible() and julian.is_possible()):
        return None
    if julian.earliest == gregorian.earliest:
        return exact(replace(julian, calendar=Calendar.DUAL))
    first = replace(julian, calendar=Calendar.GREGORIAN)
    if "/" in tokens.signature and first.is_possible() and (first.earliest or 0) < (gregorian.earliest or 0):
        return either(first, gregorian)
    return None


def _first_day(roles: dict[str, int], gregorian: DatePart) -> DatePart:
    """Return the Julian half, which leaves out the month or year that it shares: "26/8 X 1882"."""
    year, month, day = roles.get("c", gregorian.year), roles.get("b"), roles["a"]
    if month is None:
        month = gregorian.month or 1
        if day > (gregorian.day or 0):
            month = month - 1 or 12
    if "c" not in roles and year is not None and month > (gregorian.month or 0):
        year -= 1
    return DatePart(year, month, day, Calendar.JULIAN)


def _read_joined(tokens: Tokens, calendar: Calendar) -> Shape | None:
    roles = dict(zip(JOINED[tokens.signature], tokens.numbers, strict=True))
    last_year = roles.get("y")
    if last_year is None:
        last_year = following_year(roles["c"], roles["s"])
    first_year = roles.get("c", last_year)
    if min(first_year, last_year) < 100 or not 0 <= last_year - first_year <= LONGEST_SHORT_SPAN:
        return None
    return between(
        DatePart(first_year, roles.get("b"), None, calendar),
        DatePart(last_year, roles.get("m"), None, calendar),
    )


def following_year(year: int, two_digits: int) -> int:
    """Return the year that two digits after another year mean: 1940/41 is 1941, 1899/01 is 1901."""
    century = year - year % 100
    return century + two_digits + (100 if two_digits < year % 100 else 0)


def read_before_our_era(words: str, calendar: Calendar) -> Shape | None:
    """Return what "44 p.n.e." says, or None: beside those words even a number of two digits is a year."""
    found = ERA_BEHIND.fullmatch(words)
    tokens = read_tokens(found["rest"]) if found else None
    if tokens is None or not tokens.signature or set(tokens.signature) - set("DMY"):
        return None
    day, month, year = (None, None, *tokens.numbers)[-3:] if len(tokens.numbers) <= 3 else (None, None, None)
    if year is None or tokens.signature[-1] == "M" or (month and tokens.signature[-2] != "M"):
        return None
    return exact(DatePart(year, month, day, calendar, bce=True))
