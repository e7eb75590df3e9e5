"""Places: dated names, dated parents, coordinates with their precision, and the details of camps."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from records.dated_model import Dated
from records.names.folding import fold
from records.places.kinds import place_kind_choices
from records.record_model import Record, RecordPart


class Place(Dated, Record):
    """One spot on the ground, or one that nobody has located yet. Its date is when it served its purpose."""

    KIND = "place"

    name = models.CharField(_("name"), max_length=200, help_text=_("As Poles called it in 1939, or as heard."))
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    modern_name = models.CharField(_("name today"), max_length=200, blank=True)
    country_modern = models.CharField(
        _("country today"), max_length=40, blank=True, help_text=_("ISO codes, ; between")
    )
    parent_1939 = models.CharField(_("belonged to in 1939, as written"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("precision of the coordinates"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)
    source_note = models.TextField(_("where this is from"), blank=True)
    unverified = models.BooleanField(
        _("unverified"), default=False, help_text=_("From general knowledge; not yet found in a source.")
    )
    imported_text = models.CharField(
        _("place line of an imported file"), max_length=500, blank=True, db_index=True, editable=False
    )

    class Meta:
        ordering = ["folded", "id"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_coordinates_both_or_neither",
                violation_error_message=_("Give both coordinates, within their ranges, or neither."),
            ),
        ]
        indexes = [models.Index(fields=["status", "folded"], name="place_status_folded")]

    def __str__(self) -> str:
        return f"{self.name} ({self.modern_name})" if self.modern_name and self.modern_name != self.name else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:200]
        super().save(*args, **kwargs)


class PlaceKind(RecordPart):
    """What a place was: a home town and a county seat at once, say."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="kinds")
    kind = models.CharField(_("kind"), max_length=30, choices=place_kind_choices, db_index=True)

    class Meta:
        verbose_name = _("kind of place")
        verbose_name_plural = _("kinds of place")
        constraints = [models.UniqueConstraint(fields=["place", "kind"], name="place_kind_once")]
        indexes = [models.Index(fields=["kind", "place"], name="place_kind_place")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def owners(self) -> Sequence[Record | None]:
        return [self.place]


class PlaceName(Dated, RecordPart):
    """A name the place had, in one language and script, at one time."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    script = models.CharField(_("script"), max_length=4, default="Latn")
    kind = models.CharField(
        _("kind of name"),
        max_length=12,
        default="official",
        choices=[
            ("official", _("official")),
            ("modern", _("today")),
            ("former", _("former")),
            ("heard", _("as heard")),
        ],
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("name of the place")
        verbose_name_plural = _("names of the place")

    def __str__(self) -> str:
        return self.name

    def owners(self) -> Sequence[Record | None]:
        return [self.place]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:200]
        super().save(*args, **kwargs)


class PlaceParent(Dated, RecordPart):
    """What the place belonged to at one time: a county, a voivodeship, an oblast."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Place, models.PROTECT, related_name="children", verbose_name=_("belonged to"))

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("parent of the place")
        verbose_name_plural = _("parents of the place")
        constraints = [
            models.CheckConstraint(condition=~Q(place=F("parent")), name="place_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return str(self.parent)

    def owners(self) -> Sequence[Record | None]:
        return [self.place, self.parent]


class CampDetails(RecordPart):
    """What is known of a camp or settlement beyond its place."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="camp")
    run_by = models.CharField(_("run by"), max_length=200, blank=True)
    work = models.CharField(_("work done there"), max_length=300, blank=True)
    population = models.CharField(_("number of people, as the sources say"), max_length=300, blank=True)
    commandant = models.CharField(_("commandant"), max_length=200, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)

    class Meta:
        verbose_name = _("camp details")
        verbose_name_plural = _("camp details")

    def __str__(self) -> str:
        return str(self.place)

    def owners(self) -> Sequence[Record | None]:
        return [self.place]
