"""Who reads a document a second time, and therefore does not see the first reading; see BegunReading."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from records.change_sets import TouchedRow
from records.documents.collections import CollectionMember, MemberRole
from records.documents.models import Document
from records.record_model import Status
from records.review_queue import InReview
from records.reviewing.deciding import NotNow
from records.reviewing.models import BegunReading, SecondReading
from records.transcribing.models import SentForm


def asked_to_read(user: Any) -> QuerySet[Document]:
    """Return the documents of which somebody who does not decide does not see the first reading.

    Those that wait for a reader and that they did not enter, and those that they read, until that is decided.
    """
    kept = SecondReading.objects.filter(document=OuterRef("pk"))
    mine = kept.filter(user=user.pk, state=SecondReading.State.READ)
    waiting = InReview.objects.order_by().filter(hard_to_read=True, kind=Document.KIND)
    only_reads = CollectionMember.objects.filter(
        collection=OuterRef("collection"), collection__open=False, user=user.pk, role=MemberRole.READER
    )
    found = Document.objects.order_by().filter(public_id__in=waiting.values("record_id"))
    return found.filter(
        (~Exists(kept) & ~_own(user)) | Exists(mine), ~Exists(only_reads), hard_to_read=True, status=Status.REVIEW
    )


def asked_in_collections(user: Any) -> QuerySet[Document]:
    """Return the same for somebody who decides: only in closed collections where they do no more than enter."""
    enters = CollectionMember.objects.filter(collection__open=False, user=user.pk, role=MemberRole.VOLUNTEER)
    return asked_to_read(user).filter(collection__in=enters.values("collection"))


def being_read(user: Any) -> QuerySet[BegunReading]:
    """Return what somebody who decides began to read, until that reading is kept."""
    kept = SecondReading.objects.filter(document=OuterRef("document"))
    begun = BegunReading.objects.order_by().filter(user=user.pk, given_up_at__isnull=True)
    return begun.filter(~Exists(kept), document__hard_to_read=True, document__status=Status.REVIEW)


def _own(user: Any) -> Q:
    """Return what deciding.is_own asks, as a condition on documents."""
    sent = InReview.objects.filter(kind=Document.KIND, record_id=OuterRef("public_id"), sent_by=user.pk)
    form = SentForm.objects.filter(document=OuterRef("pk"), by=user.pk)
    notes = TouchedRow.objects.filter(record_kind=Document.KIND, record_id=OuterRef("public_id"), act="+")
    made = notes.filter(model=Document._meta.model_name, change_set__user=user.pk)
    return Q(Exists(sent)) | Q(Exists(form)) | Q(Exists(made))


def begin_reading(document: Document, user: Any, now: datetime) -> None:
    """Keep that someone who decides reads a document a second time: from now on without the first reading."""
    begun, _made = BegunReading.objects.get_or_create(document=document, user=user, defaults={"begun_at": now})
    if begun.given_up_at is not None:
        raise NotNow(_("You gave this reading up and have seen the first one since; someone else reads it."))


def give_up_reading(document: Document, user: Any, now: datetime) -> None:
    """Keep that someone reads no further: the first reading is there again, and the second is someone else's."""
    BegunReading.objects.filter(document=document, user=user, given_up_at__isnull=True).update(given_up_at=now)


def has_given_up(document: Document, user: Any) -> bool:
    """Whether someone began to read this document a second time, and then looked at the first reading."""
    return BegunReading.objects.filter(document=document, user=user.pk, given_up_at__isnull=False).exists()
