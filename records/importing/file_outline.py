"""A quick first look through a file: who is in it, by pointer, and everything that others cite, whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from records.gedcom.problems import ProblemLog
from records.gedcom.reading import GedcomReader
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import TreeBuilder
from records.importing.xref_table import XrefTable

# Records that are read in this first pass: others cite them.
_CITED = frozenset({"SOUR", "REPO", "NOTE", "SNOTE", "_LOC"})
_POINTED_TO = ("INDI", "FAM", "SOUR", "REPO")


@dataclass(slots=True)
class Outline:
    """The tables of pointers of one file."""

    tables: dict[str, XrefTable] = field(default_factory=lambda: {tag: XrefTable() for tag in _POINTED_TO})

    def cited_records(self, reader: GedcomReader) -> Iterator[tuple[Structure, str]]:
        """Fill the tables, and yield each record that others cite with its text, on the way."""
        for number, text in reader.texts():
            xref, tag = _first_words(text)
            if tag in ("INDI", "FAM") and "\n " not in text and "\n\t" not in text:
                self.tables[tag].add(xref)
            elif not tag or tag in _CITED or tag in self.tables:
                for record in records_of(text, number, seven=reader.seven):
                    if record.tag in self.tables:
                        self.tables[record.tag].add(record.xref)
                    if record.tag in _CITED:
                        yield record, text
        for table in self.tables.values():
            table.finish()


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


def _move(structure: Structure, lines: int) -> None:
    structure.line += lines
    for child in structure.children:
        _move(child, lines)
