"""Archives, sources and documents; the images, transcriptions and translations of a page; the names on it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.dated_model import Dated
from records.documents.cited_words import cited_place, source_title
from records.documents.collections import Collection
from records.documents.kinds import document_kind_choices, misfit_fields
from records.documents.picture_crop import Crop
from records.names.folding import fold
from records.names.illegible import likeliest_letters
from records.outbox import announce
from records.places.models import Place
from records.record_model import Record, RecordPart


class Archive(Record):
    """Who keeps sources: an archive, a museum, a family."""

    KIND = "archive"

    name = models.CharField(_("name"), max_length=200)
    place_text = models.CharField(_("where"), max_length=200, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("archive")
        verbose_name_plural = _("archives")

    def __str__(self) -> str:
        return self.name


class Source(Dated, Record):
    """A body of evidence that can be cited: a register, a book, a fonds, a web page."""

    KIND = "source"

    archive = models.ForeignKey(
        Archive, models.PROTECT, null=True, blank=True, related_name="sources", verbose_name=_("archive")
    )
    title = models.CharField(_("title"), max_length=400)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    publication = models.CharField(_("publication"), max_length=400, blank=True)
    signature = models.CharField(_("signature (call number)"), max_length=200, blank=True)
    kind = models.CharField(_("kind of source"), max_length=40, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    reliability_en = models.TextField(_("how far to trust it (English)"), blank=True)
    reliability_pl = models.TextField(_("how far to trust it (Polish)"), blank=True)
    reliability_de = models.TextField(_("how far to trust it (German)"), blank=True)
    note = models.TextField(_("note"), blank=True)
    unverified = models.BooleanField(_("unverified"), default=False)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        ordering = ["folded", "id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        indexes = [models.Index(fields=["status", "folded"], name="source_status_folded")]

    def __str__(self) -> str:
        return source_title(self.title, self.kind)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.title)[:400]
        super().save(*args, **kwargs)


class Citation(models.Model):
    """Where a statement is found. The rooms above attach it to their names, events and stages."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    page = models.CharField(_("page, entry, minute"), max_length=300, blank=True)
    quality = models.PositiveSmallIntegerField(
        _("quality"),
        null=True,
        blank=True,
        choices=[
            (0, _("0 unreliable")),
            (1, _("1 questionable")),
            (2, _("2 secondary")),
            (3, _("3 primary")),
        ],
    )
    text = models.TextField(_("words of the source"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.source}, {cited_place(self.page)}" if self.page else str(self.source)


class Document(Dated, Record):
    """One paper, photograph or list, described as it stands."""

    KIND = "document"

    # The indexes below begin with the source, the collection, the place.
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("source"),
        db_index=False,
    )
    collection = models.ForeignKey(
        Collection,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("collection"),
        db_index=False,
    )
    kind = models.CharField(_("kind of document"), max_length=30, choices=document_kind_choices, db_index=True)
    title = models.CharField(_("title"), max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    signature = models.CharField(_("signature (call number)"), max_length=200, blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("place"),
        db_index=False,
    )
    place_as_written = models.CharField(_("place as written"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    original = models.CharField(
        _("original or copy"),
        max_length=10,
        default="unknown",
        choices=[("original", _("original")), ("copy", _("copy")), ("unknown", _("unknown"))],
    )
    holder_today = models.CharField(_("kept today by"), max_length=300, blank=True)
    provenance = models.TextField(_("how it came down"), blank=True)
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    fields = models.JSONField(_("fields of this kind"), default=dict, blank=True)
    # {key of a field: {"understood": how its words were read, "place": key of the place they name}}
    readings = models.JSONField(_("fields as understood"), default=dict, blank=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    hard_to_read = models.BooleanField(
        _("hard to read"),
        default=False,
        help_text=_("In review, someone else reads it a second time, without seeing the first reading."),
    )
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        ordering = ["folded", "id"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            models.Index(fields=["kind", "folded"], name="document_kind_folded"),
            models.Index(fields=["status", "folded"], name="document_status_folded"),
            models.Index(fields=["place", "folded"], name="document_place_folded"),
            models.Index(fields=["source", "folded"], name="document_source_folded"),
            models.Index(fields=["collection", "folded"], name="document_collection_folded"),
        ]

    def __str__(self) -> str:
        return self.title

    def review_facets(self) -> dict[str, Any]:
        return {"document_kind": self.kind, "hard_to_read": self.hard_to_read, "collection": self.collection_id}

    def clean(self) -> None:
        super().clean()
        misfits = misfit_fields(self.kind, self.fields or {})
        if misfits:
            raise ValidationError({"fields": _("This kind of document has no field: %s") % ", ".join(misfits)})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.title)[:300]
        with transaction.atomic():
            stored = Document.objects.filter(pk=self.pk) if self.pk else Document.objects.none()
            before = stored.values_list("source_id", "folded").first()
            super().save(*args, **kwargs)
            if before is not None and before != (self.source_id, self.folded):
                # What a source is called in public hangs on the papers in it: on the one that left it, too.
                _announce_sources({before[0], self.source_id})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            _announce_sources({self.source_id})
            return super().delete(*args, **kwargs)


def _announce_sources(pks: set[int | None]) -> None:
    announce(
        source.key
        for source in Source.objects.filter(pk__in=[pk for pk in pks if pk is not None]).only("pk", "public_id")
    )


class Side(models.TextChoices):
    """Which side or part of a paper a picture shows, or words stand on; empty where nobody has said."""

    FRONT = "front", _("front side")
    BACK = "back", _("back side")
    INSIDE = "inside", _("inside")
    COVER = "cover", _("cover or envelope")
    DETAIL = "detail", _("a detail")


class DocumentPart(RecordPart):
    """A row of a document."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def owners(self) -> Sequence[Record | None]:
        return [self.document]


class DocumentImage(DocumentPart):
    """A scan or photograph, decoded and written again (so no place or owner hides in it), known by its checksum."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="images")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    file = models.ImageField(_("file"), upload_to="documents/", width_field="width", height_field="height")
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    side = models.CharField(_("which side"), max_length=10, choices=Side.choices, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [models.UniqueConstraint(fields=["document", "sha256"], name="document_image_once")]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class Transcription(DocumentPart):
    """One reading of the words on the page; several versions may stand side by side."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="transcriptions")
    language = models.CharField(_("language"), max_length=12)
    script = models.CharField(_("script"), max_length=4, default="Latn")
    text = models.TextField(_("text"))
    author = models.CharField(_("transcribed by"), max_length=200, blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    side = models.CharField(
        _("on which side"),
        max_length=10,
        choices=Side.choices,
        blank=True,
        help_text=_("Empty for the words of the whole paper; an inscription on the back has a text of its own."),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("transcription")
        verbose_name_plural = _("transcriptions")

    def __str__(self) -> str:
        return f"{self.language} {self.version}".strip()


class Translation(DocumentPart):
    """The words of the page in another language."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("text"))
    author = models.CharField(_("translated by"), max_length=200, blank=True)
    side = models.CharField(
        _("on which side"),
        max_length=10,
        choices=Side.choices,
        blank=True,
        help_text=_("Empty for the words of the whole paper; an inscription on the back has a text of its own."),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return self.language


class Mention(DocumentPart):
    """A name as it stands on the page. Who it is, is another question: see the identifications."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="mentions", verbose_name=_("document"))
    row = models.CharField(_("row or position"), max_length=40, blank=True)
    # A list taken in from a file may have a hundred thousand rows.
    position = models.PositiveIntegerField(_("order"), default=1)
    as_written = models.CharField(_("name as written"), max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    script = models.CharField(_("script"), max_length=4, default="Latn")
    romanised = models.CharField(_("in Latin letters"), max_length=300, blank=True)
    role = models.CharField(_("role on the page"), max_length=60, blank=True)
    relation = models.CharField(_("relation to the holder"), max_length=100, blank=True)
    age_text = models.CharField(_("age as written"), max_length=60, blank=True)
    birth_year = models.SmallIntegerField(_("year of birth"), null=True, blank=True)
    known_dead = models.BooleanField(
        _("known to have died"),
        default=False,
        help_text=_("Needed for an unidentified name to be shown to the public."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    # Where on which picture it stands, or the person is shown; in pixels of the picture as it is stored.
    image = models.ForeignKey(
        DocumentImage, models.SET_NULL, null=True, blank=True, related_name="mentions", verbose_name=_("picture")
    )
    crop_left = models.PositiveIntegerField(_("from the left edge (pixels)"), null=True, blank=True)
    crop_top = models.PositiveIntegerField(_("from the upper edge (pixels)"), null=True, blank=True)
    crop_width = models.PositiveIntegerField(_("width (pixels)"), null=True, blank=True)
    crop_height = models.PositiveIntegerField(_("height (pixels)"), null=True, blank=True)
    # What else the page says of this person: {key of a person field: {"text", "understood", "place"}}.
    values = models.JSONField(_("said of the person"), default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("name on the page")
        verbose_name_plural = _("names on the page")
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1700, birth_year__lte=2100),
                name="mention_birth_year_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.as_written

    @property
    def crop(self) -> Crop:
        return Crop(self.crop_left, self.crop_top, self.crop_width, self.crop_height)

    def clean(self) -> None:
        super().clean()
        if self.image is None:
            if self.crop:
                raise ValidationError(_("Say on which picture this part lies."))
            return
        if self.image.document_id != self.document_id:
            raise ValidationError(_("The picture belongs to another document."))
        width, height = self.image.width, self.image.height
        if width and height and self.crop and self.crop.within(width, height) != self.crop:
            raise ValidationError(
                _("This part lies outside of the picture, which is %(width)s pixels wide and %(height)s high."),
                params={"width": width, "height": height},
            )

    def derive(self) -> None:
        """Fill the column that follows from the name; letters left open are taken as the likeliest."""
        self.folded = fold(likeliest_letters(self.romanised or self.as_written))[:300]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
