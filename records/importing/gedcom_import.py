"""Importing a GEDCOM file: all of it in one transaction or nothing, in memory that does not grow with the file.

The file is read three times (sources and notes, then people, then families), so that every pointer leads to
something already written; which record became what is looked up in the database, never kept in memory.
"""

import gc
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path

from django.db import transaction

from records.gedcom.problems import GedcomError
from records.gedcom.reading import GedcomReader, open_gedcom
from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch, ImportReport
from records.importing.gedcom_families import import_families
from records.importing.gedcom_people import import_people
from records.importing.gedcom_sources import (
    import_note,
    import_repository,
    import_source,
    keep_record,
    link_repositories,
)
from records.importing.gedcom_ties import forget_ties
from records.importing.models import ImportBatch

Progress = Callable[[str, int, int], None]
_AT_ONCE = 200
_PROBLEMS_REPORTED = 1_000
_GROUPS_BETWEEN_COLLECTIONS = 25
_LINKED_LATER = ("INDI", "FAM")


class _PreviewOver(Exception):
    """Ends a preview: everything it wrote is rolled back."""


def import_gedcom(
    path: Path, status: str, progress: Progress, *, preview: bool = False, charset: str = ""
) -> ImportReport:
    """Import a file with this status for its records; a preview does the same and leaves nothing behind.

    Raises GedcomError when the file is not GEDCOM or was imported before, OSError when it cannot be read.
    """
    started = time.monotonic()
    reader = open_gedcom(path, charset)
    report = ImportReport(path.name, reader.version, reader.charset.name, reader.charset.reason, preview)
    try:
        with _rare_collection(), transaction.atomic():
            batch = _open_batch(path, reader, status, report)
            _take_all(reader, batch, progress)
            report.seconds = time.monotonic() - started
            batch.batch.report = report.as_dict()
            batch.batch.save()
            if preview:
                raise _PreviewOver
    except _PreviewOver:
        pass
    return report


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Keep the garbage collector from walking all of Django at every few hundred rows: that costs 40% of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _open_batch(path: Path, reader: GedcomReader, status: str, report: ImportReport) -> Batch:
    with path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    before = ImportBatch.objects.filter(sha256=checksum).first()
    if before is not None:
        raise GedcomError(
            f"This very file was imported before, on {before.started_at:%d %B %Y} "
            f"({before.file_name}). Nothing was changed."
        )
    row = ImportBatch.objects.create(
        file_name=path.name[:300],
        sha256=checksum,
        version=reader.version[:10],
        charset=reader.charset.name[:40],
        charset_reason=reader.charset.reason[:200],
    )
    return Batch(row, status, report)


def _take_all(reader: GedcomReader, batch: Batch, progress: Progress) -> None:
    batch.not_taken(reader.header, "HEAD")
    _each(reader, batch, progress, "sources and notes", _take_first)
    problems = [
        {"line": problem.line, "code": problem.code, "message": problem.message, "text": problem.text}
        for problem in reader.problems[:_PROBLEMS_REPORTED]
    ]
    batch.report.problems, batch.report.problems_total = problems, reader.problems_total
    link_repositories(batch)
    _each(
        reader,
        batch,
        progress,
        "people",
        lambda records, batch: import_people([record for record in records if record.tag == "INDI"], batch),
    )
    _each(
        reader,
        batch,
        progress,
        "families",
        lambda records, batch: import_families([record for record in records if record.tag == "FAM"], batch),
    )
    forget_ties(batch)
    batch.keep_unused_notes()
    batch.flush()
    if (
        not batch.report.created["people"]
        and not batch.report.created["sources"]
        and reader.problems_total
        and not batch.report.not_taken.total() > 1
    ):
        raise GedcomError(f"{batch.report.file} holds no record that could be read. Nothing was changed.")


def _take_first(records: list[Structure], batch: Batch) -> None:
    for record in records:
        if record.tag == "REPO":
            import_repository(record, batch)
        elif record.tag in ("NOTE", "SNOTE"):
            import_note(record, batch)
        elif record.tag == "SOUR":
            import_source(record, batch)
        elif record.tag not in _LINKED_LATER:
            keep_record(record, batch)


def _each(
    reader: GedcomReader,
    batch: Batch,
    progress: Progress,
    what: str,
    take: Callable[[list[Structure], Batch], object],
) -> None:
    """Hand the file's records on in groups; write what was remembered after each."""
    records: Iterator[Structure] = reader.records()
    for number in count(1):
        group = list(islice(records, _AT_ONCE))
        if not group:
            break
        take(group, batch)
        batch.flush()
        if number % _GROUPS_BETWEEN_COLLECTIONS == 0:
            gc.collect()
        progress(what, min(reader.bytes_read, reader.size), reader.size)
    progress(what, reader.size, reader.size)
