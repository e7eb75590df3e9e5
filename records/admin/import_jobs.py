"""What a worker does with a file that came in: look at it, check it, take it in, take it out again."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task

from records.background_job import Progress
from records.edition.connection import EditionMissing
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.gedcom.charset_preview import charset_samples
from records.gedcom.problems import GedcomError
from records.gedcom.validating.file_checking import check_file
from records.gedcom.validating.findings import Finding
from records.importing.comparing import compare_import
from records.importing.gedcom_import import import_gedcom
from records.importing.jobs import Act, ImportJob
from records.importing.models import BatchState, ImportBatch
from records.importing.undoing import undo_import
from records.linkage.following import follow_changes
from records.outbox import OutboxEntry
from records.upload_job import remove_old_uploads

EXPECTED = (GedcomError, EditionMissing, OSError, UnicodeError, DatabaseError)
FINDINGS_KEPT = 500
KEPT_LISTED = 500
# Above this many changes a new edition is built faster than the old one is changed.
_REBUILD_ABOVE = 3_000


@task()
def work_on_import(pk: int) -> None:
    """Do what was asked for last."""
    job = ImportJob.objects.get(pk=pk)
    job.carry_out(lambda progress: _ACTS[job.act](job, progress), EXPECTED)
    remove_old_uploads(ImportJob, timezone.now())


def _preview(job: ImportJob, progress: Progress) -> None:
    report = import_gedcom(job.path, job.records_status, progress, preview=True, charset=job.charset, as_new=job.as_new)
    samples = [{"charset": one.name, "names": names} for one, names in charset_samples(job.path, job.charset)]
    job.report = {**report.as_dict(), "charset_samples": samples}


def _check(job: ImportJob, progress: Progress) -> None:
    progress("checking", 0, 0)
    job.findings = verdict(check_file(job.path, job.charset))


def verdict(findings: Any) -> dict[str, Any]:
    """Count the validator's findings and keep the first of them."""
    found = iter(findings)
    shown: list[Finding] = list(islice(found, FINDINGS_KEPT))
    return {"total": len(shown) + sum(1 for _finding in found), "shown": [asdict(finding) for finding in shown]}


def _take_in(job: ImportJob, progress: Progress) -> None:
    batch = _taken_in_before_the_worker_died(job)
    if batch is None:
        report = import_gedcom(
            job.path, job.records_status, progress, charset=job.charset, by=job.asked_by, as_new=job.as_new
        )
        job.report, job.batch_id = report.as_dict(), report.batch
    else:
        job.report, job.batch = batch.report, batch
    if job.batch_id is not None:
        job.report |= compare_import(job.batch_id, timezone.now(), progress)
    publish_what_changed(progress)


def _taken_in_before_the_worker_died(job: ImportJob) -> ImportBatch | None:
    """Return the import that this very job made, when it broke off between that and saying so."""
    with job.path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    made = ImportBatch.objects.filter(sha256=checksum, started_at__gte=job.asked_at)
    return made.filter(state=BatchState.APPLIED, jobs=None).first()


def _undo(job: ImportJob, progress: Progress) -> None:
    batch = ImportBatch.objects.get(pk=job.batch_id)
    if batch.state == BatchState.APPLIED:
        report = undo_import(batch, progress, by=job.asked_by, now=timezone.now())
        kept = report.kept[:KEPT_LISTED]
        job.undoing = {"removed": dict(report.removed), "kept": kept, "kept_total": report.kept_total}
    follow_changes(progress)
    publish_what_changed(progress)


def publish_what_changed(progress: Progress) -> None:
    """Bring the public edition up to date: what was taken out must go, and what was published must come."""
    if OutboxEntry.objects.count() > _REBUILD_ABOVE:
        rebuild("public", date.today(), progress)
    else:
        publish_changes(date.today())


_ACTS: dict[str, Callable[[ImportJob, Progress], None]] = {
    Act.PREVIEW: _preview,
    Act.CHECK: _check,
    Act.TAKE_IN: _take_in,
    Act.UNDO: _undo,
}
