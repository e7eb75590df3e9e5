"""A file that comes in through the desk: it is looked at, checked, taken in and, if need be, taken out again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.importing.models import ImportBatch
from records.upload_job import UploadJob


class Act(models.TextChoices):
    """What is being done with the file."""

    PREVIEW = "preview", _("looking at the file")
    CHECK = "check", _("checking the file")
    TAKE_IN = "take_in", _("taking the file in")
    UNDO = "undo", _("undoing the import")


class ImportJob(UploadJob):
    """One uploaded file, or one import to be undone; ``act`` is what was asked for last.

    ``report`` is that of the preview, and after taking in that of the import. ``findings`` are the validator's:
    {total, shown: [{line, code, message, text, severity}]}; ``undoing`` is {removed: {what: number}, kept: [...]}.
    """

    act = models.CharField(_("what is done"), max_length=8, choices=Act.choices, default=Act.PREVIEW)
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
