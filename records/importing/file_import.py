"""One file on its way into the archive: its readers, its rows, and what each of its records became."""

from array import array
from collections.abc import Callable, Collection
from datetime import datetime
from itertools import islice
from typing import Any

from records.gedcom.structure import Structure
from records.importing import row_shapes as shapes
from records.importing.described_places import described_place
from records.importing.earlier_file import EarlierFile
from records.importing.family_ties import FamilyTies
from records.importing.file_outline import Outline, as_kept, records_of
from records.importing.gedcom_documents import DocumentsOfFile
from records.importing.gedcom_families import FamiliesOfFile
from records.importing.gedcom_ids import first_uuid, keep_other_ids
from records.importing.gedcom_people import PeopleOfFile
from records.importing.gedcom_pictures import PicturesOfFile
from records.importing.gedcom_places import PlacesOfFile, words_of
from records.importing.gedcom_sources import SourcesOfFile
from records.importing.gedcom_values import Values
from records.importing.given_ids import GivenIds, GroupIds
from records.importing.import_report import ImportReport
from records.importing.leftovers import Leftovers
from records.importing.merging import Merging
from records.importing.models import LONGEST_POINTER, ImportBatch
from records.importing.newcomers import Newcomers
from records.importing.note_store import NoteStore
from records.importing.plain_records import PlainReader, may_have_more, places_below
from records.importing.record_rows import RecordRows
from records.importing.repetitions import REPEATED, without_repetitions
from records.importing.row_writing import RowWriter
from records.importing.uid_source import new_uids
from records.importing.xref_table import NOBODY
from records.outbox import ALONE
from records.people.models import Family
from records.places.models import Place
from records.record_model import Status, public_id_of

Progress = Callable[[str, int, int], None]
_AT_ONCE = 1_000
# Below this size, finding the place of each row in the indexes is cheaper than making them anew.
_SMALL_FILE = 3_000_000
_BYTES_A_PERSON = 700
_UID_OF_ANOTHER = "Another record has this UID: it stays that record's, and this one gets its own."


