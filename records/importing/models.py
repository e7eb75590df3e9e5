"""An import batch: the file, what was made of each of its records, and the lines that found no home."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One file taken in."""

    file_name = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(_("checksum"), max_length=64)
    version = models.CharField(_("GEDCOM version"), max_length=10, blank=True)
    charset = models.CharField(_("character set"), max_length=40, blank=True)
    charset_reason = models.CharField(_("why this character set"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        ordering = ["-id"]
        permissions = [
            ("import_files", "Can import files"),
            ("export_archive", "Can export the complete archive"),
        ]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name


class ImportedRecord(models.Model):
    """Which of our records a record of the file became."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="records")
    xref = models.CharField(max_length=60)
    tag = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, blank=True)
    target = models.BigIntegerField(null=True)
    record_id = models.CharField(max_length=13, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("record of an imported file")
        verbose_name_plural = _("records of imported files")
        indexes = [
            models.Index(fields=["batch", "xref"], name="imported_batch_xref"),
            models.Index(fields=["kind", "record_id"], name="imported_kind_record"),
        ]

    def __str__(self) -> str:
        return f"{self.xref} {self.tag}"


class Residue(models.Model):
    """Lines of the file that the archive has no home for, kept as they stood, beside the record they belong to."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="residues")
    kind = models.CharField(max_length=12, blank=True)
    record_id = models.CharField(max_length=13, blank=True)
    path = models.CharField(_("where in the record"), max_length=200)
    line = models.PositiveIntegerField(_("line"))
    lines = models.TextField(_("lines"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("line not taken")
        verbose_name_plural = _("lines not taken")
        indexes = [models.Index(fields=["kind", "record_id"], name="residue_kind_record")]

    def __str__(self) -> str:
        return f"{self.path} (line {self.line})"
