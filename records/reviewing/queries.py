"""What may be asked: the line of what is in review, the documents to be read twice, open remarks and contradictions.

Pages go on from a key and nothing is counted to its end. ``unseen`` are the documents that the asker may not see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from records.documents.closed_sources import closed_sources, openly_cited
from records.documents.models import Document, Source
from records.documents.unseen import ALL_SEEN, Unseen
from records.journeys.models import JourneyStage
from records.linkage.models import Identification
from records.linkage.openly_known import known_closely, openly_known
from records.outbox import RecordKey
from records.people.claims_that_differ import ONCE_IN_A_LIFE, Contradiction, is_open
from records.people.models import Event, EventCitation, Family, Person
from records.record_model import Record, Status
from records.review_queue import InReview
from records.reviewing.models import Remark, SecondReading

ON_A_PAGE = 50
# The records that may be known from unseen papers alone.
_KNOWN_FROM_PAPERS: tuple[type[Record], ...] = (Person, Family, JourneyStage)


@dataclass(frozen=True, slots=True)
class LineAsked:
    """By what the line is filtered; empty fields ask for everything."""

    kind: str = ""
    document_kind: str = ""
    collection: int | None = None
    sent_by: int | None = None


def _second(state: str = "") -> Exists:
    readings = SecondReading.objects.filter(document__public_id=OuterRef("record_id"))
    return Exists(readings.filter(state=state) if state else readings)


def seen(unseen: Unseen) -> QuerySet[InReview]:
    """Return the line without what hangs on collections closed to the asker."""
    line = InReview.objects.order_by("id")
    shut = unseen.collections
    return line.filter(Q(collection__isnull=True) | ~Q(collection__in=shut)) if shut else line


def _told(found: QuerySet[InReview], unseen: Unseen) -> QuerySet[InReview]:
    """Leave out the records that are known from unseen papers alone."""
    if not unseen:
        return found
    sources = Source.objects.order_by().filter(pk__in=closed_sources(unseen).values("pk"))
    found = found.exclude(kind=Source.KIND, record_id__in=sources.values("public_id"))
    for model in _KNOWN_FROM_PAPERS:
        closed = known_closely(model, unseen).filter(status=Status.REVIEW).values_list("public_id", flat=True)
        found = found.exclude(kind=model.KIND, record_id__in=list(closed))
    return found


def line(asked: LineAsked, unseen: Unseen = ALL_SEEN) -> QuerySet[InReview]:
    """Return what is in review, the longest waiting first; what is to be read a second time waits elsewhere."""
    found = _told(seen(unseen), unseen).exclude(Q(hard_to_read=True) & ~_second(SecondReading.State.SETTLED))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.document_kind:
        found = found.filter(kind="document", document_kind=asked.document_kind)
    if asked.collection is not None:
        found = found.filter(collection=asked.collection)
    if asked.sent_by is not None:
        found = found.filter(sent_by=asked.sent_by)
    return found


def to_read_again(unseen: Unseen = ALL_SEEN) -> QuerySet[InReview]:
    """Return the documents that wait for a second reading, the longest waiting first."""
    return seen(unseen).filter(hard_to_read=True, kind="document").exclude(_second())


def to_settle(unseen: Unseen = ALL_SEEN) -> QuerySet[InReview]:
    """Return the documents whose two readings wait for a decision."""
    found = seen(unseen).filter(_second(SecondReading.State.READ), hard_to_read=True, kind="document")
    own = Document.objects.order_by().filter(pk__in=unseen.documents)
    return found.exclude(record_id__in=own.values("public_id")) if unseen.documents else found


def in_line(record: Record) -> InReview | None:
    """Return the place of a record in the line."""
    return InReview.objects.filter(kind=record.KIND, record_id=record.public_id).first()


def remarks_on(key: RecordKey, at_most: int = 20) -> list[Remark]:
    """Return the newest remarks on a record, the open ones first."""
    found = Remark.objects.filter(record_kind=key.kind, record_id=key.record_id)[:at_most]
    return sorted(found, key=lambda remark: remark.answered_at is not None)


def returned_remarks(user: Any, at_most: int = 50) -> QuerySet[Remark]:
    """Return the open remarks with which records were given back to this user, newest first."""
    return Remark.objects.filter(to=user.pk, answered_at__isnull=True, act=Remark.Act.RETURNED)[:at_most]


@dataclass(frozen=True, slots=True)
class OpenContradiction:
    """Claims of one kind that differ; ``owner`` is the person or family they are about."""

    pk: int
    owner: Record
    kind: str
    claims: tuple[Event, ...]


def contradictions(collection: int | None = None, before: int | None = None) -> QuerySet[Contradiction]:
    """Return the open contradictions, the newest first; of one collection: about people who stand in its documents."""
    found = Contradiction.objects.order_by("-id")
    if collection is not None:
        about = Identification.objects.filter(
            person=OuterRef("key"), withdrawn=False, mention__document__collection=collection
        )
        found = found.filter(Exists(about), owner="person")
    return found.filter(pk__lt=before) if before is not None else found


def with_claims(rows: Iterable[Contradiction], unseen: Unseen = ALL_SEEN) -> list[OpenContradiction]:
    """Return these contradictions with their claims; what is none any more, or none for the asker, is left out."""
    rows = list(rows)
    keys = {owner: {row.key for row in rows if row.owner == owner} for owner in ("person", "family")}
    people = openly_known(Person.objects.order_by().filter(pk__in=keys["person"]), unseen)
    families = openly_known(Family.objects.order_by().filter(pk__in=keys["family"]), unseen)
    found = openly_known(
        Event.objects.filter(
            Q(person__in=people.values("pk")) | Q(family__in=families.values("pk")), kind__in=ONCE_IN_A_LIFE
        ).select_related("place", "person", "family"),
        unseen,
    )
    claims: dict[tuple[str, int, str], list[Event]] = {}
    for event in found.prefetch_related(_open_citations(unseen), "family__partners__person"):
        whose = ("person", event.person_id) if event.person_id else ("family", event.family_id)
        claims.setdefault((whose[0], whose[1] or 0, event.kind), []).append(event)
    shown = []
    for row in rows:
        group = claims.get((row.owner, row.key, row.kind), [])
        owner = (group[0].person or group[0].family) if group else None
        if owner is not None and is_open(group):
            shown.append(OpenContradiction(row.pk, owner, row.kind, tuple(group)))
    return shown


def _open_citations(unseen: Unseen) -> Prefetch:
    return Prefetch("citations", openly_cited(EventCitation.objects.all(), unseen))


def rivals_of(record: Record, unseen: Unseen = ALL_SEEN) -> list[tuple[str, list[Event]]]:
    """Return what happens once in a life and is told of this person or family more than once, by kind."""
    owner = "person" if record.KIND == "person" else "family"
    events = openly_known(Event.objects.filter(**{owner: record.pk}, kind__in=ONCE_IN_A_LIFE), unseen)
    groups: dict[str, list[Event]] = {}
    for event in events.select_related("place").prefetch_related(_open_citations(unseen)):
        groups.setdefault(event.kind, []).append(event)
    return [(kind, group) for kind, group in groups.items() if len(group) > 1]
