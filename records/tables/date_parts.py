"""A date whose day, month and year stand in three columns: put together as it would be written."""

from collections.abc import Mapping, Sequence

from records.dates.reading import read_date
from records.documents.kinds import PersonField
from records.tables.column_heads import DAY, MONTH, YEAR

PARTS = (DAY, MONTH, YEAR)
_LONGEST = 40
_UNKNOWN = "?"


def part_meaning(key: str, part: str) -> str:
    """Return what a column is that holds one part of the date in this field."""
    return f"{key}:{part}"


def dates_in_parts(columns: Sequence[str], asked: Mapping[str, PersonField]) -> tuple[str, ...]:
    """Return the fields of which the parts stand in columns of their own."""
    return tuple(key for key in asked if key not in columns and any(part_meaning(key, one) in columns for one in PARTS))


def joined_date(day: str, month: str, year: str) -> tuple[str, str]:
    """Return the date as written, and how it is to be understood where parts of it are missing, in GEDCOM form.

    >>> joined_date("12", "3", "1905"), joined_date("12", "marca", "1905"), joined_date("", "3", "1905")
    (('12.3.1905', ''), ('12 marca 1905', ''), ('3.1905', ''))
    """
    day, month, year = (part.strip()[:_LONGEST].strip(" .") for part in (day, month, year))
    words = [part for part in (day, month or (_UNKNOWN if day and year else ""), year) if part]
    sign = "." if all(word.isdecimal() or word == _UNKNOWN for word in words) else " "
    text = sign.join(words)
    if day and year and not month:
        # Of such a date the year is known, and no more.
        return text, read_date(year).value
    return text, ""
