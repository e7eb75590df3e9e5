"""Undoing a merge: both people are there again as they were, with every row, key and public id.

The steps of the merge's change set are taken back one by one; what somebody changed since keeps the later value. What
was added since goes where it is told to. Undoing is a change set of its own kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from records.change_sets import ActKind, ChangeSet, TouchedRow, making_changes, signature_of
from records.changes.reverting import put_back
from records.changes.row_models import columns_put_back
from records.changes.states import Step, changed_columns, folded, steps_of
from records.linkage.deciding import decide
from records.linkage.merges import Merge, standing_merges
from records.linkage.pairs import Verdict
from records.merging.later_work import GOES, STAYS, Later, give_to, later_work
from records.merging.refusing import MergeRefused
from records.merging.snapshots import (
    bookkeeping_of,
    give_back,
    stored_value,
    take_places_again,
    values_now,
)
from records.outbox import announce
from records.people.claims_that_differ import find_differing
from records.people.models import Person
from records.record_model import Status

# Marks of which a person has one: where another has it by now, the later one stays.
_MARKS = {"preferred": False, "is_conclusion": False, "withdrawn": True}


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing would do: what speaks against it, and what came since and needs an answer."""

    merge: Merge
    refusals: tuple[str, ...] = ()
    later: tuple[Later, ...] = ()


def plan_undo(merge: Merge) -> UndoPlan:
    """Return the plan to undo a merge; nothing is changed."""
    refused = _refusals(merge)
    kept = Person.objects.filter(public_id=merge.kept).first()
    later = later_work(merge, kept) if kept is not None and not refused else []
    return UndoPlan(merge, tuple(refused), tuple(later))


def _refusals(merge: Merge) -> list[str]:
    if not merge.stands:
        return [_("This merge was undone already, by %s.") % (merge.undone_by or _("someone"))]
    onward = standing_merges().filter(gone=merge.kept).first()
    if onward is not None:
        said = {"one": merge.kept_words, "other": onward.kept_words}
        return [_("%(one)s was merged into %(other)s since. Undo that merge first.") % said]
    if not Person.objects.filter(public_id=merge.kept).exists():
        return [_("%s is no longer there.") % merge.kept_words]
    if Person.objects.filter(public_id=merge.gone).exists():
        return [_("%s is there again already.") % merge.gone_words]
    return []


def undo_merge(
    merge: Merge,
    *,
    reason: str,
    user: Any,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    not_same: bool = False,
) -> tuple[Person, Person]:
    """Undo a merge in one transaction and return both people, the one kept first.

    ``answers`` says of each key of the plan's later work whether it stays or goes; ``not_same`` keeps the decision that
    they are two. Raises MergeRefused, with everything left as it was.
    """
    if not reason.strip():
        raise MergeRefused([_("Say why the merge is undone.")])
    try:
        with (
            transaction.atomic(),
            making_changes(ActKind.UNMERGE, user=lambda: user, why=lambda: reason, by=signature_of(user)) as act,
        ):
            merge = Merge.objects.select_for_update().get(pk=merge.pk)
            list(Person.objects.select_for_update().filter(public_id=merge.kept))
            plan = plan_undo(merge)
            _check(plan, answers or {})
            kept, restored = _Undoing(plan, answers or {}).run()
            merge.undone_at, merge.undone_by, merge.undone_reason = now, signature_of(user), reason.strip()
            merge.undone_in = act.change_set()
            merge.save()
            ChangeSet.objects.filter(pk=merge.change_set_id).update(undone_in=merge.undone_in)
            announce([kept.key, restored.key])
            if not_same:
                decide(merge.kept, merge.gone, Verdict.NOT_SAME, reason=reason, user=user, now=now)
    except (IntegrityError, ObjectDoesNotExist, ValidationError) as error:
        raise MergeRefused([_("What is stored now does not go together with it: %s") % error]) from error
    return kept, restored


def _check(plan: UndoPlan, answers: Mapping[str, str]) -> None:
    if plan.refusals:
        raise MergeRefused(plan.refusals)
    open_ones = [later.words for later in plan.later if answers.get(later.key) not in (STAYS, GOES)]
    if open_ones:
        raise MergeRefused([_("Say to whom this belongs: %s") % words for words in open_ones])


