"""The rows of the archive that a list makes, each with the number of the import and its line in the file."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from records.documents.models import Mention
from records.importing.models import ImportBatch, ImportedRecord
from records.outbox import ALONE, RecordKey, compare_anew
from records.people.models import EventCitation, NameCitation, Person
from records.record_model import Record, RecordPart, Status
from records.tables.inserting import RowInserter
from records.transcribing.person_rows import PagePerson
from records.transcribing.row_batch import RowBatch


class ImportedRows(RowBatch):
    """Writes rows as those of one import, and notes what it made and what it met, so that it can be undone."""

    def __init__(self, batch: ImportBatch, now: datetime) -> None:
        super().__init__(now)
        self._batch = batch
        self._inserter = RowInserter()
        self._part: list[tuple[PagePerson, int]] = []
        self._line_of_name: dict[int, int] = {}
        self._line_of_person: dict[int, int] = {}
        self._made: set[tuple[str, int]] = set()
        self._met: dict[tuple[str, int], Record] = {}
        self._noted: set[tuple[str, int]] = set()
        self._compared: dict[RecordKey, None] = {}

    def begin_part(self, people: Sequence[PagePerson], lines: Sequence[int]) -> None:
        """Let the rows of these people know their lines."""
        self._part = list(zip(people, lines, strict=True))
        self._line_of_name = {id(one.mention): line for one, line in self._part}

    def write(self, rows: Sequence[models.Model]) -> None:
        # Who is who becomes known while a part is written.
        self._line_of_person = {one.person.pk: line for one, line in self._part if one.person is not None}
        for row in rows:
            if isinstance(row, RecordPart):
                row.imported_in, row.imported_line = self._batch.pk, self._line_of(row)
        super().write(rows)
        if rows and isinstance(rows[0], Person):
            self._line_of_person = {one.person.pk: line for one, line in self._part if one.person is not None}
        made = [row for row in rows if isinstance(row, Record)]
        for record in made:
            # What is new and a draft is on no page yet: a hundred thousand people need not be announced.
            if record.status in (Status.DRAFT, Status.REVIEW):
                self._keys.pop(record.key, None)
                kind = ALONE if isinstance(record, Person) else record.KIND
                self._compared[RecordKey(kind, record.public_id)] = None
        self.made(made)

    def insert(self, rows: Sequence[models.Model]) -> None:
        self._inserter.insert(rows)

    def touch(self, records: Iterable[Record | None]) -> None:
        known = [record for record in records if record is not None]
        super().touch(known)
        for record in known:
            self._met[record.KIND, record.pk] = record

    def made(self, records: Sequence[Record]) -> None:
        """Note that this import made these records."""
        if not records:
            return
        if records[0].KIND != "person":
            # Of what is made part after part, only this is met again.
            self._made.update((record.KIND, record.pk) for record in records)
        self.insert([self._noted_as(record, created=True) for record in records])

    def finish(self) -> None:
        super().finish()
        compare_anew(self._compared)
        self._compared.clear()
        new = {key: record for key, record in self._met.items() if key not in self._made and key not in self._noted}
        self.insert([self._noted_as(record, created=False) for record in new.values()])
        self._noted |= set(new)
        self._met.clear()

    def _noted_as(self, record: Record, *, created: bool) -> ImportedRecord:
        return ImportedRecord(
            batch=self._batch,
            tag="ROW",
            line=self._line_of_person.get(record.pk, 0) if isinstance(record, Person) else 0,
            kind=record.KIND,
            target=record.pk,
            record_id=record.public_id,
            created=created,
        )

    def _line_of(self, row: Any) -> int | None:
        name = row if isinstance(row, Mention) else getattr(row, "mention", None)
        if name is not None:
            return self._line_of_name.get(id(name))
        if isinstance(row, NameCitation | EventCitation):
            row = row.name if isinstance(row, NameCitation) else row.event
        return self._line_of_person.get(getattr(row, "person_id", 0))
