"""Records read without a tree: one expression finds their parts, and a tree is made only of what it does not know.

Nine of ten parts of a record - an event with its date, place and source, a name, a tie - are written alike by every
program. Found by one expression, they cost a tenth of what their structures cost. Whoever asks a record for its
structures still gets them, the same that the tree builder makes.
"""

import re
from collections.abc import Generator, Iterator
from itertools import accumulate
from pathlib import Path

from records.gedcom.problems import ProblemLog
from records.gedcom.reading import GedcomReader, opened
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import TreeBuilder, whole_records
from records.gedcom.text_blocks import TextBlocks

# The lines of a part without its level; then tag, payload, and the payloads of TYPE, GIVN, SURN, DATE, PLAC, LATI,
# LONG, AGNC, SOUR, PAGE, QUAY. What is not there is empty; a part with anything else, or in another order, has no tag.
PlainPart = tuple[str, str, str, str, str, str, str, str, str, str, str, str, str, str]
_PLACE = 7
_LEVEL_ABOVE = {"2": "1", "3": "2", "4": "3"}
_PARTS = re.compile(
    r"""
    \n1\ (
        (?!CON[CT]\b)(_?[A-Z]{3,4})(?:\ ([^\n]++))?+
        (?:\n2\ TYPE\ ([^\n]++))?+
        (?:\n2\ GIVN\ ([^\n]++))?+
        (?:\n2\ SURN\ ([^\n]++))?+
        (?:\n2\ DATE\ ([^\n]++))?+
        (?:\n2\ PLAC\ ([^\n]++)(?:\n3\ MAP\n4\ LATI\ ([^\n]++)\n4\ LONG\ ([^\n]++))?+)?+
        (?:\n2\ AGNC\ ([^\n]++))?+
        (?:\n2\ SOUR\ ([^\n]++)(?:\n3\ PAGE\ ([^\n]++))?+(?:\n3\ QUAY\ ([^\n]++))?+)?+
        (?=\n1\ |\Z)
    |
        [^\n]*+(?:\n(?!1\ )[^\n]*+)*+
    )""",
    re.VERBOSE,
)
_HEAD = re.compile(r"(@[^@\s]+@) (INDI|FAM)(?=\n1 )")


class PlainRecord(Structure):
    """A person or family by its parts; its structures are made when someone asks for them."""

    __slots__ = ("made", "parts")

    def __init__(self, tag: str, xref: str, line: int, parts: list[PlainPart], made: dict[int, Structure]) -> None:
        """``made`` holds structures by the place of their part: at least those of the parts that have no tag."""
        self.tag = tag
        self.xref = xref
        self.line = line
        self.value = ""
        self.is_text = False
        self.parts = parts
        self.made = made

    @property
    def children(self) -> list[Structure]:  # type: ignore[override]
        """Return the structures of all parts."""
        return [self.child(at, line) for at, line in enumerate(self._lines())]

    def child(self, at: int, line: int) -> Structure:
        """Return the structure of a part, which begins at this line of the file; always the same one."""
        made = self.made.get(at)
        if made is None:
            made = self.made[at] = _structure_of(self.parts[at], line)
        return made

    def all(self, tag: str) -> list[Structure]:
        """Return the structures with a tag; no others are made."""
        found = [
            at for at, part in enumerate(self.parts) if part[1] == tag or (not part[1] and self.made[at].tag == tag)
        ]
        if not found:
            return []
        lines = self._lines()
        return [self.child(at, lines[at]) for at in found]

    def _lines(self) -> list[int]:
        """Return the line at which each part begins."""
        lengths = [part[0].count("\n") + 1 for part in self.parts]
        return list(accumulate(lengths, initial=self.line + 1))[: len(lengths)]

    def first(self, tag: str) -> Structure | None:
        """Return the first structure with a tag, or None."""
        return next(iter(self.all(tag)), None)


