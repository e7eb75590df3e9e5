"""What a user is to the closed collections, and the rows that are therefore hidden from them; see access.py.

A document that someone reads a second time is hidden from them in the same way, with all that hangs on it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import router
from django.db.models import Exists, FilteredRelation, Model, OuterRef, Q, QuerySet, Value

from records.admin.deleting import RowsThatGo
from records.documents.closed_sources import closed_sources, is_closed
from records.documents.collections import Collection, MemberRole
from records.documents.models import Document, DocumentImage, Mention, Source, Transcription, Translation
from records.documents.unseen import ALL_SEEN, Unseen
from records.importing.models import ImportedRecord
from records.journeys.models import StageCitation
from records.linkage.models import Identification, NotSame
from records.linkage.openly_known import hidden_with_papers, openly_known
from records.people.models import ChildCitation, EventCitation, NameCitation, PersonCitation
from records.reviewing.blind_reading import asked_in_collections, asked_to_read, being_read
from records.reviewing.models import BegunReading, SecondReading

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
    BegunReading: "document__",
}
# What says of a source where something is found.
CITATIONS: tuple[type[Model], ...] = (NameCitation, EventCitation, PersonCitation, ChildCitation, StageCitation)
_HIDDEN_KINDS = frozenset((*DOCUMENT_OF, Source, *CITATIONS, *hidden_with_papers()))
# Whoever enters documents reads some of them a second time.
ENTER_DOCUMENTS = ("records.add_document", "records.add_person")
PUBLISH = "records.publish_records"
_READS = "reads"
_AT_ONCE = 900


@dataclass(slots=True)
class Collections:
    """What one user is to the closed collections: the keys of those hidden from them, their role in the others.

    ``unseen``: the documents that are not there for them; ``looked_up``: of which rows this was asked already.
    """

    hidden: frozenset[int] = frozenset()
    roles: dict[int | None, str] = field(default_factory=dict)
    unseen: Unseen = ALL_SEEN
    looked_up: dict[tuple[type[Model], Any], bool] = field(default_factory=dict)

    def part_in(self, record: Any) -> str:
        """Return the role in the collection of a document; everywhere else one is what one's group is."""
        collection = record.collection_id if isinstance(record, Document) else None
        if collection in self.hidden:
            return ""
        return self.roles.get(collection, MemberRole.EDITOR)


def collections_of(user: Any) -> Collections:
    """Return what the user is to the closed collections, and what they read a second time; asked once for a request."""
    if not hasattr(user, "closed_collections"):
        user.closed_collections = _closed_to(user)
    return user.closed_collections


def _closed_to(user: Any) -> Collections:
    enters, decides = user.has_perms(ENTER_DOCUMENTS), user.has_perm(PUBLISH)
    mine = being_read(user).values_list("document", flat=True) if enters and decides else []
    if user.has_perm(SEE_EVERY_COLLECTION):
        return Collections(unseen=Unseen(documents=frozenset(mine)))
    member = FilteredRelation("members", condition=Q(members__user=user.pk))
    closed = Collection.objects.order_by().filter(open=False).annotate(mine=member).values_list("pk", "mine__role")
    asked = asked_in_collections(user) if decides else asked_to_read(user)
    asked = asked if enters else asked.none()
    # Both in one question, for every page asks it.
    rows = list(closed.union(asked.values_list("pk", Value(_READS)), all=True))
    roles = {key: role for key, role in rows if role != _READS}
    hidden = frozenset(key for key, role in roles.items() if role is None)
    unseen = Unseen(hidden, frozenset((*mine, *(key for key, role in rows if role == _READS))))
    return Collections(hidden, {key: role for key, role in roles.items() if role is not None}, unseen)


def visible_to(user: Any, rows: QuerySet) -> QuerySet:
    """Leave out the rows that hang on a document hidden from this user, and those known from such alone."""
    unseen = collections_of(user).unseen
    if not unseen:
        return rows
    if rows.model in DOCUMENT_OF:
        return rows.filter(unseen.apart_from(DOCUMENT_OF[rows.model]))
    if rows.model is Source:
        return rows.exclude(pk__in=closed_sources(unseen).values("pk"))
    return rows.exclude(is_closed(unseen)) if rows.model in CITATIONS else openly_known(rows, unseen)


def hidden_documents(user: Any) -> QuerySet[Document] | None:
    """Return the documents that this user must not see; None when there is nothing to hide."""
    unseen = collections_of(user).unseen
    return unseen.all() if unseen else None


def without_hidden_imports(user: Any, rows: QuerySet, batch: str = "pk") -> QuerySet:
    """Leave out the imports, or rows of one, that brought documents of collections closed to this user.

    Their reports may quote them.
    """
    hidden = hidden_documents(user)
    if hidden is None:
        return rows
    brought = ImportedRecord.objects.order_by().filter(kind=Document.KIND, target__in=hidden)
    return rows.exclude(Exists(brought.filter(batch=OuterRef(batch))))


def may_see(user: Any, record: Model) -> bool:
    """Whether a row, of whatever kind, is there for this user: see ``visible_to``."""
    known = collections_of(user)
    if not known.unseen or type(record) not in _HIDDEN_KINDS:
        return True
    if isinstance(record, Document):
        return not known.unseen.holds(record)
    if (type(record), record.pk) not in known.looked_up:
        look_up(user, [record])
    return known.looked_up[type(record), record.pk]


def look_up(user: Any, records: Iterable[Model]) -> None:
    """Ask of many rows at once whether they are there for this user; one query for each kind."""
    known, by_model = collections_of(user), defaultdict(set)
    for record in records:
        if known.unseen and type(record) in _HIDDEN_KINDS:
            by_model[type(record)].add(record.pk)
    for model, keys in by_model.items():
        seen = seen_among(user, model, keys)
        known.looked_up |= {(model, key): key in seen for key in keys}


def seen_among(user: Any, model: type[Model], keys: Iterable[Any]) -> set[Any]:
    """Return the keys of those of these rows that are there for this user."""
    keys, rows = list(keys), model._default_manager.order_by()
    parts = [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]
    return {key for part in parts for key in visible_to(user, rows.filter(pk__in=part)).values_list("pk", flat=True)}


def collections_to_enter(user: Any) -> QuerySet[Collection]:
    """Return the collections into which this user may enter documents."""
    known = collections_of(user)
    only_read = {key for key, role in known.roles.items() if role == MemberRole.READER}
    return Collection.objects.exclude(pk__in=known.hidden | only_read)


def deletes_hidden(user: Any, rows: Any) -> bool:
    """Whether deleting these rows would touch, or is barred by, something that is hidden from this user."""
    rows = list(rows)
    if not rows or not collections_of(user).unseen:
        return False
    collector = RowsThatGo(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    touched = [*(row for found in collector.data.values() for row in found), *collector.protected]
    by_model: dict[type[Model], set[Any]] = defaultdict(set)
    for row in touched:
        if type(row) in _HIDDEN_KINDS:
            by_model[type(row)].add(row.pk)
    return any(len(seen_among(user, model, keys)) < len(keys) for model, keys in by_model.items())