class FileImport:
    """The state of one import or preview; a preview (without a batch) writes nothing."""

    def __init__(
        self,
        reader: PlainReader,
        status: str,
        report: ImportReport,
        batch: ImportBatch | None,
        now: datetime | None,
        random_bytes: Callable[[int], bytes],
        earlier: EarlierFile | None = None,
    ) -> None:
        self.reader, self.status, self.report, self.batch = reader, status, report, batch
        self.now = now
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
        self.sources = SourcesOfFile(self.values, self.rows, report, self.outline.tables, self.announce, earlier)
        self.ties = FamilyTies(self.outline.tables["FAM"], self.outline.tables["INDI"])
        self.pictures = PicturesOfFile(reader.path, self.leftovers, report, batch, status, self._made_document)
        self.people = PeopleOfFile(self.values, self.rows, self.ties, self._external, self.pictures.shows)
        self.families = FamiliesOfFile(self.values, self.rows, self.ties)
        self.documents = DocumentsOfFile(self.values, report, batch, status, self._person_of)
        self.unread_documents: list[Structure] = []
        self._described_lines: set[int] = set()
        self.keys = {"INDI": array("q"), "FAM": array("q")}
        self.given_ids = {tag: GivenIds(tag, earlier) for tag in ("INDI", "FAM")}
        self.merging = Merging(
            self.writer,
            lambda aside: RecordRows(self.writer, aside, self.uids, _nothing, self.rows.stages_by_uid),
            self.values,
            self.ties,
            self._external,
            self.pictures.shows,
            report,
            status,
            self._made_stage,
        )
        # What is taken in is compared when it is there.
        self.newcomers = Newcomers() if batch is None else None
        self.met_families: dict[int, Family] = {}
        self._known_externals: Collection[tuple[str, int, str, str]] = frozenset()
        self.changed: dict[str, list[int]] = {"INDI": [], "FAM": []}

    # --- the two passes --------------------------------------------------------------------------------------

    def read_cited(self, progress: Progress) -> None:
        """Look through the file: note who is in it, and read what others cite."""
        if self.batch is not None and self.reader.size > max(
            _SMALL_FILE, _BYTES_A_PERSON * self.given_ids["INDI"].highest
        ):
            self.writer.rest_indexes()
        self.leftovers.of("", "")
        self.leftovers.keep(self.reader.header, "HEAD")
        for record, text in self.outline.cited_records(self.reader):
            if record.tag in ("SOUR", "REPO"):
                self.notes.put_aside(record.tag, record.line, text)
            elif record.tag == "_LOC":
                self._describe_place(record)
            else:
                self.notes.add(record.xref, record.tag, record.line, record.value)
        self.notes.finish()
        # Sources stand in archives.
        for tag in ("REPO", "SOUR"):
            self._read_put_aside(tag)
        for tag in ("INDI", "FAM"):
            self.keys[tag].extend([0] * self.outline.tables[tag].count)
        progress("sources and notes", self.reader.size, self.reader.size)

    def _read_put_aside(self, tag: str) -> None:
        waiting = self.notes.records(tag)
        while part := list(islice(waiting, _AT_ONCE)):
            records = (
                (without_repetitions(record), text)
                for line, text in part
                for record in records_of(text, line, seven=self.reader.seven)
                if record.tag == tag
            )
            self.sources.read(tag, list(records))
            self.writer.flush()

    def _describe_place(self, record: Structure) -> None:
        described = described_place(record)
        if described is not None:
            self.places.described[record.xref] = described
            self._described_lines.add(record.line)

    def read_people_and_families(self, progress: Progress) -> None:
        """Read the records in the order of the file; rows are written a group at a time."""
        records = self.reader.records_with_text()
        while group := list(islice(records, _AT_ONCE)):
            self._prepare(group)
            held = {tag: self.given_ids[tag].of(group) for tag in ("INDI", "FAM")}
            for structure, text in group:
                tag = structure.tag
                if may_have_more(structure) and REPEATED in text:
                    structure = without_repetitions(structure)
                if tag == "INDI" or tag == "FAM":
                    if self.reader.problems_total:
                        structure = as_kept(structure, text, seven=self.reader.seven)
                    self._read_record(structure, text, held[tag])
                else:
                    self._keep_record(structure, text)
            if self.newcomers is not None:
                self.newcomers.take(self.writer.rows)
            self.writer.flush()
            self.ties.put_aside()
            progress("people and families", min(self.reader.bytes_read, self.reader.size), self.reader.size)
        progress("people and families", self.reader.size, self.reader.size)

    def _prepare(self, group: list[tuple[Structure, str]]) -> None:
        if not self.places.asks_archive:
            return
        texts = {
            words_of(payload) for structure, text in group if " PLAC " in text for payload in places_below(structure)
        }
        self.places.prepare([text for text in texts if text])

    # --- one record ------------------------------------------------------------------------------------------

    def _read_record(self, structure: Structure, text: str, held: GroupIds) -> None:
        tag = structure.tag
        ordinal = self._ordinal(tag, structure.xref)
        uid, line = held.given.get(structure.line, (None, None))
        before = held.met(structure, uid) if uid is not None or held.external else None
        if before is not None:
            self._merge(structure, text, before, ordinal, held)
            return
        own_id = held.take(uid) if uid is not None else ""
        is_held = uid is not None and not own_id
        if is_held:
            self.report.tolerate(structure.line, "uid_of_another", _UID_OF_ANOTHER, f"{tag} {uid}")
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
                    columns.private_note,
                )
            )
        else:
            kind, pk = "family", next(self.rows.family_ids)
            self.leftovers.of(kind, public_id)
            notes = self.families.read(structure, pk, ordinal)
            self.rows.families.append((pk, uid_hex, public_id, *notes))
        if structure.line in held.bringing:
            keep_other_ids(structure, line, self.leftovers, is_held=is_held)
        self.keys[tag][ordinal] = pk
        self._became(structure, text, kind, pk, public_id, created=True)
        if self.status == Status.PUBLISHED:
            self.announce(kind, public_id)

    def _merge(self, structure: Structure, text: str, pk: int, ordinal: int, held: GroupIds) -> None:
        """Merge a record that the archive has already."""
        self._known_externals = held.known.externals
        merge = self.merging.person if structure.tag == "INDI" else self.merging.family
        ours = held.known.heads[pk]
        if merge(structure, pk, ordinal, held.known):
            self.changed[structure.tag].append(pk)
            self.writer.rows[shapes.OUTBOX].append((ours.KIND, ours.public_id))
        if structure.tag == "FAM":
            self.met_families[pk] = ours
        self.keys[structure.tag][ordinal] = pk
        self.report.matched["people" if structure.tag == "INDI" else "families"] += 1
        self._became(structure, text, ours.KIND, pk, ours.public_id, created=False)

    def _ordinal(self, tag: str, xref: str) -> int:
        """Return the number of a record among its kind; without a pointer, or with a used one, it gets a new number."""
        keys = self.keys[tag]
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
            self.unread_documents.append(structure)
            self._became(structure, text, "document", None, public_id_of(uid) if uid else "", created=True)
            return
        became = self.sources.became.get(structure.line)
        if became is not None:
            self._became(structure, text, became.kind, became.pk, became.record_id, created=became.created)
            return
        self._became(structure, text, "", None, "", created=False)
        if structure.line in self._described_lines or (structure.tag == "OBJE" and self.pictures.takes(structure)):
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
        xref = structure.xref[:LONGEST_POINTER]
        row = (xref, structure.tag[:20], structure.line, kind, pk, record_id, created, text)
        self.writer.rows[shapes.IMPORTED].append(row)
        # Who is new is compared alone: the new ones of the family are compared themselves.
        if kind == "person" or (kind == "family" and not created):
            self.writer.rows[shapes.COMPARISON].append((ALONE if created else kind, record_id))

    def _made_stage(self, pk: int, public_id: str) -> None:
        self.report.created["stages of the journey"] += 1
        self.writer.rows[shapes.IMPORTED].append(("", "EVEN", 0, "stage", pk, public_id, True, ""))
        self.announce("stage", public_id)

    def _made_document(self, pk: int, public_id: str) -> None:
        self.writer.rows[shapes.IMPORTED].append(("", "OBJE", 0, "document", pk, public_id, True, ""))
        self.writer.rows[shapes.COMPARISON].append(("document", public_id))
        self.announce("document", public_id)

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
        if (kind, pk, scheme, structure.value) not in self._known_externals:
            self.writer.rows[shapes.EXTERNAL_ID].append((kind, pk, scheme, structure.value))
        return True

    def announce(self, kind: str, public_id: str) -> None:
        """Queue a record for publishing, when this import publishes."""
        if self.status == Status.PUBLISHED:
            self.writer.rows[shapes.OUTBOX].append((kind, public_id))

    def _person_of(self, public_id: str) -> int:
        """Return the key of the person of whom our own file says this public id."""
        ordinal = self.outline.tables["INDI"].get(f"@P{public_id.upper()}@")
        return 0 if ordinal == NOBODY else self.keys["INDI"][ordinal]


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
