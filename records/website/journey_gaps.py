"""Stages that one would expect and that nobody has recorded, with the archives that might know more.

A gap is a hint, never a statement: it only says that nothing is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.journeys.stages import DEPORTATIONS, STAGES
from records.website.journey_words import stage_label

EXILES = frozenset({"EXILE_SETTLEMENT", "EXILE_KOLKHOZ", "LABOUR_CAMP", "CHILDRENS_HOME"})
EVACUATIONS = frozenset({"EVAC_1", "EVAC_2", "EVAC_LAND"})
# Whoever is on one of these was free or had stayed: a missing release then says little.
FREE_AFTER_EXILE = frozenset(code for code, stage in STAGES.items() if stage.phase in ("release", "stayed"))
RELEASED = frozenset(code for code, stage in STAGES.items() if stage.phase == "release")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap behind the stage at ``position`` in the journey."""

    position: int
    sentence: str
    archives: str


def journey_gaps(stages: Sequence[tuple[str, str]]) -> list[Gap]:
    """Return the gaps of a journey given as (code, outcome) in order; nothing is missing after a death."""
    codes = [code for code, _outcome in stages]
    died = next((place for place, (_code, outcome) in enumerate(stages) if outcome == "died"), None)
    if died is None and "KATYN" in codes:
        died = codes.index("KATYN")
    found = []
    deported, exiled, evacuated = (_last(codes, group) for group in (frozenset(DEPORTATIONS), EXILES, EVACUATIONS))
    if deported is not None and exiled is None and died != deported:
        found.append(Gap(deported, _sentence(codes, deported), _exile_archives()))
    if exiled is not None and not FREE_AFTER_EXILE & set(codes[exiled:]) and died != exiled:
        found.append(Gap(exiled, _sentence(codes, exiled), _release_archives()))
    if evacuated is not None and evacuated == len(codes) - 1 and died != evacuated:
        found.append(Gap(evacuated, _sentence(codes, evacuated), _refuge_archives()))
    if codes and codes[-1] in RELEASED and died is None:
        found.append(Gap(len(codes) - 1, _sentence(codes, len(codes) - 1), _refuge_archives()))
    return found


def _last(codes: list[str], group: frozenset[str]) -> int | None:
    return max((place for place, code in enumerate(codes) if code in group), default=None)


def _sentence(codes: list[str], place: int) -> str:
    before = stage_label(codes[place])
    if place + 1 == len(codes):
        return _("Nothing is recorded after “%(before)s”.") % {"before": before}
    return _("Nothing is recorded between “%(before)s” and “%(after)s”.") % {
        "before": before,
        "after": stage_label(codes[place + 1]),
    }


def _exile_archives() -> str:
    return _(
        "Archives to ask: the Index of the Repressed (Institute of National Remembrance, Warsaw), the lists of "
        "Memorial, and the Interior Ministry archive of the Russian or Kazakh region, which keeps the files of the "
        "special settlements."
    )


def _release_archives() -> str:
    return _(
        "Archives to ask: the Index of the Repressed (Institute of National Remembrance, Warsaw), the Hoover "
        "Institution (Anders collection) and the Polish Institute and Sikorski Museum, London. Children under 16 stand "
        "on a parent's release certificate."
    )


def _refuge_archives() -> str:
    return _(
        "Archives to ask: the Polish Institute and Sikorski Museum, London, the British Ministry of Defence for "
        "service records, the Polish Red Cross and the Arolsen Archives."
    )
