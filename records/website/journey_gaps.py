"""Gaps of a journey in words, with the archives that might know more."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.journeys.gaps import EXILE, RELEASE, missing_stages
from records.website.journey_words import stage_label
from records.website.reader_language import gettext as _


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap behind the stage at ``position`` in the journey."""

    position: int
    sentence: str
    archives: str


def journey_gaps(stages: Sequence[tuple[str, str]]) -> list[Gap]:
    """Return the gaps of a journey given as (code, outcome) in order."""
    codes = [code for code, _outcome in stages]
    archives = {EXILE: _exile_archives, RELEASE: _release_archives}
    return [
        Gap(gap.position, _sentence(codes, gap.position), archives.get(gap.what, _refuge_archives)())
        for gap in missing_stages(stages)
    ]


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
