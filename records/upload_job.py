"""A background job about a file that somebody chose at the desk: where the file lies, and how long it is kept."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from records.background_job import BackgroundJob, JobState


class UploadJob(BackgroundJob):
    """One uploaded file and what is done with it: ``act``, of the choices of its kind of job."""

    act: Any
    file_name = models.CharField(_("file"), max_length=300)
    size = models.BigIntegerField(_("size in bytes"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def path(self) -> Path:
        """The uploaded file, under its own name in a folder of its own: an import tells where a record came from."""
        return self.folder / "upload" / get_valid_filename(self.file_name)

    @property
    def file_is_kept(self) -> bool:
        return self.path.is_file()

    def ask_for(self, act: str, by: str, **chosen: Any) -> None:
        """Set what is to be done next, with what was chosen for it: columns of the job."""
        self.act, self.asked_at = act, timezone.now()
        for name, value in chosen.items():
            setattr(self, name, value)
        self.ask_again(by)


def remove_old_uploads(model: type[UploadJob], now: datetime) -> int:
    """Delete the files that came longer ago than UPLOADS_KEPT_DAYS; the rows stay. Return how many."""
    old = model._default_manager.filter(asked_at__lt=now - timedelta(days=settings.UPLOADS_KEPT_DAYS))
    removed = 0
    for job in old.exclude(state__in=(JobState.WAITING, JobState.RUNNING)).iterator():
        if job.folder.is_dir():
            job.remove_files()
            removed += 1
    return removed
