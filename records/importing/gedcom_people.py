"""INDI records: persons with their names, events, stages and citations, as rows."""

from collections.abc import Callable
from dataclasses import dataclass

from records.gedcom.structure import Structure
from records.importing.family_ties import FamilyTies
from records.importing.gedcom_events import add_event, add_plain_event, asserts_nothing
from records.importing.gedcom_ids import UID_TAGS
from records.importing.gedcom_names import TRANSLATIONS, add_names, add_plain_name
from records.importing.gedcom_stages import add_stage, stage_kind
from records.importing.gedcom_values import Values
from records.importing.leftovers import NOTE_TAGS, is_private
from records.importing.plain_records import PlainPart, PlainRecord
from records.importing.record_rows import RecordRows
from records.importing.xref_table import NOBODY
from records.people.kinds import DEATH_KINDS, EVENT_KINDS, FAMILY_EVENT_KINDS, PEDIGREES

_EVENT_OF_TAG = {tag: kind for kind, (_label, tag, _once) in EVENT_KINDS.items() if kind not in FAMILY_EVENT_KINDS}
_EVENT_OF_TAG |= {"EVEN": "other", "FACT": "fact"}
_PATHS_OF_TIES = {"FAMS": "INDI.FAMS", "FAMC": "INDI.FAMC"}
_SEXES = ("M", "F", "X", "U")


@dataclass(slots=True)
class PersonColumns:
    """What of a record stands in the row of the person itself."""

    sex: str = ""
    confidential: bool = False
    note: str = ""
    reference: str = ""
    private_note: str = ""
    shown_name: str = ""
    folded: str = ""


