"""What changed and is not published or compared yet: keys written in the same transaction as the change they announce.

Publishing and comparing (linkage/following.py) each drain a queue of their own: neither waits for the other.
"""

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


class ComparisonDue(models.Model):
    """Something changed by which people and names are compared; gone when the kept index holds it.

    ``kind`` is that of a record, or ALONE: a person whose kin are none of them compared anew for it.
    """

    kind = models.CharField(max_length=12)
    record_id = models.CharField(max_length=13)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("change waiting to be compared")
        verbose_name_plural = _("changes waiting to be compared")

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


# By which kinds of record people and names on pages are compared.
ALONE = "alone"
COMPARED_KINDS = frozenset({"person", ALONE, "family", "stage", "document", "place"})


def announce(keys: Iterable[RecordKey], *, changed: bool = True) -> None:
    """Queue these records for publishing and comparing; call it inside the transaction that changes them.

    ``changed``: they themselves, and not only what their pages say of others.
    """
    once = dict.fromkeys(keys)
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(kind=kind, record_id=record_id) for kind, record_id in once], batch_size=500
    )
    if changed:
        compare_anew(once)


def compare_anew(keys: Iterable[RecordKey]) -> None:
    """Queue these records for comparing alone; call it inside the transaction that changes them."""
    due = [ComparisonDue(kind=kind, record_id=record_id) for kind, record_id in keys if kind in COMPARED_KINDS]
    if due:
        ComparisonDue.objects.bulk_create(due, batch_size=500)
