"""Stages that one would expect of a journey and that nobody has recorded: behind which stage, and which would fill it.

A gap is a hint, never a statement: it only says that nothing is written here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from records.journeys.stages import DEPORTATIONS, STAGES

EXILES = frozenset({"EXILE_SETTLEMENT", "EXILE_KOLKHOZ", "LABOUR_CAMP", "CHILDRENS_HOME"})
EVACUATIONS = frozenset({"EVAC_1", "EVAC_2", "EVAC_LAND"})
# Whoever is on one of these was free or had stayed: a missing release then says little.
FREE_AFTER_EXILE = frozenset(code for code, stage in STAGES.items() if stage.phase in ("release", "stayed"))
RELEASED = frozenset(code for code, stage in STAGES.items() if stage.phase == "release")
EXILE, RELEASE, REFUGE = "exile", "release", "refuge"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing behind the stage at ``position`` of a journey: exile, release or refuge; ``filled_by`` are the
    codes of the stages that would be told of there."""

    position: int
    what: str
    filled_by: frozenset[str]


def missing_stages(stages: Sequence[tuple[str, str]]) -> list[Missing]:
    """Return what is missing in a journey given as (code, outcome) in order; nothing is missing after a death."""
    codes = [code for code, _outcome in stages]
    died = next((place for place, (_code, outcome) in enumerate(stages) if outcome == "died"), None)
    if died is None and "KATYN" in codes:
        died = codes.index("KATYN")
    found = []
    deported, exiled, evacuated = (_last(codes, group) for group in (DEPORTATIONS, EXILES, EVACUATIONS))
    if deported is not None and exiled is None and died != deported:
        found.append(Missing(deported, EXILE, EXILES))
    if exiled is not None and not FREE_AFTER_EXILE & set(codes[exiled:]) and died != exiled:
        found.append(Missing(exiled, RELEASE, RELEASED))
    if evacuated is not None and evacuated == len(codes) - 1 and died != evacuated:
        found.append(Missing(evacuated, REFUGE, _later(codes[evacuated])))
    if codes and codes[-1] in RELEASED and died is None:
        found.append(Missing(len(codes) - 1, REFUGE, _later(codes[-1])))
    return found


def _last(codes: Sequence[str], group: Collection[str]) -> int | None:
    return max((place for place, code in enumerate(codes) if code in group), default=None)


def _later(code: str) -> frozenset[str]:
    """Return the stages that usually come after this one."""
    return frozenset(other for other, stage in STAGES.items() if stage.order > STAGES[code].order)
