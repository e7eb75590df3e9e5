"""Persons, their names, families and events. Rival claims are rows side by side; at most one is the conclusion."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.dated_model import Dated
from records.documents.models import Citation
from records.index_ranges import Ending
from records.names.folding import fold
from records.names.illegible import likeliest_letters
from records.names.patronymics import patronymic_in_heading
from records.names.surnames import family_key
from records.outbox import RecordKey, announce
from records.people.claims_that_differ import ONCE_IN_A_LIFE, find_differing
from records.people.kinds import event_kind_choices, name_kind_choices, pedigree_choices
from records.places.models import Place
from records.record_model import Record, RecordPart


class Vital(models.TextChoices):
    """What is known of a person's being alive; unknown counts as living."""

    UNKNOWN = "unknown", _("unknown (counts as living)")
    LIVING = "living", _("living")
    DECEASED = "deceased", _("known to have died")


class Person(Record):
    """One human being, as far as the evidence lets us conclude. Carries no name itself: see PersonName."""

    KIND = "person"

    sex = models.CharField(
        _("sex"),
        max_length=1,
        default="U",
        choices=[("F", _("female")), ("M", _("male")), ("X", _("other")), ("U", _("not recorded"))],
    )
    vital = models.CharField(_("living or dead"), max_length=10, choices=Vital.choices, default=Vital.UNKNOWN)
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never shown to the public, whatever else is known.")
    )
    # The preferred name again, for lists and look-ups in the admin; kept by PersonName.save().
    sort_name = models.CharField(_("name"), max_length=300, blank=True, editable=False)
    folded = models.CharField(max_length=300, blank=True, editable=False, db_index=True)
    note = models.TextField(_("note for the public page"), blank=True)
    private_note = models.TextField(_("note for volunteers only"), blank=True)
    reference = models.CharField(_("reference number"), max_length=100, blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        ordering = ["folded", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["status", "folded"], name="person_status_folded")]

    def __str__(self) -> str:
        return self.sort_name or self.public_id

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        # Whether parents and children may be shown can hang on this person, and later nobody knows the ties.
        with transaction.atomic():
            families = Family.objects.filter(Q(partners__person=self) | Q(children__person=self)).distinct()
            announce(family.key for family in families)
            announce(self.mentioned_in())
            return super().delete(*args, **kwargs)

    def mentioned_in(self) -> list[RecordKey]:
        """Return the documents that name this person: with the person gone, they may be shown again."""
        ids = self.identifications.filter(withdrawn=False).values_list("mention__document__public_id", flat=True)
        return [RecordKey("document", record_id) for record_id in ids]

    def refresh_sort_name(self) -> None:
        """Take the preferred name (else the first) into the list columns."""
        name = self.names.order_by("-preferred", "position", "id").first()
        self.sort_name = str(name)[:300] if name else ""
        self.folded = fold(self.sort_name)[:300]
        Person.objects.filter(pk=self.pk).update(sort_name=self.sort_name, folded=self.folded)


class PersonName(RecordPart):
    """One form of a person's name, as its source spells it, with its reading."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(_("kind of name"), max_length=12, default="birth", choices=name_kind_choices)
    prefix = models.CharField(_("title before the name"), max_length=60, blank=True)
    given = models.CharField(_("given names"), max_length=150, blank=True)
    nickname = models.CharField(_("called"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    surname = models.CharField(_("surname"), max_length=150, blank=True)
    suffix = models.CharField(_("after the name"), max_length=60, blank=True)
    as_written = models.CharField(_("exactly as written"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    script = models.CharField(_("script"), max_length=4, default="Latn")
    preferred = models.BooleanField(_("name to show first"), default=False)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    family_key = models.CharField(max_length=150, editable=False, db_index=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(preferred=True), name="one_preferred_name"),
        ]
        indexes = [
            # Whose surname cannot be read at its beginning is sought by its end.
            models.Index(Ending("family_key"), "given", name="name_ending_given"),
        ]

    def __str__(self) -> str:
        parts = [
            self.surname,
            " ".join(filter(None, [self.prefix, self.given, patronymic_in_heading(self.patronymic), self.suffix])),
        ]
        return ", ".join(part for part in parts if part) or self.as_written

    def owners(self) -> Sequence[Record | None]:
        return [self.person]

    def derive(self) -> None:
        """Fill the columns that follow from the name."""
        whole = f"{self.surname} {self.given} {self.patronymic} {self.as_written}"
        self.folded = fold(likeliest_letters(whole))[:300]
        self.family_key = family_key(self.surname)[:150]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
        self.person.refresh_sort_name()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        self.person.refresh_sort_name()
        return deleted


class Family(Record):
    """Partners and their children, whether or not anyone married."""

    KIND = "family"

    note = models.TextField(_("note for the public page"), blank=True)
    private_note = models.TextField(_("note for volunteers only"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("family")
        verbose_name_plural = _("families")
        indexes = [models.Index(fields=["status", "id"], name="family_status_id")]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            # Whether parents and children may be shown can hang on each other through this family.
            members = Person.objects.filter(Q(partnerships__family=self) | Q(parentages__family=self)).distinct()
            announce(person.key for person in members)
            return super().delete(*args, **kwargs)

    def __str__(self) -> str:
        names = [partner.person.sort_name for partner in self.partners.all()]
        return " + ".join(name for name in names if name) or self.public_id


class FamilyPartner(RecordPart):
    """A partner of a family."""

    # The constraint below is the index by family.
    family = models.ForeignKey(Family, models.CASCADE, related_name="partners", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="partnerships", verbose_name=_("person"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [models.UniqueConstraint(fields=["family", "person"], name="partner_once_in_a_family")]

    def __str__(self) -> str:
        return str(self.person)

    def owners(self) -> Sequence[Record | None]:
        return [self.family, self.person]


class FamilyChild(RecordPart):
    """A child of a family, and how the parentage came about."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="children", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="parentages", verbose_name=_("person"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    pedigree = models.CharField(_("parentage"), max_length=10, default="birth", choices=pedigree_choices)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("child")
        verbose_name_plural = _("children")
        constraints = [models.UniqueConstraint(fields=["family", "person"], name="child_once_in_a_family")]

    def __str__(self) -> str:
        return str(self.person)

    def owners(self) -> Sequence[Record | None]:
        return [self.family, self.person]