class PeopleOfFile:
    """Reads INDI records into rows."""

    def __init__(
        self,
        values: Values,
        rows: RecordRows,
        ties: FamilyTies,
        keep_external: Callable[[Structure, str, int], bool],
        shown_in: Callable[[Structure, int], bool],
    ) -> None:
        """``keep_external`` and ``shown_in`` take an identifier and a picture, and say whether they could."""
        self._shown_in = shown_in
        self._values, self._rows, self._ties = values, rows, ties
        self._keep_external = keep_external
        self._names = 0
        self._concluded: set[str] = set()
        self._other_forms: set[str] = set()
        self._seen_ties: set[str] = set()
        self._columns = PersonColumns()
        self._readers: dict[str, Callable[[Structure, int, int], None]] = {
            "NAME": self._name,
            "SEX": self._sex,
            "REFN": self._reference,
            "RESN": self._restriction,
            "SOUR": self._citation,
            "FAMS": self._tie,
            "FAMC": self._tie,
            "EXID": self._external,
            "OBJE": self._picture,
            **dict.fromkeys(NOTE_TAGS, self._note),
            # Ids are looked after by those who give the record its own; who changed it elsewhere stays in its lines.
            **dict.fromkeys((*UID_TAGS, "CHAN", "CREA"), _nothing),
            **{tag: self._event_reader(tag, kind) for tag, kind in _EVENT_OF_TAG.items()},
        }
        # They take what most records say, without its structure; what says more goes to the readers above.
        self._plain_readers: dict[str, Callable[[PlainPart, int, int, int], bool]] = {
            "NAME": self._plain_name,
            "SEX": self._plain_sex,
            "FAMS": self._plain_tie,
            "FAMC": self._plain_tie,
            **dict.fromkeys((*UID_TAGS, "CHAN", "CREA"), _nothing_plain),
        }

    def read(self, structure: Structure, person: int, ordinal: int) -> PersonColumns:
        """Add the rows of the parts of a person; return the columns of its own row.

        ``person`` is its primary key, ``ordinal`` its number among the people of the file. The leftovers are already
        set to it.
        """
        columns = self._columns = PersonColumns()
        self._names = 0
        self._concluded.clear()
        self._other_forms.clear()
        self._seen_ties.clear()
        self._rows.next_person()
        if isinstance(structure, PlainRecord):
            self._read_parts(structure, person, ordinal)
        else:
            for child in structure.children:
                self._read_child(child, person, ordinal)
        columns.sex = columns.sex or "U"
        return columns

    def _read_parts(self, record: PlainRecord, person: int, ordinal: int) -> None:
        """Read the parts that say nothing unusual as they stand, and the structures of the others."""
        line, owner, readers, values, rows = (
            record.line + 1,
            (person, None),
            self._plain_readers,
            self._values,
            self._rows,
        )
        for at, part in enumerate(record.parts):
            kind = _EVENT_OF_TAG.get(part[1])
            if kind is not None:
                taken = add_plain_event(part, line, kind, owner, values, rows)
            else:
                reader = readers.get(part[1])
                taken = reader is not None and reader(part, line, person, ordinal)
            if not taken:
                self._read_child(record.child(at, line), person, ordinal)
            line += part[0].count("\n") + 1

    def _read_child(self, child: Structure, person: int, ordinal: int) -> None:
        reader = self._readers.get(child.tag)
        if reader is None:
            self._values.leftovers.keep(child, f"INDI.{child.tag}")
        else:
            reader(child, person, ordinal)

    def _plain_name(self, part: PlainPart, line: int, person: int, _ordinal: int) -> bool:
        if part[2] in self._other_forms:
            return False
        name = add_plain_name(part, line, self._names + 1, person, self._values, self._rows)
        if name is None:
            return False
        if not self._names:
            self._columns.shown_name, self._columns.folded = name.words, name.folded
        self._names += 1
        return True

    def _plain_sex(self, part: PlainPart, _line: int, _person: int, _ordinal: int) -> bool:
        if self._columns.sex or part[2] not in _SEXES or "\n" in part[0]:
            return False
        self._columns.sex = part[2]
        return True

    def _plain_tie(self, part: PlainPart, line: int, _person: int, ordinal: int) -> bool:
        whole, tag, value = part[:3]
        family = self._ties.family_of(value) if value else NOBODY
        if family == NOBODY or "\n" in whole or whole in self._seen_ties:
            return False
        self._seen_ties.add(whole)
        self._ties.from_person(tag, line, family, ordinal, "birth")
        return True

    def _name(self, child: Structure, person: int, _ordinal: int) -> None:
        if child.value in self._other_forms and _is_bare_alias(child):
            # Said again for programs that do not know forms in other scripts.
            return
        self._other_forms.update(form.value for form in child.children if form.tag in TRANSLATIONS)
        name = add_names(child, self._names + 1, person, self._values, self._rows)
        if not self._names:
            self._columns.shown_name, self._columns.folded = name.words, name.folded
        self._names += name.forms

    def _sex(self, child: Structure, _person: int, _ordinal: int) -> None:
        """Take the sex; a word that is none of GEDCOM's, and a second one, are kept."""
        if self._columns.sex:
            self._values.leftovers.keep(child, "INDI.SEX (repeated)")
            return
        if child.children:
            self._values.leftovers.keep_all(child.children, "INDI.SEX")
        word = child.value.strip().upper()
        self._columns.sex = word if word in _SEXES else "U"
        if word and word not in _SEXES:
            self._values.leftovers.keep(child, "INDI.SEX (not understood)")

    def _reference(self, child: Structure, person: int, _ordinal: int) -> None:
        if self._columns.reference or child.children:
            if not self._keep_external(child, "person", person):
                self._values.leftovers.keep(child, "INDI.REFN")
        else:
            self._columns.reference = self._values.leftovers.cut(child.value, 100, child, "INDI.REFN")

    def _restriction(self, child: Structure, _person: int, _ordinal: int) -> None:
        if self._values.leftovers.is_confidential(child, "INDI"):
            self._columns.confidential = True

    def _citation(self, child: Structure, person: int, _ordinal: int) -> None:
        self._values.cite(child, "INDI", person, self._rows.person_citations)

    def _note(self, child: Structure, _person: int, _ordinal: int) -> None:
        if is_private(child):
            before = self._columns.private_note
            self._columns.private_note = f"{before}\n\n{child.value}" if before else child.value
            return
        words = self._values.note(child, "INDI")
        if words:
            self._columns.note = f"{self._columns.note}\n\n{words}" if self._columns.note else words

    def _external(self, child: Structure, person: int, _ordinal: int) -> None:
        if not self._keep_external(child, "person", person):
            self._values.leftovers.keep(child, "INDI.EXID")

    def _picture(self, child: Structure, _person: int, ordinal: int) -> None:
        if not self._shown_in(child, ordinal):
            self._values.leftovers.keep(child, "INDI.OBJE")

    def _tie(self, child: Structure, _person: int, ordinal: int) -> None:
        """Remember to which family the person says to belong; what else is said of it is kept."""
        leftovers, path = self._values.leftovers, _PATHS_OF_TIES[child.tag]
        key = f"{child.tag} {child.value}"
        family = self._ties.family_of(child.value)
        if key in self._seen_ties:
            leftovers.keep(child, f"{path} (repeated)")
        elif family == NOBODY:
            leftovers.keep(child, f"{path} (points to nobody)")
        else:
            self._seen_ties.add(key)
            pedigree = "birth"
            if child.children and child.tag == "FAMC":
                pedigree = self._pedigree(child)
                leftovers.keep_rest(child, {"PEDI": {}}, path)
            elif child.children:
                leftovers.keep_all(child.children, path)
            self._ties.from_person(child.tag, child.line, family, ordinal, pedigree)

    def _pedigree(self, structure: Structure) -> str:
        """Return how the person became a child of the family; words we have no word for are kept."""
        pedigree = structure.first("PEDI")
        if pedigree is None or not pedigree.value.strip():
            return "birth"
        word = pedigree.value.strip().casefold()
        if word in PEDIGREES:
            return word
        self._values.leftovers.keep(pedigree, "INDI.FAMC.PEDI")
        return "unknown"

    def _event_reader(self, tag: str, kind: str) -> Callable[[Structure, int, int], None]:
        """Return the reader of the events with a tag; most kinds need no second look."""
        path, values, rows, concluded = f"INDI.{tag}", self._values, self._rows, self._concluded

        def read(child: Structure, person: int, _ordinal: int) -> None:
            add_event(child, kind, path, (person, None), values, rows, concluded)

        def read_death(child: Structure, person: int, ordinal: int) -> None:
            if asserts_nothing(child, kind):
                # Nobody is to be presumed dead by it.
                said = child.value.strip()
                values.leftovers.keep(child, f"{path} (asserts nothing)" if said else path)
            else:
                read(child, person, ordinal)

        def read_stage(child: Structure, person: int, ordinal: int) -> None:
            stage = stage_kind(child)
            if stage is not None:
                add_stage(child, stage, person, values, rows)
            else:
                read(child, person, ordinal)

        if kind in DEATH_KINDS:
            return read_death
        return read_stage if tag == "EVEN" else read


def _is_bare_alias(name: Structure) -> bool:
    """Return whether a name says nothing beyond its payload but that it is one more."""
    words = name.text("TYPE").strip().casefold() in ("aka", "other", "")
    return words and all(child.tag in ("TYPE", "GIVN", "SURN") for child in name.children)


def _nothing(_child: Structure, _person: int, _ordinal: int) -> None:
    """Leave a structure to others."""


def _nothing_plain(_part: PlainPart, _line: int, _person: int, _ordinal: int) -> bool:
    """Leave a part to others."""
    return True
