"""A stage of the journey is shared: one place and time, many travellers, each with a role and an outcome."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.dated_model import Dated
from records.documents.models import Citation
from records.journeys.separation import separation_choices
from records.journeys.stages import STAGES, stage_choices
from records.outbox import announce
from records.people.models import Person
from records.places.models import Place
from records.record_model import Record, RecordPart

# Of a particular train, ship or unit; most stages are told by their kind and place.
TITLED = Q(title__gt="")


class Outcome(models.TextChoices):
    """How a stage ended for one traveller."""

    UNKNOWN = "unknown", _("not known")
    ARRIVED = "arrived", _("arrived")
    DIED = "died", _("died")
    LEFT_BEHIND = "left_behind", _("left behind")
    SEPARATED = "separated", _("separated from the family")
    JOINED = "joined", _("joined here")
    BORN = "born", _("born on the way")


class Presence(models.TextChoices):
    """How we know that someone was there."""

    DOCUMENTED = "documented", _("named in a source")
    INFERRED = "inferred", _("inferred from others")


class JourneyStage(Dated, Record):
    """One leg or stay: a train, a settlement, a ship, a camp, at one time."""

    KIND = "stage"

    code = models.CharField(_("stage"), max_length=20, choices=stage_choices)
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("For a particular train, ship or unit.")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="stages", verbose_name=_("place")
    )
    place_as_written = models.CharField(_("place as written"), max_length=300, blank=True)
    origin = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="stages_from", verbose_name=_("from")
    )
    transport = models.CharField(_("transport"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("stage of the journey")
        verbose_name_plural = _("stages of the journey")
        indexes = [
            models.Index(fields=["place", "date_earliest"], name="stage_place_time"),
            models.Index(fields=["code", "date_earliest"], name="stage_code_time"),
            models.Index(fields=["status", "id"], name="stage_status_id"),
            models.Index(fields=["code", "id"], name="stage_code_id"),
            models.Index(fields=["title"], condition=TITLED, name="stage_titled"),
        ]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            # A stage can be what tells that someone has died, or was born long ago.
            announce(person.key for person in Person.objects.filter(travels__stage=self))
            return super().delete(*args, **kwargs)

    def __str__(self) -> str:
        label = STAGES[self.code].label if self.code in STAGES else self.code
        where = self.title or (self.place.name if self.place else self.place_as_written)
        return " · ".join(str(part) for part in (label, where, self.date_text or self.date_value) if part)


class Traveller(Dated, RecordPart):
    """One person on a stage. The date is this person's own time there, where it differs from the stage's."""

    # The constraint and the index below begin with them.
    stage = models.ForeignKey(JourneyStage, models.CASCADE, related_name="travellers", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="travels", verbose_name=_("person"), db_index=False)
    role = models.CharField(_("role"), max_length=100, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, default=Outcome.UNKNOWN)
    presence = models.CharField(_("how we know"), max_length=12, choices=Presence.choices, default=Presence.INFERRED)
    reason = models.CharField(_("reason of separation"), max_length=20, blank=True, choices=separation_choices)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("traveller")
        verbose_name_plural = _("travellers")
        constraints = [
            models.UniqueConstraint(fields=["stage", "person"], name="traveller_once_on_a_stage"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="traveller_outcome_known_word"),
        ]
        indexes = [models.Index(fields=["person", "stage"], name="traveller_person_stage")]

    def __str__(self) -> str:
        return str(self.person)

    def owners(self) -> Sequence[Record | None]:
        return [self.stage, self.person]


class StageCitation(Citation, RecordPart):
    """Where a stage is found."""

    stage = models.ForeignKey(JourneyStage, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation of a stage")
        verbose_name_plural = _("citations of stages")

    def owners(self) -> Sequence[Record | None]:
        return [self.stage, self.source]
