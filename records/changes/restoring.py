"""Restoring a deleted record with its parts, under the same public id."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from records.change_sets import ActKind, ChangeSet, TouchedRow
from records.changes.reverting import Plan, plan_steps, revert
from records.changes.states import Step, steps_of
from records.outbox import RecordKey


def plan_restoring(key: RecordKey) -> tuple[Plan, list[Step]]:
    """Return the plan to restore a record, and the parts left out because their other end is gone, too."""
    note = (
        TouchedRow.objects.filter(record_kind=key.kind, record_id=key.record_id, act="-")
        .select_related("change_set")
        .order_by("-pk")
        .first()
    )
    if note is None:
        return Plan((), (), ()), []
    change = note.change_set
    steps = [
        step
        for step in steps_of(
            TouchedRow.objects.filter(change_set=change, record_kind=key.kind, record_id=key.record_id)
        )
        if step.act == "-"
    ]
    able, left_out = _with_both_ends(steps)
    plan = plan_steps((change,), able)
    return plan, left_out


def restore(plan: Plan, *, user: Any, by: str = "", why: str = "") -> ChangeSet:
    """Restore what is planned, in one transaction; raises RevertRefused where it is there again."""
    return revert(plan, user=user, by=by, why=why, kind=ActKind.RESTORE)


def _with_both_ends(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Part the steps whose every end is there, or comes back with them, from the others."""
    able = list(steps)
    while True:
        coming = {(step.name, step.row) for step in able}
        missing = _missing_ends(able, coming)
        lame = [step for step in able if any(end in missing for end in _ends(step))]
        if not lame:
            return able, [step for step in steps if step not in able]
        able = [step for step in able if step not in lame]


def _ends(step: Step) -> list[tuple[str, int]]:
    return [
        (str(column.related_model._meta.model_name), getattr(step.before, column.attname))
        for column in step.model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and getattr(step.before, column.attname) is not None
    ]


def _missing_ends(steps: Sequence[Step], coming: set[tuple[str, int]]) -> set[tuple[str, int]]:
    wanted: dict[type[models.Model], set[int]] = {}
    for step in steps:
        for column in step.model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey):
                value = getattr(step.before, column.attname)
                name = str(column.related_model._meta.model_name)
                if value is not None and (name, value) not in coming:
                    wanted.setdefault(column.related_model, set()).add(value)
    return {
        (str(model._meta.model_name), key)
        for model, keys in wanted.items()
        for key in keys - set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
    }
