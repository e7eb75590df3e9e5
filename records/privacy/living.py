"""The rule that hides living people. Unknown counts as living.

Someone is presumed dead only when
- a death, burial or cremation is recorded, or a stage ended in death, or an editor marked the person as deceased; or
- the latest possible birth lies more than ``after_years`` years back. Where no birth is recorded, it is bounded by
  what a lifetime allows: any event of the person's own life, a child's birth (a parent is at least 12 then), a
  parent's death or great age (a child is born at most 1 year after a father's death and before a mother is 60).
An editor's "living" outranks everything.

What the public may not read opens nobody's page: confidential claims, and stages, families and relatives that are
not published, count only against being shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_YEAR = 365.2425
_YOUNGEST_PARENT = 12
_OLDEST_MOTHER = 60
_OLDEST_FATHER = 90


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """What a decision about one person rests on; days are Julian Day Numbers.

    ``births`` holds the earliest and latest bound of every rival birth claim (None where a claim is unbounded);
    ``withheld_births`` those of confidential claims, which may hide the person but not show; ``other_days`` the
    latest bound of any other event of the person's own life.
    """

    vital: str = "unknown"
    death_recorded: bool = False
    births: tuple[tuple[int | None, int | None], ...] = ()
    withheld_births: tuple[tuple[int | None, int | None], ...] = ()
    other_days: tuple[int, ...] = ()
    children: tuple["LifeFacts", ...] = field(default=())
    fathers: tuple["LifeFacts", ...] = field(default=())
    mothers: tuple["LifeFacts", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LivingVerdict:
    """Whether a person is presumed living, and the reason as a code that the doors put into words."""

    presumed_living: bool
    reason: str


def presumed_living(facts: LifeFacts, *, today: int, after_years: int) -> LivingVerdict:
    """Decide about one person; ``today`` is a Julian Day Number."""
    if facts.vital == "living":
        return LivingVerdict(True, "marked_living")
    if facts.death_recorded:
        return LivingVerdict(False, "death_recorded")
    if facts.vital == "deceased":
        return LivingVerdict(False, "marked_deceased")
    # Whoever has a birth on record that may be recent is not made old by a wrong link or a stray date.
    claims = facts.births + facts.withheld_births
    if any(first is not None and today - first <= after_years * _YEAR for first, _last in claims):
        return LivingVerdict(True, "may_be_alive")
    latest_birth = _latest_birth(facts)
    if latest_birth is None:
        return LivingVerdict(True, "nothing_known")
    if today - latest_birth > after_years * _YEAR:
        return LivingVerdict(False, "born_long_ago")
    return LivingVerdict(True, "may_be_alive")


def _latest_birth(facts: LifeFacts) -> int | None:
    """Return the last day on which this person can have been born, or None when nothing bounds it."""
    own = _own_latest_birth(facts)
    bounds = [own] if own is not None else []
    for child in facts.children:
        child_born = _own_latest_birth(child)
        if child_born is not None:
            bounds.append(child_born - int(_YOUNGEST_PARENT * _YEAR))
    if own is None:
        bounds += _bounds_from(facts.mothers, _OLDEST_MOTHER) + _bounds_from(facts.fathers, _OLDEST_FATHER)
    return min(bounds) if bounds else None


def _bounds_from(parents: Sequence[LifeFacts], oldest: int) -> list[int]:
    births = [_own_latest_birth(parent) for parent in parents]
    return [int(born + oldest * _YEAR) for born in births if born is not None]


def _own_latest_birth(facts: LifeFacts) -> int | None:
    """Rival claims fail closed: the latest of them counts, and an unbounded claim gives no bound."""
    if facts.births:
        claims = facts.births + facts.withheld_births
        known = [last for _first, last in claims if last is not None]
        if len(known) == len(claims):
            return max(known)
    # Whoever took part in something was born by the last day on which it can have happened.
    return min(facts.other_days) if facts.other_days else None
