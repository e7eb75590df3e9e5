"""What a worker does with a list that came in: look at it, or take it in."""

from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task

from records.admin.import_jobs import publish_what_changed
from records.background_job import Progress
from records.edition.connection import EditionMissing
from records.importing.comparing import compare_import
from records.importing.models import BatchState, ImportBatch
from records.outbox import OutboxEntry
from records.tables.models import TableAct, TableJob
from records.tables.plan import plan_from_plain
from records.tables.refusal import TableRefused
from records.tables.table_import import checksum_of, import_table, preview_table
from records.transcribing.checks import EntryRefused
from records.upload_job import remove_old_uploads

EXPECTED = (TableRefused, EntryRefused, EditionMissing, OSError, UnicodeError, DatabaseError)


@task()
def work_on_table(pk: int) -> None:
    """Do what was asked for last."""
    job = TableJob.objects.get(pk=pk)
    work = {TableAct.PREVIEW: _preview, TableAct.TAKE_IN: _take_in}[TableAct(job.act)]
    job.carry_out(lambda progress: work(job, progress), EXPECTED)
    remove_old_uploads(TableJob, timezone.now())


def _preview(job: TableJob, progress: Progress) -> None:
    job.report = preview_table(job.path, plan_from_plain(job.plan), progress).as_dict()


def _take_in(job: TableJob, progress: Progress) -> None:
    batch = _taken_in_before_the_worker_died(job)
    if batch is not None:
        job.report, job.batch = batch.report, batch
    else:
        report = import_table(
            job.path,
            plan_from_plain(job.plan),
            progress,
            by=job.asked_by,
            now=timezone.now(),
            may_change_published=job.may_change_published,
        )
        job.report, job.batch_id = report.as_dict(), report.batch
    if job.batch_id is not None:
        compare_import(job.batch_id, timezone.now(), progress)
    if OutboxEntry.objects.exists():
        publish_what_changed(progress)


def _taken_in_before_the_worker_died(job: TableJob) -> ImportBatch | None:
    """Return the import that this very job made, when it broke off between that and saying so."""
    made = ImportBatch.objects.filter(
        sha256=checksum_of(job.path, plan_from_plain(job.plan)), started_at__gte=job.asked_at
    )
    return made.filter(state=BatchState.APPLIED, table_jobs=None).first()
