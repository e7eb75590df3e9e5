"""Deciding whether two people are one, and what was decided: the way in for the desk, for merging and for proposals.

What was decided of a record that was merged since counts for the one it became.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from records.change_sets import signature_of
from records.linkage.evidence import evidence_of, fingerprint_of, what_changed
from records.linkage.merges import former_ids
from records.linkage.pairs import PairDecision, PersonPair, Verdict
from records.linkage.proposals import no_longer_proposed

# Two public ids, the lesser first.
Pair = tuple[str, str]


class CannotDecide(Exception):
    """Why nothing was decided, in a sentence."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands about two people: the last decision of all, and what has changed since of what was known.

    ``changed`` holds (sign, part, words), see evidence.py; it is empty while all is as it was.
    """

    verdict: str
    by: str
    at: datetime
    reason: str
    changed: tuple[tuple[str, str, str], ...] = ()

    @property
    def rests(self) -> bool:
        """Whether they need not be proposed: not the same, and nothing new is known."""
        return self.verdict == Verdict.NOT_SAME and not self.changed


@dataclass(slots=True)
class Standing:
    """A pair as the reviewers left it: each reviewer's last decision, the last of all at the end."""

    delicate: bool = False
    decisions: list[PairDecision] = field(default_factory=list)

    def saying(self, verdict: str) -> list[PairDecision]:
        """Return the decisions that say so."""
        return [decision for decision in self.decisions if decision.verdict == verdict]


def pair_of(one: str, other: str) -> Pair:
    """Return two public ids in their order."""
    return (one, other) if one < other else (other, one)


def decide(
    one: str, other: str, verdict: str, *, reason: str, user: Any, now: datetime, delicate: bool | None = None
) -> PairDecision:
    """Keep what a reviewer decided of two people, given by public id; ``delicate`` None leaves the mark as it is.

    Raises CannotDecide where one of them is not there, both are the same record, or "not the same" has no reason.
    """
    reason = reason.strip()
    if one == other:
        raise CannotDecide(_("That is one and the same record."))
    if not reason and verdict != Verdict.UNSURE:
        raise CannotDecide(_("Say why: others will have to understand it."))
    with transaction.atomic():
        evidence = evidence_of([one, other])
        if len(evidence) < 2:
            raise CannotDecide(_("One of them is no longer there."))
        low, high = pair_of(one, other)
        pair, _new = PersonPair.objects.get_or_create(one=low, other=high)
        made = PairDecision.objects.create(
            pair=pair,
            verdict=verdict,
            reason=reason,
            user=user if getattr(user, "pk", None) else None,
            decided_by=signature_of(user)[:150],
            decided_at=now,
            evidence=evidence,
            fingerprint=fingerprint_of(evidence),
        )
        pair.verdict, pair.decided_by, pair.decided_at = verdict, made.decided_by, now
        pair.delicate = pair.delicate if delicate is None else delicate
        pair.save()
        if verdict == Verdict.NOT_SAME:
            # Comparing all anew brings it back only where something new is known.
            no_longer_proposed(low, high)
    return made


def standing_of(one: str, other: str) -> Standing:
    """Return what stands about two people, decisions about records that became them included."""
    found = Standing()
    last: dict[tuple[int | None, str], PairDecision] = {}
    pairs = list(_pairs_between(one, other))
    found.delicate = any(pair.delicate for pair in pairs)
    for decision in PairDecision.objects.filter(pair__in=pairs).order_by("decided_at", "id"):
        reviewer = (decision.user_id, "" if decision.user_id else decision.decided_by)
        last.pop(reviewer, None)
        last[reviewer] = decision
    found.decisions = list(last.values())
    return found


def _pairs_between(one: str, other: str) -> Iterable[PersonPair]:
    before = former_ids([one, other], public=False)
    first, second = [one, *before.get(one, [])], [other, *before.get(other, [])]
    either = Q(one__in=first, other__in=second) | Q(one__in=second, other__in=first)
    return PersonPair.objects.filter(either)


def decided_of(pairs: Collection[Pair]) -> dict[Pair, Decided]:
    """Return what was decided last of these pairs, those left out of whom nothing was; a fixed number of queries.

    For the makers of proposals: what ``rests`` is not proposed again; what is proposed all the same says ``changed``.
    """
    ids = {public_id for pair in pairs for public_id in pair}
    before = former_ids(ids, public=False)
    now = {old: new for new, olds in before.items() for old in olds} | {public_id: public_id for public_id in ids}
    wanted = {pair_of(*pair) for pair in pairs}
    last: dict[Pair, PairDecision] = {}
    rows = PairDecision.objects.filter(Q(pair__one__in=now) & Q(pair__other__in=now)).select_related("pair")
    for decision in rows.order_by("decided_at", "id"):
        key = pair_of(now[decision.pair.one], now[decision.pair.other])
        if key in wanted:
            last[key] = decision
    known = evidence_of({public_id for pair in last for public_id in pair})
    return {pair: _as_decided(pair, decision, known) for pair, decision in last.items()}


def _as_decided(pair: Pair, decision: PairDecision, known: dict[str, Any]) -> Decided:
    present = {public_id: known[public_id] for public_id in pair if public_id in known}
    changed: Any = ()
    if fingerprint_of(present) != decision.fingerprint:
        then = decision.evidence
        if set(then) != set(present):
            # Of a record that was merged since, what is known now is compared with what was known of both.
            then, present = {"": _together(then)}, {"": _together(present)}
        changed = tuple(what_changed(then, present))
    return Decided(decision.verdict, decision.decided_by, decision.decided_at, decision.reason, changed)


def _together(evidence: dict[str, Any]) -> dict[str, list[str]]:
    parts = {part for known in evidence.values() for part in known}
    return {part: sorted({words for known in evidence.values() for words in known.get(part, ())}) for part in parts}
