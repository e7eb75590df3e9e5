"""The tie between evidence and conclusion: this name on this page is (surely, probably, perhaps) this person."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.documents.models import Mention
from records.people.models import Person
from records.record_model import Record, RecordPart


class Identification(RecordPart):
    """A decision about a mention: who it is, how certain, decided by whom, when and why."""

    mention = models.ForeignKey(
        Mention, models.CASCADE, related_name="identifications", verbose_name=_("name on the page")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="identifications", verbose_name=_("person"))
    certainty = models.CharField(
        _("certainty"),
        max_length=10,
        default="probable",
        choices=[("sure", _("sure")), ("probable", _("probable")), ("uncertain", _("uncertain"))],
    )
    reason = models.TextField(_("why"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    withdrawn_reason = models.TextField(_("why withdrawn"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        constraints = [
            models.UniqueConstraint(
                fields=["mention", "person"], condition=Q(withdrawn=False), name="identification_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mention} = {self.person}"

    def owners(self) -> Sequence[Record | None]:
        return [self.mention.document, self.person]


class NotSame(RecordPart):
    """A decision that this name on this page is not this person: so it is not proposed again.

    ``fingerprint`` is of what was known of both (deciding_names.py): once that is another, it may be asked again.
    Without one it is not.
    """

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="refusals", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="refusals")
    note = models.TextField(_("why"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("decided"))
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("not the same person")
        verbose_name_plural = _("not the same persons")
        constraints = [models.UniqueConstraint(fields=["mention", "person"], name="not_same_once")]

    def __str__(self) -> str:
        return f"{self.mention} ≠ {self.person}"

    def owners(self) -> Sequence[Record | None]:
        # The decision is for the desk alone: no page shows it.
        return []
