"""Every kind of record, how it is composed, and whose pages change when it appears or disappears."""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import Model, Q

from records.chronicle.models import Chapter
from records.documents.models import Archive, Document, Source
from records.edition.composed import Composed
from records.edition.composing.chapters import compose_chapters
from records.edition.composing.documents import compose_documents
from records.edition.composing.families import compose_families
from records.edition.composing.histories import compose_histories
from records.edition.composing.imported import COME_WITH_FILES, add_files, add_known_as
from records.edition.composing.people import compose_people
from records.edition.composing.places import compose_places
from records.edition.composing.sources import compose_archives, compose_sources
from records.edition.composing.stages import compose_stages
from records.histories.models import FamilyHistory
from records.journeys.models import JourneyStage, Traveller
from records.outbox import RecordKey
from records.people.models import Family, FamilyChild, FamilyPartner, Person
from records.places.models import Place
from records.privacy.visibility import Viewer

Composer = Callable[[Collection[str], Viewer], list[Composed]]

# In this order: what may be shown only while another page speaks of it comes after those pages.
KINDS: dict[str, tuple[type[Model], Composer]] = {
    "person": (Person, compose_people),
    "family": (Family, compose_families),
    "stage": (JourneyStage, compose_stages),
    "document": (Document, compose_documents),
    "history": (FamilyHistory, compose_histories),
    "chapter": (Chapter, compose_chapters),
    "source": (Source, compose_sources),
    "archive": (Archive, compose_archives),
    "place": (Place, compose_places),
}


def compose(keys: Iterable[RecordKey], who: Viewer) -> Iterator[Composed]:
    """Compose those of the records that this viewer may see, kind by kind."""
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in keys:
        by_kind.setdefault(kind, []).append(record_id)
    for kind, record_ids in by_kind.items():
        pages = KINDS[kind][1](record_ids, who)
        if kind in COME_WITH_FILES:
            add_files(kind, pages)
            add_known_as(kind, pages, who)
        yield from pages


def keys_in_batches(kind: str, size: int) -> Iterator[list[RecordKey]]:
    """Yield the keys of every record of a kind, in batches, each read by one query."""
    model, last = KINDS[kind][0], 0
    while rows := list(model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", "public_id")[:size]):
        last = rows[-1][0]
        yield [RecordKey(kind, record_id) for _pk, record_id in rows]


def count(kind: str) -> int:
    """Return how many records of a kind the archive holds."""
    return int(KINDS[kind][0]._default_manager.count())


def changed_together(keys: Collection[RecordKey]) -> set[RecordKey]:
    """Return the keys and those whose pages or visibility hang on what these records say.

    Whether a person may be shown can hang on parents and children; a family's page tells the sex of its partners;
    a traveller's page, order and presence follow the stage; a source that is one paper is named as far as that is.
    """
    people = {record_id for kind, record_id in keys if kind == "person"}
    stages = {record_id for kind, record_id in keys if kind == "stage"}
    people |= set(Traveller.objects.filter(stage__public_id__in=stages).values_list("person__public_id", flat=True))
    families = Family.objects.filter(
        Q(public_id__in={record_id for kind, record_id in keys if kind == "family"})
        | Q(partners__person__public_id__in=people)
        | Q(children__person__public_id__in=people)
    ).distinct()
    by_pk = dict(families.values_list("pk", "public_id"))
    together = {RecordKey("person", record_id) for record_id in people}
    together |= {RecordKey("family", record_id) for record_id in by_pk.values()}
    papers = Document.objects.filter(public_id__in={record_id for kind, record_id in keys if kind == "document"})
    sources = papers.filter(source__isnull=False).values_list("source__public_id", flat=True)
    together |= {RecordKey("source", record_id) for record_id in sources}
    return set(keys) | together | _members(by_pk.keys())


def _members(family_pks: Collection[int]) -> set[RecordKey]:
    members: set[RecordKey] = set()
    for part in (FamilyChild, FamilyPartner):
        rows = part._default_manager.filter(family__in=family_pks).values_list("person__public_id", flat=True)
        members |= {RecordKey("person", record_id) for record_id in rows}
    return members


# For each kind: the look-ups by which a record of another kind holds it on its page.
_HOLDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("family", "partners__person"),
        ("family", "children__person"),
        ("history", "people__person"),
        ("document", "mentions__identifications__person"),
        ("stage", "travellers__person"),
        ("person", "parentages__family__partners__person"),
        ("person", "partnerships__family__partners__person"),
    ),
    "family": (("person", "partnerships__family"), ("person", "parentages__family")),
    "stage": (("person", "travels__stage"),),
    "place": (("place", "parents__parent"),),
    "archive": (("source", "archive"),),
    "source": (
        ("person", "names__citations__source"),
        ("person", "events__citations__source"),
        ("person", "citations__source"),
        ("family", "events__citations__source"),
        ("family", "children__citations__source"),
        ("stage", "citations__source"),
        ("document", "source"),
        ("chapter", "sources"),
        ("chapter", "topics__claims__source"),
    ),
}


def holders(keys: Iterable[RecordKey]) -> set[RecordKey]:
    """Return the records whose pages change when these appear or disappear."""
    found: set[RecordKey] = set()
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in keys:
        by_kind.setdefault(kind, []).append(record_id)
    for kind, record_ids in by_kind.items():
        for holder, lookup in _HOLDERS.get(kind, ()):
            rows = KINDS[holder][0]._default_manager.filter(**{f"{lookup}__public_id__in": record_ids})
            found |= {RecordKey(holder, record_id) for record_id in rows.values_list("public_id", flat=True)}
    return found
