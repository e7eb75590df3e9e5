"""What stands below an attribute (a number, a nationality, a description), in words: Gramps keeps only its payload,
sources and notes."""

from collections.abc import Mapping
from typing import Any

from records.gedcom_pages.record_text import RecordText

Row = Mapping[str, Any]
# The attributes of a person that Gramps takes for a pair of words.
WITHOUT_DETAILS = frozenset({"IDNO", "NATI", "DSCR"})


def details_in_words(
    out: RecordText,
    kind: str,
    date: Row | None,
    place: str | None,
    as_written: str,
    agency: str,
    more: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return the details of an attribute in one line of words, "" when there are none; ``more`` is (name, value)."""
    told = (
        ("Kind", kind),
        ("Date", _with_words(date["value"], date["text"]) if date else ""),
        ("Place", _with_words(" ".join(out.place_text(place).split()), " ".join(as_written.split()))),
        ("Issued by", agency),
        *more,
    )
    return "; ".join(f"{name}: {value}" for name, value in told if value)


def _with_words(plain: str, words: str) -> str:
    """Return a date or place with the words of its source after it, unless they say the same."""
    if not plain or not words:
        return plain or words
    return plain if words in plain else f"{plain} ({words})"
