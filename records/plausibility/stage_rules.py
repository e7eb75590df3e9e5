"""Rules about the stages of one journey: P1-P4, P6, P11-P13."""

from collections.abc import Iterator
from itertools import pairwise

from records.dates.day_numbers import day_number, from_day_number
from records.journeys.stages import MAY_OVERLAP, STAGES, TERMINAL_STAGES
from records.plausibility.life import Dated, Life, Warning_

# Days on which the sources themselves disagree: the rival source is shown instead of a warning (P2).
CONTESTED = {
    "DEPORT_1": (
        (1940, 2, 1),
        (1940, 2, 9),
        "train lists carry dates from 1 and 5 February 1940 (jadzmorrison.com)",
    ),
    "DEPORT_2": ((1940, 4, 9), (1940, 4, 12), "one group is dated 9 April 1940 (iknigi.net)"),
    "DEPORT_3": ((1940, 6, 28), (1940, 6, 28), "kresyfamily.com dates the third deportation 28-29 June 1940"),
    "AMNESTY": ((1941, 7, 30), (1941, 8, 11), "General Anders was freed on 4 August 1941 (tyflomapy.pl)"),
    "EVAC_2": (
        (1942, 8, 5),
        (1942, 8, 9),
        "some sources begin the second evacuation on 5 August 1942 (mwb.com.pl)",
    ),
}
_ENLISTMENT = ("ENLIST_VOLGA", "ARMY_CENTRAL_ASIA")
_EXILE_OF_WAVE = {"DEPORT_1": "EXILE_SETTLEMENT", "DEPORT_3": "EXILE_SETTLEMENT", "DEPORT_2": "EXILE_KOLKHOZ"}
_EXILE = frozenset(_EXILE_OF_WAVE.values())
# An event at one moment may fall into any stay.
_MOMENTS = frozenset({"AMNESTY", "NATURALISATION", "FORCED_PASSPORT", "ARREST"})


def check_stages(life: Life) -> Iterator[Warning_]:
    """Apply the rules about stages to one person."""
    for stage in life.stages:
        yield from _bounds(life, stage)
        yield from _place_bounds(life, stage)
    yield from _overlaps(life)
    yield from _terminal(life)
    yield from _wave_and_exile(life)
    yield from _army_age(life)


def wording(stage: Dated) -> str:
    """Return a stage in words: its kind and the day, month or years of it."""
    label = STAGES[stage.kind].label if stage.kind in STAGES else stage.kind
    return f"{label} ({_day(stage.earliest)} to {_day(stage.latest)})"


def _day(number: int | None) -> str:
    return "?" if number is None else "{:04d}-{:02d}-{:02d}".format(*from_day_number(number))


def _outside(stage: Dated, bounds: tuple[int | None, int | None]) -> bool:
    """Return whether the stage certainly reaches beyond the bounds."""
    first, last = bounds
    before = (
        first is not None
        and stage.earliest is not None
        and stage.earliest < first
        and (stage.lasting or (stage.latest or stage.earliest) < first)
    )
    after = (
        last is not None
        and stage.latest is not None
        and stage.latest > last
        and (stage.lasting or (stage.earliest or stage.latest) > last)
    )
    return before or after


def _bounds(life: Life, stage: Dated) -> Iterator[Warning_]:
    kind = STAGES.get(stage.kind)
    if kind is None:
        return
    if _outside(stage, kind.outer_bounds()):
        rule = "P12" if stage.kind.startswith("EVAC") else ("P11" if stage.kind in _ENLISTMENT else "P1")
        yield life.warn(
            rule,
            "error",
            f"{wording(stage)} lies outside the thinkable dates {kind.earliest or '...'} to {kind.latest or '...'}.",
        )
        return
    contested = CONTESTED.get(stage.kind)
    if (
        contested
        and stage.earliest is not None
        and day_number(*contested[0]) <= stage.earliest <= day_number(*contested[1])
    ):
        yield life.warn("P2", "note", f"{wording(stage)}: the sources disagree about these days; {contested[2]}.")
    elif _outside(stage, kind.typical_bounds()) and stage.kind not in ("PREWAR", "EMIGRATION"):
        yield life.warn(
            "P1",
            "note",
            f"{wording(stage)} lies outside the usual dates "
            f"{kind.typical_from or '...'} to {kind.typical_to or '...'}.",
        )


def _place_bounds(life: Life, stage: Dated) -> Iterator[Warning_]:
    if _outside(stage, (stage.place_from, stage.place_to)):
        yield life.warn(
            "P13",
            "note",
            f"{wording(stage)}: {stage.place} is known as such only "
            f"from {_day(stage.place_from)} to {_day(stage.place_to)}.",
        )


def _overlaps(life: Life) -> Iterator[Warning_]:
    stays = [
        stage
        for stage in life.stages
        if stage.lasting and stage.kind not in _MOMENTS and stage.earliest is not None and stage.latest is not None
    ]
    for before, after in pairwise(stays):
        allowed = any({before.kind, after.kind} <= group for group in MAY_OVERLAP)
        # Neighbouring stays share their month of change.
        if not allowed and before.stage_id != after.stage_id and (after.earliest or 0) + 31 < (before.latest or 0):
            yield life.warn("P3", "warning", f"{wording(before)} and {wording(after)} overlap.")


def _terminal(life: Life) -> Iterator[Warning_]:
    for end in (stage for stage in life.stages if stage.kind in TERMINAL_STAGES):
        for later in life.stages:
            if later.earliest is not None and end.latest is not None and later.earliest > end.latest:
                yield life.warn(
                    "P6",
                    "error",
                    f"{wording(later)} follows {wording(end)}, after which nothing can follow. "
                    "Two people taken for one?",
                )


def _wave_and_exile(life: Life) -> Iterator[Warning_]:
    waves = {stage.kind for stage in life.stages if stage.kind in _EXILE_OF_WAVE}
    exiles = {stage.kind for stage in life.stages if stage.kind in _EXILE}
    if len(waves) == 1 and len(exiles) == 1:
        wave = waves.pop()
        if _EXILE_OF_WAVE[wave] not in exiles:
            yield life.warn("P4", "note", f"{STAGES[wave].label} usually led to: {STAGES[_EXILE_OF_WAVE[wave]].label}.")


def _army_age(life: Life) -> Iterator[Warning_]:
    births = [birth for birth in life.of_kind("birth") if birth.earliest is not None and birth.latest is not None]
    if not births:
        return
    first = min(from_day_number(birth.earliest or 0)[0] for birth in births)
    last = max(from_day_number(birth.latest or 0)[0] for birth in births)
    for stage in life.stages:
        if stage.kind in _ENLISTMENT and (last < 1891 or first > 1927):
            yield life.warn(
                "P11",
                "note",
                f"{wording(stage)}: recruits were usually born 1891-1927 (unverified), not {first}.",
            )
        if stage.kind == "CADETS" and stage.earliest is not None:
            year = from_day_number(stage.earliest)[0]
            if year - last > 18 or year - first < 8:
                yield life.warn("P11", "note", f"{wording(stage)}: cadets were 8 to 18 years old.")
