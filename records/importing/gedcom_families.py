"""FAM records: families and their events as rows; their members go to the ties."""

from records.gedcom.structure import Structure
from records.importing.family_ties import FamilyTies
from records.importing.gedcom_events import add_event
from records.importing.gedcom_ids import UID_TAGS
from records.importing.gedcom_values import Values
from records.importing.leftovers import NOTE_TAGS, is_confidential
from records.importing.record_rows import RecordRows
from records.importing.xref_table import NOBODY
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS

_EVENT_OF_TAG = {EVENT_KINDS[kind][1]: kind for kind in FAMILY_EVENT_KINDS} | {
    "EVEN": "other",
    "FACT": "fact",
    "RESI": "residence",
    "CENS": "census",
}
_MEMBER_TAGS = ("HUSB", "WIFE", "CHIL")
_ELSEWHERE = (*UID_TAGS, "CHAN", "CREA")


class FamiliesOfFile:
    """Reads FAM records into rows."""

    def __init__(self, values: Values, rows: RecordRows, ties: FamilyTies) -> None:
        self._values, self._rows, self._ties = values, rows, ties

    def read(self, structure: Structure, family: int, ordinal: int) -> str:
        """Add the rows of the events of a family and take its members; return its note.

        What restricts the family makes each of its events confidential.
        """
        leftovers = self._values.leftovers
        hidden = is_confidential(structure)
        notes: list[str] = []
        concluded: set[str] = set()
        seen: set[tuple[bool, int]] = set()
        for child in structure.children:
            tag = child.tag
            if tag in _MEMBER_TAGS:
                self._member(child, ordinal, seen)
            elif tag in _EVENT_OF_TAG:
                add_event(
                    child,
                    _EVENT_OF_TAG[tag],
                    f"FAM.{tag}",
                    (None, family),
                    self._values,
                    self._rows,
                    concluded,
                    hidden=hidden,
                )
            elif tag in NOTE_TAGS:
                notes.append(self._values.note(child, "FAM") or "")
            elif tag == "RESN":
                # A family itself has no such mark: the line is kept beside it.
                leftovers.keep(child, "FAM.RESN (its events were marked)" if hidden else "FAM.RESN")
            elif tag not in _ELSEWHERE:
                leftovers.keep(child, f"FAM.{tag}")
        return "\n\n".join(filter(None, notes))

    def _member(self, child: Structure, family: int, seen: set[tuple[bool, int]]) -> None:
        leftovers = self._values.leftovers
        person = self._ties.person_of(child)
        key = (child.tag == "CHIL", person)
        if person == NOBODY or key in seen:
            why = "points to nobody" if person == NOBODY else "repeated"
            leftovers.keep(child, f"FAM.{child.tag} ({why})")
            return
        seen.add(key)
        self._ties.from_family(child, family, person, len(seen))
        if child.children:
            leftovers.keep_all(child.children, f"FAM.{child.tag}")
