"""What was estimated when everybody was compared last: how many people are behind the records that may be shown."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.linkage.estimating import Estimate


class PeopleEstimate(models.Model):
    """One row, of the last comparison.

    ``people`` and ``names`` are the records that were counted: persons, and names on pages with which nobody is
    identified; ``fewest``, ``likely`` and ``most`` are the people behind them.
    """

    made_at = models.DateTimeField(_("made"))
    people = models.PositiveIntegerField()
    names = models.PositiveIntegerField()
    fewest = models.PositiveIntegerField()
    likely = models.PositiveIntegerField()
    most = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("estimated number of people")
        verbose_name_plural = _("estimated numbers of people")

    def __str__(self) -> str:
        return f"{self.fewest} – {self.likely} – {self.most}"


def keep_estimate(estimate: Estimate, people: int, now: datetime) -> PeopleEstimate:
    """Keep an estimate in place of the one before; ``people`` of its records are persons."""
    PeopleEstimate.objects.all().delete()
    return PeopleEstimate.objects.create(
        made_at=now,
        people=people,
        names=estimate.records - people,
        fewest=estimate.fewest,
        likely=estimate.likely,
        most=estimate.most,
    )


def last_estimate() -> PeopleEstimate | None:
    """Return what was estimated last, or None before anybody was compared."""
    return PeopleEstimate.objects.order_by("-pk").first()
