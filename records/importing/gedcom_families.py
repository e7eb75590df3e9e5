"""FAM records: families and their events as rows; their members go to the ties."""

from collections.abc import Iterator

from records.gedcom.structure import Structure
from records.importing.family_ties import FamilyTies
from records.importing.gedcom_events import add_event, add_plain_event
from records.importing.gedcom_ids import UID_TAGS
from records.importing.gedcom_values import Values
from records.importing.leftovers import NOTE_TAGS, is_confidential, is_private
from records.importing.plain_records import PlainPart, PlainRecord
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

    def read(self, structure: Structure, family: int, ordinal: int) -> tuple[str, str]:
        """Add the rows of the events of a family and take its members; return its note, and that for volunteers.

        What restricts the family makes each of its events confidential.
        """
        leftovers = self._values.leftovers
        hidden = is_confidential(structure)
        notes: list[str] = []
        private: list[str] = []
        concluded: set[str] = set()
        seen: set[tuple[bool, int]] = set()
        for child in self._not_plain(structure, family, ordinal, seen, hidden=hidden):
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
            elif tag in NOTE_TAGS and is_private(child):
                private.append(child.value)
            elif tag in NOTE_TAGS:
                notes.append(self._values.note(child, "FAM") or "")
            elif tag == "RESN":
                # A family itself has no such mark: the line is kept beside it.
                leftovers.keep(child, "FAM.RESN (its events were marked)" if hidden else "FAM.RESN")
            elif tag not in _ELSEWHERE:
                leftovers.keep(child, f"FAM.{tag}")
        return "\n\n".join(filter(None, notes)), "\n\n".join(private)

    def _not_plain(
        self, structure: Structure, family: int, ordinal: int, seen: set[tuple[bool, int]], *, hidden: bool
    ) -> Iterator[Structure]:
        """Read the parts that say nothing unusual as they stand, and yield the structures of the others in turn."""
        if not isinstance(structure, PlainRecord):
            yield from structure.children
            return
        line = structure.line + 1
        for at, part in enumerate(structure.parts):
            tag = part[1]
            if tag in _MEMBER_TAGS:
                taken = self._plain_member(part, line, ordinal, seen)
            elif tag in _EVENT_OF_TAG and not hidden:
                taken = add_plain_event(part, line, _EVENT_OF_TAG[tag], (None, family), self._values, self._rows)
            else:
                taken = tag in _ELSEWHERE
            if not taken:
                yield structure.child(at, line)
            line += part[0].count("\n") + 1

    def _plain_member(self, part: PlainPart, line: int, family: int, seen: set[tuple[bool, int]]) -> bool:
        whole, tag, value = part[:3]
        person = self._ties.person_of(value) if value else NOBODY
        key = (tag == "CHIL", person)
        if person == NOBODY or key in seen or "\n" in whole:
            return False
        seen.add(key)
        self._ties.from_family(tag, line, family, person, len(seen))
        return True

    def _member(self, child: Structure, family: int, seen: set[tuple[bool, int]]) -> None:
        leftovers = self._values.leftovers
        person = self._ties.person_of(child.value)
        key = (child.tag == "CHIL", person)
        if person == NOBODY or key in seen:
            why = "points to nobody" if person == NOBODY else "repeated"
            leftovers.keep(child, f"FAM.{child.tag} ({why})")
            return
        seen.add(key)
        self._ties.from_family(child.tag, child.line, family, person, len(seen))
        if child.children:
            leftovers.keep_all(child.children, f"FAM.{child.tag}")
