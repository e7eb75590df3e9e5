"""A record of an imported file brought into a file of GEDCOM 7 in which it stands beside records of other origin."""

from collections.abc import Callable, Mapping

from records.gedcom.record_lines import RecordLines
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import read_record
from records.gedcom.upgrading import extensions_of, to_seven
from records.gedcom.writing import BANNED_SIGNS
from records.gedcom_pages.schema_extensions import addresses

_VOID = "@VOID@"
_LINES = RecordLines(seven=True)
_OURS = addresses()


def pointers_of(structure: Structure) -> set[str]:
    """Return everything a record points to."""
    found = {structure.value} if structure.is_pointer and structure.value != _VOID else set()
    for child in structure.children:
        found |= pointers_of(child)
    return found


def read(text: str, *, seven: bool) -> Structure:
    """Return the tree of a record's text."""
    return read_record(text, seven=seven)


def write_among_others(
    record: Structure,
    xref: str,
    xrefs: Mapping[str, str],
    free_xref: Callable[[], str],
    declared: Mapping[str, str],
    *,
    seven: bool,
    uid: str = "",
) -> tuple[str, list[str]]:
    """Return the text of a record in GEDCOM 7 and the extension tags it uses.

    ``uid`` is our UUID, by which a record that brought none is known when it comes again. ``xref`` is what it is
    called now, ``xrefs`` what those are called to which it points; a pointer to nothing becomes one to nobody.
    ``free_xref`` names the media records that 5.5.1 wrote within others; ``declared`` are the addresses of the
    extension tags by the head of the file.
    """
    record.xref = xref
    # A record has words and points nowhere, whatever its words look like.
    record.is_text = record.is_text or record.is_pointer
    _rename(record, xrefs)
    written = [record] if seven else to_seven(record, free_xref)
    if uid and not any(child.tag == "UID" for child in written[0].children):
        written[0].children.append(Structure("UID", uid))
    for each in written:
        _tell_apart(each, declared)
    lines = [line for each in written for line in _LINES.of(each)]
    return BANNED_SIGNS.sub("", "\n".join([*lines, ""])), extensions_of(written)


def _rename(structure: Structure, xrefs: Mapping[str, str]) -> None:
    for child in structure.children:
        if child.is_pointer:
            child.value = xrefs.get(child.value, _VOID)
        _rename(child, xrefs)


def addresses_of(header: str, *, seven: bool) -> dict[str, str]:
    """Return the address of each extension tag that the head of a file declares."""
    schema = read_record(header, seven=seven).first("SCHMA") if header else None
    declared = [entry.value.split(" ", 1) for entry in schema.all("TAG")] if schema else []
    return {entry[0]: entry[1].strip() for entry in declared if len(entry) == 2}


def _tell_apart(structure: Structure, declared: Mapping[str, str]) -> None:
    """Rename tags that mean something else with us than in the file: a file may say one thing by one tag only."""
    ours = _OURS.get(structure.tag)
    if ours is not None and declared.get(structure.tag) != ours:
        structure.tag = f"_IMPORTED{structure.tag}"
    for child in structure.children:
        _tell_apart(child, declared)
