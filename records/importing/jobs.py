"""A file that comes in through the desk: it is looked at, checked, taken in and, if need be, taken out again."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from records.background_job import BackgroundJob, JobState
from records.importing.models import ImportBatch


class Act(models.TextChoices):
    """What is being done with the file."""

    PREVIEW = "preview", _("looking at the file")
    CHECK = "check", _("checking the file")
    TAKE_IN = "take_in", _("taking the file in")
    UNDO = "undo", _("undoing the import")


class ImportJob(BackgroundJob):
    """One uploaded file, or one import to be undone; ``act`` is what was asked for last.

    ``report`` is that of the preview, and after taking in that of the import. ``findings`` are the validator's:
    {total, shown: [{line, code, message, text, severity}]}; ``undoing`` is {removed: {what: number}, kept: [...]}.
    """

    act = models.CharField(_("what is done"), max_length=8, choices=Act.choices, default=Act.PREVIEW)
    file_name = models.CharField(_("file"), max_length=300)
    size = models.BigIntegerField(_("size in bytes"), default=0)
    charset = models.CharField(_("character set, if chosen"), max_length=40, blank=True)
    as_new = models.BooleanField(
        _("take all its records as new"),
        default=False,
    )
    records_status = models.CharField(_("status given to its records"), max_length=10, default="draft")
    report = models.JSONField(_("report"), default=dict)
    findings = models.JSONField(_("findings of the check"), null=True)
    undoing = models.JSONField(_("what undoing removed and kept"), null=True)
    batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, related_name="jobs", verbose_name=_("import"))

    class Meta:
        ordering = ["-id"]
        verbose_name = _("file to be imported")
        verbose_name_plural = _("files to be imported")

    def __str__(self) -> str:
        return self.file_name

    @property
    def path(self) -> Path:
        """The uploaded file, under its own name in a folder of its own: the import tells where a record came from."""
        return self.folder / "upload" / get_valid_filename(self.file_name)

    @property
    def file_is_kept(self) -> bool:
        return self.path.is_file()

    def ask_for(self, act: Act, by: str, **chosen: Any) -> None:
        """Set what is to be done next, with what was chosen for it (charset, as_new, records_status)."""
        self.act, self.asked_at = act, timezone.now()
        for name, value in chosen.items():
            setattr(self, name, value)
        self.ask_again(by)


def remove_old_uploads(now: datetime) -> int:
    """Delete the files that came longer ago than UPLOADS_KEPT_DAYS; the rows stay. Return how many."""
    old = ImportJob.objects.filter(asked_at__lt=now - timedelta(days=settings.UPLOADS_KEPT_DAYS))
    removed = 0
    for job in old.exclude(state__in=(JobState.WAITING, JobState.RUNNING)).iterator():
        if job.folder.is_dir():
            job.remove_files()
            removed += 1
    return removed
