"""Following what changes: the kept index is brought to what the archive says of those who were announced, and of kin.

A change is announced in the transaction that makes it (records/outbox.py), and gone when the index holds it: a crash
in between repeats it, which changes nothing. Only the gazetteer is left to the nightly filling, for a district that is
moved concerns all who lived there.
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from django.db import DatabaseError, close_old_connections

from records.documents.models import Document, Mention
from records.journeys.models import Traveller
from records.linkage.compared import Compared
from records.linkage.filling import records_of_names, records_of_people
from records.linkage.index_writing import keep_records, writing_index
from records.linkage.kept_index import ComparedRecord, IndexState
from records.linkage.told_people import key_of_person
from records.linkage.told_places import PlaceKeys, place_keys
from records.outbox import ALONE, ComparisonDue
from records.people.models import FamilyChild, FamilyPartner, Person

logger = logging.getLogger(__name__)
# Of many at once, each page of the keys is written once for several.
_AT_ONCE, _IN_BULK, _BUDGET_SECONDS = 100, 5_000, 0.3
_PLACE = "place"
_EVERY_PART = 2_000
Progress = Callable[[str, int, int], None]


def _no_progress(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def follow_changes(progress: Progress = _no_progress, *, seconds: float | None = None) -> int:
    """Compare anew what waits; return how many changes were followed. Stops after ``seconds`` (None: at the end)."""
    waiting = ComparisonDue.objects.exclude(kind=_PLACE).order_by("pk")
    started, followed = time.monotonic(), 0
    total = waiting.count() if seconds is None else 0
    places: PlaceKeys | None = None
    while waiting.exists():
        places = places or place_keys()
        with writing_index() as state:
            if state.keys_wait:
                # The whole index is being filled: that ends with following what waits.
                break
            due = list(waiting[: _AT_ONCE if seconds is not None else _IN_BULK])
            _follow(state, due, places)
            ComparisonDue.objects.filter(pk__in=[one.pk for one in due]).delete()
        followed += len(due)
        progress("comparing", min(followed, total), total)
        if seconds is not None and time.monotonic() - started > seconds:
            break
    return followed


def follow_soon() -> None:
    """Follow now what can be followed in a moment, and the rest in the background. A failure leaves it waiting."""
    try:
        follow_changes(seconds=_BUDGET_SECONDS)
    except DatabaseError:
        logger.exception("Comparing failed; the changes wait.")
        return
    if ComparisonDue.objects.exclude(kind=_PLACE).exists() and not IndexState.objects.filter(keys_wait=True).exists():
        threading.Thread(target=_follow_rest, name="comparing", daemon=True).start()


def _follow_rest() -> None:
    try:
        follow_changes()
    except DatabaseError:
        logger.exception("Comparing failed; the changes wait.")
    finally:
        close_old_connections()


def _follow(state: IndexState, due: Iterable[ComparisonDue], places: PlaceKeys) -> None:
    ids: dict[str, set[str]] = defaultdict(set)
    for one in due:
        ids[one.kind].add(one.record_id)
    announced = set(Person.objects.filter(public_id__in=ids[Person.KIND]).values_list("pk", flat=True))
    alone = set(Person.objects.filter(public_id__in=ids[ALONE]).values_list("pk", flat=True))
    families = _families_of(announced) | set(
        FamilyPartner.objects.filter(family__public_id__in=ids["family"]).values_list("family_id", flat=True)
    )
    families |= set(FamilyChild.objects.filter(family__public_id__in=ids["family"]).values_list("family_id", flat=True))
    people = announced | alone | _members_of(families)
    people |= set(Traveller.objects.filter(stage__public_id__in=ids["stage"]).values_list("person_id", flat=True))
    names = _names_of(ids[Document.KIND])
    records: dict[int, Compared | None] = {number: None for number in _held_before(ids)}
    for part in _parts(sorted(people)):
        records |= records_of_people(part, places)
    for part in _parts(sorted(names)):
        records |= records_of_names(part, places)
    keep_records(state, records)


def _families_of(people: Collection[int]) -> set[int]:
    found: set[int] = set()
    for model in (FamilyPartner, FamilyChild):
        found |= set(model._default_manager.filter(person__in=list(people)).values_list("family_id", flat=True))
    return found


def _members_of(families: Collection[int]) -> set[int]:
    found: set[int] = set()
    for model in (FamilyPartner, FamilyChild):
        found |= set(model._default_manager.filter(family__in=list(families)).values_list("person_id", flat=True))
    return found


def _names_of(documents: Collection[str]) -> list[int]:
    if not documents:
        return []
    pks = Document.objects.filter(public_id__in=documents).values_list("pk", flat=True)
    return list(Mention.objects.filter(document__in=list(pks)).order_by("pk").values_list("pk", flat=True))


def _held_before(ids: dict[str, set[str]]) -> set[int]:
    """Return the numbers under which the index has what was announced: who is gone is found by nothing else."""
    keys = [key_of_person(public_id) for public_id in ids[Person.KIND] | ids[ALONE]]
    found = set(ComparedRecord.objects.filter(key__in=keys).values_list("number", flat=True))
    if ids[Document.KIND]:
        on_pages = ComparedRecord.objects.exclude(document="").filter(document__in=ids[Document.KIND])
        found |= set(on_pages.values_list("number", flat=True))
    return found


def _parts(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + _EVERY_PART] for start in range(0, len(pks), _EVERY_PART))
