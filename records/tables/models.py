"""A list that comes in through the desk, and the columns of an archive's lists under a name, for its next file."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from records.background_job import BackgroundJob, JobState
from records.documents.collections import Collection
from records.documents.kinds import document_kind_choices
from records.importing.models import ImportBatch


class ColumnMapping(models.Model):
    """What the columns of a kind of list are: ``columns`` gives for each head, or "#3" without one, what it is."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind of document"), max_length=30, choices=document_kind_choices)
    columns = models.JSONField(default=dict)
    by = models.CharField(_("saved by"), max_length=150, blank=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        verbose_name = _("columns of a list")
        verbose_name_plural = _("columns of lists")

    def __str__(self) -> str:
        return self.name


class TableAct(models.TextChoices):
    """What is being done with the list."""

    CHOOSE = "choose", _("choosing the columns")
    PREVIEW = "preview", _("looking at the list")
    TAKE_IN = "take_in", _("taking the list in")


class TableJob(BackgroundJob):
    """One uploaded list. ``plan`` is what was chosen so far (plan.py), ``report`` that of the preview or import.

    While it is only chosen from (act "choose") no worker has anything to do with it: its state is done.
    """

    act = models.CharField(_("what is done"), max_length=8, choices=TableAct.choices, default=TableAct.CHOOSE)
    file_name = models.CharField(_("file"), max_length=300)
    size = models.BigIntegerField(_("size in bytes"), default=0)
    plan = models.JSONField(default=dict)
    report = models.JSONField(_("report"), default=dict)
    collection = models.ForeignKey(
        Collection, models.CASCADE, null=True, editable=False, related_name="+", verbose_name=_("collection")
    )
    may_change_published = models.BooleanField(default=False, editable=False)
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, related_name="table_jobs", verbose_name=_("import")
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("list to be taken in")
        verbose_name_plural = _("lists to be taken in")

    def __str__(self) -> str:
        return self.file_name

    @property
    def path(self) -> Path:
        """The uploaded file, under its own name in a folder of its own."""
        return self.folder / "upload" / get_valid_filename(self.file_name)

    @property
    def file_is_kept(self) -> bool:
        return self.path.is_file()

    def ask_for(self, act: TableAct, by: str, **chosen: Any) -> None:
        """Set what is to be done next, with what was chosen for it."""
        self.act, self.asked_at = act, timezone.now()
        for name, value in chosen.items():
            setattr(self, name, value)
        self.ask_again(by)


def remove_old_lists(now: datetime) -> int:
    """Delete the lists that came longer ago than UPLOADS_KEPT_DAYS; the rows stay. Return how many."""
    old = TableJob.objects.filter(asked_at__lt=now - timedelta(days=settings.UPLOADS_KEPT_DAYS))
    removed = 0
    for job in old.exclude(state__in=(JobState.WAITING, JobState.RUNNING)).iterator():
        if job.folder.is_dir():
            job.remove_files()
            removed += 1
    return removed
