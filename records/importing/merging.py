"""A record that comes again: what the archive says already is not doubled, what it does not say becomes a rival claim.

Nothing of ours is changed or removed; what differs is listed. A record that the public sees gets nothing new from a
file that is not taken in as published: an event is added as confidential, anything else waits with the leftovers.
"""

from collections.abc import Callable
from typing import Any

from records.gedcom.structure import Structure
from records.importing import row_shapes as shapes
from records.importing.family_ties import FamilyTies
from records.importing.gedcom_families import FamiliesOfFile
from records.importing.gedcom_people import PeopleOfFile, PersonColumns
from records.importing.gedcom_values import Values
from records.importing.import_report import ImportReport
from records.importing.known_records import (
    NAME_PARTS,
    Cited,
    KnownEvent,
    KnownRecords,
    place_words,
    same_form,
)
from records.importing.record_rows import RecordRows
from records.importing.row_shapes import Shape
from records.importing.row_writing import Row, RowWriter
from records.importing.untold_rows import ToldAgain, untold
from records.people.kinds import EVENT_KINDS
from records.people.models import Family, Person
from records.record_model import Record, Status


class Merging:
    """Merges the records of a file that the archive has already."""

    def __init__(
        self,
        writer: RowWriter,
        rows_for: Callable[[dict[Shape, list[Row]]], RecordRows],
        values: Values,
        ties: FamilyTies,
        external: Callable[[Structure, str, int], bool],
        shown_in: Callable[[Structure, int], bool],
        report: ImportReport,
        status: str,
        stage_made: Callable[[int, str], None],
    ) -> None:
        self._stage_made = stage_made
        self._writer, self._report, self._status, self._values = writer, report, status, values
        # The readers put the rows aside; only those that say something new go on to the writer.
        self._aside: dict[Shape, list[Row]] = {shape: [] for shape in shapes.IN_ORDER}
        self._rows = rows = rows_for(self._aside)
        self._people = PeopleOfFile(values, rows, ties, external, shown_in)
        self._families = FamiliesOfFile(values, rows, ties)
        self._line = 0
        self._record: Record | None = None
        self._structure: Structure | None = None
        self._told = ToldAgain()

    def person(self, structure: Structure, pk: int, ordinal: int, known: KnownRecords) -> bool:
        """Merge a person; say whether anything was added or changed."""
        ours: Person = known.heads[pk]
        self._begin(structure, ours, known)
        columns = self._people.read(structure, pk, ordinal)
        changed = self._scalars(ours, columns)
        changed = self._names(pk, known) or changed
        changed = self._events(pk, known) or changed
        changed = self._citations(shapes.PERSON_CITATION, pk, pk, known.person_sources[pk]) or changed
        changed = self._stages(pk, known) or changed
        self._list_untold(pk, known)
        self._end()
        return changed

    def family(self, structure: Structure, pk: int, ordinal: int, known: KnownRecords) -> bool:
        """Merge a family; its members are compared with the ties at the end."""
        ours: Family = known.heads[pk]
        self._begin(structure, ours, known)
        note, private = self._families.read(structure, pk, ordinal)
        fields = [name for name, words in (("note", note), ("private_note", private)) if self._text(ours, name, words)]
        changed = bool(fields)
        if changed and self._writer.writes:
            ours.save(update_fields=[*fields, "changed_at"])
        changed = self._events(pk, known) or changed
        self._list_untold(pk, known)
        self._end()
        return changed

    def may_show(self, record: Record) -> bool:
        """Return whether something new may stand in a record: not in one that the public sees, from a draft."""
        return record.status != Status.PUBLISHED or self._status == Status.PUBLISHED

    def _begin(self, structure: Structure, ours: Record, known: KnownRecords) -> None:
        self._line, self._record, self._structure = structure.line, ours, structure
        self._told = ToldAgain()
        self._values.leftovers.of(ours.KIND, ours.public_id, known.leftovers[ours.public_id])
        self._values.places.begin_trial()

    def _end(self) -> None:
        self._values.places.end_trial()
        for rows in self._aside.values():
            rows.clear()

    def _list_untold(self, pk: int, known: KnownRecords) -> None:
        """List what the record has from a file and this one does not tell; it stays."""
        for name, words in untold(pk, known.came, self._told, known.events[pk]):
            label = str(EVENT_KINDS[name][0]) if name in EVENT_KINDS else name
            self._report.keep_untold(self._ours.public_id, self._ours.KIND, self._line, label, words)

    @property
    def _ours(self) -> Record:
        if self._record is None:
            raise RuntimeError("No record was begun.")
        return self._record

    def _differs(self, line: int, name: str, ours: object, theirs: object) -> None:
        self._report.differs(self._ours.public_id, self._ours.KIND, line or self._line, name, ours, theirs)

    # --- the record itself -----------------------------------------------------------------------------------

    def _scalars(self, ours: Person, columns: PersonColumns) -> bool:
        fields = []
        if columns.sex != "U" and columns.sex != ours.sex:
            self._differs(0, "sex", ours.sex, columns.sex)
            if ours.sex == "U" and self.may_show(ours):
                self._set(ours, "sex", columns.sex)
                fields.append("sex")
        # Whoever hides, is heard; who does not, says nothing against it. A record that is not public hides already,
        # and a complete copy of ours marks it for that alone.
        if columns.confidential and not ours.confidential and ours.status == Status.PUBLISHED:
            self._differs(0, "confidential", ours.confidential, columns.confidential)
            self._set(ours, "confidential", True)
            fields.append("confidential")
        texts = ("note", "private_note", "reference")
        fields += [name for name in texts if self._text(ours, name, getattr(columns, name))]
        if fields and self._writer.writes:
            ours.save(update_fields=[*fields, "changed_at"])
        return bool(fields)

    def _text(self, ours: Any, name: str, theirs: str) -> bool:
        """Take a text where ours is empty; list one that says otherwise."""
        here = getattr(ours, name)
        if not theirs or theirs == here or (name.endswith("note") and theirs in here):
            return False
        self._differs(0, name, here, theirs)
        if here or not self.may_show(ours):
            return False
        self._set(ours, name, theirs)
        return True

    def _set(self, ours: Any, name: str, value: object) -> None:
        """Set a field of ours that was empty, and remember it for undoing."""
        before = getattr(ours, name)
        self._report.set_fields.append(
            {"kind": ours.KIND, "target": ours.pk, "field": name, "before": before, "after": value}
        )
        setattr(ours, name, value)

    def _wait(self, line: int, path: str) -> None:
        """Keep the lines of what must not stand in a published record yet."""
        pending = list(self._structure.children) if self._structure is not None else []
        while pending:
            structure = pending.pop()
            if structure.line == line:
                self._values.leftovers.keep(structure, f"{path} (waits: its record is published)")
                return
            pending += structure.children

    # --- names, events, citations ----------------------------------------------------------------------------

    def _names(self, pk: int, known: KnownRecords) -> bool:
        changed, forms = False, known.names[pk]
        for shape in (shapes.NAME, shapes.NAME_IN_FULL):
            for row in self._aside[shape]:
                told = dict(zip(shape.columns, row, strict=True))
                parts = tuple(str(told.get(part, "")) for part in NAME_PARTS)
                before = forms.get(parts) or same_form(parts, forms)
                if before is not None:
                    self._told.names |= known.same_names(before)
                    added = self._citations(shapes.NAME_CITATION, told["id"], before, known.name_sources[before])
                    changed = changed or added
                    continue
                line = int(told["imported_line"])
                self._differs(
                    line,
                    "name",
                    "; ".join(" ".join(filter(None, form[:2])) for form in forms),
                    " ".join(filter(None, parts[:2])),
                )
                if not self.may_show(self._ours):
                    self._wait(line, "INDI.NAME")
                    continue
                told |= {"position": len(forms) + 1, "preferred": False}
                forms[parts] = told["id"]
                self._writer.rows[shape].append(tuple(told[column] for column in shape.columns))
                self._citations(shapes.NAME_CITATION, told["id"], told["id"], set())
                changed = True
        return changed

    def _events(self, pk: int, known: KnownRecords) -> bool:
        changed, claims = False, known.events[pk]
        for shape in (shapes.EVENT, shapes.EVENT_IN_FULL):
            for row in self._aside[shape]:
                told = dict(zip(shape.columns, row, strict=True))
                event = KnownEvent(
                    told["id"],
                    told["kind"],
                    told.get("type_text", ""),
                    told.get("value", ""),
                    told["date_value"],
                    told["date_text"],
                    told["place_id"],
                    place_words(told["place_as_written"]),
                    told["place_as_written"],
                )
                same = [claim.pk for claim in claims if claim.is_told_by(event)]
                if same:
                    self._told.events.update(same)
                    # A file may tell one event twice, each time by another source.
                    cited = set().union(*(known.event_sources[pk] for pk in same))
                    added = self._citations(shapes.EVENT_CITATION, event.pk, same[0], cited)
                    known.event_sources[same[0]] |= cited
                    changed = changed or added
                    continue
                rivals = [claim.words() for claim in claims if claim.kind == event.kind]
                kind = str(EVENT_KINDS[event.kind][0]) if event.kind in EVENT_KINDS else event.kind
                self._differs(int(told["imported_line"]), kind, "; ".join(rivals), event.words())
                self._add_event(shape, row)
                claims.append(event)
                self._citations(shapes.EVENT_CITATION, event.pk, event.pk, set())
                changed = True
        return changed

    def _add_event(self, shape: Shape, row: Row) -> None:
        """Add a rival claim: never as the conclusion, and confidential where the public would see it at once."""
        full = row if shape is shapes.EVENT_IN_FULL else (*row, *("",) * 6, False, False, "", "")
        told = dict(zip(shapes.EVENT_IN_FULL.columns, full, strict=True))
        told["place_id"] = self._values.places.settle(told["place_id"], self._values.leftovers)
        told |= {"is_conclusion": False, "conclusion_reason": "", "concluded_by": ""}
        told["confidential"] = told["confidential"] or not self.may_show(self._ours)
        columns = shapes.EVENT_IN_FULL.columns
        self._writer.rows[shapes.EVENT_IN_FULL].append(tuple(told[column] for column in columns))

    def _citations(self, shape: Shape, told_of: int, owner: int, known: Cited) -> bool:
        """Add the citations of something to what it is in the archive, but those it has."""
        changed = False
        kind = shape.columns[0].removesuffix("_id")
        for row in self._aside[shape]:
            if row[0] != told_of:
                continue
            self._told.cited.add((kind, owner, row[1], row[2]))
            if (row[1], row[2]) in known:
                continue
            if told_of != owner and not self.may_show(self._ours):
                self._differs(int(row[6]), "citation", "", row[2])
                self._wait(int(row[6]), "SOUR")
                continue
            known.add((row[1], row[2]))
            self._writer.rows[shape].append((owner, *row[1:]))
            changed = True
        return changed

    def _stages(self, pk: int, known: KnownRecords) -> bool:
        """Add the stages that the person is not known to have travelled."""
        changed = False
        made = {row[0]: dict(zip(shapes.STAGE.columns, row, strict=True)) for row in self._aside[shapes.STAGE]}
        for row in self._aside[shapes.TRAVELLER]:
            told = dict(zip(shapes.TRAVELLER.columns, row, strict=True))
            key = told["stage_id"]
            new = made.get(key)
            same = key if key in known.stages[pk] else None
            if same is None and new is not None:
                same = known.stage_of.get((pk, new["code"], new["date_value"]))
            is_known = same is not None
            if same is not None:
                self._told.stages.add(same)
            if not is_known:
                self._differs(int(told["imported_line"]), "stage", "", (new["title"] or new["code"]) if new else key)
            if is_known or not self.may_show(self._ours):
                self._rows.forget_stage(key)
                if not is_known:
                    self._wait(int(told["imported_line"]), "INDI.EVEN")
                continue
            if new is not None:
                self._stage_made(key, new["public_id"])
                for end in ("place_id", "origin_id"):
                    new[end] = self._values.places.settle(new[end], self._values.leftovers)
                self._writer.rows[shapes.STAGE].append(tuple(new[column] for column in shapes.STAGE.columns))
                self._citations(shapes.STAGE_CITATION, key, key, set())
            self._writer.rows[shapes.TRAVELLER].append(row)
            changed = True
        return changed
