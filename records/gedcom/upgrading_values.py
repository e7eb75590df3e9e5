"""Payloads of 5.5.1 in the words of 7.0; what a payload of 7.0 cannot hold becomes its phrase."""

import re
from functools import cache
from urllib.parse import quote

from records.fixture_files import fixture_rows
from records.gedcom.dates import read_gedcom_date
from records.gedcom.validating.date_payloads import five_date, seven_date

INTERPRETED = re.compile(r"INT\.? (?P<date>.+?) ?\((?P<words>.*)\)", re.IGNORECASE | re.DOTALL)
# One date inside a payload: calendar, day and month, year, and the era.
ONE_DATE = re.compile(
    r"(?P<escape>@#D(?P<calendar>[A-Z ]+)@ )?(?P<day>(?:\d{1,2} )?[A-Z]{3,4} )?"
    r"(?P<year>\d{1,4})(?P<dual>/\d\d)?(?P<bce> ?B\.C\.)?"
)
KEYWORDS = frozenset({"ABT", "CAL", "EST", "BEF", "AFT", "BET", "AND", "FROM", "TO"})
AGE_WORDS = {"CHILD": "< 8y", "INFANT": "< 1y", "STILLBORN": "0y"}
AGE_PART = re.compile(r"(\d+) ?([ymwd])", re.IGNORECASE)
AGE_SHAPE = re.compile(r"(?P<bound>[<>])? ?(?P<parts>(?:\d+ ?[ymwd] ?)+|\d{1,3})", re.IGNORECASE)
WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
UUID_DIGITS = re.compile(r"\{?([0-9A-Fa-f]{32})(?:[0-9A-Fa-f]{4})?\}?")
PLAIN_DEGREES = re.compile(r"(?P<sign>[+-]?)(?P<degrees>\d{1,3}(?:\.\d+)?)")
SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._?#"


def date_of_seven(payload: str) -> tuple[str, str]:
    """Return (payload, phrase) of a 5.5.1 date; the phrase is "" when the payload says all."""
    payload = payload.strip()
    if payload.startswith("(") and payload.endswith(")"):
        return "", payload[1:-1]
    interpreted = INTERPRETED.fullmatch(payload)
    if interpreted:
        date, words = date_of_seven(interpreted["date"])
        return (date, interpreted["words"]) if date and not words else (date, payload)
    upper = payload.upper()
    if five_date(upper) in ("", "date_backwards") and "@#DROMAN@" not in upper and "@#DUNKNOWN@" not in upper:
        date = _translated(upper)
        # A dual year names two years where 7.0 has one.
        return (date, payload if "/" in payload else "") if not _is_no_date(date) else ("", payload)
    value = read_gedcom_date(payload).value
    if not value or _is_no_date(value):
        return "", payload
    return value, "" if value.casefold() == payload.casefold() else payload


def _is_no_date(value: str) -> bool:
    """Return whether a value is no DATE of 7.0, order and all."""
    return seven_date(value) not in ("", "date_backwards")


def _translated(payload: str) -> str:
    calendars = "@#D" in payload

    def one(found: re.Match[str]) -> str:
        day = found["day"] or ""
        if day.strip() in KEYWORDS:
            return day + _one_date(found, "", calendars=calendars)
        return _one_date(found, day, calendars=calendars)

    return ONE_DATE.sub(one, payload)


def _one_date(found: re.Match[str], day: str, *, calendars: bool) -> str:
    """Return one date in 7.0; each names its calendar as soon as one of a payload does."""
    calendar = (found["calendar"] or "GREGORIAN").strip().replace(" ", "_")
    # The year that began in March: "1648/49" is 1649 for us.
    year = str(int(found["year"]) + 1) if found["dual"] else found["year"]
    return (f"{calendar} " if calendars else "") + f"{day}{year}" + (" BCE" if found["bce"] else "")


def age_of_seven(payload: str) -> tuple[str, str]:
    """Return (payload, phrase) of an age."""
    words = payload.strip()
    if words.upper() in AGE_WORDS:
        return AGE_WORDS[words.upper()], words
    found = AGE_SHAPE.fullmatch(words)
    if found is None:
        return "", words
    parts = {unit.lower(): number for number, unit in AGE_PART.findall(found["parts"])}
    if not parts:
        # A bare number counts years.
        parts = {"y": found["parts"]}
    elif len(parts) != len(AGE_PART.findall(found["parts"])):
        return "", words
    age = " ".join(f"{parts[unit]}{unit}" for unit in "ymwd" if unit in parts)
    age = f"{found['bound']} {age}" if found["bound"] else age
    return age, "" if age.replace(" ", "") == words.replace(" ", "").lower() else words


def file_of_seven(payload: str) -> str:
    """Return the name of a file as the address that 7.0 wants; "" when it cannot be one."""
    path = payload.strip()
    if WINDOWS_PATH.match(path):
        path = "file:///" + path.replace("\\", "/")
    elif not ADDRESS.match(path):
        path = path.replace("\\", "/")
        if path.startswith("//"):
            path = "file:" + path
        elif path.startswith("/"):
            path = "file://" + path
        path = path.removeprefix("./")
    address = quote(path, safe=SAFE_IN_PATH)
    return "" if not address or ".." in address.split("/") else address


def uuid_of_seven(payload: str) -> str:
    """Return the UUID of a _UID without hyphens, whose last four digits may be a checksum; "" when it is none."""
    found = UUID_DIGITS.fullmatch(payload.strip().replace("-", ""))
    if found is None:
        return ""
    digits = found[1].lower()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def degrees_of_seven(payload: str, positive: str, negative: str) -> str:
    """Return "N50.1" for "50.1", given the letters of the two directions; "" when it is no plain number."""
    found = PLAIN_DEGREES.fullmatch(payload.strip())
    if found is None:
        return ""
    return (negative if found["sign"] == "-" else positive) + found["degrees"]


def language_of_seven(payload: str) -> str:
    """Return the tag of a language by its English word; "" when it is not known."""
    return _words("languages.csv", "tag").get(payload.strip().casefold(), "")


def media_type_of_seven(payload: str) -> str:
    """Return the media type of a short name such as jpg; "" when it is not known."""
    return _words("formats.csv", "media_type").get(payload.strip().casefold().lstrip("."), "")


def role_of_seven(payload: str) -> str:
    """Return the role that a word of 5.5.1 means; OTHER when it is another."""
    return _words("roles.csv", "role").get(payload.strip(" ()").casefold(), "OTHER")


@cache
def _words(file: str, column: str) -> dict[str, str]:
    return {row["word"].casefold(): row[column] for row in fixture_rows("gedcom", file)}
