"""Two people, and what was decided of them: the same, not the same, or unsure; by whom, when, why, and knowing what.

People are named by their public ids, so that a decision outlives the records it was made of. Each decision stays; of
one reviewer the last one counts.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """Whether two records are of one person."""

    SAME = "same", _("the same person")
    NOT_SAME = "not_same", _("not the same person")
    UNSURE = "unsure", _("unsure")


class PersonPair(models.Model):
    """Two people somebody compared; ``verdict`` is what was decided last.

    ``one`` is the lesser of the two public ids. Of a delicate pair, two reviewers must say "the same" before it is
    merged.
    """

    one = models.CharField(max_length=13)
    other = models.CharField(max_length=13)
    delicate = models.BooleanField(_("delicate"), default=False)
    verdict = models.CharField(_("decision"), max_length=10, blank=True, choices=Verdict.choices)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view", "add")
        permissions = [("merge_people", "Can merge two people and undo it")]
        verbose_name = _("decision about two people")
        verbose_name_plural = _("decisions about two people")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["other"], name="pair_other"),
            models.Index(fields=["verdict", "id"], name="pair_verdict"),
            models.Index(fields=["id"], condition=Q(delicate=True), name="pair_delicate"),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"


class PairDecision(models.Model):
    """What one reviewer decided of a pair, and what was known of both at that moment.

    ``evidence`` holds what was known by the public id (evidence.py); ``fingerprint`` changes with it.
    """

    pair = models.ForeignKey(PersonPair, models.CASCADE, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("why"), blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by = models.CharField(_("decided by"), max_length=150)
    decided_at = models.DateTimeField(_("decided"))
    evidence = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("decision of a reviewer")
        verbose_name_plural = _("decisions of reviewers")

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} ({self.decided_by})"
