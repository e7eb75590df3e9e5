"""One file on its way into the archive: its readers, its rows, and what each of its records became."""

from array import array
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection

from records.gedcom.reading import GedcomReader
from records.gedcom.structure import Structure
from records.importing import row_shapes as shapes
from records.importing.described_places import described_place
from records.importing.family_ties import FamilyTies
from records.importing.file_outline import Outline
from records.importing.gedcom_documents import DocumentsOfFile
from records.importing.gedcom_families import FamiliesOfFile
from records.importing.gedcom_ids import first_uuid, keep_other_ids
from records.importing.gedcom_people import PeopleOfFile
from records.importing.gedcom_places import PlacesOfFile, words_of
from records.importing.gedcom_sources import SourcesOfFile
from records.importing.gedcom_values import Values
from records.importing.given_ids import GivenIds, GroupIds
from records.importing.import_report import ImportReport
from records.importing.leftovers import Leftovers
from records.importing.merging import Merging
from records.importing.models import ImportBatch, ImportedRecord
from records.importing.note_store import NoteStore
from records.importing.record_rows import RecordRows
from records.importing.repetitions import REPEATED, without_repetitions
from records.importing.row_writing import RowWriter
from records.importing.uid_source import new_uids
from records.importing.xref_table import NOBODY
from records.people.models import Family, FamilyChild, FamilyPartner, Person
from records.places.models import Place
from records.record_model import Status, public_id_of

Progress = Callable[[str, int, int], None]
_AT_ONCE = 1_000
# Below this size, finding the place of each row in the indexes is cheaper than making them anew.
_SMALL_FILE = 3_000_000
_BYTES_A_PERSON = 700
_LONGEST_POINTER = 60
_ONE_SIDED = "The person names the family, but the family does not name the person; the tie was made."