def may_have_more(record: Structure) -> bool:
    """Return whether a record may have other structures than those of plain parts."""
    return not isinstance(record, PlainRecord) or bool(record.made)


def places_below(record: Structure) -> Iterator[str]:
    """Yield the payload of each PLAC of an event of a record."""
    if isinstance(record, PlainRecord):
        yield from (part[_PLACE] for part in record.parts if part[_PLACE])
        events = [record.made[at] for at, part in enumerate(record.parts) if not part[1]]
    else:
        events = record.children
    yield from (place.value for event in events for place in event.children if place.tag == "PLAC")


def _structure_of(part: PlainPart, line: int) -> Structure:
    first, *below = part[0].split("\n")
    tag, _, value = first.partition(" ")
    structure = Structure(tag, value, line=line)
    open_at = {"1": structure}
    for number, text in enumerate(below, line + 1):
        level, _, words = text.partition(" ")
        tag, _, value = words.partition(" ")
        open_at[level] = Structure(tag, value, line=number)
        open_at[_LEVEL_ABOVE[level]].children.append(open_at[level])
    return structure


def plain_place(part: PlainPart, line: int) -> Structure:
    """Return the PLAC of a part with its coordinates; the part begins at this line of the file."""
    line += part[0].count("\n", 0, part[0].index("\n2 PLAC ") + 1)
    latitude = Structure("LATI", part[_PLACE + 1], line=line + 2)
    longitude = Structure("LONG", part[_PLACE + 2], line=line + 3)
    coordinates = Structure("MAP", "", "", [latitude, longitude], line + 1)
    return Structure("PLAC", part[_PLACE], "", [coordinates], line)


class PlainTrees(TreeBuilder):
    """Builds the trees of a file, but for the plain parts of its people and families."""

    def _plain(self, chunk: str) -> Structure | None:
        head = _HEAD.match(chunk)
        if head is None:
            return super()._plain(chunk)
        parts: list[PlainPart] = _PARTS.findall(chunk, head.end())
        number = self._number
        made = self._trees_of_others(parts)
        self._number = number
        if made is None:
            return super()._plain(chunk)
        self._number += chunk.count("\n") + 1
        return PlainRecord(head[2], head[1], number + 1, parts, made)

    def _trees_of_others(self, parts: list[PlainPart]) -> dict[int, Structure] | None:
        """Return the trees of the parts that are not plain, by their place; None when any of their lines is unusual."""
        made: dict[int, Structure] = {}
        line = self._number + 2
        for at, part in enumerate(parts):
            if not part[1]:
                # As the one part of a record that begins in the line above.
                self._number = line - 2
                record = super()._plain("INDI\n1 " + part[0])
                if record is None or len(record.children) != 1:
                    return None
                made[at] = record.children[0]
            line += part[0].count("\n") + 1
        return made


class PlainReader(GedcomReader):
    """Reads a file as `GedcomReader` does; people and families come as plain records."""

    def texts_of_records(self) -> Iterator[tuple[int, str]]:
        """Yield texts of many whole records, each with a line feed before it, and the number of its first line."""
        with opened(self.path) as stream:
            number = 1
            for text in whole_records(TextBlocks(stream, self.charset, ProblemLog(), limit_lines=False)):
                yield number, "\n" + text.removesuffix("\n")
                number += text.count("\n")

    def _trees(self) -> Generator[tuple[Structure, str], None, None]:
        with opened(self.path) as stream:
            blocks = TextBlocks(stream, self.charset, self._log, limit_lines=not self.seven)
            self._blocks = blocks
            yield from PlainTrees(self._log, seven=self.seven).trees(blocks)


def open_plainly(path: str | Path, charset: str = "") -> PlainReader:
    """Return a reader of a file, as `open_gedcom()` does; `charset` overrules what the file shows.

    Raises GedcomError when the file is not GEDCOM, and OSError when it cannot be opened.
    """
    return PlainReader(Path(path), charset)
