"""The whole journey: every kind of stage in order, when it was usual, how many people are known on it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from records.edition.counting import facet_counts
from records.journeys.stages import PHASES, STAGES
from records.website.access import Edition, everyone_may_read
from records.website.date_words import span_words
from records.website.journey_words import stage_label
from records.website.typical_route import typical_route


@dataclass(frozen=True, slots=True)
class KindOfStage:
    """One kind of stage in the overview."""

    code: str
    label: str
    usual: str
    people: int


@everyone_may_read
def journey(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the stages by phase."""
    people = dict(facet_counts(edition, "person", "stage", limit=len(STAGES) + 100))
    phases = []
    for phase, label in PHASES.items():
        kinds = sorted((stage for stage in STAGES.values() if stage.phase == phase), key=lambda stage: stage.order)
        rows = [
            KindOfStage(
                kind.code,
                stage_label(kind.code),
                span_words(kind.typical_from, kind.typical_to),
                people.get(kind.code, 0),
            )
            for kind in kinds
        ]
        phases.append((phase, capfirst(str(label)), rows))
    maps, parts = typical_route(edition, people)
    return render(request, "website/journey.html", {"phases": phases, "maps": maps, "parts": parts})
