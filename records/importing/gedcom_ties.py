"""Who belongs to which family by a person's own word (FAMS, FAMC); a FAM record often says the same, not always.

People are read before families: until then their words wait in the database, where the look-ups are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch, pointer_key
from records.importing.leftovers import RecordReading
from records.importing.models import ImportedRecord
from records.people.kinds import PEDIGREES

TIE_TAGS = ("FAMS", "FAMC")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Tie:
    """A person's own word to be a partner or child of a family."""

    tag: str
    person: int
    person_id: str
    line: int
    pedigree: str
    family: str

    @property
    def role(self) -> str:
        return "partner" if self.tag == "FAMS" else "child"


def remember_ties(structure: Structure, person: int, reading: RecordReading) -> None:
    """Remember the families of a person until they are read, and keep what else is said of them."""
    seen = set()
    for child in structure.children:
        if child.tag not in TIE_TAGS:
            continue
        path = f"INDI.{child.tag}"
        if (child.tag, child.value) in seen:
            reading.keep(child, f"{path} (repeated)")
            continue
        if not child.is_pointer or child.value == "@VOID@":
            reading.keep(child, f"{path} (points to nobody)")
            continue
        seen.add((child.tag, child.value))
        pedigree = _pedigree(child, reading) if child.tag == "FAMC" else ""
        reading.keep_rest(child, {"PEDI": {}} if child.tag == "FAMC" else {}, path)
        text = f"{child.line}\t{pedigree}\t{child.value}"
        reading.batch.remember(child.value, "", child.tag, person, reading.record_id, text)


def _pedigree(structure: Structure, reading: RecordReading) -> str:
    """Return how the person became a child of the family; words we have no word for are kept."""
    pedigree = structure.first("PEDI")
    if pedigree is None or not pedigree.value.strip():
        return "birth"
    word = pedigree.value.strip().casefold()
    if word in PEDIGREES:
        return word
    reading.keep(pedigree, "INDI.FAMC.PEDI")
    return "unknown"


def ties_of(families: Iterable[str], batch: Batch) -> dict[str, list[Tie]]:
    """Return, by the pointer of the family, who says to belong to it."""
    found: dict[str, list[Tie]] = {}
    keys = [pointer_key(family) for family in dict.fromkeys(families) if family]
    for start in range(0, len(keys), _AT_ONCE):
        rows = ImportedRecord.objects.filter(
            batch=batch.batch, xref__in=keys[start : start + _AT_ONCE], kind__in=TIE_TAGS
        )
        for row in rows.order_by("id"):
            tie = _tie_of(row)
            found.setdefault(tie.family, []).append(tie)
    return found


def forget_ties(batch: Batch) -> None:
    """Keep the ties to families that the file does not hold; then forget them all."""
    ties = ImportedRecord.objects.filter(batch=batch.batch, kind__in=TIE_TAGS)
    families = ImportedRecord.objects.filter(batch=batch.batch, kind="family").values("xref")
    for row in ties.exclude(xref__in=families).order_by("id").iterator():
        tie = _tie_of(row)
        lost = Structure(tie.tag, tie.family, line=tie.line)
        batch.not_taken(lost, f"INDI.{tie.tag} (points to nobody)", "person", tie.person_id)
    ties.delete()


def _tie_of(row: ImportedRecord) -> Tie:
    line, pedigree, family = row.text.split("\t", 2)
    return Tie(row.kind, row.target or 0, row.record_id, int(line), pedigree, family)
