"""The acts of a reviewer: accept, give back, remark, withdraw, conclude. Each is one transaction.

Whether somebody may, the doors ask; whether it can be done now, is asked here, with the rows locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from records.change_sets import TouchedRow
from records.documents.models import Document
from records.people.models import Event
from records.record_model import Record, Status, set_status
from records.review_queue import InReview
from records.reviewing.models import Remark, SecondReading
from records.transcribing.models import SentForm


class NotNow(ValueError):
    """What was asked for cannot be done as things stand; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was published, and what stays behind as a draft."""

    published: tuple[Record, ...]
    left: tuple[Record, ...]


def is_own(user: Any, record: Record) -> bool:
    """Whether this user entered a record, or sent it to review."""
    if InReview.objects.filter(kind=record.KIND, record_id=record.public_id, sent_by=user.pk).exists():
        return True
    if isinstance(record, Document) and SentForm.objects.filter(document=record.pk, by=user.pk).exists():
        return True
    made = TouchedRow.objects.filter(record_kind=record.KIND, record_id=record.public_id, act="+")
    return made.filter(model=record._meta.model_name, change_set__user=user.pk).exists()


def accept(record: Record, along: Sequence[Record], left: Sequence[Record], by: str, now: datetime) -> Accepted:
    """Publish a record in review with what came along; what is left behind goes back to draft."""
    with transaction.atomic():
        _lock_in_review(record)
        if isinstance(record, Document) and waits_for_reading(record):
            raise NotNow(_("It is to be read a second time first, and the differences decided."))
        fresh = _as_they_stand(along)
        chosen = [record, *(one for one in fresh if one.status in (Status.DRAFT, Status.REVIEW))]
        set_status(chosen, Status.PUBLISHED)
        behind = [one for one in _as_they_stand(left) if one.status == Status.REVIEW]
        set_status(behind, Status.DRAFT)
        answer_remarks(chosen, by, now)
    return Accepted(tuple(chosen), tuple(left))


def give_back(
    record: Record, words: str, by: str, now: datetime, *, claim: tuple[str, str] = ("", ""), along: Iterable[Any] = ()
) -> Remark:
    """Give a record in review back to whoever sent it, as a draft with a remark; what came along is a draft, too."""
    if not words.strip():
        raise NotNow(_("Say what is to be looked at again."))
    with transaction.atomic():
        to = _sender_of(record)
        _lock_in_review(record)
        set_status([record], Status.DRAFT)
        set_status([one for one in _as_they_stand(along) if one.status == Status.REVIEW], Status.DRAFT)
        return remark(record, words, by, now, act=Remark.Act.RETURNED, claim=claim, to=to)


def remark(
    record: Record,
    words: str,
    by: str,
    now: datetime,
    *,
    act: str = Remark.Act.REMARK,
    claim: tuple[str, str] = ("", ""),
    to: Any = None,
) -> Remark:
    """Keep what someone says of a record; ``claim`` is which claim is meant, and its words."""
    if not words.strip():
        raise NotNow(_("Write the remark."))
    # That something was withdrawn asks for no answer.
    answered = {"answered_by": by[:150], "answered_at": now} if act == Remark.Act.WITHDRAWN else {}
    return Remark.objects.create(
        record_kind=record.KIND,
        record_id=record.public_id,
        claim=claim[0][:100],
        claim_words=claim[1][:300],
        act=act,
        words=words.strip(),
        by=by[:150],
        at=now,
        to=to,
        **answered,
    )


def withdraw(records: Sequence[Record], words: str, by: str, now: datetime) -> int:
    """Take records from the public, with the reason; return how many changed."""
    if not words.strip():
        raise NotNow(_("Say why it is withdrawn."))
    with transaction.atomic():
        going = [record for record in _as_they_stand(records) if record.status != Status.WITHDRAWN]
        for record in going:
            remark(record, words, by, now, act=Remark.Act.WITHDRAWN)
        return set_status(going, Status.WITHDRAWN)


def answer_remarks(records: Iterable[Record], by: str, now: datetime) -> None:
    """Close the open remarks on records: they were sent to review again, or accepted."""
    by_kind: dict[str, list[str]] = {}
    for record in records:
        by_kind.setdefault(record.KIND, []).append(record.public_id)
    for kind, ids in by_kind.items():
        still_open = Remark.objects.filter(record_kind=kind, record_id__in=ids, answered_at__isnull=True)
        still_open.update(answered_by=by[:150], answered_at=now)


def conclude(claim: Event, reason: str, by: str, on: date) -> None:
    """Mark one claim of its kind as the conclusion, instead of any other."""
    if not reason.strip():
        raise NotNow(_("Say why this is the conclusion."))
    with transaction.atomic():
        whose = {"person": claim.person_id} if claim.person_id else {"family": claim.family_id}
        for other in Event.objects.filter(**whose, kind=claim.kind, is_conclusion=True).exclude(pk=claim.pk):
            other.is_conclusion, other.concluded_by, other.concluded_on = False, "", None
            other.save()
        claim.is_conclusion, claim.conclusion_reason = True, reason.strip()
        claim.concluded_by, claim.concluded_on = by[:150], on
        claim.save()


def waits_for_reading(document: Document) -> bool:
    """Whether a document is hard to read, and its second reading is not there or not decided yet."""
    settled = SecondReading.objects.filter(document=document.pk, state=SecondReading.State.SETTLED)
    return document.hard_to_read and not settled.exists()


def _lock_in_review(record: Record) -> None:
    stored = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
    if stored is None or stored.status != Status.REVIEW:
        raise NotNow(_("It is no longer in review: someone has decided meanwhile."))
    if stored.worked_on_at != record.worked_on_at:
        raise NotNow(_("It was changed while you looked at it. Please look once more."))


def _as_they_stand(records: Iterable[Record]) -> list[Record]:
    """Return the records as the database has them now, locked; one query for each kind."""
    by_model: dict[type[Record], list[int]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record.pk)
    return [
        found
        for model, pks in by_model.items()
        for found in model._default_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    ]


def _sender_of(record: Record) -> Any:
    """Return who sent a record to review, else who entered it."""
    sent = InReview.objects.select_related("sent_by").filter(kind=record.KIND, record_id=record.public_id).first()
    if sent is not None and sent.sent_by is not None:
        return sent.sent_by
    made = TouchedRow.objects.filter(
        record_kind=record.KIND, record_id=record.public_id, model=record._meta.model_name, act="+"
    )
    first = made.select_related("change_set__user").first()
    return first.change_set.user if first is not None else None
