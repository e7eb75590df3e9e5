"""Payloads other than dates: each function returns the code of what is wrong, or ""."""

import re
from collections.abc import Callable

# One pair of slashes or none.
NAME = re.compile(r"[^/\n]*(?:/[^/\n]*/[^/\n]*)?")
SEVEN_AGE = re.compile(r"(?:[<>] )?(?:\d+y(?: \d+m)?(?: \d+w)?(?: \d+d)?|\d+m(?: \d+w)?(?: \d+d)?|\d+w(?: \d+d)?|\d+d)")
FIVE_AGE = re.compile(r"[<>]? ?(?:\d{1,3}y)?(?: ?\d{1,2}m)?(?: ?\d{1,3}d)?|CHILD|INFANT|STILLBORN", re.IGNORECASE)
TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?Z?")
# Words of five to eight letters are grammatical too, but none was ever registered: "Polish" is a mistake.
LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+"
    r"|i-[a-z]{3,8}",
    re.IGNORECASE,
)
MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]*/[A-Za-z0-9][\w!#$&^.+-]*(?:\s*;.*)?")
LATITUDE = re.compile(r"[NS](?:90(?:\.0+)?|[0-8]?\d(?:\.\d+)?)")
LONGITUDE = re.compile(r"[EW](?:180(?:\.0+)?|(?:1[0-7]\d|\d?\d)(?:\.\d+)?)")
# The address that names a kind of identifier.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# A line of the schema: a tag and its address, between them one blank.
TAG_DEFINITION = re.compile(r"_[A-Z0-9_]+ \S+")
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
EXTENSION = re.compile(r"_[A-Z0-9_]+")
# In 5.5.1 a role that is none of the list stands in brackets.
FIVE_ROLES = frozenset({"CHIL", "HUSB", "WIFE", "MOTH", "FATH", "SPOU"})


def _of_form(pattern: re.Pattern[str], code: str) -> Callable[[str], str]:
    """Return the check of a payload that has one form, whatever it says."""
    return lambda value: "" if pattern.fullmatch(value) else code


name = _of_form(NAME, "name_slashes")
time = _of_form(TIME, "time")
language = _of_form(LANGUAGE, "language")
media_type = _of_form(MEDIA_TYPE, "media_type")
latitude = _of_form(LATITUDE, "incomplete_map")
longitude = _of_form(LONGITUDE, "incomplete_map")
uri = _of_form(URI, "uri")
uuid = _of_form(UUID, "identifier_form")
tag_definition = _of_form(TAG_DEFINITION, "schema_form")


def no_words(value: str) -> str:
    """A structure that has only lines below it."""
    return "payload" if value else ""


def no_words_but_yes(value: str) -> str:
    """An event of 5.5.1 whose Y the grammar does not list, though many programs write it."""
    return "" if not value else "yes_unusual" if value == "Y" else "payload"


def words(value: str) -> str:
    """Words that must be there."""
    return "" if value else "payload_missing"


def yes_or_nothing(value: str) -> str:
    """An event that happened: Y, or nothing where a date tells."""
    return "" if value in ("", "Y") else "yes_only"


def number(value: str) -> str:
    """A number without sign."""
    return "" if value.isascii() and value.isdigit() else "number"


def seven_age(value: str) -> str:
    """Years, months, weeks and days of 7.0 in this order; empty beside a PHRASE."""
    return "" if not value or SEVEN_AGE.fullmatch(value) else "age"


def five_age(value: str) -> str:
    """Years, months and days of 5.5.1, or one of three words."""
    return "" if value and FIVE_AGE.fullmatch(value) and value[-1] not in "<> " else "age"


def file_path(value: str) -> str:
    """A file of 7.0: an address, or a relative path with slashes and percent escapes."""
    if not value or "\\" in value or " " in value or value.startswith("/") or ".." in value.split("/"):
        return "file_name"
    return ""


def role(value: str) -> str:
    """A role in an event of 5.5.1."""
    bracketed = value.startswith("(") and value.endswith(")")
    return "" if value in FIVE_ROLES or bracketed else "enum"


def one_of(values: frozenset[str]) -> "OneOf":
    """Return the check of a set of values, or of an extension."""
    return OneOf(values, several=False)


def some_of(values: frozenset[str]) -> "OneOf":
    """Return the check of a list of values with commas between."""
    return OneOf(values, several=True)


class OneOf:
    """Checks that a payload, or each item of a list, is in a set or an extension."""

    def __init__(self, values: frozenset[str], *, several: bool) -> None:
        self.values = values
        self.several = several

    def __call__(self, value: str) -> str:
        items = [item.strip(" ") for item in value.split(",")] if self.several else [value]
        return "" if all(item in self.values or EXTENSION.fullmatch(item) for item in items) else "enum"
