"""Making hints: after publishing, and after everybody was compared. Run again, it makes none twice."""

from dataclasses import dataclass
from datetime import datetime

from records.hints.keeping import Kept
from records.hints.of_gaps import hints_of_gaps
from records.hints.of_searches import WhoFits, hints_of_searches


@dataclass(frozen=True, slots=True)
class HintReport:
    """What became of the hints of followed searches and of those of gaps in journeys."""

    searches: Kept
    gaps: Kept


def make_hints(who_fits: WhoFits, now: datetime) -> HintReport:
    """Look up every followed search and every proposed pair, and keep what is worth a look."""
    return HintReport(hints_of_searches(who_fits, now), hints_of_gaps(now))
