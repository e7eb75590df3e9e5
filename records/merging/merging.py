"""Making one person of two: every part comes to the one kept, in one transaction and one change set of its own kind.

Nothing is picked between claims that differ: they stand side by side. The record that is gone is deleted, and its
public id leads to the one kept.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from records.change_sets import ActKind, making_changes, signature_of
from records.linkage.deciding import decide
from records.linkage.merges import Merge
from records.linkage.pairs import Verdict
from records.linkage.proposals import no_longer_proposed
from records.merging.one_of_two import combined
from records.merging.refusing import MergeRefused, agreement_missing, find_people, refusals
from records.merging.snapshots import (
    bookkeeping_of,
    hand_over,
    lines_of,
    parts_had,
    plain_value,
    rows_at_stake,
    turned,
)
from records.merging.ties import PARTS, rows_of_part
from records.merging.twice import Twice, identified_twice, is_surer, said_twice
from records.outbox import announce
from records.people.claims_that_differ import differ, find_differing
from records.people.models import Event, FamilyChild, Person, PersonName
from records.privacy.visibility import people_visibility, public_on


def merge_people(
    kept_id: str, gone_id: str, *, reason: str, user: Any, now: datetime, chosen: Mapping[str, str] | None = None
) -> Merge:
    """Make one person of two, given by public id; ``chosen`` are columns of which only one value can hold.

    Raises MergeRefused, with everything left as it was, and says why in sentences.
    """
    if not reason.strip():
        raise MergeRefused([_("Say why they are the same person: others will have to understand it.")])
    with (
        transaction.atomic(),
        making_changes(ActKind.MERGE, user=lambda: user, why=lambda: reason, by=signature_of(user)) as act,
    ):
        # Two who merge at the same moment: the second waits here, and then sees what the first has done.
        list(Person.objects.select_for_update().filter(public_id__in=[kept_id, gone_id]).order_by("pk"))
        kept, gone = find_people(kept_id, gone_id)
        against = [*refusals(kept, gone, chosen or {}), *agreement_missing(kept, gone, user)]
        if against:
            raise MergeRefused(against)
        decide(kept_id, gone_id, Verdict.SAME, reason=reason, user=user, now=now)
        merge = _noted(kept, gone, reason.strip(), user, now)
        merge.snapshot = _carried_out(kept, gone, chosen or {})
        merge.change_set = act.change_set()
        # Announced last: publishing then knows that the old id leads here.
        announce([kept.key, gone.key])
        merge.save()
        no_longer_proposed(gone_id)
    return merge


def _noted(kept: Person, gone: Person, reason: str, user: Any, now: datetime) -> Merge:
    return Merge(
        kept=kept.public_id,
        gone=gone.public_id,
        gone_uid=gone.uid,
        kept_words=str(kept),
        gone_words=str(gone),
        gone_was_public=is_public(gone, now),
        reason=reason,
        user=user if getattr(user, "pk", None) else None,
        merged_by=signature_of(user),
        merged_at=now,
    )


def _carried_out(kept: Person, gone: Person, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Merge, and return the snapshot: see snapshots.py."""
    keys = rows_at_stake(kept, gone)
    before, had, brought = bookkeeping_of(keys), parts_had(kept), parts_had(gone)
    lines = lines_of([kept, gone])
    # Before the record goes: what names it loosely would be set free.
    plain = hand_over(gone, kept)
    _Merging(kept, gone, chosen).run()
    return {
        "plain": plain,
        "stamps": turned(before, bookkeeping_of(keys)),
        "lines": lines,
        "had": had,
        "brought": brought,
        "kept": _columns_of(Person.objects.get(pk=kept.pk)),
    }


def is_public(person: Person, now: datetime) -> bool:
    """Whether the public may see this person now."""
    day = localdate(now)
    who = public_on(day)
    return people_visibility([person.pk], who)[person.pk].visible


def _columns_of(person: Person) -> dict[str, Any]:
    return {column.attname: plain_value(getattr(person, column.attname)) for column in asked_columns()}


def asked_columns() -> list[Any]:
    """Return the columns of a person in which people say something, the status left out."""
    return [
        column for column in Person._meta.concrete_fields if column.editable and column.name not in ("status", "id")
    ]


class _Merging:
    def __init__(self, kept: Person, gone: Person, chosen: Mapping[str, str]) -> None:
        self.kept, self.gone, self.chosen = kept, gone, chosen

    def run(self) -> None:
        columns = combined(self.kept, self.gone, self.chosen)
        twice, identified = said_twice(self.kept, self.gone), identified_twice(self.kept, self.gone)
        for pair in identified:
            self._withdraw_less_sure(pair)
        self._unmark_conclusions()
        for pair in twice:
            self._make_one(pair)
        self._move_parts()
        key = self.gone.pk
        # As it is stored: its list columns were refreshed while its names went.
        Person.objects.get(pk=key).delete()
        kept = Person.objects.get(pk=self.kept.pk)
        for column in columns:
            setattr(kept, column.name, column.result)
        kept.save()
        find_differing([kept.pk, key])

    def _withdraw_less_sure(self, pair: Twice) -> None:
        less = pair.kept if is_surer(pair.gone, pair.kept) else pair.gone
        less.withdrawn = True
        less.withdrawn_reason = _("Merged: another decision says the same of the same person.")
        less.save()

    def _unmark_conclusions(self) -> None:
        """Of two conclusions, one stays where both say the same; where they differ, somebody has to conclude anew."""
        own = {event.kind: event for event in self.kept.events.filter(is_conclusion=True)}
        for other in self.gone.events.filter(is_conclusion=True).order_by("pk"):
            mine = own.get(other.kind)
            if mine is None:
                continue
            for event in (other, mine) if conclusions_differ(mine, other) else (other,):
                event.is_conclusion = False
                event.save()

    def _make_one(self, pair: Twice) -> None:
        if isinstance(pair.gone, FamilyChild):
            for citation in pair.gone.citations.order_by("pk"):
                citation.child = pair.kept
                citation.save()
        pair.gone.delete()
        if pair.filled:
            row = type(pair.kept)._default_manager.get(pk=pair.kept.pk)
            for name, value in pair.filled.items():
                setattr(row, name, value)
            row.save()

    def _move_parts(self) -> None:
        last = self.kept.names.aggregate(last=Max("position"))["last"] or 0
        has_preferred = self.kept.names.filter(preferred=True).exists()
        for model in PARTS:
            for part in rows_of_part(model, self.gone).order_by("pk"):
                moved: Any = part
                if isinstance(moved, PersonName):
                    moved.position = min(moved.position + last, 32_767)
                    moved.preferred = moved.preferred and not has_preferred
                moved.person = self.kept
                # In the record that the one kept came from, it stands at no line.
                moved.imported_line = None
                moved.save()


def conclusions_differ(one: Event, other: Event) -> bool:
    """Whether two conclusions of one kind cannot both stand for the other."""
    same = ("date_value", "place_id", "value", "type_text")
    return differ(one, other) or any(getattr(one, name) != getattr(other, name) for name in same)
