"""What speaks against taking a change back: later work on the same field or row, or that hangs on a row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from records.change_sets import ChangeSet, TouchedRow
from records.changes.row_models import column_label, columns_told, kept_models, row_words
from records.changes.states import Step, changed_columns, steps_after

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be taken back; ``change_set`` is the later change, where one is known."""

    words: str
    change_set: int | None = None


def refusals(steps: Sequence[Step]) -> list[Refusal]:
    """Return what speaks against taking these steps back; the steps stand last first."""
    later = _later_steps(steps)
    net = _Net(steps)
    found = [*_changed_since(steps, later), *_not_as_left(net, later), *_hanging(net)]
    return list(dict.fromkeys(found))[:_NAMED]


class _Net:
    """The rows of some steps: their state before the first and after the last of them."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.first: dict[tuple[str, int], Step] = {}
        self.last: dict[tuple[str, int], Step] = {}
        self.columns: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
        for step in reversed(steps):
            key = (step.name, step.row)
            self.first.setdefault(key, step)
            self.last[key] = step
            if step.act == "~":
                for column in changed_columns(step, columns_told(step.model)):
                    self.columns[key][column.attname] = column

    def going(self) -> dict[type[models.Model], set[int]]:
        """Return the rows that would be there no longer."""
        rows: dict[type[models.Model], set[int]] = defaultdict(set)
        for key, step in self.first.items():
            if step.act == "+" and self.last[key].act != "-":
                rows[step.model].add(step.row)
        return rows


def _later_steps(steps: Sequence[Step]) -> list[Step]:
    rows: dict[str, set[int]] = defaultdict(set)
    since: dict[tuple[str, int], int] = {}
    for step in reversed(steps):
        rows[step.name].add(step.row)
        since.setdefault((step.name, step.row), step.order)
    chosen = {(step.name, step.state) for step in steps}
    return [step for step in steps_after(rows, since) if (step.name, step.state) not in chosen] if rows else []


def _changed_since(steps: Sequence[Step], later: Iterable[Step]) -> Iterable[Refusal]:
    net = _Net(steps)
    sets = {change.pk: change for change in ChangeSet.objects.filter(pk__in={step.change_set for step in later})}
    for step in later:
        key, who = (step.name, step.row), _who(sets[step.change_set])
        words = row_words(step.model, step.before or step.after, step.words)
        if step.act == "-":
            yield Refusal(_("%(row)s was deleted later: %(who)s.") % {"row": words, "who": who}, step.change_set)
        elif step.act == "~":
            changed = changed_columns(step, columns_told(step.model))
            ours = net.columns[key]
            whole = net.first[key].act == "+"
            clash = [column for column in changed if whole or column.attname in ours]
            if clash:
                labels = ", ".join(column_label(column) for column in clash)
                said = {"row": words, "fields": labels, "who": who}
                yield Refusal(_("%(row)s: %(fields)s was changed later: %(who)s.") % said, step.change_set)


def _who(change: ChangeSet) -> str:
    return f"{change.by or _('someone')}, {date_format(localtime(change.made_at), 'j E Y, H:i')}"


def _not_as_left(net: _Net, later: Sequence[Step]) -> Iterable[Refusal]:
    """Refuse where a row is not as the last step left it, and no later change set says why (an import, say)."""
    told = {(step.name, step.row) for step in later}
    stored: dict[str, dict[int, Any]] = {}
    for name in {key[0] for key in net.last}:
        model = kept_models()[name]
        stored[name] = model._default_manager.in_bulk([row for other, row in net.last if other == name])
    for key, step in net.last.items():
        now = stored[step.name].get(step.row)
        words = row_words(step.model, step.after or step.before, step.words)
        if step.act == "-":
            if now is not None:
                yield Refusal(_("%s is there again already.") % words)
        elif now is None:
            if key not in told:
                yield Refusal(_("%s is no longer there.") % words)
        elif key not in told and any(
            getattr(now, column.attname) != column.to_python(getattr(step.after, column.attname))
            for column in net.columns[key].values()
        ):
            yield Refusal(_("%s was changed since, by an import or a repair.") % words)


def _hanging(net: _Net) -> Iterable[Refusal]:
    """Name the rows that hang on a row that would go, and are not among those that go."""
    going = net.going()
    for model, rows in going.items():
        for relation in model._meta.get_fields(include_hidden=True):
            if not _holds(relation):
                continue
            held: Any = relation
            other, column = held.related_model, held.field.attname
            hanging = other._default_manager.filter(**{f"{column}__in": rows}).exclude(pk__in=going.get(other, ()))
            for row in hanging[:_NAMED]:
                yield _hangs(row)


def _holds(relation: Any) -> bool:
    reverse = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    if not reverse or getattr(relation.related_model, "goes_along", False):
        return False
    return relation.on_delete in (models.CASCADE, models.PROTECT, models.RESTRICT)


def _hangs(row: Any) -> Refusal:
    name = str(row._meta.model_name)
    note = TouchedRow.objects.filter(model=name, row=row.pk, act="+").select_related("change_set").last()
    words = row_words(type(row), row, str(row))
    if note is None:
        return Refusal(_("%s hangs on it.") % words)
    said = {"row": words, "who": _who(note.change_set)}
    return Refusal(_("%(row)s hangs on it, entered later: %(who)s.") % said, note.change_set_id)
