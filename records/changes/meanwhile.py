"""What others changed in a record while somebody had its form open: each row as it was when the form was opened."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from records.change_sets import ChangeSet, TouchedRow
from records.changes.states import Step, steps_of
from records.record_model import Record


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


def stamp_of(record: Record) -> str:
    """Return the state a form shows: when the record changed last, and in which change set."""
    return f"{record.changed_at.isoformat()} {_last_set(record)}"


def _last_set(record: Record) -> int:
    notes = TouchedRow.objects.filter(record_kind=record.KIND, record_id=record.public_id)
    return notes.order_by("-change_set").values_list("change_set", flat=True).first() or 0


def meanwhile(record: Record, seen: str) -> Meanwhile | None:
    """Return what others changed since a form showed the state ``seen``; None where it is the present state."""
    stamp = stamp_of(record)
    if not seen or seen == stamp:
        return None
    last_seen = seen.rpartition(" ")[2]
    since = int(last_seen) if last_seen.isdecimal() else 0
    notes = TouchedRow.objects.filter(record_kind=record.KIND, record_id=record.public_id, change_set__gt=since)
    found = Meanwhile(stamp, tuple(ChangeSet.objects.filter(pk__in=notes.values("change_set")).order_by("-pk")))
    for step in steps_of(notes):
        found.first.setdefault((step.name, step.row), step)
        found.last[step.name, step.row] = step
    return found
