"""Importing a GEDCOM file: all of it in one transaction or nothing, in memory that hardly grows with the file.

The file is read twice. The first look notes who is in it and reads what others cite (sources, archives, notes); the
second reads people and families in the order of the file. Ties between them are joined at the end. A preview does the
same and writes nothing. Killed at any moment, it leaves nothing, and running it again completes it.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from records.change_sets import ActKind, making_changes
from records.gedcom.charset_preview import charset_samples
from records.gedcom.problems import GedcomError
from records.importing.earlier_file import EarlierFile, earlier_file
from records.importing.file_ending import finish_import
from records.importing.file_import import FileImport
from records.importing.import_report import PROBLEMS_REPORTED, ImportReport
from records.importing.models import BatchState, ImportBatch
from records.importing.plain_records import PlainReader, open_plainly
from records.importing.rare_collection import collecting_rarely
from records.importing.repetitions import is_complete_copy
from records.importing.row_writing import bulk_writing
from records.importing.steady_file import SteadyFile
from records.outbox import OutboxEntry
from records.record_model import Status

_COMPLETE_COPY = "This is a complete copy of an archive, with drafts and living people: it is taken in as a draft."
Progress = Callable[[str, int, int], None]


def import_gedcom(
    path: Path,
    status: str,
    progress: Progress,
    *,
    preview: bool = False,
    charset: str = "",
    by: str = "",
    as_new: bool = False,
) -> ImportReport:
    """Import a file with this status for its new records, on behalf of someone; a preview only says what it would do.

    Records without ids of a file that is a later state of one imported before are known by their pointers, unless
    they are to be taken ``as_new``.

    Raises GedcomError when the file is not GEDCOM or is in the archive already, OSError when it cannot be read.
    """
    started = time.monotonic()
    steady = SteadyFile.seen_at(path)
    reader = open_plainly(path, charset)
    report = ImportReport(path.name, reader.version, reader.charset.name, reader.charset.reason, preview)
    if status == Status.PUBLISHED and is_complete_copy(reader.header):
        # It holds drafts, withdrawn records and living people: importing alone must not make them public.
        status = Status.DRAFT
        report.tolerate(1, "complete_copy", _COMPLETE_COPY, "HEAD")
    checksum = _checksum(path)
    before = ImportBatch.objects.filter(sha256=checksum, state=BatchState.APPLIED).first()
    if before is not None:
        if not preview:
            raise GedcomError(
                f"This very file was imported before, on {before.started_at:%d %B %Y} "
                f"({before.file_name}). Nothing was changed.{_what_waits()}"
            )
        report.same_file_imported = before.pk
    with collecting_rarely(), _state_before(reader, report, as_new=as_new) as earlier:
        if preview:
            with steady.while_read():
                report.charset_samples = [
                    {"charset": other.name, "names": names} for other, names in charset_samples(path, charset)
                ]
                _read(reader, FileImport(reader, status, report, None, timezone.now(), os.urandom, earlier), progress)
        else:
            # What the file changes in records that were there before is kept as a change.
            kept = making_changes(ActKind.IMPORT, by=by, why=lambda: path.name)
            with bulk_writing(), transaction.atomic(), kept, steady.while_read():
                batch = _open_batch(path, checksum, reader, status, by, timezone.now())
                file = FileImport(reader, status, report, batch, batch.applied_at, os.urandom, earlier)
                _read(reader, file, progress)
                report.batch, report.seconds = batch.pk, time.monotonic() - started
                batch.report = report.as_dict()
                batch.save(update_fields=["report"])
    report.seconds = time.monotonic() - started
    return report


@contextmanager
def _state_before(reader: PlainReader, report: ImportReport, *, as_new: bool) -> Iterator[EarlierFile | None]:
    """Yield the import of an earlier state of the file, and say so in the report."""
    earlier = None if as_new else earlier_file(reader)
    if earlier is None:
        yield None
        return
    on = earlier.batch.started_at.date().isoformat()
    report.earlier_state = {"batch": earlier.batch.pk, "file": earlier.batch.file_name, "on": on}
    with closing(earlier):
        yield earlier


def _what_waits() -> str:
    """Say that an import which was killed before it could publish waits to be published."""
    waits = OutboxEntry.objects.exists()
    return " What it brought waits to be published: run `manage.py publish_edition`." if waits else ""


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _open_batch(path: Path, checksum: str, reader: PlainReader, status: str, by: str, now: datetime) -> ImportBatch:
    return ImportBatch.objects.create(
        file_name=path.name[:300],
        sha256=checksum,
        size=path.stat().st_size,
        version=reader.version[:10],
        charset=reader.charset.name[:40],
        charset_reason=reader.charset.reason[:200],
        records_status=status,
        by=by[:150],
        applied_at=now,
        header=reader.header_text,
    )


def _read(reader: PlainReader, file: FileImport, progress: Progress) -> None:
    report = file.report
    file.read_cited(progress)
    file.read_people_and_families(progress)
    finish_import(file, progress)
    problems = [
        {"line": problem.line, "code": problem.code, "message": problem.message, "text": problem.text}
        for problem in reader.problems[:PROBLEMS_REPORTED]
    ]
    report.problems = (report.problems + problems)[:PROBLEMS_REPORTED]
    report.problems.sort(key=lambda problem: problem["line"])
    report.problems_total += reader.problems_total
    if (
        not report.created["people"]
        and not report.matched["people"]
        and not report.created["sources"]
        and reader.problems_total
        and not report.not_taken.total() > 1
    ):
        raise GedcomError(f"{report.file} holds no record that could be read. Nothing was changed.")
