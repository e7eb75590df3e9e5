"""The words of a paper side by side: as written, in Latin letters, translated; line by line where the lines agree.

Versions of as many lines as the first one stand beside it, line for line; the others stand below as they are. A text in
Cyrillic letters that nobody has put into Latin ones is put so by our own rules, and it is said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from records.names.transliteration import text_in_polish_letters
from records.website.document_words import side_words
from records.website.language_words import FALLBACKS, language_name, script_name
from records.website.reader_language import gettext as _
from records.website.reader_language import page_language
from records.website.unclear_letters import marked, marks_in

WRITTEN, LETTERS, TRANSLATED = "written", "letters", "translated"
# The stylesheet knows so many columns that a reader may hide; a further one always shows.
_HIDEABLE = 8
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# What makes versions of two sides one column: kind, language, version.
Same = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a side of the paper. ``language`` is its lang attribute; ``by_rule`` says that a program made it."""

    kind: str
    language: str
    in_words: str
    lines: tuple[str, ...]
    author: str = ""
    version: str = ""
    by_rule: bool = False

    @property
    def same_as(self) -> Same:
        """What makes versions of two sides one column."""
        return self.kind, self.language, self.version


@dataclass(frozen=True, slots=True)
class Column:
    """A version that can be shown and hidden, by its number from 1; ``shown`` as long as the reader says nothing."""

    number: int
    kind: str
    in_words: str
    version: str
    by_rule: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paper in all versions that agree, as HTML; ``anchor`` is its place on the page."""

    number: int
    anchor: str
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, or of a text of its own."""

    column: int
    kind: str
    in_words: str
    version: str
    author: str
    by_rule: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A version whose lines are not those of the others."""

    head: Head
    language: str
    lines: list[SafeString]


@dataclass(frozen=True, slots=True)
class WordsOfSide:
    """The words on one side of the paper, or on the whole of it."""

    side: str
    key: str
    heads: list[Head]
    lines: list[Line]
    blocks: list[Block]


def versions_of(body: Mapping[str, Any]) -> dict[str, list[Version]]:
    """Return the texts of a document by the side they stand on; empty for the whole paper."""
    versions: dict[str, list[Version]] = {}
    for row in body.get("transcriptions", []):
        versions.setdefault(row.get("side", ""), []).append(_written(row))
    for side, found in versions.items():
        versions[side] = list(_with_latin_letters(found))
    for row in body.get("translations", []):
        versions.setdefault(row.get("side", ""), []).append(_translated(row))
    return {side: kept for side, found in versions.items() if (kept := [one for one in found if one.lines])}


def words_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template shows of a document's words: its sides, the columns, and the marks that are used."""
    versions = versions_of(body)
    columns = _columns(versions)
    sides = [_side(side, found, columns, first=number == 0) for number, (side, found) in enumerate(versions.items())]
    texts = [line for found in versions.values() for one in found for line in one.lines]
    return {"sides": sides, "columns": list(columns.values())[:_HIDEABLE], "marks": marks_in(texts)}


def _written(row: Mapping[str, Any]) -> Version:
    latin = row["script"] == "Latn" and row["language"] in ("ru", "uk", "be", "yi", "he")
    language = f"{row['language']}-Latn" if latin else row["language"]
    return Version(
        LETTERS if latin else WRITTEN, language, _named(row), _lines(row["text"]), row["author"], row["version"]
    )


def _translated(row: Mapping[str, Any]) -> Version:
    return Version(TRANSLATED, row["language"], language_name(row["language"]), _lines(row["text"]), row["author"])


def _with_latin_letters(found: Sequence[Version]) -> Iterable[Version]:
    """Yield the versions, and after one in Cyrillic letters its Latin ones, unless they are given."""
    given = {one.language for one in found}
    for one in found:
        yield one
        latin = f"{one.language}-Latn"
        if one.kind == WRITTEN and latin not in given and _CYRILLIC.search("".join(one.lines)):
            lines = tuple(text_in_polish_letters(line) for line in one.lines)
            yield Version(LETTERS, latin, language_name(one.language), lines, version=one.version, by_rule=True)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


def _named(row: Mapping[str, Any]) -> str:
    letters = script_name(row["script"])
    return f"{language_name(row['language'])}, {letters}" if letters else language_name(row["language"])


def _columns(sides: Mapping[str, Sequence[Version]]) -> dict[Same, Column]:
    """Return the columns in the order of the versions; shown at first are of each side the last version of each kind,
    which translations follow, and the translation in the language of the reader."""
    versions = [one for found in sides.values() for one in found]
    several = len({one.version for one in versions if one.kind == WRITTEN}) > 1
    told = {one.language for one in versions if one.kind == TRANSLATED}
    ours = next((code for code in (page_language(), *FALLBACKS) if code in told), min(told, default=""))
    last = {(side, one.kind, one.language): one.same_as for side, found in sides.items() for one in found}
    latest = set(last.values())
    found: dict[Same, Column] = {}
    for one in versions:
        if one.same_as in found:
            continue
        shown = one.language == ours if one.kind == TRANSLATED else one.same_as in latest
        version = one.version if several and one.kind != TRANSLATED else ""
        found[one.same_as] = Column(len(found) + 1, one.kind, one.in_words, version, one.by_rule, shown)
    return found


def _side(side: str, found: Sequence[Version], columns: Mapping[Same, Column], *, first: bool) -> WordsOfSide:
    beside = [one for one in found if len(one.lines) == len(found[0].lines)]
    apart = [one for one in found if len(one.lines) != len(found[0].lines)]
    before = "" if first else f"{side or 'whole'}-"
    lines = [
        Line(
            number,
            f"{before}line-{number}",
            # By hand, not in the template: a long paper has thousands of them.
            format_html_join(
                "",
                '<span class="cell {} col-{}" lang="{}">{}</span>',
                (
                    (one.kind, columns[one.same_as].number, one.language, marked(words))
                    for one, words in zip(beside, texts, strict=True)
                ),
            ),
        )
        for number, texts in enumerate(zip(*(one.lines for one in beside), strict=True), 1)
    ]
    blocks = [Block(_head(one, columns), one.language, [marked(line) for line in one.lines]) for one in apart]
    heading = side_words(side) or _("The words of the paper")
    return WordsOfSide(heading, side or "whole", [_head(one, columns) for one in beside], lines, blocks)


def _head(one: Version, columns: Mapping[Same, Column]) -> Head:
    column = columns[one.same_as]
    return Head(column.number, one.kind, one.in_words, column.version, one.author, one.by_rule)
