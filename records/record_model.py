"""What every record shares: a stable public id without a name, a status that starts as draft, and its place
in the outbox. Parts of a record (a name, an event, a traveller) announce the records they belong to.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.change_sets import as_one_act
from records.outbox import RecordKey, announce
from records.review_queue import IN_REVIEW, follow_status, leave_line
from records.row_history import RowHistory

# Crockford's base 32: no i, l, o, u, so an id can be read out over the telephone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TWO_SIGNS = [first + second for first in ALPHABET for second in ALPHABET]


# Fields of a record that say nothing of its subject.
_NO_WORK = {"status", "changed_at"}


class Status(models.TextChoices):
    """Where a record stands between a volunteer's desk and the public site."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


def new_uid() -> UUID:
    """Return a time-ordered UUID (version 7)."""
    return uuid_utils.compat.uuid7()


def public_id_of(uid: UUID) -> str:
    """Return the twelve signs that name a record in addresses: the last 60 bits of its UUID."""
    rest, two = uid.int, _TWO_SIGNS
    return (
        f"{two[rest >> 50 & 1023]}{two[rest >> 40 & 1023]}{two[rest >> 30 & 1023]}"
        f"{two[rest >> 20 & 1023]}{two[rest >> 10 & 1023]}{two[rest & 1023]}"
    )


class Record(models.Model):
    """Something with an address of its own: a person, a place, a document, a stage ..."""

    KIND: ClassVar[str]

    uid = models.UUIDField(_("UUID"), default=new_uid, unique=True, editable=False)
    public_id = models.CharField(_("public id"), max_length=13, unique=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    # When someone last worked on what it says, here or in a part of it; being published is no such work.
    worked_on_at = models.DateTimeField(null=True, editable=False)

    states = RowHistory()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.public_id and "public_id" not in self.get_deferred_fields():
            self.public_id = public_id_of(self.uid)

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.KIND, self.public_id)

    def owner_keys(self) -> list[RecordKey]:
        """Return the records whose history this row is a part of: the record itself."""
        return [self.key]

    def review_facets(self) -> dict[str, Any]:
        """Return by what a reviewer's line is filtered, beside the kind of record: columns of InReview."""
        return {}

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if fields is None or not set(fields) <= _NO_WORK:
            self.worked_on_at = timezone.now()
            if fields is not None:
                kwargs["update_fields"] = {*fields, "worked_on_at"}
        with transaction.atomic(), as_one_act():
            before = self.state_before = None if self._state.adding else stored_state(self)
            super().save(*args, **kwargs)
            if "status" in (kwargs.get("update_fields") or ("status",)):
                follow_status(self, before)
            announce([self.key])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(), as_one_act():
            announce([self.key])
            if self.status == IN_REVIEW:
                leave_line(self)
            return super().delete(*args, **kwargs)


class RecordPart(models.Model):
    """A row that belongs to one or more records and changes their pages when it changes.

    One that came with a file tells which (the number of the import) and the line, and whether it was changed since:
    an export gives back the line as it stood only while nobody has.
    """

    imported_in = models.PositiveIntegerField(null=True, editable=False)
    imported_line = models.PositiveIntegerField(null=True, editable=False)
    edited = models.BooleanField(default=False, editable=False)

    states = RowHistory()

    class Meta:
        abstract = True

    def owners(self) -> Sequence[Record | None]:
        """Return the records whose pages show this part."""
        raise NotImplementedError

    def owner_keys(self) -> list[RecordKey]:
        """Return the records whose history this part belongs to."""
        return [owner.key for owner in self.owners() if owner is not None]

    def whole(self) -> "RecordPart | None":
        """Return the part that this one is a part of: the event of a citation, say."""
        return None

    def _announce_owners(self, *, changed: bool = True) -> None:
        owners = [owner for owner in self.owners() if owner is not None]
        for owner in owners if changed else ():
            type(owner)._default_manager.filter(pk=owner.pk).update(
                changed_at=timezone.now(), worked_on_at=timezone.now()
            )
        announce(owner.key for owner in owners)

    def _mark_whole(self) -> None:
        whole = self.whole()
        if whole is not None and whole.imported_in is not None:
            type(whole)._default_manager.filter(pk=whole.pk).update(edited=True)

    def _differs_from(self, other: "RecordPart") -> bool:
        names = (field.attname for field in self._meta.concrete_fields)
        return any(getattr(self, name) != getattr(other, name) for name in names)

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(), as_one_act():
            # Who loses this part to another record changes, too.
            before = self.state_before = stored_state(self) if self.pk else None
            changed = before is None or self._differs_from(before)
            if before is not None and changed:
                before._announce_owners()
                before._mark_whole()
                self.edited = self.edited or self.imported_in is not None
            super().save(*args, **kwargs)
            self._announce_owners(changed=changed)
            if changed:
                self._mark_whole()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(), as_one_act():
            self._announce_owners()
            self._mark_whole()
            return super().delete(*args, **kwargs)


def stored_state(row: Any) -> Any:
    """Return the row as the database has it, or None."""
    return type(row)._default_manager.filter(pk=row.pk).first()


def set_status(records: Iterable[Record], status: Status) -> int:
    """Give every record this status in one transaction; return how many changed."""
    changed = 0
    with transaction.atomic():
        for record in records:
            if record.status != status:
                record.status = status
                record.save(update_fields=["status", "changed_at"])
                changed += 1
    return changed
