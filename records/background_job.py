"""What every background job shares: how far it is, whether its worker still lives, and the private folder it works in.

How far a job is stands in a file of its folder, and a lock on another shows that its worker lives. Neither can stand
in the row: an import is one transaction, and while that lasts SQLite lets nobody else write. The operating system
takes the lock off a worker that dies, however it dies.
"""

import json
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from filelock import FileLock, Timeout

Progress = Callable[[str, int, int], None]
_SECONDS_BETWEEN_NOTES = 1.0
# Whoever looks whether a job is broken off holds its lock for a moment: so long a worker waits.
_SECONDS_FOR_A_LOOK = 3.0
_PATIENCE_SECONDS = 3600.0
# An upload takes less.
_ABANDONED_AFTER = timedelta(days=1)


def random_name() -> str:
    """Return a name that nobody guesses."""
    return secrets.token_hex(16)


class JobState(models.TextChoices):
    """Where a job stands; one that is running without a worker is broken off."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


@dataclass(frozen=True, slots=True)
class HowFar:
    """The step a job is at, and how much of it is done; ``total`` 0 is unknown."""

    what: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        return min(100, 100 * self.done // self.total) if self.total else None


class BackgroundJob(models.Model):
    """Work that a worker does while the desk shows how far it is."""

    state = models.CharField(_("state"), max_length=8, choices=JobState.choices, default=JobState.WAITING)
    asked_by = models.CharField(_("started by"), max_length=150, blank=True)
    asked_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    failure = models.TextField(_("what went wrong"), blank=True)
    folder_name = models.CharField(max_length=32, unique=True, default=random_name, editable=False)

    class Meta:
        abstract = True

    @property
    def folder(self) -> Path:
        """The job's own folder: private, never below the media, and named by chance."""
        return Path(settings.PRIVATE_DIR) / str(self._meta.model_name) / self.folder_name

    def make_folder(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.folder

    def remove_files(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- for who looks on -----------------------------------------------------------------------------------

    def how_far(self) -> HowFar:
        try:
            noted = json.loads((self.folder / "progress.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return HowFar()
        return HowFar(*noted)

    @property
    def broken_off(self) -> bool:
        """Whether the row says running and no worker holds the job."""
        if self.state != JobState.RUNNING:
            return False
        if not self.folder.is_dir():
            return True
        try:
            with self._lock(wait=0):
                return True
        except Timeout:
            return False

    @property
    def under_way(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING) and not self.broken_off

    # --- for the worker -------------------------------------------------------------------------------------

    def ask_again(self, by: str) -> None:
        """Set the job back to waiting, as if it had never begun."""
        self.asked_by = by
        self.state, self.failure, self.finished_at = JobState.WAITING, "", None
        (self.folder / "progress.json").unlink(missing_ok=True)
        self.save()

    def carry_out(self, work: Callable[[Progress], None], expected: tuple[type[Exception], ...]) -> None:
        """Do the work and note its end; an expected failure becomes a sentence, any other leaves the job broken off.

        A job that another worker holds, or that is over, is left alone: a task delivered twice does no harm.
        """
        self.make_folder()
        try:
            with self._lock(wait=_SECONDS_FOR_A_LOOK):
                self.refresh_from_db()
                if self.state in (JobState.WAITING, JobState.RUNNING):
                    self._do(work, expected)
        except Timeout:
            return

    def _do(self, work: Callable[[Progress], None], expected: tuple[type[Exception], ...]) -> None:
        self.state = JobState.RUNNING
        self._keep()
        self._clear_half_done()
        try:
            work(_Notes(self.folder).note)
        except expected as error:
            self.state, self.failure = JobState.FAILED, _sentence(error)
        else:
            self.state = JobState.DONE
        self.finished_at = timezone.now()
        self._keep()

    def _clear_half_done(self) -> None:
        """Remove what a worker that died had begun to write: files in progress have names that begin with a dot."""
        for leftover in self.folder.glob(".*"):
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)

    def _keep(self) -> None:
        """Save the row, and wait while another worker's import holds the whole database, as SQLite lets it."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                self.save()
            except OperationalError:
                if connection.in_atomic_block or time.monotonic() > until:
                    raise
                time.sleep(1)
            else:
                return

    def _lock(self, wait: float) -> FileLock:
        return FileLock(self.folder / "lock", timeout=wait)


def remove_abandoned(model: type[BackgroundJob], now: datetime) -> int:
    """Delete the folders that no row knows: what was being uploaded when the server died. Return how many."""
    everything = Path(settings.PRIVATE_DIR) / str(model._meta.model_name)
    old = (now - _ABANDONED_AFTER).timestamp()
    removed = 0
    for folder in everything.iterdir() if everything.is_dir() else ():
        known = model._default_manager.filter(folder_name=folder.name).exists()
        if not known and folder.stat().st_mtime < old:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _sentence(error: Exception) -> str:
    # The path in an error of the system is our own and says nothing to whoever reads it.
    return str(error.strerror or error) if isinstance(error, OSError) else str(error)


class _Notes:
    """Writes into a job's folder how far it is, at most once a second."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next = 0.0

    def note(self, what: str, done: int, total: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _SECONDS_BETWEEN_NOTES
        unfinished = self._folder / "progress.part"
        unfinished.write_text(json.dumps([what, done, total]), encoding="utf-8")
        unfinished.replace(self._folder / "progress.json")
