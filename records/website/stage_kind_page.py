"""One kind of stage: when it was usual, what the chronicle tells of it, and every such stage in the archive."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import cards, chapters_telling_of, listed
from records.edition.who_was_there import numbers_on_stages
from records.journeys.stages import PHASES, STAGES
from records.website.access import Edition, everyone_may_read
from records.website.date_words import span_words
from records.website.journey_words import stage_label
from records.website.next_links import after, next_link
from records.website.stage_page import chapter_links
from records.website.stage_words import stage_places, stage_words


@everyone_may_read
def stage_kind(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """List the stages of one kind."""
    if code not in STAGES:
        raise Http404("There is no such kind of stage.")
    kind = STAGES[code]
    part = listed(edition, "stage", facets={"stage": code}, after=after(request))
    places = cards(edition, stage_places(*(row.card for row in part.rows)))
    people = numbers_on_stages(edition, [row.id for row in part.rows])
    context = {
        "code": code,
        "label": stage_label(code),
        "phase": PHASES[kind.phase],
        "usual": span_words(kind.typical_from, kind.typical_to),
        "stages": [stage_words(row.id, row.card, places, people.get(row.id, 0)) for row in part.rows],
        "next": next_link(request, part.next),
        "chapters": chapter_links(chapters_telling_of(edition, code)),
    }
    return render(request, "website/stage_kind.html", context)
