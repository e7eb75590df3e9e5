"""Which change sets there are: of a record, of a row, of everybody, of one person's afternoon; what was deleted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from records.change_sets import ActKind, ChangeSet, TouchedRow
from records.changes.differences import Hiding, RowChange, hides_nothing, row_changes
from records.changes.row_models import record_models
from records.outbox import RecordKey
from records.record_model import Record

AT_ONCE = 20
ROWS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class TouchedRecord:
    """A record that a change set touched; ``words`` are what it is called, if it was itself among the rows."""

    kind: str
    record_id: str
    words: str
    deleted: bool


@dataclass(slots=True)
class ShownChange:
    """A change set with the rows it changed; ``left_out`` rows are not shown here."""

    change: ChangeSet
    rows: list[RowChange] = field(default_factory=list)
    left_out: int = 0
    records: list[TouchedRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """Some change sets, newest first; ``older`` is the key to go on from, if there are more."""

    changes: list[ShownChange]
    older: int | None


@dataclass(frozen=True, slots=True)
class DeletedRecord:
    """A record that is no more: what it was called, who deleted it in which change set."""

    key: RecordKey
    words: str
    change: ChangeSet


def changes_of_record(key: RecordKey, before: int | None, hiding: Hiding = hides_nothing) -> Page:
    """Return the change sets in which this record or a part of it changed."""
    return _page(TouchedRow.objects.filter(record_kind=key.kind, record_id=key.record_id), before, hiding)


def changes_of_row(model: str, row: int, before: int | None, hiding: Hiding = hides_nothing) -> Page:
    """Return the change sets in which this row changed."""
    return _page(TouchedRow.objects.filter(model=model, row=row), before, hiding)


def _page(notes: QuerySet[TouchedRow], before: int | None, hiding: Hiding = hides_nothing) -> Page:
    sets = notes.filter(change_set__lt=before) if before else notes
    keys = list(sets.order_by("-change_set").values_list("change_set", flat=True).distinct()[: AT_ONCE + 1])
    return Page(shown(keys[:AT_ONCE], notes, hiding), keys[AT_ONCE - 1] if len(keys) > AT_ONCE else None)


def shown(keys: Sequence[int], notes: QuerySet[TouchedRow], hiding: Hiding = hides_nothing) -> list[ShownChange]:
    """Return these change sets with the rows that the notes tell of, as many as can be read at once."""
    found = {
        change.pk: ShownChange(change)
        for change in ChangeSet.objects.select_related("undone_in").in_bulk(keys).values()
    }
    mine = notes.filter(change_set__in=keys)
    read = list(mine.order_by("-change_set", "pk")[:ROWS_AT_ONCE])
    if len(read) == ROWS_AT_ONCE:
        counts = mine.order_by().values_list("change_set").annotate(Count("pk"))
        shown_of = Counter(note.change_set_id for note in read)
        for key, number in counts:
            found[key].left_out = number - shown_of[key]
    for key, rows in row_changes(read, hiding).items():
        found[key].rows = rows
    return [found[key] for key in keys if key in found]


def all_changes(sets: QuerySet[ChangeSet], before: int | None) -> Page:
    """Return change sets of everybody, each with the records it touched."""
    chosen = sets.filter(pk__lt=before) if before else sets
    found = list(chosen.select_related("undone_in").order_by("-pk")[: AT_ONCE + 1])
    records = touched_records([change.pk for change in found[:AT_ONCE]])
    page = [ShownChange(change, records=records.get(change.pk, [])) for change in found[:AT_ONCE]]
    return Page(page, found[AT_ONCE - 1].pk if len(found) > AT_ONCE else None)


def touched_records(keys: Iterable[int]) -> dict[int, list[TouchedRecord]]:
    """Return the records that these change sets touched, by change set."""
    models = {str(model._meta.model_name) for model in record_models().values()}
    notes = TouchedRow.objects.filter(change_set__in=keys).order_by("pk")
    found: dict[int, dict[RecordKey, TouchedRecord]] = defaultdict(dict)
    for change, model, act, kind, record_id, words in notes.values_list(
        "change_set", "model", "act", "record_kind", "record_id", "words"
    )[: ROWS_AT_ONCE * 10]:
        key = RecordKey(kind, record_id)
        itself = (
            model in models
            and record_models().get(kind) is not None
            and record_models()[kind]._meta.model_name == model
        )
        if itself or key not in found[change]:
            found[change][key] = TouchedRecord(kind, record_id, words if itself else "", itself and act == "-")
    return {change: list(records.values()) for change, records in found.items()}


def of_someone(user: Any, start: datetime, end: datetime) -> QuerySet[ChangeSet]:
    """Return the change sets that an account made in a time, those left out that were taken back since."""
    return ChangeSet.objects.filter(user=user, made_at__gte=start, made_at__lte=end, undone_in=None)


def deleted_records(before: int | None) -> tuple[list[DeletedRecord], int | None]:
    """Return deleted records that are not restored, the last first, and the key to go on from."""
    models = {str(model._meta.model_name): kind for kind, model in record_models().items()}
    # Who was merged into somebody else is there in that person.
    notes = TouchedRow.objects.filter(model__in=models, act="-").exclude(change_set__act=ActKind.MERGE)
    notes = notes.select_related("change_set").order_by("-pk")
    read = list((notes.filter(pk__lt=before) if before else notes)[: AT_ONCE * 2 + 1])
    more, read = len(read) > AT_ONCE * 2, read[: AT_ONCE * 2]
    there = existing(RecordKey(note.record_kind, note.record_id) for note in read)
    gone: dict[RecordKey, DeletedRecord] = {}
    for note in read:
        key = RecordKey(note.record_kind, note.record_id)
        if key not in there:
            gone.setdefault(key, DeletedRecord(key, note.words, note.change_set))
    return list(gone.values()), read[-1].pk if more else None


def existing(keys: Iterable[RecordKey]) -> dict[RecordKey, Record]:
    """Return those of the records that are there, with one query for each kind."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        by_kind[key.kind].add(key.record_id)
    return {
        record.key: record
        for kind, ids in by_kind.items()
        if kind in record_models()
        for record in record_models()[kind]._default_manager.filter(public_id__in=ids)
    }
