"""A hint: a published record that fits a followed search, or that tells of a stage which a person's journey lacks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.contributions.followed_search import FollowedSearch


class HintKind(models.TextChoices):
    """For what a record is a hint."""

    SEARCH = "search", _("somebody follows a search")
    GAP = "gap", _("a journey has a gap")


class HintState(models.TextChoices):
    """What became of a hint."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    NOT_FITTING = "not_fitting", _("not fitting")


class Hint(models.Model):
    """A person, by public id, and what hints at them.

    Of a search: ``person`` fits it. Of a gap: the journey of ``person`` lacks ``stage`` behind the stage ``after``, and
    the other record, ``record``, tells of it: ``p:`` and a public id or ``n:`` and the number of a name on a page;
    ``probability``: that they are one person. ``surname`` (the key of the family) and ``place`` (a public id) are for
    the list. ``fingerprint`` is another as soon as something new is known of either: what was settled then comes again.
    ``looked_at`` is when the hint was last found to hold.
    """

    kind = models.CharField(_("kind"), max_length=6, choices=HintKind.choices)
    person = models.CharField(_("person"), max_length=13)
    search = models.ForeignKey(FollowedSearch, models.CASCADE, null=True, related_name="hints")
    record = models.CharField(max_length=24, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    probability = models.FloatField(null=True)
    surname = models.CharField(_("surname"), max_length=150, blank=True)
    place = models.CharField(_("place"), max_length=13, blank=True)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made"))
    looked_at = models.DateTimeField()
    again = models.BooleanField(_("something new is known"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=HintState.choices, default=HintState.OPEN)
    settled_by = models.CharField(_("decided by"), max_length=150, blank=True)
    settled_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        default_permissions = ("view", "change")
        verbose_name = _("hint")
        verbose_name_plural = _("hints")
        constraints = [
            models.UniqueConstraint(fields=["search", "person"], condition=Q(kind="search"), name="search_hint_once"),
            models.UniqueConstraint(
                fields=["person", "record", "stage"], condition=Q(kind="gap"), name="hint_of_gap_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-made_at", "-id"], name="hint_newest"),
            models.Index(fields=["state", "kind", "-made_at", "-id"], name="hint_kind"),
            models.Index(fields=["state", "surname", "-made_at", "-id"], name="hint_surname"),
            models.Index(fields=["state", "place", "-made_at", "-id"], name="hint_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
