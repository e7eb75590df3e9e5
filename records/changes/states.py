"""The kept states that change sets brought about, each with the state before it; a few queries for each model."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery

from records.change_sets import TouchedRow
from records.changes.row_models import kept_models
from records.row_history import states_of


@dataclass(frozen=True, slots=True)
class Step:
    """A row that a change set added (+), changed (~) or took away (-): its state before and after."""

    order: int
    state: int
    change_set: int
    model: type[models.Model]
    row: int
    act: str
    before: Any
    after: Any
    words: str

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)


def steps_of(touched: Iterable[TouchedRow]) -> list[Step]:
    """Return the steps that these notes tell of, in their order, each once."""
    notes: dict[tuple[str, int], TouchedRow] = {}
    for note in sorted(touched, key=lambda note: note.pk):
        notes.setdefault((note.model, note.state), note)
    wanted: dict[str, list[int]] = defaultdict(list)
    for name, state in notes:
        wanted[name].append(state)
    found: dict[tuple[str, int], tuple[Any, Any]] = {}
    for name, states in wanted.items():
        for state, pair in _with_state_before(kept_models()[name], states).items():
            found[name, state] = pair
    return [_step(note, *found[key]) for key, note in notes.items() if key in found]


def _step(note: TouchedRow, before: Any, after: Any) -> Step:
    model, gone = kept_models()[note.model], note.act == "-"
    return Step(
        order=note.pk,
        state=note.state,
        change_set=note.change_set_id,
        model=model,
        row=note.row,
        act=note.act,
        # A row that is taken away is kept as it was at that moment.
        before=after if gone else (None if note.act == "+" else before),
        after=None if gone else after,
        words=note.words,
    )


def _with_state_before(model: type[models.Model], states: Collection[int]) -> dict[int, tuple[Any, Any]]:
    manager, row = states_of(model), model._meta.pk.name
    earlier = (
        manager.filter(**{row: OuterRef(row)}, state_id__lt=OuterRef("state_id"))
        .order_by()
        .values(row)
        .annotate(last=Max("state_id"))
        .values("last")
    )
    chosen = manager.filter(state_id__in=states)
    before = chosen.annotate(earlier=Subquery(earlier)).order_by().values("earlier")
    kept = manager.filter(Q(state_id__in=states) | Q(state_id__in=before)).order_by(row, "state_id")
    wanted, pairs = set(states), {}
    last: Any = None
    for state in kept:
        same = last is not None and last.pk_of_row == getattr(state, row)
        if state.state_id in wanted:
            pairs[state.state_id] = (last if same else None, state)
        state.pk_of_row = getattr(state, row)
        last = state
    return pairs


def folded(steps: Iterable[Step]) -> list[Step]:
    """Return one step for each row and change set: what the set did to the row in all."""
    rows: dict[tuple[int, str, int], list[Step]] = defaultdict(list)
    for step in steps:
        rows[step.change_set, step.name, step.row].append(step)
    return [whole for several in rows.values() if (whole := _whole(several)) is not None]


def _whole(steps: list[Step]) -> Step | None:
    first, last = steps[0], steps[-1]
    if first.before is None and last.after is None:
        return None
    act = "+" if first.before is None else "-" if last.after is None else "~"
    words = last.words or first.words
    return replace(first, state=last.state, act=act, after=last.after, words=words)


def changed_columns(step: Step, columns: Iterable[Any]) -> list[Any]:
    """Return those of the columns in which the state after a step differs from the state before."""
    if step.before is None or step.after is None:
        return list(columns)
    return [column for column in columns if getattr(step.before, column.attname) != getattr(step.after, column.attname)]


def steps_after(rows: dict[str, set[int]], since: dict[tuple[str, int], int]) -> list[Step]:
    """Return the steps of these rows (model -> keys) that were noted after ``since`` of the row."""
    chosen = Q(pk__in=[])
    for name, keys in rows.items():
        chosen |= Q(model=name, row__in=keys)
    lowest = min(since.values(), default=0)
    notes = TouchedRow.objects.filter(chosen, pk__gt=lowest).order_by("pk")
    return [step for step in steps_of(notes) if step.order > since[step.name, step.row]]
