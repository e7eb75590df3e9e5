"""Keeping what was found: a new hint opens, a settled one comes again only when something new is known, and what holds
no longer goes while it is open."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from records.change_sets import signature_of
from records.hints.models import Hint, HintState

# What of a hint may change without its being another one.
_FOLLOWS = ("after", "probability", "surname", "place")


@dataclass(frozen=True, slots=True)
class Kept:
    """How many hints are new, came again, and went because they hold no longer."""

    new: int = 0
    again: int = 0
    gone: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return replace(self, new=self.new + other.new, again=self.again + other.again, gone=self.gone + other.gone)


def keep_hint(found: Hint, before: Hint | None, now: datetime) -> Kept:
    """Write a hint that holds now; ``before`` is the same one as it was kept, if it was."""
    found.looked_at = now
    if before is None:
        found.made_at = now
        found.save()
        return Kept(new=1)
    for column in _FOLLOWS:
        setattr(before, column, getattr(found, column))
    before.looked_at = now
    comes_again = before.state != HintState.OPEN and before.fingerprint != found.fingerprint
    if comes_again:
        before.state, before.again, before.made_at = HintState.OPEN, True, now
    if comes_again or before.state == HintState.OPEN:
        before.fingerprint = found.fingerprint
    before.save()
    return Kept(again=int(comes_again))


def drop_what_went(hints: QuerySet[Hint], now: datetime) -> Kept:
    """Delete those of the open hints that were not found to hold any more."""
    gone, _by_model = hints.filter(state=HintState.OPEN, looked_at__lt=now).delete()
    return Kept(gone=gone)


def settle_hint(hint: Hint, state: str, user: Any, now: datetime) -> None:
    """Keep what somebody made of a hint: done, not fitting, or open once more."""
    hint.state = HintState(state)
    hint.settled_by = "" if hint.state == HintState.OPEN else signature_of(user)[:150]
    hint.settled_at = None if hint.state == HintState.OPEN else now
    hint.save(update_fields=["state", "settled_by", "settled_at"])
