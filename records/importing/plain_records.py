"""Records read without a tree: one expression finds their parts, and a tree is made only of what it does not know.

Nine of ten parts of a record - an event with its date, place and source, a name, a tie - are written alike by every
program. Found by one expression, they cost a tenth of what their structures cost. Whoever asks a record for its
structures still gets them, the same that the tree builder makes.
"""

import re
from collections.abc import Collection, Generator, Iterator
from pathlib import Path

from records.gedcom.reading import GedcomReader, opened
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import TreeBuilder
from records.gedcom.text_blocks import TextBlocks

# The lines of a part without its level; then tag, payload, and the payloads of TYPE, GIVN, SURN, DATE, PLAC, AGNC,
# SOUR, PAGE, QUAY. What is not there is empty; a part with anything else, or in another order, has no tag.
PlainPart = tuple[str, str, str, str, str, str, str, str, str, str, str, str]
_PLACE = 7
_PARTS = re.compile(
    r"""
    \n1\ (
        (?!CON[CT]\b)(_?[A-Z]{3,4})(?:\ ([^\n]++))?+
        (?:\n2\ TYPE\ ([^\n]++))?+
        (?:\n2\ GIVN\ ([^\n]++))?+
        (?:\n2\ SURN\ ([^\n]++))?+
        (?:\n2\ DATE\ ([^\n]++))?+
        (?:\n2\ PLAC\ ([^\n]++))?+
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

    __slots__ = ("_made", "parts")

    def __init__(self, tag: str, xref: str, line: int, parts: list[PlainPart], made: dict[int, Structure]) -> None:
        """``made`` holds the structures of the parts that have no tag, by their place among the parts."""
        self.tag, self.xref, self.line, self.value, self.is_text = tag, xref, line, "", False
        self.parts, self._made = parts, made

    @property
    def children(self) -> list[Structure]:  # type: ignore[override]
        """Return the structures of all parts."""
        line, children = self.line + 1, []
        for at, part in enumerate(self.parts):
            children.append(self.child(at, line))
            line += part[0].count("\n") + 1
        return children

    @property
    def others(self) -> Collection[Structure]:
        """Return the structures that were made so far, those of the parts that are not plain among them."""
        return self._made.values()

    def child(self, at: int, line: int) -> Structure:
        """Return the structure of a part, which begins at this line of the file; always the same one."""
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = _structure_of(self.parts[at], line)
        return made

    def all(self, tag: str) -> list[Structure]:
        """Return the structures with a tag; no others are made."""
        line, found = self.line + 1, []
        for at, part in enumerate(self.parts):
            if part[1] == tag or (not part[1] and self._made[at].tag == tag):
                found.append(self.child(at, line))
            line += part[0].count("\n") + 1
        return found

    def first(self, tag: str) -> Structure | None:
        """Return the first structure with a tag, or None."""
        return next(iter(self.all(tag)), None)


def may_have_more(record: Structure) -> bool:
    """Return whether a record may have other structures than those of plain parts."""
    return not isinstance(record, PlainRecord) or bool(record.others)


def places_below(record: Structure) -> Iterator[str]:
    """Yield the payload of each PLAC of an event of a record."""
    if isinstance(record, PlainRecord):
        yield from (part[_PLACE] for part in record.parts if part[_PLACE])
        events = record.others
    else:
        events = record.children
    yield from (place.value for event in events for place in event.children if place.tag == "PLAC")


def _structure_of(part: PlainPart, line: int) -> Structure:
    first, *below = part[0].split("\n")
    tag, _, value = first.partition(" ")
    structure = Structure(tag, value, line=line)
    under = structure
    for number, text in enumerate(below, line + 1):
        level, tag, value = text.split(" ", 2)
        child = Structure(tag, value, line=number)
        if level == "2":
            structure.children.append(child)
            under = child
        else:
            under.children.append(child)
    return structure


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
