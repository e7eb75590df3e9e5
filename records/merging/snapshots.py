"""What a change set does not keep, and undoing a merge gives back: rows without a history, and by what rows are kept.

Stored as JSON with the merge: {"plain": [[model, key, {column: [before, after]}]], "stamps": the same of rows with a
history, "lines": whole rows that follow from others, "had" and "brought": {model: keys of what the one kept, and the
other, had},
"kept": columns of the one kept after it}.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model

from records.merging.ties import TIES, parts_of
from records.people.claims_that_differ import Contradiction
from records.people.models import Person
from records.record_model import RecordPart
from records.review_queue import InReview
from records.row_history import BOOKKEEPING

# (model, key) -> values of some columns, as JSON has them
Values = dict[tuple[str, int], dict[str, Any]]
# [model, key, {column: [before, after]}]
Turned = list[list[Any]]
_AT_ONCE = 500
_KEPT_BY = BOOKKEEPING | {"imported_line"}


def model_named(name: str) -> type[Model]:
    """Return a model by the name under which rows of it are kept."""
    return apps.get_model("records", name)


def name_of(model: type[Model] | Model) -> str:
    """Return the name under which rows of a model are kept."""
    return str(model._meta.model_name)


def plain_value(value: Any) -> Any:
    """Return a value of a column as JSON has it, with every microsecond."""
    return value.isoformat() if isinstance(value, datetime) else value


def stored_value(model: type[Model], column: str, value: Any) -> Any:
    """Return a value of JSON as the column has it."""
    return model._meta.get_field(column).to_python(value)  # type: ignore[union-attr]


# --- by what rows are kept ----------------------------------------------------------------------------------------


def rows_at_stake(kept: Person, gone: Person) -> dict[str, set[int]]:
    """Return the keys of every row that a merge writes or stamps, by model."""
    found: dict[str, set[int]] = defaultdict(set)
    for person in (kept, gone):
        found[name_of(person)].add(person.pk)
        for part in parts_of(person):
            _add_with_owners(found, part)
            for relation in part._meta.related_objects:
                rows: Any = relation.related_model
                if issubclass(rows, RecordPart):
                    for row in rows._default_manager.filter(**{relation.field.name: part}):
                        _add_with_owners(found, row)
    return found


def _add_with_owners(found: dict[str, set[int]], part: RecordPart) -> None:
    found[name_of(part)].add(part.pk)
    for owner in part.owners():
        if owner is not None:
            found[name_of(owner)].add(owner.pk)


def bookkeeping_of(keys: Mapping[str, Collection[int]]) -> Values:
    """Return the columns by which these rows are kept, as they stand now."""
    found: Values = {}
    for name, pks in keys.items():
        model = model_named(name)
        columns = [column.attname for column in model._meta.concrete_fields if column.name in _KEPT_BY]
        ordered = sorted(pks)
        for start in range(0, len(ordered), _AT_ONCE):
            rows = model._default_manager.filter(pk__in=ordered[start : start + _AT_ONCE]).values("pk", *columns)
            for row in rows:
                pk = row.pop("pk")
                found[name, pk] = {column: plain_value(value) for column, value in row.items()}
    return found


def turned(before: Values, after: Values) -> Turned:
    """Return what became of columns, of those that changed; of a row that is gone, None."""
    found: Turned = []
    for (name, pk), values in before.items():
        now = after.get((name, pk))
        columns = {
            column: [value, now[column] if now is not None else None]
            for column, value in values.items()
            if now is None or now[column] != value
        }
        if columns:
            found.append([name, pk, columns])
    return found


def give_back(changes: Turned, now: Values) -> None:
    """Give columns their value before a merge back where nobody has written them since; ``now``: as found before."""
    for name, pk, columns in changes:
        present = now.get((name, pk))
        values = {
            column: before
            for column, (before, after) in columns.items()
            if present is None or present.get(column) == after
        }
        write(name, pk, values)


def write(name: str, pk: int, values: Mapping[str, Any]) -> None:
    """Write columns of one row past its history; ``values`` as JSON has them."""
    if values:
        model = model_named(name)
        ready = {column: stored_value(model, column, value) for column, value in values.items()}
        model._default_manager.filter(pk=pk).update(**ready)


# --- rows without a history ---------------------------------------------------------------------------------------


def hand_over(gone: Person, kept: Person) -> Turned:
    """Let the rows without a history name the one kept, and return what became of their columns."""
    found: Turned = []
    for tie in TIES:
        after = tie.columns_for(kept) | dict(tie.also)
        for row in list(tie.rows(gone)):
            name = name_of(row)
            found.append([name, row.pk, {column: [getattr(row, column), value] for column, value in after.items()}])
            write(name, row.pk, after)
    return found


def values_now(changes: Turned) -> Values:
    """Return the same columns of the same rows, as they stand now."""
    found: Values = {}
    for name, pk, columns in changes:
        row = model_named(name)._default_manager.filter(pk=pk).values(*columns).first()
        if row is not None:
            found[name, pk] = {column: plain_value(value) for column, value in row.items()}
    return found


# --- rows that follow from others ---------------------------------------------------------------------------------


def lines_of(people: Iterable[Person]) -> list[list[Any]]:
    """Return the open contradictions of these people and their places in the line of review, as [model, columns]."""
    found = []
    for person in people:
        rows: list[Any] = list(Contradiction.objects.filter(owner=Person.KIND, key=person.pk))
        rows += InReview.objects.filter(kind=Person.KIND, record_id=person.public_id)
        for row in rows:
            columns = {one.attname: plain_value(getattr(row, one.attname)) for one in row._meta.concrete_fields}
            found.append([name_of(row), columns])
    return found


def take_places_again(lines: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Give those of these rows that are there again the key and the moment they had."""
    for name, columns in lines:
        model = model_named(name)
        once = ("owner", "key", "kind") if model is Contradiction else ("kind", "record_id")
        ready = {column: stored_value(model, column, value) for column, value in columns.items()}
        rows = model._default_manager.filter(**{column: columns[column] for column in once})
        if not model._default_manager.filter(pk=columns["id"]).exclude(pk__in=rows.values("pk")).exists():
            rows.update(**ready)


def parts_had(person: Person) -> dict[str, list[int]]:
    """Return the keys of every row that names a person, by model."""
    found: dict[str, list[int]] = defaultdict(list)
    for part in parts_of(person):
        found[name_of(part)].append(part.pk)
    for tie in TIES:
        found[name_of(tie.model)] += tie.rows(person).values_list("pk", flat=True)
    return dict(found)
