"""What a worker does for an export: say what the file cannot carry, write it, have it checked."""

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task

from records.admin.import_jobs import verdict
from records.background_job import Progress
from records.edition.connection import EditionMissing, edition_url, reading
from records.edition.queries import info
from records.edition.rebuilding import rebuild
from records.exporting.data_export import data_losses, export_data
from records.exporting.gedcom_export import export
from records.exporting.losses import loss_report
from records.exporting.models import Act, Export, remove_old_exports
from records.exporting.requests import ExportRefused
from records.gedcom.problems import GedcomError
from records.gedcom.validating.file_checking import check_file

EXPECTED = (ExportRefused, EditionMissing, GedcomError, OSError, DatabaseError)


@task()
def work_on_export(pk: int) -> None:
    """Do what was asked for last."""
    job = Export.objects.get(pk=pk)
    job.carry_out(lambda progress: _ACTS[job.act](job, progress), EXPECTED)
    remove_old_exports(timezone.now())


def _prepare(job: Export, progress: Progress) -> None:
    if job.audience == "archive":
        # The complete edition is not kept up to date: it is built for each export, as the archive is now.
        rebuild("archive", date.today(), progress)
    with reading(edition_url(job.audience)) as connection:
        job.edition = info(connection).get("built", "")
    progress("losses", 0, 0)
    losses = loss_report(job.request) if job.is_gedcom else data_losses(job.audience)
    job.losses = [{"what": loss.what, "count": loss.count, "examples": list(loss.examples)} for loss in losses.entries]


def _write(job: Export, progress: Progress) -> None:
    if job.is_gedcom:
        report = export(job.request, job.path, progress)
        progress("checking", 0, 0)
        job.findings = verdict(check_file(job.path))
    else:
        report = export_data(job.format, job.audience, job.path, progress)
    job.report = {"written": dict(report.written), "not_carried": dict(report.not_carried)}
    job.size, job.sha256 = report.bytes, report.sha256
    job.kept_until = timezone.now() + timedelta(days=settings.EXPORTS_KEPT_DAYS)


_ACTS: dict[str, Callable[[Export, Progress], None]] = {Act.PREPARE: _prepare, Act.WRITE: _write}
