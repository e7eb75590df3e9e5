"""Reading one record of a file so that nothing is dropped in silence: what is not taken is kept and listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_places import degrees_of
from records.places.models import Place

NOTE_TAGS = ("NOTE", "SNOTE")
_CONFIDENTIAL = ("confidential", "privacy")
_SAME_SPOT = 0.0001  # degrees: ten metres, and what rounding makes of a coordinate on its way out and in


class Many(dict[str, Any]):
    """What is read below a tag of which every occurrence is read, not the first alone."""


# The tags that are read, each with what is read below it; None: every occurrence is looked after elsewhere.
Taken = Mapping[str, Any]
SharedNotes = Mapping[str, tuple[int, str]]


@dataclass(slots=True)
class RecordReading:
    """One record on its way into the archive: whose the leftovers are, and where its pointers lead."""

    batch: Batch
    kind: str
    record_id: str
    sources: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    notes: SharedNotes = field(default_factory=dict)
    # Kinds of event with a conclusion: there is one of each at most.
    concluded: set[str] = field(default_factory=set)

    def keep(self, structure: Structure, path: str) -> None:
        """Keep a whole structure beside the record."""
        self.batch.not_taken(structure, path, self.kind, self.record_id)

    def keep_rest(
        self, structure: Structure, taken: Taken, path: str, notes_read: Collection[str] | None = None
    ) -> None:
        """Keep every substructure that was not read, and each further one where only the first was read.

        ``notes_read``: None when the notes were not read, else the pointers that were; notes written out were, too.
        """
        seen = set()
        for child in structure.children:
            tag = child.tag
            if tag in NOTE_TAGS and notes_read is not None and (not child.is_pointer or child.value in notes_read):
                below: Taken | None = Many()
            elif tag not in taken:
                self.keep(child, f"{path}.{tag}")
                continue
            else:
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

    def cut_at(self, structure: Structure, tag: str, most: int, path: str) -> str:
        """Return the payload of the first such substructure, as much of it as fits into its column."""
        child = structure.first(tag)
        return "" if child is None else self.cut(child.value, most, child, f"{path}.{tag}")

    def notes_of(self, structure: Structure) -> str:
        """Return the notes of a structure, written out or shared."""
        found = []
        for note in structure.children:
            if note.tag in NOTE_TAGS:
                if not note.is_pointer:
                    found.append(note.value)
                elif note.value in self.notes:
                    pk, words = self.notes[note.value]
                    self.batch.notes_used.add(pk)
                    found.append(words)
        return "\n\n".join(filter(None, found))

    def confidential(self, structure: Structure, path: str) -> bool:
        """Return whether a structure is restricted; words of RESN that mean something else are kept."""
        found = False
        for restriction in structure.all("RESN"):
            here, all_understood = restriction_of(restriction)
            if not all_understood:
                self.keep(restriction, f"{path}.RESN (partly taken)" if here else f"{path}.RESN")
            found = found or here
            self.keep_rest(restriction, {}, f"{path}.RESN")
        return found

    def date(self, structure: Structure, path: str) -> dict[str, Any]:
        """Return the date columns of a structure's DATE."""
        date = structure.first("DATE")
        if date is None:
            return {}
        columns, whole = self.batch.date(date)
        if not whole:
            self.keep(date, f"{path}.DATE (partly taken)")
        return columns

    def place(self, structure: Structure, path: str) -> dict[str, Any]:
        """Return the place of a structure's PLAC and its words; coordinates that are not the place's are kept."""
        written = structure.first("PLAC")
        if written is None:
            return {}
        place = self.batch.place(written)
        for coordinates in written.all("MAP")[:1]:
            here = degrees_of(coordinates)
            if here is None or place is None:
                self.keep(coordinates, f"{path}.PLAC.MAP (not understood)")
            elif not _is_at(place, here):
                self.keep(coordinates, f"{path}.PLAC.MAP (differs)")
        return {"place": place, "place_as_written": self.cut(written.value, 300, written, f"{path}.PLAC")}


def restriction_of(structure: Structure) -> tuple[bool, bool]:
    """Return whether a RESN makes confidential, and whether it says nothing else."""
    words = structure.value.casefold().replace(",", " ").split()
    found = any(part in word for word in words for part in _CONFIDENTIAL)
    return found, all(word in _CONFIDENTIAL for word in words)


def is_confidential(structure: Structure) -> bool:
    """Return whether a RESN below this structure makes it confidential."""
    return any(restriction_of(restriction)[0] for restriction in structure.all("RESN"))


def _is_at(place: Place, here: tuple[float, float]) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return abs(place.latitude - here[0]) < _SAME_SPOT and abs(place.longitude - here[1]) < _SAME_SPOT
