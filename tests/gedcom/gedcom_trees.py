"""Trees for the tests: built, compared, written and read again."""

from io import BytesIO
from pathlib import Path
from typing import Literal

from records.gedcom.reading import GedcomReader, open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.writing import GedcomWriter

Plain = tuple[object, ...]


def plain(structure: Structure) -> Plain:
    """Return a structure without its line, to be compared."""
    children = tuple(plain(child) for child in structure.children)
    return structure.tag, structure.value, structure.xref, structure.is_text, children


def header(version: str) -> Structure:
    """Return the least header of a version."""
    head = Structure("HEAD")
    head.add("GEDC").add("VERS", version)
    if version == "5.5.1":
        head.add("CHAR", "UTF-8")
    return head


def write(records: list[Structure], version: Literal["7.0", "5.5.1"], head: Structure | None = None) -> bytes:
    """Return a whole file with the records."""
    stream = BytesIO()
    writer = GedcomWriter(stream, version)
    for record in (head or header(version), *records, Structure("TRLR")):
        writer.write(record)
    assert writer.records_written == len(records) + 2
    return stream.getvalue()


def read(folder: Path, data: bytes, name: str = "tree.ged", charset: str = "") -> tuple[GedcomReader, list[Structure]]:
    """Return the reader of a file with these bytes, and its records."""
    path = folder / name
    path.write_bytes(data)
    reader = open_gedcom(path, charset)
    return reader, list(reader.records())


def codes(reader: GedcomReader) -> list[str]:
    """Return the codes of the problems met."""
    return [problem.code for problem in reader.problems]
