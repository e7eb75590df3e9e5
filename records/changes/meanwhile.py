"""What others changed in a record while somebody had its form open: each row as it was when the form was opened."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from records.change_sets import ChangeSet, TouchedRow
from records.changes.states import Step, steps_of
from records.record_model import Record, RecordPart
from records.row_history import has_history, states_of


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The rows that others changed since a form was opened, and the last who did.

    ``stamp`` says which state the form is compared with now.
    """

    stamp: str
    changes: tuple[ChangeSet, ...]
    first: dict[tuple[str, int], Step] = field(default_factory=dict)
    last: dict[tuple[str, int], Step] = field(default_factory=dict)

    def base_of(self, row: models.Model) -> Any:
        """Return the row as it was when the form was opened, if others changed it since."""
        key = (str(row._meta.model_name), row.pk)
        step = self.first.get(key)
        return None if step is None or step.before is None else as_row(step.model, step.before)

    def gone(self) -> dict[tuple[str, int], Any]:
        """Return the rows that others took away, each as it was when the form was opened."""
        return {
            key: as_row(step.model, self.first[key].before)
            for key, step in self.last.items()
            if step.act == "-" and self.first[key].before is not None
        }


def as_row(model: type[models.Model], state: Any) -> Any:
    """Return a row in a state it had; it is not saved."""
    row = model(**{column.attname: getattr(state, column.attname) for column in model._meta.concrete_fields})
    row._state.adding = False
    return row


def stamp_of(row: Record | RecordPart) -> str:
    """Return the state a form shows: when the record changed last, and in which change set."""
    when = row.changed_at.isoformat() if isinstance(row, Record) else str(row.pk)
    last = _notes_of(row).order_by("-change_set").values_list("change_set", flat=True).first() or 0
    return f"{when} {last}"


def _notes_of(row: Record | RecordPart) -> QuerySet[TouchedRow]:
    """Return what is noted of the rows of a form: of a part, its own row and those of the parts that are its own."""
    if isinstance(row, Record):
        return TouchedRow.objects.filter(record_kind=row.KIND, record_id=row.public_id)
    found = Q(model=str(row._meta.model_name), row=row.pk)
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if getattr(relation, "on_delete", None) is models.CASCADE and has_history(model):
            # Those that were taken away have left their states.
            rows = states_of(model).filter(**{relation.field.attname: row.pk}).order_by().values("id")
            found |= Q(model=str(model._meta.model_name), row__in=rows)
    return TouchedRow.objects.filter(found)


def meanwhile(row: Record | RecordPart, seen: str) -> Meanwhile | None:
    """Return what others changed since a form showed the state ``seen``; None where it is the present state."""
    stamp = stamp_of(row)
    if not seen or seen == stamp:
        return None
    last_seen = seen.rpartition(" ")[2]
    since = int(last_seen) if last_seen.isdecimal() else 0
    notes = _notes_of(row).filter(change_set__gt=since)
    found = Meanwhile(stamp, tuple(ChangeSet.objects.filter(pk__in=notes.values("change_set")).order_by("-pk")))
    for step in steps_of(notes):
        found.first.setdefault((step.name, step.row), step)
        found.last[step.name, step.row] = step
    return found
