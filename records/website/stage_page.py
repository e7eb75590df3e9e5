"""A stage of the journey: one train, one settlement, one ship, and everyone known to have been there."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import Listed, chapters_telling_of, linked_cards
from records.edition.who_was_there import numbers_on_stages, people_there
from records.journeys.stages import PHASES, STAGES
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.footnotes import Footnotes
from records.website.journey_words import PartTaken, part_taken, stage_label
from records.website.language_words import Spoken, in_reader_language
from records.website.next_links import after, next_link
from records.website.person_words import PersonWords, person_words
from records.website.place_map import stage_map
from records.website.sharing import sharing
from records.website.stage_words import stage_words


@dataclass(frozen=True, slots=True)
class Traveller:
    """Someone who was on the stage."""

    person: PersonWords
    part: PartTaken


@everyone_may_read
def stage(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one stage and its travellers."""
    page = page_or_404(edition, "stage", record_id)
    known = linked_cards(edition, "stage", record_id)
    people = people_there(edition, ("stage", record_id), after=after(request))
    footnotes = Footnotes(known)
    kind = STAGES.get(page.body["code"])
    context = {
        "stage": stage_words(record_id, page.card, known, numbers_on_stages(edition, [record_id]).get(record_id, 0)),
        "map": stage_map(page.card, known),
        "phase": PHASES[kind.phase] if kind else "",
        "note": page.body["note"],
        "notes": footnotes.cite(page.body["citations"]),
        "footnotes": footnotes,
        "travellers": [_traveller(row) for row in people.rows],
        "next": next_link(request, people.next),
        "chapters": chapter_links(chapters_telling_of(edition, page.body["code"])),
    }
    context["sharing"] = sharing(request, edition, page, stage_label(page.body["code"]))
    return render(request, "website/stage.html", context)


def _traveller(row: Listed) -> Traveller:
    return Traveller(person_words(row.id, row.card), part_taken(row.more))


def chapter_links(rows: list[Listed]) -> list[tuple[str, Spoken]]:
    """Return the id and title of each chapter."""
    return [(row.id, in_reader_language(row.card["title"])) for row in rows]
