"""What a file brings that has no home here: kept as it stood, beside the record it belongs to, and counted."""

from collections.abc import Collection, Mapping
from typing import Any

from records.gedcom.structure import Structure
from records.importing.import_report import ImportReport
from records.importing.row_writing import Row

NOTE_TAGS = ("NOTE", "SNOTE")
_CONFIDENTIAL = ("confidential", "privacy")


class Many(dict[str, Any]):
    """What is read below a tag of which every occurrence is read, not the first alone."""


# The tags that are read, each with what is read below it; None: every occurrence is looked after elsewhere.
Taken = Mapping[str, Any]


class Leftovers:
    """The lines without a home of one import; set whose they are before each record."""

    def __init__(self, report: ImportReport, residue: list[Row]) -> None:
        self.report = report
        self.kind = ""
        self.record_id = ""
        self._held: Collection[str] = frozenset()
        self._residue = residue

    def of(self, kind: str, record_id: str, held: Collection[str] = frozenset()) -> None:
        """Keep what follows beside this record, but for the lines that are ``held`` there already."""
        self.kind, self.record_id, self._held = kind, record_id, held

    def keep(self, structure: Structure, path: str) -> None:
        """Keep a whole structure."""
        lines = lines_of(structure)
        if self._held and lines in self._held:
            return
        self.report.count_kept(path, structure.line)
        self._residue.append((self.kind, self.record_id, path[:200], structure.line, lines))

    def keep_all(self, structures: Collection[Structure], path: str) -> None:
        """Keep each of these structures that stand below a path."""
        for structure in structures:
            self.keep(structure, f"{path}.{structure.tag}")

    def keep_rest(self, structure: Structure, taken: Taken, path: str) -> None:
        """Keep every substructure that was not read, and each further one where only the first was read."""
        seen = set()
        for child in structure.children:
            tag = child.tag
            if tag not in taken:
                self.keep(child, f"{path}.{tag}")
                continue
            below = taken[tag]
            if below is None:
                continue
            if tag in seen and not isinstance(below, Many):
                self.keep(child, f"{path}.{tag} (repeated)")
                continue
            seen.add(tag)
            if child.children:
                self.keep_rest(child, below, f"{path}.{tag}")

    def cut(self, text: str, most: int, structure: Structure, path: str) -> str:
        """Return what of a text fits into its column; when that is not all of it, the structure is kept."""
        if len(text) > most:
            self.keep(structure, f"{path} (shortened)")
            return text[:most]
        return text

    def leaf(self, structure: Structure, most: int, path: str) -> str:
        """Return the payload of a structure below which nothing is read, as much of it as fits into its column."""
        if structure.children:
            self.keep_all(structure.children, path)
        return self.cut(structure.value, most, structure, path)

    def is_confidential(self, restriction: Structure, path: str) -> bool:
        """Return whether a RESN makes confidential; words that mean something else are kept."""
        here, all_understood = restriction_of(restriction)
        if not all_understood:
            self.keep(restriction, f"{path}.RESN (partly taken)" if here else f"{path}.RESN")
        self.keep_all(restriction.children, f"{path}.RESN")
        return here


def is_private(note: Structure) -> bool:
    """Return whether a note of a complete copy of ours is for volunteers only."""
    return len(note.children) == 1 and note.children[0].tag == "_PRIVATE"


def restriction_of(structure: Structure) -> tuple[bool, bool]:
    """Return whether a RESN makes confidential, and whether it says nothing else."""
    words = structure.value.casefold().replace(",", " ").split()
    found = any(part in word for word in words for part in _CONFIDENTIAL)
    return found, all(word in _CONFIDENTIAL for word in words)


def is_confidential(structure: Structure) -> bool:
    """Return whether a RESN below this structure makes it confidential."""
    return any(restriction_of(restriction)[0] for restriction in structure.all("RESN"))


def lines_of(structure: Structure, level: int = 1) -> str:
    """Return a structure as GEDCOM lines, as a reader sees them."""
    xref = f"{structure.xref} " if structure.xref else ""
    value = structure.value.replace("\n", f"\n{level + 1} CONT ")
    line = f"{level} {xref}{structure.tag} {value}".rstrip()
    return "\n".join([line, *(lines_of(child, level + 1) for child in structure.children)])