class _Undoing:
    def __init__(self, plan: UndoPlan, answers: Mapping[str, str]) -> None:
        self.merge, self.snapshot = plan.merge, plan.merge.snapshot
        self.kept = Person.objects.get(public_id=plan.merge.kept)
        self.going = [later for later in plan.later if answers[later.key] == GOES]
        self.staying = {later.column for later in plan.later if later.column and answers[later.key] == STAYS}

    def run(self) -> tuple[Person, Person]:
        stamps, plain = self._keys_of_stamps(), self.snapshot["plain"]
        stamps_now, plain_now = bookkeeping_of(stamps), values_now(plain)
        notes = TouchedRow.objects.filter(change_set=self.merge.change_set)
        hidden = self._hidden_since()
        later_values = {later.column: getattr(self.kept, later.column) for later in self.going if later.column}
        for step in sorted(folded(steps_of(notes)), key=lambda step: -step.order):
            if step.act == "-":
                put_back(step)
            elif step.model is not Person:
                _set_back(step)
        self._set_back_kept(notes)
        restored = Person.objects.get(public_id=self.merge.gone)
        for later in self.going:
            if later.model:
                give_to(later, self.kept, restored)
        self._change_restored(restored, later_values, hidden)
        find_differing([self.kept.pk, restored.pk])
        give_back(plain, plain_now)
        take_places_again(self.snapshot["lines"])
        give_back(self._stamps_left(later_values, hidden, restored), stamps_now)
        return Person.objects.get(pk=self.kept.pk), Person.objects.get(pk=restored.pk)

    def _keys_of_stamps(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for name, pk, _columns in self.snapshot["stamps"]:
            found.setdefault(name, set()).add(pk)
        return found

    def _hidden_since(self) -> dict[str, Any]:
        """Return what hides the one kept by now, and so hides the one restored: nothing comes back to the public."""
        found: dict[str, Any] = {}
        if self.kept.status == Status.WITHDRAWN:
            found["status"] = Status.WITHDRAWN
        if self.kept.confidential and not self.snapshot["kept"]["confidential"]:
            found["confidential"] = True
        return found

    def _set_back_kept(self, notes: Any) -> None:
        """Give the one kept the columns it had before the merge, but those that were changed since and stay."""
        kept = Person.objects.get(pk=self.kept.pk)
        steps = [one for one in folded(steps_of(notes)) if one.model is Person and one.row == kept.pk]
        before = steps[0].before if steps else None
        for name, then in self.snapshot["kept"].items():
            if name not in self.staying:
                value = stored_value(Person, name, then) if before is None else getattr(before, name)
                setattr(kept, name, value)
        kept.save()

    def _change_restored(self, restored: Person, values: Mapping[str, Any], hidden: Mapping[str, Any]) -> None:
        changed = dict(values)
        for name, value in hidden.items():
            if name != "status" or restored.status in (Status.PUBLISHED, Status.REVIEW):
                changed[name] = value
        for name, value in changed.items():
            setattr(restored, name, value)
        if changed:
            restored.save()

    def _stamps_left(self, values: Mapping[str, Any], hidden: Mapping[str, Any], restored: Person) -> Any:
        """Return the stamps to give back: whoever is not as before was worked on."""
        touched = {("person", restored.pk)} if values or any(later.model for later in self.going) or hidden else set()
        touched |= {("person", self.kept.pk)} if self.staying or self.going else set()
        return [row for row in self.snapshot["stamps"] if (row[0], row[1]) not in touched]


def _set_back(step: Step) -> None:
    """Give a row the values from before the merge, but where somebody has written another since."""
    row: Any = step.model._default_manager.filter(pk=step.row).first()
    if row is None:
        return
    for column in changed_columns(step, columns_put_back(step.model)):
        if getattr(row, column.attname) == getattr(step.after, column.attname):
            setattr(row, column.attname, getattr(step.before, column.attname))
    for mark, without in _MARKS.items():
        if hasattr(row, mark) and not _goes_with_others(row):
            setattr(row, mark, without)
    row.save()


def _goes_with_others(row: Any) -> bool:
    try:
        row.validate_constraints()
    except ValidationError:
        return False
    return True
