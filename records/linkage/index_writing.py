"""Writing to the kept index: only what differs, all of one part in one transaction, by one writer at a time."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, transaction

from records.linkage.blocking import household_keys, lookup_keys
from records.linkage.compared import COLUMNS, Compared
from records.linkage.comparisons import FREQUENCIES
from records.linkage.kept_index import (
    VERSION,
    ComparedRecord,
    IndexState,
    LookupKey,
    ValueCount,
    columns_of,
    counted_as,
)

_AT_ONCE = 900
_COUNTED = [(name, COLUMNS.index(name)) for name in FREQUENCIES]
_SOURCE = COLUMNS.index("source")
_KEY = COLUMNS.index("unique_id")
Pairs = set[tuple[int, int]]


@contextmanager
def writing_index() -> Iterator[IndexState]:
    """Hold the index: another writer waits, and then reads what this one left. Empties one of another version."""
    with transaction.atomic():
        IndexState.objects.get_or_create(pk=1, defaults={"version": VERSION})
        state = IndexState.objects.select_for_update().get(pk=1)
        if state.version != VERSION:
            empty_index(state)
        yield state
        state.save()


def empty_index(state: IndexState) -> None:
    """Take everything out of the index."""
    for model in (LookupKey, ComparedRecord, ValueCount):
        rows: Any = model.objects.all()
        rows._raw_delete(rows.db)
    state.version, state.records, state.filled_to, state.keys_wait = VERSION, 0, "", False


def keep_records(state: IndexState, records: Mapping[int, Compared | None]) -> int:
    """Keep these records by their numbers, None where nobody is there any more; return how many were new or changed."""
    before: dict[int, str] = {}
    for part in _parts(sorted(records)):
        before |= ComparedRecord.objects.filter(number__in=part).values_list("number", "columns")
    keys_new: Pairs = set()
    keys_gone: Pairs = set()
    counts: Counter[tuple[str, str]] = Counter()
    written, gone = [], []
    for number, record in records.items():
        was, now = before.get(number, ""), columns_of(record) if record is not None else ""
        if was == now:
            continue
        if not state.keys_wait:
            mine, theirs = pairs_of(number, now), pairs_of(number, was)
            keys_new |= mine - theirs
            keys_gone |= theirs - mine
        counts.update(_values(now))
        counts.subtract(_values(was))
        state.records += bool(now) - bool(was)
        if now:
            values = json.loads(now)
            document = values[_SOURCE] if number % 2 else ""
            written.append((number, values[_KEY], document or "", now))
        else:
            gone.append(number)
    for part in _parts(gone):
        ComparedRecord.objects.filter(number__in=part).delete()
    _write_records(written)
    change_keys(sorted(keys_gone), "delete")
    change_keys(sorted(keys_new), "insert")
    add_counts(counts)
    return len(written) + len(gone)


def pairs_of(number: int, columns: str) -> Pairs:
    """Return the keys of a record's kept columns, those of its households too, each with its number."""
    if not columns:
        return set()
    record = Compared(*json.loads(columns))
    return {(key, number) for key in (*lookup_keys(record), *household_keys(record))}


def _values(columns: str) -> list[tuple[str, str]]:
    """Return the values that are counted, and for each column that it is told."""
    told = json.loads(columns) if columns else []
    found = [(name, counted_as(told[place])) for name, place in _COUNTED if told and told[place] is not None]
    return [*found, *((name, "") for name, _value in found)]


def _write_records(rows: Sequence[tuple[int, str, str, str]]) -> None:
    # An id that a row of another number had (a database restored beside its index) gives way.
    for part in _parts(rows):
        numbers = [row[0] for row in part]
        ComparedRecord.objects.filter(key__in=[row[1] for row in part]).exclude(number__in=numbers).delete()
        ComparedRecord.objects.bulk_create(
            [ComparedRecord(number=row[0], key=row[1], document=row[2], columns=row[3]) for row in part],
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=["key", "document", "columns"],
        )


def change_keys(in_order: Sequence[Sequence[int]], act: str) -> None:
    """Insert or delete rows of keys (key, number), given in the order in which they lie."""
    if not in_order:
        return
    table = connection.ops.quote_name(LookupKey._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lists = [[pair[0] for pair in in_order], [pair[1] for pair in in_order]]
            given = "unnest(%s::bigint[], %s::bigint[]) AS given(key, record)"
            if act == "insert":
                cursor.execute(
                    f"INSERT INTO {table} (key, record) SELECT key, record FROM {given} ON CONFLICT DO NOTHING",  # noqa: S608
                    lists,
                )
            else:
                cursor.execute(
                    f"DELETE FROM {table} AS held USING {given}"  # noqa: S608
                    " WHERE held.key = given.key AND held.record = given.record",
                    lists,
                )
        elif act == "insert":
            cursor.executemany(f"INSERT OR IGNORE INTO {table} (key, record) VALUES (%s, %s)", in_order)  # noqa: S608
        else:
            cursor.executemany(f"DELETE FROM {table} WHERE key = %s AND record = %s", in_order)  # noqa: S608


def add_counts(counts: Mapping[tuple[str, str], int]) -> None:
    """Add to the counts of values; what nobody has any more goes."""
    changed = [(number, *key) for key, number in sorted(counts.items()) if number]
    if not changed:
        return
    table, name = connection.ops.quote_name(ValueCount._meta.db_table), connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (number, {name('column')}, {name('value')}) VALUES (%s, %s, %s)"  # noqa: S608
            f" ON CONFLICT ({name('column')}, {name('value')}) DO UPDATE SET number = {table}.number + EXCLUDED.number",
            changed,
        )
    if any(number < 0 for number, _column, _value in changed):
        ValueCount.objects.filter(number__lte=0).delete()


def _parts(rows: Iterable[Any]) -> Iterator[list[Any]]:
    every = iter(rows)
    while part := list(islice(every, _AT_ONCE)):
        yield part
