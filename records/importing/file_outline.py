"""A quick first look through a file: who is in it, by pointer, and everything that others cite, whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from records.gedcom.problems import ProblemLog
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import TreeBuilder
from records.importing.plain_records import PlainReader
from records.importing.xref_table import XrefTable

# Records that are read in this first pass: others cite them.
_CITED = frozenset({"SOUR", "REPO", "NOTE", "SNOTE", "_LOC"})
# Where a record begins; pointer and tag of a person or family.
_RECORD = re.compile(r"\n(?:0 (?:(@[^@\s]+@) (INDI|FAM)(?=\n))?|(?<=\A\n))")
_POINTED_TO = ("INDI", "FAM", "SOUR", "REPO")


@dataclass(slots=True)
class Outline:
    """The tables of pointers of one file."""

    tables: dict[str, XrefTable] = field(default_factory=lambda: {tag: XrefTable() for tag in _POINTED_TO})

    def cited_records(self, reader: PlainReader) -> Iterator[tuple[Structure, str]]:
        """Fill the tables, and yield each record that others cite with its text, on the way."""
        add = {tag: table.add for tag, table in self.tables.items()}
        for number, block in reader.texts_of_records():
            # Indented lines hide where records begin.
            is_usual = "\n " not in block and "\n\t" not in block
            for found in _RECORD.finditer(block):
                if is_usual and found[2]:
                    add[found[2]](found[1])
                    continue
                start = found.start() + 1
                end = block.find("\n0 ", start)
                line = number + block.count("\n", 1, start)
                yield from self._cited(block[start:end] if end > 0 else block[start:], line, seven=reader.seven)
        for table in self.tables.values():
            table.finish()

    def _cited(self, text: str, number: int, *, seven: bool) -> Iterator[tuple[Structure, str]]:
        xref, tag = _first_words(text)
        if tag in ("INDI", "FAM") and "\n " not in text and "\n\t" not in text:
            self.tables[tag].add(xref)
        elif not tag or tag in _CITED or tag in self.tables:
            for record in records_of(text, number, seven=seven):
                if record.tag in self.tables:
                    self.tables[record.tag].add(record.xref)
                if record.tag in _CITED:
                    yield record, text


def records_of(text: str, number: int, *, seven: bool) -> Iterator[Structure]:
    """Yield the records of a text that begins at this line of its file."""
    for record, _text in TreeBuilder(ProblemLog(), seven=seven).trees([text]):
        _move(record, number - 1)
        yield record


def _first_words(text: str) -> tuple[str, str]:
    """Return (pointer, tag) of the first line; no tag when it is unusual."""
    words = text.split("\n", 1)[0].split(" ", 3)
    if len(words) < 2 or words[0] != "0":
        return "", ""
    if words[1].startswith("@"):
        return (words[1], words[2].upper()) if len(words) > 2 and words[1].endswith("@") else ("", "")
    return "", words[1].upper()


def as_kept(record: Structure, text: str, *, seven: bool) -> Structure:
    """Return a record whose line numbers count the lines of its kept text: that is written anew where it was mended."""
    lines = text.split("\n")
    for child in record.children[-1:]:
        at = child.line - record.line
        if not 0 <= at < len(lines) or not lines[at].startswith(f"1 {child.tag}"):
            return next(records_of(text, record.line, seven=seven), record)
    return record


def _move(structure: Structure, lines: int) -> None:
    structure.line += lines
    for child in structure.children:
        _move(child, lines)
