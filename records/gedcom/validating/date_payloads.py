"""Date payloads as each dialect wants them, sign by sign; what they mean is the matter of the room `dates`."""

import re
from collections.abc import Container

from records.dates.value import FRENCH_MONTHS, HEBREW_MONTHS

GREGORIAN = {
    "JAN": 31, "FEB": 29, "MAR": 31, "APR": 30, "MAY": 31, "JUN": 30,
    "JUL": 31, "AUG": 31, "SEP": 30, "OCT": 31, "NOV": 30, "DEC": 31,
}  # fmt: skip
FRENCH = frozenset(FRENCH_MONTHS)
HEBREW = frozenset(HEBREW_MONTHS)
MONTHS: dict[str, Container[str]] = {
    "GREGORIAN": GREGORIAN, "JULIAN": GREGORIAN, "FRENCH_R": FRENCH, "FRENCH R": FRENCH, "HEBREW": HEBREW,
}  # fmt: skip

SEVEN_DATE = (
    r"(?:(GREGORIAN|JULIAN|FRENCH_R|HEBREW|_[A-Z0-9_]+) )?(?:(?:(\d+) )?([A-Z]{3,4}|_[A-Z0-9_]+) )?(\d+)"
    r"( BCE| _[A-Z0-9_]+)?"
)
FIVE_DATE = (
    r"(?:@#D(GREGORIAN|JULIAN|FRENCH R|HEBREW|ROMAN|UNKNOWN)@ )?"
    r"(?:(?:(\d{1,2}) )?([A-Z]{3,4}) )?(\d{1,4}(?:/\d\d)?)( ?B\.C\.)?"
)
SEVEN_PART = re.compile(SEVEN_DATE)
FIVE_PART = re.compile(FIVE_DATE)
WORDS = re.compile(
    r"(?:(?:ABT|CAL|EST|BEF|AFT|FROM|TO) (?P<one>.+?)|BET (?P<low>.+?) AND (?P<high>.+?)|(?P<alone>.+?))"
)
PERIOD = re.compile(r"FROM (?P<first>.+?) TO (?P<last>.+?)|(?:FROM|TO) (?P<one>.+?)")
INTERPRETED = re.compile(r"INT (?P<date>.+?) \((?P<words>.*)\)", re.DOTALL)
EXACT = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{1,4})")
COMPARABLE = {(None, None), ("GREGORIAN", "GREGORIAN"), ("JULIAN", "JULIAN")}
LONGEST = 400


def seven_date(value: str) -> str:
    """Return what is wrong with a DATE of 7.0; an empty one is right, its PHRASE tells more."""
    return _checked(value, SEVEN_PART) if value else ""


def seven_period(value: str) -> str:
    """Return what is wrong with a period of 7.0, as under NO and under the data of a source."""
    return _checked_period(value, SEVEN_PART) if value else ""


def exact_date(value: str) -> str:
    """Return what is wrong with one exact Gregorian day, as of changes and of the header."""
    found = EXACT.fullmatch(value)
    if found is None or found[2] not in GREGORIAN:
        return "month_case" if EXACT.fullmatch(value.upper()) and value != value.upper() else "exact_date"
    return "" if _day_stands(found[1], found[2], found[3], "GREGORIAN") else "date_day"


def five_exact_date(value: str) -> str:
    """Return what is wrong with one exact day in 5.5.1, where small letters are a lesser fault."""
    return _milder(exact_date(value))


def five_date(value: str) -> str:
    """Return what is wrong with a DATE of 5.5.1: a date, one with its words, or words in brackets."""
    if value.startswith("(") and value.endswith(")"):
        return ""
    interpreted = INTERPRETED.fullmatch(value)
    if interpreted:
        return _checked_part(interpreted["date"], FIVE_PART)
    code = _checked(value, FIVE_PART)
    if code == "date" and not any(sign.isdigit() for sign in value):
        return "phrase_brackets"
    return _milder(code)


def _milder(code: str) -> str:
    return "month_small" if code == "month_case" else code


def _checked(value: str, pattern: re.Pattern[str]) -> str:
    if len(value) > LONGEST:
        return "date"
    period = PERIOD.fullmatch(value)
    found = period or WORDS.fullmatch(value)
    if found is None:
        return "date"
    parts = [part for part in found.groupdict().values() if part is not None]
    codes = [_checked_part(part, pattern) for part in parts]
    if any(codes):
        return "month_case" if value != value.upper() and not _checked(value.upper(), pattern) else max(codes)
    return "date_backwards" if len(parts) == 2 and _is_backwards(parts[0], parts[1], pattern) else ""


def _checked_period(value: str, pattern: re.Pattern[str]) -> str:
    return _checked(value, pattern) if PERIOD.fullmatch(value) and len(value) <= LONGEST else "period"


def _checked_part(part: str, pattern: re.Pattern[str]) -> str:
    found = pattern.fullmatch(part)
    if found is None:
        return "date"
    calendar, day, month, year, epoch = found.groups()
    if calendar and calendar not in MONTHS:
        return ""
    known = MONTHS[calendar or "GREGORIAN"]
    if (month and month not in known and not month.startswith("_")) or _wrong_dual(year, calendar):
        return "date"
    if epoch and calendar in ("FRENCH_R", "FRENCH R", "HEBREW") and not epoch.startswith(" _"):
        return "date"
    if day and not _day_stands(day, month, year.partition("/")[0], calendar or "GREGORIAN"):
        return "date_day"
    return ""


def _wrong_dual(year: str, calendar: str | None) -> bool:
    """Return whether "1648/49" stands in another calendar, or its second year is not the next."""
    first, slash, second = year.partition("/")
    return bool(slash) and (calendar not in (None, "GREGORIAN") or (int(first) + 1) % 100 != int(second))


def _day_stands(day: str, month: str, year: str, calendar: str) -> bool:
    if calendar not in ("GREGORIAN", "JULIAN"):
        # Whether a Hebrew or republican month had the day is for a calculation, not for a grammar.
        return True
    last = GREGORIAN.get(month, 99)
    if month == "FEB":
        number = int(year)
        leap = number % 4 == 0 and (calendar == "JULIAN" or number % 100 != 0 or number % 400 == 0)
        # Before 1752 a plain date in an English register may be Julian, whatever it says.
        last = 29 if leap or (number < 1753 and number % 4 == 0) else 28
    return 1 <= int(day) <= last


def _is_backwards(first: str, last: str, pattern: re.Pattern[str]) -> bool:
    one, other = pattern.fullmatch(first), pattern.fullmatch(last)
    if one is None or other is None or (one[1], other[1]) not in COMPARABLE or one[5] or other[5]:
        return False
    start, end = _order(one), _order(other)
    # "FROM 10 FEB 1940 TO 1940" ends with the year: only what both tell is compared.
    told = next((place for place in range(3) if not start[place] or not end[place]), 3)
    return start[:told] > end[:told]


def _order(found: re.Match[str]) -> tuple[int, int, int]:
    month = list(GREGORIAN).index(found[3]) + 1 if found[3] in GREGORIAN else 0
    return int(found[4].partition("/")[0]), month, int(found[2] or 0)
