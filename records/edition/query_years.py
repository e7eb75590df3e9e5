"""The years in a query: "about 1912", "1910-1915", "1912±5", "12 marca 1911", "między 1910 a 1915"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from records.dates.day_numbers import from_day_number
from records.dates.month_words import months_by_word
from records.dates.reading import read_date
from records.edition.query_tokens import Token
from records.names.folding import fold
from records.names.given_name_table import sets_of_form

YEARS_AROUND = 3
_MOST_AROUND = 50
# "Before 1915" is any year that a parent of a deportee may be born in; the middle of the search lies nearer.
_OPEN, _OPEN_NEAR = 60, 10
_EARLIEST, _LATEST = 1700, 2035
_YEAR = re.compile(r"(?<!\d)(?:1[789]|20)\d[\d?]")
_DATE_FIGURES = re.compile(
    r"\d{1,2}|(?:1[789]|20)\d[\d?](?:[-–/±](?:\d{1,2}|\d{4}))?|\d{1,2}[./\-]\d{1,2}[./\-]\d{4}|\d{4}[./\-]\d{1,2}[./\-]\d{1,2}"
)
_PLUS_MINUS = re.compile(r"(\d{4})\s*(?:±|\+\s?/?\s?-)\s*(\d{1,2})")
_JOINING = frozenset({"a", "i", "and", "und", "to", "do", "till", "until", "bis", "по", "и", "до"})
_BEFORE = (
    "about", "around", "circa", "ca", "c", "approximately", "before", "after", "between", "early", "late", "from", "in",
    "year", "the", "około", "ok", "koło", "przed", "po", "między", "pomiędzy", "od", "w", "roku", "rok", "r", "um",
    "etwa", "vor", "nach", "zwischen", "von", "im", "am", "we", "около", "примерно", "до", "после", "между", "с", "г",
    "в", "во",
)  # fmt: skip
_BEFORE_FOLDED = frozenset(map(fold, _BEFORE))


@dataclass(frozen=True, slots=True)
class YearsNamed:
    """A year in the middle, how far to look around it, and the years that bound what was said."""

    year: int
    around: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateRun:
    """The tokens from a place on that say a date: how many, and the years they say."""

    length: int
    years: YearsNamed


def years_named(text: str) -> YearsNamed | None:
    """Return the years that a text names; None where it names none that anybody here was born in."""
    wide = _PLUS_MINUS.search(text)
    if wide:
        year, around = int(wide.group(1)), min(int(wide.group(2)), _MOST_AROUND)
        return YearsNamed(year, around, year - around, year + around) if _EARLIEST <= year <= _LATEST else None
    date = read_date(text)
    first = from_day_number(date.earliest)[0] if date.earliest is not None else None
    last = from_day_number(date.latest)[0] if date.latest is not None else None
    if first is None and last is None:
        return _first_year(text)
    if first is None or last is None:
        return _before(last or 0) if first is None else _after(first)
    if str(date.qualifier) in ("about", "calculated", "estimated"):
        return _around((first + last) // 2)
    return _between(first, last) if last > first else _around(first)


def _first_year(text: str) -> YearsNamed | None:
    found = _YEAR.search(text)
    return _around(int(found.group())) if found and found.group().isdigit() else None


def _around(year: int) -> YearsNamed | None:
    return YearsNamed(year, YEARS_AROUND, year, year) if _EARLIEST <= year <= _LATEST else None


def _between(first: int, last: int) -> YearsNamed | None:
    year, half = (first + last) // 2, (last - first + 1) // 2
    if not _EARLIEST <= year <= _LATEST:
        return None
    return YearsNamed(year, min(max(half, 2), _MOST_AROUND), first, last)


def _before(last: int) -> YearsNamed | None:
    near = _between(last - _OPEN_NEAR, last)
    return replace(near, first=last - _OPEN) if near else None


def _after(first: int) -> YearsNamed | None:
    near = _between(first, first + _OPEN_NEAR)
    return replace(near, last=first + _OPEN) if near else None


def date_at(tokens: Sequence[Token], start: int) -> DateRun | None:
    """Return the date that begins at a token; words such as "about" before the figures belong to it."""
    end, parts = start, list[str]()
    while end < len(tokens) and _belongs(tokens, end, started=bool(parts)):
        parts.append(tokens[end].text)
        end += 1
    text = " ".join(parts)
    years = years_named(text) if _YEAR.search(text) else None
    return DateRun(end - start, years) if years else None


def _belongs(tokens: Sequence[Token], place: int, *, started: bool) -> bool:
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.kind == "figures":
        return _DATE_FIGURES.fullmatch(token.text) is not None
    if token.text == "±":
        return started
    if token.kind != "word" or following is None:
        return token.kind == "word" and started and _is_month(token) and _follows_a_day(tokens, place)
    if _is_month(token) and (_follows_a_day(tokens, place) if started else _DATE_FIGURES.fullmatch(following.text)):
        # Without a day before it, Jan is a man's name.
        return started or not sets_of_form(token.text)
    leads = following.kind == "figures" and _DATE_FIGURES.fullmatch(following.text) is not None
    if token.folded in _BEFORE_FOLDED:
        is_worded = _is_month(following) or following.folded in _BEFORE_FOLDED
        return leads or (is_worded and _leads(tokens, place + 1))
    return started and leads and (token.folded in _JOINING or token.text in _JOINING)


def _follows_a_day(tokens: Sequence[Token], place: int) -> bool:
    """After a day, or after a word such as "between", a month may stand; after a year a name."""
    before = tokens[place - 1]
    return before.kind == "word" or len(before.text) <= 2


def _leads(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether figures of a date come next, or after one word more."""
    return any(
        token.kind == "figures" and _DATE_FIGURES.fullmatch(token.text) is not None
        for token in tokens[place + 1 : place + 3]
    )


def _is_month(token: Token) -> bool:
    return token.kind == "word" and (token.text.lower() in months_by_word() or token.folded in months_by_word())
