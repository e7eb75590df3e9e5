"""Taking changes back: each step of the chosen change sets in reverse, unless later work depends on it.

Nothing is taken back in part: a plan with a single refusal is not carried out. Taking back is itself a change set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from records.change_sets import ActKind, ChangeSet, TouchedRow, making_changes
from records.changes.dependence import Refusal, refusals
from records.changes.row_models import columns_put_back, record_models
from records.changes.states import Step, changed_columns, steps_of


class RevertRefused(Exception):
    """Later work depends on what was to be taken back: ``refusals`` says what, and whose."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(refusal.words for refusal in refusals))
        self.refusals = tuple(refusals)


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking back would do, last step first, and what speaks against it."""

    changes: tuple[ChangeSet, ...]
    steps: tuple[Step, ...]
    refusals: tuple[Refusal, ...]


def plan_revert(changes: Iterable[ChangeSet]) -> Plan:
    """Return the plan to take these change sets back; it is tried, and nothing of the trial stays."""
    chosen = tuple(changes)
    notes = TouchedRow.objects.filter(change_set__in=[change.pk for change in chosen])
    return plan_steps(chosen, steps_of(notes))


def plan_steps(changes: tuple[ChangeSet, ...], steps: Sequence[Step]) -> Plan:
    """Return the plan to take these steps of the change sets back."""
    backwards = tuple(sorted(steps, key=lambda step: -step.order))
    again = [_already_undone(change) for change in changes if change.undone_in_id]
    again += [_of_a_merge() for change in changes if change.act in (ActKind.MERGE, ActKind.UNMERGE)]
    against = again or refusals(backwards) or _tried(backwards)
    return Plan(changes, backwards, tuple(against))


def revert(plan: Plan, *, user: Any, by: str = "", why: str = "", kind: str = ActKind.REVERT) -> ChangeSet:
    """Carry a plan out in one transaction and return the new change set; the plan must be fresh.

    Raises RevertRefused, with everything left as it was, where later work depends on it.
    """
    if plan.refusals:
        raise RevertRefused(plan.refusals)
    if not plan.steps:
        raise RevertRefused([Refusal(_("There is nothing to take back."))])
    with transaction.atomic(), making_changes(kind, user=lambda: user, why=lambda: why, by=by) as act:
        _wait_for_others(plan)
        fresh = plan_steps(tuple(ChangeSet.objects.filter(pk__in=[change.pk for change in plan.changes])), plan.steps)
        if fresh.refusals:
            raise RevertRefused(fresh.refusals)
        _carry_out(plan.steps)
        made = act.change_set()
        if kind == ActKind.REVERT:
            sets = [change.pk for change in plan.changes]
            # What a taken-back revert had taken back stands again.
            ChangeSet.objects.filter(undone_in__in=sets).update(undone_in=None)
            ChangeSet.objects.filter(pk__in=sets).update(undone_in=made)
    return made


def _wait_for_others(plan: Plan) -> None:
    """Hold the change sets and their records: who takes back, or saves a form, at the same moment comes after."""
    sets = [change.pk for change in plan.changes]
    list(ChangeSet.objects.select_for_update().filter(pk__in=sets).order_by("pk"))
    notes = TouchedRow.objects.filter(change_set__in=sets).exclude(record_kind="")
    for kind in sorted(notes.order_by().values_list("record_kind", flat=True).distinct()):
        ids = notes.filter(record_kind=kind).order_by().values("record_id")
        list(record_models()[kind]._default_manager.select_for_update().filter(public_id__in=ids).order_by("pk"))


def _already_undone(change: ChangeSet) -> Refusal:
    return Refusal(_("This was taken back already, by %(who)s.") % {"who": change.undone_in.by or _("someone")})  # type: ignore[union-attr]


def _of_a_merge() -> Refusal:
    return Refusal(_("Two people were made one here, or two again: that is undone where they were merged."))


def _tried(steps: Sequence[Step]) -> list[Refusal]:
    """Carry the steps out and take that back: what the database does not bear is known before anybody decides."""
    try:
        with transaction.atomic():
            with making_changes(ActKind.OTHER):
                _carry_out(steps)
            transaction.set_rollback(True)
    except (IntegrityError, ProtectedError, ObjectDoesNotExist) as error:
        return [Refusal(_("What is stored now does not go together with it: %s") % error)]
    return []


def _carry_out(steps: Iterable[Step]) -> None:
    for step in steps:
        if step.act == "+":
            step.model._default_manager.get(pk=step.row).delete()
        elif step.act == "-":
            put_back(step)
        else:
            _set_back(step)


def _set_back(step: Step) -> None:
    row = step.model._default_manager.get(pk=step.row)
    for column in changed_columns(step, columns_put_back(step.model)):
        setattr(row, column.attname, getattr(step.before, column.attname))
    row.save()


def put_back(step: Step) -> None:
    """Make a row again that was taken away, with its key."""
    columns = step.model._meta.concrete_fields
    row = step.model(**{column.attname: getattr(step.before, column.attname) for column in columns})
    row.save(force_insert=True)
    # The database's own clock counts from now; the row is older.
    clocks = {
        column.attname: getattr(step.before, column.attname)
        for column in columns
        if getattr(column, "auto_now_add", False)
    }
    if clocks:
        step.model._default_manager.filter(pk=row.pk).update(**clocks)