class FileImport:
    """The state of one import or preview; a preview (without a batch) writes nothing."""

    def __init__(
        self,
        reader: GedcomReader,
        status: str,
        report: ImportReport,
        batch: ImportBatch | None,
        now: datetime | None,
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self.reader, self.status, self.report, self.batch = reader, status, report, batch
        self._now = now
        self.writer = RowWriter(_same_in_all(status, batch, now), writes=batch is not None)
        rows = self.writer.rows
        self.uids = new_uids(int((now or datetime.min).timestamp() * 1000), random_bytes)
        self.leftovers = Leftovers(report, rows[shapes.RESIDUE])
        self.notes = NoteStore()
        self.outline = Outline()
        self.places = PlacesOfFile(
            status,
            rows,
            self.writer.ids(Place),
            self.uids,
            made=self._made_place,
            published=lambda _pk, public_id: self.announce("place", public_id),
        )
        self.values = Values(
            self.leftovers,
            self.places,
            self.notes,
            source_of=lambda xref: self.sources.key_of(xref),
            is_document=lambda xref: self.sources.is_document(xref),
        )
        self.rows = RecordRows(self.writer, rows, self.uids, self._made_stage)
        self.sources = SourcesOfFile(self.values, self.rows, report, self.outline.tables, self.announce)
        self.ties = FamilyTies(self.outline.tables["FAM"], self.outline.tables["INDI"])
        self.people = PeopleOfFile(self.values, self.rows, self.ties, self._external)
        self.families = FamiliesOfFile(self.values, self.rows, self.ties)
        self.documents = DocumentsOfFile(self.values, report, batch, status, self._person_of)
        self._unread_documents: list[Structure] = []
        self._described_lines: set[int] = set()
        self._keys = {"INDI": array("q"), "FAM": array("q")}
        self.given_ids = {"INDI": GivenIds("INDI"), "FAM": GivenIds("FAM")}
        self.merging = Merging(
            self.writer,
            lambda aside: RecordRows(self.writer, aside, self.uids, _nothing, self.rows.stages_by_uid),
            self.values,
            self.ties,
            self._external,
            report,
            status,
            self._made_stage,
        )
        self._met_families: set[int] = set()
        self._changed: dict[str, list[int]] = {"INDI": [], "FAM": []}

    # --- the two passes --------------------------------------------------------------------------------------

    def read_cited(self, progress: Progress) -> None:
        """Look through the file: note who is in it, and read what others cite."""
        if self.batch is not None and self.reader.size > max(
            _SMALL_FILE, _BYTES_A_PERSON * self.given_ids["INDI"].highest
        ):
            self.writer.rest_indexes()
        self.leftovers.of("", "")
        self.leftovers.keep(self.reader.header, "HEAD")
        waiting: dict[str, list[Structure]] = {"SOUR": [], "REPO": []}
        for record in self.outline.cited_records(self.reader):
            if record.tag in waiting:
                record = without_repetitions(record)
                waiting[record.tag].append(record)
                if len(waiting[record.tag]) >= _AT_ONCE:
                    # Notes that stand further down are found when all are read; a source's own wait for them.
                    self._spill(waiting, record.tag)
            elif record.tag == "_LOC":
                self._describe_place(record)
            else:
                self.notes.add(record.xref, record.tag, record.line, record.value)
        self.notes.finish()
        for tag in ("REPO", "SOUR"):
            self._spill(waiting, tag)
        self.writer.flush()
        if self.batch is not None:
            self.sources.link_repositories()
        for tag in ("INDI", "FAM"):
            self._keys[tag].extend([0] * self.outline.tables[tag].count)
        progress("sources and notes", self.reader.size, self.reader.size)

    def _describe_place(self, record: Structure) -> None:
        described = described_place(record)
        if described is not None:
            self.places.described[record.xref] = described
            self._described_lines.add(record.line)

    def _spill(self, waiting: dict[str, list[Structure]], tag: str) -> None:
        self.sources.read(tag, waiting[tag])
        waiting[tag] = []

    def read_people_and_families(self, progress: Progress) -> None:
        """Read the records in the order of the file; rows are written a group at a time."""
        records = self.reader.records_with_text()
        while group := list(islice(records, _AT_ONCE)):
            self._prepare(group)
            held = {tag: self.given_ids[tag].of(group) for tag in ("INDI", "FAM")}
            for structure, text in group:
                tag = structure.tag
                if REPEATED in text:
                    structure = without_repetitions(structure)
                if tag == "INDI" or tag == "FAM":
                    self._read_record(structure, text, held[tag])
                else:
                    self._keep_record(structure, text)
            self.writer.flush()
            progress("people and families", min(self.reader.bytes_read, self.reader.size), self.reader.size)
        progress("people and families", self.reader.size, self.reader.size)

    def _prepare(self, group: list[tuple[Structure, str]]) -> None:
        if not self.places.asks_archive:
            return
        texts = {
            words_of(place.value)
            for structure, text in group
            if " PLAC " in text
            for child in structure.children
            for place in child.children
            if place.tag == "PLAC"
        }
        self.places.prepare([text for text in texts if text])

    # --- one record ------------------------------------------------------------------------------------------

    def _read_record(self, structure: Structure, text: str, held: GroupIds) -> None:
        tag = structure.tag
        ordinal = self._ordinal(tag, structure.xref)
        uid, line = held.given.get(structure.line, (None, None))
        before = held.met(structure, uid)
        if before is not None:
            self._merge(structure, text, before, ordinal, held)
            return
        own_id = held.take(uid) if uid is not None else ""
        is_held = uid is not None and not own_id
        if uid is None or is_held:
            uid_hex, public_id = next(self.uids)
            line = None
        else:
            uid_hex, public_id = uid.hex, own_id
        if tag == "INDI":
            kind, pk = "person", next(self.rows.person_ids)
            self.leftovers.of(kind, public_id)
            columns = self.people.read(structure, pk, ordinal)
            self.rows.people.append(
                (
                    pk,
                    uid_hex,
                    public_id,
                    columns.sex,
                    columns.confidential,
                    columns.shown_name,
                    columns.folded,
                    columns.note,
                    columns.reference,
                )
            )
        else:
            kind, pk = "family", next(self.rows.family_ids)
            self.leftovers.of(kind, public_id)
            note = self.families.read(structure, pk, ordinal)
            self.rows.families.append((pk, uid_hex, public_id, note))
        if "UID " in text:
            keep_other_ids(structure, line, self.leftovers, is_held=is_held)
        self._keys[tag][ordinal] = pk
        self._became(structure, text, kind, pk, public_id, created=True)
        if self.status == Status.PUBLISHED:
            self.announce(kind, public_id)

    def _merge(self, structure: Structure, text: str, pk: int, ordinal: int, held: GroupIds) -> None:
        """Merge a record that the archive has already."""
        merge = self.merging.person if structure.tag == "INDI" else self.merging.family
        ours = held.known.heads[pk]
        if merge(structure, pk, ordinal, held.known):
            self._changed[structure.tag].append(pk)
            self.writer.rows[shapes.OUTBOX].append((ours.KIND, ours.public_id))
        if structure.tag == "FAM":
            self._met_families.add(pk)
        self._keys[structure.tag][ordinal] = pk
        self.report.matched["people" if structure.tag == "INDI" else "families"] += 1
        self._became(structure, text, ours.KIND, pk, ours.public_id, created=False)

    def _ordinal(self, tag: str, xref: str) -> int:
        """Return the number of a record among its kind; without a pointer, or with a used one, it gets a new number."""
        keys = self._keys[tag]
        ordinal = self.outline.tables[tag].get(xref) if xref else NOBODY
        if ordinal == NOBODY or keys[ordinal]:
            ordinal = len(keys)
            keys.append(0)
        return ordinal

    def _keep_record(self, structure: Structure, text: str) -> None:
        """Remember what a cited record became; keep whole one that the archive has no home for."""
        if structure.line in self.sources.documents:
            # The people it names may stand further down: it is read at the end.
            uid, _line = first_uuid(structure)
            self._unread_documents.append(structure)
            self._became(structure, text, "document", None, public_id_of(uid) if uid else "", created=True)
            return
        became = self.sources.became.get(structure.line)
        if became is not None:
            self._became(structure, text, became.kind, became.pk, became.record_id, created=became.created)
            return
        self._became(structure, text, "", None, "", created=False)
        if structure.line in self._described_lines:
            return
        self.leftovers.of("", "")
        if structure.tag not in ("NOTE", "SNOTE"):
            self.leftovers.keep(structure, structure.tag)
            return
        self.report.created["shared notes"] += 1
        self.leftovers.keep_rest(structure, {}, structure.tag)

    def _became(
        self, structure: Structure, text: str, kind: str, pk: int | None, record_id: str, *, created: bool
    ) -> None:
        xref = structure.xref[:_LONGEST_POINTER]
        row = (xref, structure.tag[:20], structure.line, kind, pk, record_id, created, text)
        self.writer.rows[shapes.IMPORTED].append(row)

    def _made_stage(self, pk: int, public_id: str) -> None:
        self.report.created["stages of the journey"] += 1
        self.writer.rows[shapes.IMPORTED].append(("", "EVEN", 0, "stage", pk, public_id, True, ""))
        self.announce("stage", public_id)

    def _made_place(self, pk: int, public_id: str) -> None:
        self.writer.rows[shapes.IMPORTED].append(("", "PLAC", 0, "place", pk, public_id, True, ""))
        self.announce("place", public_id)

    def _external(self, structure: Structure, kind: str, pk: int) -> bool:
        """Keep an identifier that other authorities gave; False when it says more than its column can hold."""
        scheme = structure.text("TYPE")
        if structure.tag == "REFN":
            scheme = f"REFN {scheme}"
        if not structure.value or len(structure.value) > 200 or len(scheme) > 200 or len(structure.children) > 1:
            return False
        if any(child.children or child.tag != "TYPE" for child in structure.children):
            return False
        self.writer.rows[shapes.EXTERNAL_ID].append((kind, pk, scheme, structure.value))
        return True

    def announce(self, kind: str, public_id: str) -> None:
        """Queue a record for publishing, when this import publishes."""
        if self.status == Status.PUBLISHED:
            self.writer.rows[shapes.OUTBOX].append((kind, public_id))

    # --- the end ---------------------------------------------------------------------------------------------

    def finish(self, progress: Progress) -> None:
        """Join people and families, keep the notes that nobody pointed to, and write what is left."""
        self._read_documents()
        lonely: list[tuple[int, str]] = []
        for role, shape in (("FAMS", shapes.PARTNER), ("FAMC", shapes.CHILD)):
            has_pedigree = role == "FAMC"
            for part in self.ties.rows(
                role, self._keys["FAM"], self._keys["INDI"], lambda line, tag: lonely.append((line, tag))
            ):
                rows = part if has_pedigree else [row[:4] for row in part]
                self.writer.rows[shape].extend(self._new_ties(role, rows))
                self.writer.flush()
        for line, tag in sorted(lonely):
            self.report.tolerate(line, "one_sided_link", _ONE_SIDED, tag)
        self.report.problems.sort(key=lambda problem: problem["line"])
        self.leftovers.of("", "")
        for xref, tag, line, words in self.notes.unused():
            self.leftovers.keep(Structure(tag, words, xref, line=line), f"{tag} (its words came into no record)")
        self.notes.close()
        self.report.created["places"] = self.places.made
        self.writer.flush()
        if self.batch is not None and self.places.located:
            self._locate()
        self._count()
        self._mark_changed()
        self.writer.finish()
        progress("families", 1, 1)

    def _read_documents(self) -> None:
        for structure in self._unread_documents:
            read = self.documents.read(structure)
            row = ImportedRecord.objects.filter(batch=self.batch, line=structure.line, tag="SOUR")
            if read is not None and self.batch is not None:
                row.update(target=read.pk, record_id=read.record_id, created=read.created)
                self.announce("document", read.record_id)
            elif self.batch is not None:
                row.update(kind="", record_id="", created=False)
        self._unread_documents = []

    def _person_of(self, public_id: str) -> int:
        """Return the key of the person of whom our own file says this public id."""
        ordinal = self.outline.tables["INDI"].get(f"@P{public_id.upper()}@")
        return 0 if ordinal == NOBODY else self._keys["INDI"][ordinal]

    def _count(self) -> None:
        created, written = self.report.created, self.writer.written
        created["people"] = written[shapes.PERSON]
        created["families"] = written[shapes.FAMILY]
        created["names"] = written[shapes.NAME] + written[shapes.NAME_IN_FULL]
        created["events"] = written[shapes.EVENT] + written[shapes.EVENT_IN_FULL]
        created["citations"] = sum(written[shape] for shape in shapes.CITATIONS)

    def _mark_changed(self) -> None:
        """Note on the records that got something new when they changed."""
        for tag, model in (("INDI", Person), ("FAM", Family)):
            changed = self._changed[tag] if self.batch is not None else []
            for start in range(0, len(changed), 500):
                rows: Any = model
                rows.objects.filter(pk__in=changed[start : start + 500]).update(changed_at=self._now)

    def _new_ties(self, role: str, rows: list[Any]) -> list[Any]:
        """Leave out the ties of families met in the archive that it knows already."""
        families = {row[0] for row in rows} & self._met_families
        if not families:
            return rows
        model: Any = FamilyChild if role == "FAMC" else FamilyPartner
        known = set(model.objects.filter(family__in=families).values_list("family_id", "person_id"))
        return [row for row in rows if (row[0], row[1]) not in known]

    def _locate(self) -> None:
        table = connection.ops.quote_name(Place._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET latitude = %s, longitude = %s WHERE id = %s",  # noqa: S608
                self.places.located,
            )


def _nothing(_pk: int, _public_id: str) -> None:
    """Do not count a stage before it is sure that it stays."""


def _same_in_all(status: str, batch: ImportBatch | None, now: datetime | None) -> dict[str, Any]:
    """Return the columns that are the same in every row of one import."""
    number = batch.pk if batch is not None else None
    return {
        "status": status,
        "created_at": now,
        "changed_at": now,
        "queued_at": now,
        "imported_in": number,
        "batch_id": number,
    }
