"""The desk's exports: what was asked for, what became of it, and who took the file away when."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.background_job import BackgroundJob, JobState
from records.exporting.requests import ExportRequest, Scope

# The formats beside GEDCOM, each with the ending of its files.
DATA_ENDINGS = {"csv": ".csv.zip", "json-ld": ".jsonld", "sqlite": ".sqlite"}


class ExportFormat(models.TextChoices):
    """The profiles of GEDCOM, and the formats beside it."""

    ARCHIVE = "archive", _("GEDCOM 7.0, complete")
    SHARE_7 = "share-7.0", _("GEDCOM 7.0, for other programs")
    SHARE_5 = "share-5.5.1", _("GEDCOM 5.5.1, for older programs")
    CSV = "csv", _("CSV tables")
    JSON_LD = "json-ld", _("JSON-LD")
    SQLITE = "sqlite", _("SQLite file")


class Audience(models.TextChoices):
    """For whom an export is made."""

    PUBLIC = "public", _("everybody: the public edition")
    ARCHIVE = "archive", _("the house only: everything, drafts and living people included")


class Act(models.TextChoices):
    """First it is said what the file cannot carry; then it is written."""

    PREPARE = "prepare", _("finding out what the file cannot carry")
    WRITE = "write", _("writing the file")


class Export(BackgroundJob):
    """One export. The file goes after its time; the row stays, with the checksum.

    ``losses`` is [{what, count, examples}], known before anything is written; ``findings`` is the validator's
    verdict, {total, shown: [...]}; ``edition`` names the building of the edition that the losses were counted in.
    """

    act = models.CharField(_("what is done"), max_length=8, choices=Act.choices, default=Act.PREPARE)
    format = models.CharField(_("format"), max_length=12, choices=ExportFormat.choices)
    audience = models.CharField(_("for whom"), max_length=8, choices=Audience.choices, default=Audience.PUBLIC)
    scope_kind = models.CharField(_("which part"), max_length=12, default="everything")
    scope_value = models.CharField(max_length=300, blank=True)
    scope_words = models.CharField(_("which part"), max_length=300, blank=True)
    generations = models.SmallIntegerField(_("generations"), default=2)
    gedzip = models.BooleanField(_("with the pictures, as GEDZIP"), default=False)
    edition = models.CharField(max_length=40, blank=True, editable=False)
    losses = models.JSONField(_("what the file cannot carry"), null=True)
    report = models.JSONField(_("what was written"), default=dict)
    findings = models.JSONField(_("verdict of the check"), null=True)
    size = models.BigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True)
    kept_until = models.DateTimeField(_("kept until"), null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_gedcom(self) -> bool:
        return self.format not in DATA_ENDINGS

    @property
    def request(self) -> ExportRequest:
        """What is asked of GEDCOM; raises ExportRefused where it makes no sense."""
        scope = Scope(self.scope_kind, self.scope_value)
        return ExportRequest(self.format, self.audience, scope, self.generations, self.gedzip)

    @property
    def file_name(self) -> str:
        """The name under which the file is downloaded: for whom, which part, of what day."""
        gedcom = ".gdz" if self.gedzip else ".ged"
        ending = DATA_ENDINGS.get(self.format, gedcom)
        part = self.scope_kind if self.scope_kind != "everything" else "all"
        return f"kresy-families-{self.audience}-{part}-{self.asked_at:%Y-%m-%d}{ending}"

    @property
    def path(self) -> Path:
        return self.folder / f"export{''.join(Path(self.file_name).suffixes[-2:])}"

    def may_be_fetched(self, now: datetime) -> bool:
        """Whether the file is written, still kept, and its time not over."""
        written = self.act == Act.WRITE and self.state == JobState.DONE
        return written and self.kept_until is not None and now < self.kept_until and self.path.is_file()

    def ask_for(self, act: Act, by: str) -> None:
        """Set what is to be done next."""
        self.act, self.asked_at = act, timezone.now()
        self.ask_again(by)


class Download(models.Model):
    """Someone took the file of an export; a row is never changed and never deleted."""

    export = models.ForeignKey(Export, models.PROTECT, related_name="downloads", verbose_name=_("export"))
    by = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("download")
        verbose_name_plural = _("downloads")

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"


def remove_old_exports(now: datetime) -> int:
    """Delete the files whose time is over, and those of exports that were never written; return how many."""
    unwritten = now - timedelta(days=settings.EXPORTS_KEPT_DAYS)
    over = models.Q(kept_until__lt=now) | models.Q(kept_until=None, asked_at__lt=unwritten)
    removed = 0
    for export in Export.objects.filter(over).exclude(state__in=(JobState.WAITING, JobState.RUNNING)).iterator():
        if export.folder.is_dir():
            export.remove_files()
            removed += 1
    return removed
