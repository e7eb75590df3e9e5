"""What is proposed: two records that may be of one person, with all that speaks for and against it; until decided.

Made anew for the whole archive (proposals_of_archive.py); a decision of not the same keeps a pair away.
"""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.linkage.scoring import Part


class Proposal(models.Model):
    """A pair by the keys under which it was compared: ``p:`` and a public id, or ``n:`` and the number of a name on a
    page; ``one`` is a person whenever either is.

    ``gain`` is how likely it is, times how much the record tells that tells less. ``surname`` and ``place`` (a public
    id) are those of the likelier home: for the queues. ``again``: it was decided, and something new is known since.
    """

    one = models.CharField(max_length=24)
    other = models.CharField(max_length=24)
    probability = models.FloatField(_("how likely"))
    weight = models.FloatField()
    start = models.FloatField()
    parts = models.JSONField(default=list)
    certain = models.BooleanField(_("certain"), default=False)
    again = models.BooleanField(_("something new is known"), default=False)
    gain = models.FloatField(_("expected gain"))
    surname = models.CharField(_("surname"), max_length=150, blank=True)
    place = models.CharField(_("place"), max_length=13, blank=True)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["-gain", "id"]
        default_permissions = ()
        verbose_name = _("proposal: the same person?")
        verbose_name_plural = _("proposals: the same person?")
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="proposal_once")]
        indexes = [
            models.Index(fields=["-gain", "id"], name="proposal_gain"),
            models.Index(fields=["-probability", "id"], name="proposal_probability"),
            models.Index(fields=["surname", "-gain"], name="proposal_surname"),
            models.Index(fields=["place", "-gain"], name="proposal_place"),
            models.Index(fields=["other"], name="proposal_other"),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"

    def told(self) -> Sequence[Part]:
        """Return the parts that say something, the heaviest first."""
        return [Part(*part) for part in self.parts]


def no_longer_proposed(one: str, other: str = "") -> None:
    """Drop the proposal about two people, given by public id, or every one about a person who is no longer there."""
    first, second = f"p:{one}", f"p:{other}"
    if other:
        Proposal.objects.filter(one=min(first, second), other=max(first, second)).delete()
    else:
        Proposal.objects.filter(models.Q(one=first) | models.Q(other=first)).delete()
