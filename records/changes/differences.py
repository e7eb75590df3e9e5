"""What a change set did, field by field, in the words of the reader's language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from records.change_sets import TouchedRow
from records.changes.row_models import column_label, columns_told, kept_models, row_words
from records.changes.states import Step, changed_columns, folded, steps_of
from records.changes.wording import Pointed, Run, differing_words, entries_of, value_words
from records.documents.kinds import DOCUMENT_KINDS

_LONG = 60


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; ``runs`` where both are long texts."""

    label: str
    before: str
    after: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was added (+), changed (~) or taken away (-)."""

    model: str
    row: int
    act: str
    words: str
    fields: tuple[FieldChange, ...]


# Says which of the steps, by their order, are not for the asker's eyes.
Hiding = Callable[[list[Step]], set[int]]


def hides_nothing(_steps: list[Step]) -> set[int]:
    """Hide no step."""
    return set()


def row_changes(touched: Iterable[TouchedRow], hiding: Hiding = hides_nothing) -> dict[int, list[RowChange]]:
    """Return what these notes tell of, by change set."""
    steps = folded(steps_of(touched))
    hidden = hiding(steps)
    steps = [step for step in steps if step.order not in hidden]
    pointed = _pointed_at(steps)
    found: dict[int, list[RowChange]] = defaultdict(list)
    for step in steps:
        fields = tuple(_field_changes(step, pointed))
        if fields or step.act != "~":
            words = row_words(step.model, step.after or step.before, step.words)
            found[step.change_set].append(RowChange(step.name, step.row, step.act, words, fields))
    return dict(found)


def _pointed_at(steps: Iterable[Step]) -> Pointed:
    """Return the words of every row that a changed column points to, with one query for each model."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for step in steps:
        for column in changed_columns(step, columns_told(step.model)):
            if isinstance(column, models.ForeignKey):
                values = (getattr(state, column.attname) for state in (step.before, step.after) if state is not None)
                wanted[column.related_model] |= {value for value in values if value is not None}
    words: dict[tuple[str, int], str] = {}
    for model, keys in wanted.items():
        name = str(model._meta.model_name)
        words |= {(name, row.pk): str(row) for row in _with_their_words(model).filter(pk__in=keys)}
        gone = [key for key in keys if (name, key) not in words]
        if gone and name in kept_models():
            notes = TouchedRow.objects.filter(model=name, row__in=gone).order_by("pk").values_list("row", "words")
            words |= {(name, row): last for row, last in notes}
    return words


def _with_their_words(model: type[models.Model]) -> Any:
    rows = model._default_manager.all()
    # What these are called hangs on others, which would be read one by one.
    return {
        "family": lambda: rows.prefetch_related("partners__person"),
        "familychild": lambda: rows.select_related("person"),
        "journeystage": lambda: rows.select_related("place"),
    }.get(str(model._meta.model_name), lambda: rows)()


def _field_changes(step: Step, pointed: Pointed) -> Iterable[FieldChange]:
    for column in changed_columns(step, columns_told(step.model)):
        before, after = (getattr(state, column.attname) if state else None for state in (step.before, step.after))
        if isinstance(column, models.JSONField):
            yield from _entry_changes(step, column, before, after)
            continue
        old, new = value_words(column, before, pointed), value_words(column, after, pointed)
        if old != new:
            yield _changed(column_label(column), old, new)


def _entry_changes(step: Step, column: Any, before: Any, after: Any) -> Iterable[FieldChange]:
    old, new = dict(entries_of(before)), dict(entries_of(after))
    labels = _labels(step)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key, "") != new.get(key, ""):
            label = capfirst(labels.get(key, key or str(column.verbose_name)))
            yield _changed(label, old.get(key, ""), new.get(key, ""))


def _labels(step: Step) -> Mapping[str, str]:
    state = step.after or step.before
    kind = DOCUMENT_KINDS.get(getattr(state, "kind", "")) if step.name == "document" else None
    return {entry.key: str(entry.label) for entry in kind.fields} if kind else {}


def _changed(label: str, before: str, after: str) -> FieldChange:
    long = before and after and max(len(before), len(after)) > _LONG
    return FieldChange(label, before, after, differing_words(before, after) if long else ())
