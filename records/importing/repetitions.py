"""What our own files say twice, for programs that do not know our extensions: once is enough on the way back."""

from records.gedcom.structure import Structure

REPEATED = "_REPEATS Y"
_MARK = "_REPEATS"


def is_complete_copy(header: Structure) -> bool:
    """Return whether a file is a copy of a whole archive of ours, with what the public does not see."""
    return header.text("SOUR") == "KRESY_FAMILIES" and any(
        note.value.startswith("The complete preservation copy") for note in header.all("NOTE")
    )


def without_repetitions(structure: Structure) -> Structure:
    """Return the structure without what only repeats in words what stands elsewhere in its record."""
    if not any(_repeats(child) or child.children for child in structure.children):
        return structure
    kept = [without_repetitions(child) for child in structure.children if not _repeats(child)]
    return Structure(structure.tag, structure.value, structure.xref, kept, structure.line, structure.is_text)


def _repeats(structure: Structure) -> bool:
    return any(child.tag == _MARK and child.value == "Y" for child in structure.children)
