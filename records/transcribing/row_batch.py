"""Rows of one entry on their way into the archive: many at a time, each record announced once.

All writing of new rows goes through ``write``. It is the one place where the rows of an entry are made.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import models

from records.outbox import RecordKey, announce
from records.people.claims_that_differ import find_differing
from records.people.models import Family, Person
from records.record_model import Record, RecordPart
from records.review_queue import IN_REVIEW, enter_line
from records.row_history import has_history, keep_made

_AT_ONCE = 300


class RowBatch:
    """The new rows of one entry, and the records whose pages they change."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._keys: dict[RecordKey, None] = {}
        self._touched: defaultdict[type[Record], set[int]] = defaultdict(set)

    def write(self, rows: Sequence[models.Model]) -> None:
        """Write these new rows of one table; they have their primary keys afterwards."""
        if not rows:
            return
        for row in rows:
            if isinstance(row, Record):
                row.worked_on_at = self._now
                self._keys[row.key] = None
        self.insert(rows)
        if has_history(type(rows[0])):
            keep_made(rows)
        enter_line([row for row in rows if isinstance(row, Record) and row.status == IN_REVIEW])

    def insert(self, rows: Sequence[models.Model]) -> None:
        """Put rows of one table into it and give them their keys."""
        type(rows[0])._default_manager.bulk_create(rows, batch_size=_AT_ONCE)

    def touch(self, records: Iterable[Record | None]) -> None:
        """Note that parts were added to these records, which were there before."""
        for record in records:
            if record is not None:
                self._keys[record.key] = None
                self._touched[type(record)].add(record.pk)

    def touch_owners(self, part: RecordPart) -> None:
        self.touch(part.owners())

    def finish(self) -> None:
        """Note the hour on the records that got new parts, announce everything that changed, and begin anew."""
        for model, pks in self._touched.items():
            model._default_manager.filter(pk__in=pks).update(changed_at=self._now, worked_on_at=self._now)
        find_differing(self._touched[Person], self._touched[Family])
        announce(self._keys)
        self._keys.clear()
        self._touched.clear()
