"""From 5.5.1 and its elders to 7.0 without losing a word.

What 7.0 says otherwise is said so: shared notes, media records, roles, translations, identifiers, dates
with their phrase. What it has no word for keeps its place under an extension tag of the same name.
"""

import re
import zlib
from collections.abc import Callable, Iterable

from records.gedcom.fitting import fit_to_seven
from records.gedcom.structure import Structure
from records.gedcom.upgrading_media import Path
from records.gedcom.upgrading_structures import upgrade_structure

XREF = re.compile(r"@[A-Z0-9_]+@")
NO_XREF_SIGN = re.compile(r"[^A-Z0-9_]")
VOID = "@VOID@"


def to_seven(record: Structure, free_xref: Callable[[], str] | None = None) -> list[Structure]:
    """Return the record in 7.0, and after it the media records that stood inside it.

    `free_xref` gives identifiers for these; without it they are made of the record's own. The record given
    stays as it was.
    """
    seven, media = _copied(record), list[Structure]()

    def take(found: Structure) -> str:
        media.append(found)
        own = record.xref.strip("@") or record.tag
        found.xref = free_xref() if free_xref else f"@{own}_O{len(media)}@"
        return found.xref

    _upgrade(seven, (), take)
    for found in media:
        # More may be taken out of what was taken.
        _upgrade(found, (), take)
    for each in (seven, *media):
        fit_to_seven(each)
    return [seven, *media]


def extensions_of(records: Iterable[Structure]) -> list[str]:
    """Return the extension tags that the records use, in order, for the schema of the header."""
    tags: set[str] = set()
    waiting = list(records)
    while waiting:
        structure = waiting.pop()
        if structure.tag.startswith("_"):
            tags.add(structure.tag)
        waiting.extend(structure.children)
    return sorted(tags)


def xref_of_seven(xref: str) -> str:
    """Return an identifier that 7.0 allows: the same, or one in capitals with a number that tells it apart."""
    if XREF.fullmatch(xref) and xref != VOID:
        return xref
    inner = NO_XREF_SIGN.sub("_", xref.strip("@").upper())
    return f"@{inner}_{zlib.crc32(xref.encode(errors='replace')):08X}@"


def _upgrade(structure: Structure, path: Path, take: Callable[[Structure], str]) -> None:
    own_tag = structure.tag
    upgrade_structure(structure, path, take)
    if structure.xref:
        structure.xref = xref_of_seven(structure.xref)
    if structure.is_pointer and structure.value != VOID:
        structure.value = xref_of_seven(structure.value)
    for child in list(structure.children):
        _upgrade(child, (*path, own_tag), take)


def _copied(structure: Structure) -> Structure:
    children = [_copied(child) for child in structure.children]
    return Structure(structure.tag, structure.value, structure.xref, children, structure.line, structure.is_text)