class Event(Dated, RecordPart):
    """One claim of what happened to a person or a family. Two birth dates are two rows.

    One claim of a kind may be marked as the conclusion, with a reason, an author and a date.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="events", db_index=False)
    family = models.ForeignKey(Family, models.CASCADE, null=True, blank=True, related_name="events", db_index=False)
    kind = models.CharField(_("kind of event"), max_length=20, choices=event_kind_choices)
    type_text = models.CharField(_("more exactly"), max_length=120, blank=True)
    value = models.CharField(_("value"), max_length=500, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("place")
    )
    place_as_written = models.CharField(_("place as written"), max_length=300, blank=True)
    cause = models.CharField(_("cause"), max_length=200, blank=True)
    agency = models.CharField(_("authority"), max_length=200, blank=True)
    age_text = models.CharField(_("age as written"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    is_conclusion = models.BooleanField(_("our conclusion"), default=False)
    conclusion_reason = models.TextField(_("why we conclude so"), blank=True)
    concluded_by = models.CharField(_("concluded by"), max_length=150, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        # An event has one of the two: an index over the empty half would only cost.
        indexes = [
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="event_of_person"),
            models.Index(fields=["family"], condition=Q(family__isnull=False), name="event_of_family"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, family__isnull=True) | Q(person__isnull=True, family__isnull=False),
                name="event_of_a_person_or_a_family",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(is_conclusion=True, person__isnull=False),
                name="one_conclusion_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["family", "kind"],
                condition=Q(is_conclusion=True, family__isnull=False),
                name="one_family_conclusion_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(is_conclusion=False) | ~Q(conclusion_reason=""),
                name="conclusion_has_a_reason",
                violation_error_message=_("Say why this is the conclusion."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date_text or self.date_value}".strip()

    def owners(self) -> Sequence[Record | None]:
        return [self.person, self.family]

    def save(self, *args: Any, **kwargs: Any) -> None:
        adding = self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            # What was of another kind before may have been one of two births.
            if not adding or self.kind in ONCE_IN_A_LIFE:
                self._compare_claims()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            self._compare_claims()
            return deleted

    def _compare_claims(self) -> None:
        find_differing([self.person_id] if self.person_id else [], [self.family_id] if self.family_id else [])

    def clean(self) -> None:
        super().clean()
        if self.is_conclusion and not self.conclusion_reason:
            raise ValidationError({"conclusion_reason": _("Say why this is the conclusion.")})


class NameCitation(Citation, RecordPart):
    """Where a name is found."""

    name = models.ForeignKey(PersonName, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation of a name")
        verbose_name_plural = _("citations of names")

    def owners(self) -> Sequence[Record | None]:
        return [self.name.person, self.source]

    def whole(self) -> RecordPart | None:
        return self.name


class EventCitation(Citation, RecordPart):
    """Where an event is found."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation of an event")
        verbose_name_plural = _("citations of events")

    def owners(self) -> Sequence[Record | None]:
        return [self.event.person, self.event.family, self.source]

    def whole(self) -> RecordPart | None:
        return self.event


class PersonCitation(Citation, RecordPart):
    """A source about the person as a whole."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation of a person")
        verbose_name_plural = _("citations of persons")

    def owners(self) -> Sequence[Record | None]:
        return [self.person, self.source]


class ChildCitation(Citation, RecordPart):
    """Where a parentage is found."""

    child = models.ForeignKey(FamilyChild, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation of a parentage")
        verbose_name_plural = _("citations of parentages")

    def owners(self) -> Sequence[Record | None]:
        return [self.child.family, self.child.person, self.source]

    def whole(self) -> RecordPart | None:
        return self.child
