"""A list that comes in through the desk, and the columns of an archive's lists under a name, for its next file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.documents.collections import Collection
from records.documents.kinds import document_kind_choices
from records.importing.models import ImportBatch
from records.upload_job import UploadJob


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


class TableJob(UploadJob):
    """One uploaded list. ``plan`` is what was chosen so far (plan.py), ``report`` that of the preview or import.

    While it is only chosen from (act "choose") no worker has anything to do with it: its state is done.
    """

    act = models.CharField(_("what is done"), max_length=8, choices=TableAct.choices, default=TableAct.CHOOSE)
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
