"""Rules about births, deaths and families: P7, P14, P15, and the part of P16 about burials."""

from collections.abc import Iterator, Mapping

from records.dates.day_numbers import day_number
from records.journeys.stages import DEPORTATIONS, STAGES
from records.plausibility.life import Life, Warning_

_YEAR = 365.25
_YOUNGEST_MOTHER = 12
_PREGNANCY = 280
_CALENDAR_CHANGE = day_number(1918, 2, 14)


def check_family(life: Life, lives: Mapping[int, Life]) -> Iterator[Warning_]:
    """Apply the rules that compare a person with the parents, and the person's own claims with each other."""
    for parent in (lives[pk] for pk in life.parents if pk in lives):
        yield from _parent(life, parent)
        yield from _travel_party(life, parent)
    yield from _two_calendars(life)
    yield from _burial(life)


def _parent(life: Life, parent: Life) -> Iterator[Warning_]:
    for birth in life.of_kind("birth"):
        if birth.latest is None or birth.earliest is None:
            continue
        for born in parent.of_kind("birth"):
            if (
                parent.sex == "F"
                and born.earliest is not None
                and birth.latest < born.earliest + _YOUNGEST_MOTHER * _YEAR
            ):
                yield life.warn("P7", "note", f"Born before the mother, {parent.name}, was {_YOUNGEST_MOTHER}.")
        for death in parent.of_kind("death"):
            allowance = _PREGNANCY if parent.sex == "M" else 0
            if death.latest is not None and birth.earliest > death.latest + allowance:
                yield life.warn("P7", "note", f"Born too long after the death of {parent.name}.")


def _travel_party(life: Life, parent: Life) -> Iterator[Warning_]:
    for code in DEPORTATIONS:
        own = [stage for stage in life.stages if stage.kind == code]
        theirs = [stage for stage in parent.stages if stage.kind == code]
        if not own or not theirs or {stage.stage_id for stage in own} & {stage.stage_id for stage in theirs}:
            continue
        if not any(stage.reason or stage.outcome == "separated" for stage in own + theirs):
            yield life.warn(
                "P14",
                "note",
                f"{STAGES[code].label}: not on the same transport as {parent.name}, and no separation is recorded.",
            )


def _two_calendars(life: Life) -> Iterator[Warning_]:
    days = sorted(
        {
            birth.earliest
            for birth in life.of_kind("birth")
            if birth.earliest is not None and birth.earliest == birth.latest
        }
    )
    for position, first in enumerate(days):
        for second in days[position + 1 :]:
            if second - first in (12, 13) and second < _CALENDAR_CHANGE:
                yield life.warn(
                    "P15",
                    "note",
                    f"Two birth dates lie {second - first} days apart: "
                    "perhaps one day in two calendars, not a conflict.",
                )


def _burial(life: Life) -> Iterator[Warning_]:
    for death in life.of_kind("death"):
        for burial in life.of_kind("burial", "cremation"):
            if death.earliest is not None and burial.latest is not None and burial.latest < death.earliest:
                yield life.warn("P16", "error", "Buried before the recorded death.")
