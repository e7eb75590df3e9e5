"""What changed and is not published yet: keys written in the same transaction as the change they announce."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordKey(NamedTuple):
    """A record's kind ("person", "place", ...) and its public id."""

    kind: str
    record_id: str


class OutboxEntry(models.Model):
    """One announced change; publishing deletes the row after the edition holds it."""

    kind = models.CharField(max_length=12)
    record_id = models.CharField(max_length=13)
    queued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        permissions = [("publish_records", "Can publish and withdraw records")]
        verbose_name = _("change waiting to be published")
        verbose_name_plural = _("changes waiting to be published")

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


def announce(keys: Iterable[RecordKey]) -> None:
    """Queue these records for publishing; call it inside the transaction that changes them."""
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(kind=kind, record_id=record_id) for kind, record_id in dict.fromkeys(keys)],
        batch_size=500,
    )
