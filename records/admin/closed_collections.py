"""What a user is to the closed collections, and the rows that are therefore hidden from them; see access.py."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import router
from django.db.models import Exists, FilteredRelation, Model, OuterRef, Q, QuerySet

from records.admin.deleting import RowsThatGo
from records.change_sets import TouchedRow
from records.documents.closed_sources import closed_sources
from records.documents.collections import Collection, MemberRole
from records.documents.models import Document, DocumentImage, Mention, Source, Transcription, Translation
from records.importing.models import ImportedRecord
from records.journeys.models import StageCitation
from records.linkage.models import Identification, NotSame
from records.outbox import RecordKey
from records.people.models import ChildCitation, EventCitation, NameCitation, PersonCitation
from records.reviewing.models import SecondReading
from records.row_history import states_of

SEE_EVERY_COLLECTION = "records.see_every_collection"
# Where each kind of row finds the document that it hangs on.
DOCUMENT_OF: dict[type[Model], str] = {
    Document: "",
    DocumentImage: "document__",
    Transcription: "document__",
    Translation: "document__",
    Mention: "document__",
    Identification: "mention__document__",
    NotSame: "mention__document__",
    SecondReading: "document__",
}
# Where each kind of row finds its source: of one known from closed papers alone, nothing is told.
SOURCE_OF: dict[type[Model], str] = {
    Source: "pk",
    NameCitation: "source",
    EventCitation: "source",
    PersonCitation: "source",
    ChildCitation: "source",
    StageCitation: "source",
}
_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Collections:
    """What one user is to the closed collections: the keys of those hidden from them, their role in the others."""

    hidden: frozenset[int] = frozenset()
    roles: dict[int | None, str] = field(default_factory=dict)

    def part_in(self, record: Any) -> str:
        """Return the role in the collection of a document; everywhere else one is what one's group is."""
        collection = record.collection_id if isinstance(record, Document) else None
        if collection in self.hidden:
            return ""
        return self.roles.get(collection, MemberRole.EDITOR)


def collections_of(user: Any) -> Collections:
    """Return what the user is to the closed collections; asked once for a request."""
    if not hasattr(user, "closed_collections"):
        user.closed_collections = Collections() if user.has_perm(SEE_EVERY_COLLECTION) else _closed_to(user)
    return user.closed_collections


def _closed_to(user: Any) -> Collections:
    mine = FilteredRelation("members", condition=Q(members__user=user.pk))
    closed = dict(Collection.objects.filter(open=False).annotate(mine=mine).values_list("pk", "mine__role"))
    return Collections(
        frozenset(key for key, role in closed.items() if role is None),
        {key: role for key, role in closed.items() if role is not None},
    )


def visible_to(user: Any, rows: QuerySet) -> QuerySet:
    """Leave out the rows that hang on a document of a collection closed to this user; see DOCUMENT_OF, SOURCE_OF."""
    hidden = collections_of(user).hidden if rows.model in DOCUMENT_OF or rows.model in SOURCE_OF else frozenset()
    if not hidden:
        return rows
    if rows.model in SOURCE_OF:
        return rows.exclude(**{f"{SOURCE_OF[rows.model]}__in": closed_sources(hidden)})
    column = f"{DOCUMENT_OF[rows.model]}collection"
    return rows.filter(Q(**{f"{column}__isnull": True}) | ~Q(**{f"{column}__in": hidden}))


def hidden_documents(user: Any) -> QuerySet[Document] | None:
    """Return the documents that this user must not see; None when there is no collection to hide."""
    hidden = collections_of(user).hidden
    return Document.objects.order_by().filter(collection__in=hidden) if hidden else None


def without_hidden_imports(user: Any, rows: QuerySet, batch: str = "pk") -> QuerySet:
    """Leave out the imports, or rows of one, that brought documents of collections closed to this user.

    Their reports may quote them.
    """
    hidden = hidden_documents(user)
    if hidden is None:
        return rows
    brought = ImportedRecord.objects.order_by().filter(kind=Document.KIND, target__in=hidden)
    return rows.exclude(Exists(brought.filter(batch=OuterRef(batch))))


def hidden_gone(user: Any, keys: Iterable[RecordKey]) -> set[RecordKey]:
    """Return those of the deleted records that ever stood in a collection closed to this user."""
    hidden = collections_of(user).hidden
    ids = [key.record_id for key in keys if key.kind == Document.KIND] if hidden else []
    if not ids:
        return set()
    notes = TouchedRow.objects.order_by().filter(record_kind=Document.KIND, record_id__in=ids, model="document")
    states = states_of(Document).order_by().filter(id__in=set(notes.values_list("row", flat=True)))
    shut = states.filter(collection__in=hidden).values_list("public_id", flat=True)
    return {RecordKey(Document.KIND, record_id) for record_id in shut}


def may_see(user: Any, record: Model) -> bool:
    """Whether a row, of whatever kind, hangs on no document that is hidden from this user."""
    hidden = collections_of(user).hidden
    if not hidden:
        return True
    if type(record) in SOURCE_OF:
        source = record.pk if isinstance(record, Source) else getattr(record, "source_id", None)
        return not closed_sources(hidden).filter(pk=source).exists()
    path = DOCUMENT_OF.get(type(record))
    if path is None:
        return True
    at: Any = record
    for step in filter(None, path.split("__")):
        at = getattr(at, step)
    return at.collection_id not in hidden


def collections_to_enter(user: Any) -> QuerySet[Collection]:
    """Return the collections into which this user may enter documents."""
    known = collections_of(user)
    only_read = {key for key, role in known.roles.items() if role == MemberRole.READER}
    return Collection.objects.exclude(pk__in=known.hidden | only_read)


def deletes_hidden(user: Any, rows: Any) -> bool:
    """Whether deleting these rows would touch, or is barred by, something that is hidden from this user."""
    rows = list(rows)
    if not rows or not collections_of(user).hidden:
        return False
    collector = RowsThatGo(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    touched = [*(row for found in collector.data.values() for row in found), *collector.protected]
    return any(
        _hides_any(user, model, [row.pk for row in touched if type(row) is model])
        for model in (*DOCUMENT_OF, *SOURCE_OF)
    )


def _hides_any(user: Any, model: type[Model], keys: list[Any]) -> bool:
    parts = [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]
    rows = model._default_manager.order_by()
    return any(visible_to(user, rows.filter(pk__in=part)).count() < len(part) for part in parts)
