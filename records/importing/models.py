"""An import batch: the file, each of its records as it stood and what it became, and the lines that found no home."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Of a longer pointer the beginning is kept.
LONGEST_POINTER = 60
# What an import of a list has as its version.
TABLES = ("CSV", "XLSX")


class BatchState(models.TextChoices):
    """Whether what a file brought is in the archive."""

    APPLIED = "applied", _("taken in")
    UNDONE = "undone", _("undone")


class ImportBatch(models.Model):
    """One file taken in."""

    file_name = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(_("checksum"), max_length=64)
    size = models.BigIntegerField(_("size in bytes"), default=0)
    version = models.CharField(_("GEDCOM version"), max_length=10, blank=True)
    charset = models.CharField(_("character set"), max_length=40, blank=True)
    charset_reason = models.CharField(_("why this character set"), max_length=200, blank=True)
    records_status = models.CharField(_("status given to its records"), max_length=10, default="draft")
    by = models.CharField(_("taken in by"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.APPLIED)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    # What its records have as changed_at until someone changes them.
    applied_at = models.DateTimeField(_("taken in"), null=True, editable=False)
    undone_at = models.DateTimeField(_("undone on"), null=True, blank=True)
    undone_by = models.CharField(_("undone by"), max_length=150, blank=True)
    header = models.TextField(_("header of the file"), blank=True)
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

    @property
    def is_table(self) -> bool:
        """Whether the file was a list with a name in each row."""
        return self.version in TABLES


class ImportedRecord(models.Model):
    """A record of the file: its lines as they stood, and which of our records it became, or was found to be.

    ``target`` is the primary key of ours; ``created`` says that this import made it. In the order of the file.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="records", verbose_name=_("import"))
    xref = models.CharField(max_length=LONGEST_POINTER)
    tag = models.CharField(max_length=20)
    line = models.PositiveIntegerField(_("line"), default=0)
    kind = models.CharField(max_length=12, blank=True)
    target = models.BigIntegerField(null=True)
    record_id = models.CharField(max_length=13, blank=True)
    created = models.BooleanField(default=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("record of an imported file")
        verbose_name_plural = _("records of imported files")
        indexes = [
            models.Index(fields=["kind", "target"], name="imported_kind_target"),
            models.Index(fields=["xref"], name="imported_xref"),
        ]

    def __str__(self) -> str:
        return f"{self.xref} {self.tag}"


class ImportedRow(models.Model):
    """A row of a list: its cells as they stood, what became of it, and what was odd.

    ``problems`` are {column, code, text}; ``person_id`` is the public id of whoever it made or was linked to.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(default=list)
    outcome = models.CharField(max_length=8)
    person_id = models.CharField(max_length=13, blank=True)
    name = models.CharField(max_length=300, blank=True)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("row of an imported list")
        verbose_name_plural = _("rows of imported lists")
        # Whoever is merged takes along the rows of long lists.
        indexes = [models.Index(fields=["person_id"], name="imported_row_person")]

    def __str__(self) -> str:
        return f"{self.line} {self.name}"


class Residue(models.Model):
    """Lines of the file that the archive has no home for, kept as they stood, beside the record they belong to."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="residues", verbose_name=_("import"))
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


class ExternalId(models.Model):
    """What other programs and authorities call a record of ours: by it a file that comes again is recognised.

    ``scheme`` is "UID", "REFN" and its type, or the address that the TYPE of an EXID gives.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="external_ids")
    kind = models.CharField(max_length=12)
    target = models.BigIntegerField()
    scheme = models.CharField(_("who calls it so"), max_length=200)
    value = models.CharField(_("identifier"), max_length=200)

    class Meta:
        ordering = ["id"]
        verbose_name = _("identifier elsewhere")
        verbose_name_plural = _("identifiers elsewhere")
        indexes = [
            models.Index(fields=["value", "scheme"], name="external_id_value"),
            models.Index(fields=["kind", "target"], name="external_id_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
