"""Lines that came in with a file and have no home in the archive: out again, beside the record they belong to.

Only an archive edition holds them. Pointers in them lead nowhere any more and become @VOID@ in 7.0.
"""

from records.exporting.gedcom_values import Values
from records.gedcom.structure import POINTER, Structure


def structures_of(residue: list[dict[str, str]], values: Values) -> list[Structure]:
    """Return the kept structures that are valid in this version: those that came from a file of its family.

    The others are counted among what the file cannot carry.
    """
    structures: list[Structure] = []
    seven = values.seven
    for kept in residue:
        from_seven = kept["version"].startswith("7")
        if from_seven != seven or kept["path"].count(".") != 1 or "(" in kept["path"]:
            values.not_carried["lines of imported files"] += 1
            continue
        structure = _read(kept["lines"])
        if structure is not None and (seven or not _points(structure)):
            _void_pointers(structure)
            structures.append(structure)
        else:
            values.not_carried["lines of imported files"] += 1
    return structures


def _read(lines: str) -> Structure | None:
    """Read the lines of one structure back into a tree."""
    path: list[Structure] = []
    for line in lines.split("\n"):
        level_text, _, rest = line.partition(" ")
        tag, _, value = rest.partition(" ")
        if not level_text.isdigit() or not tag:
            return None
        level = int(level_text) - 1
        if tag == "CONT" and path:
            path[min(level, len(path)) - 1].value += "\n" + value
            continue
        structure = Structure(tag, value)
        del path[level:]
        if path:
            path[-1].children.append(structure)
        path.append(structure)
    return path[0] if path else None


def _points(structure: Structure) -> bool:
    return structure.is_pointer or any(_points(child) for child in structure.children)


def _void_pointers(structure: Structure) -> None:
    if POINTER.fullmatch(structure.value):
        structure.value = "@VOID@"
    for child in structure.children:
        _void_pointers(child)
