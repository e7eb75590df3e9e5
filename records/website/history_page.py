"""A family's history: its narratives in a language it is told in, its people, their journey together, their papers."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.history_neighbours import beside, documents_naming
from records.edition.queries import Card, Key, Listed, Page, cards, get_pages, linked_cards, stages_of
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.date_words import DateWords, our_date_words
from records.website.document_words import document_words
from records.website.family_lines import family_lines
from records.website.history_story import Held, documents_in, named_in, narratives, stories
from records.website.history_words import history_words
from records.website.journey_words import outcome_words, stage_label, stage_title
from records.website.language_words import Spoken, language_name
from records.website.person_words import PersonWords, person_words
from records.website.place_words import PlaceWords, place_of
from records.website.reader_language import page_language
from records.website.route_words import family_route
from records.website.sharing import sharing
from records.website.stage_order import in_order


@dataclass(frozen=True, slots=True)
class FamilyStep:
    """One stage of the family's journey, and who of the family was on it."""

    stage: str
    label: str
    title: Spoken
    date: DateWords | None
    place: PlaceWords | None
    people: list[tuple[PersonWords, str]]
    everyone: bool


@everyone_may_read
def history(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one family history in one of the languages it is told in; of one told elsewhere only title and link."""
    page = page_or_404(edition, "history", record_id)
    rows, others = _in_one_language(page, request.GET.get("language", ""))
    stories_read = stories(rows)
    stages = in_order(stages_of(edition, page.body["people"]))
    places = [("place", stage.card[key]) for stage in stages for key in ("place", "origin")]
    known = linked_cards(edition, "history", record_id)
    known |= cards(edition, [*places, *named_in(stories_read)])
    people = [
        person_words(person, known["person", person]) for person in page.body["people"] if ("person", person) in known
    ]
    documents, number = documents_naming(edition, page.body["people"])
    before, after = beside(edition, record_id)
    context = {
        "history": history_words(record_id, page.card),
        "narratives": narratives(rows, Held(known, get_pages(edition, "document", documents_in(stories_read)), stages)),
        "other_languages": others,
        "people": people,
        "documents": [document_words(row.id, row.card) for row in documents],
        "number_of_documents": number,
        "more_documents": number - len(documents),
        "steps": [_step(stage, people, known) for stage in stages],
        "lines": family_lines(people, stages, known),
        "maps": family_route(stages, known),
        "before": history_words(before.id, before.card) if before else None,
        "after": history_words(after.id, after.card) if after else None,
    }
    title = str(history_words(record_id, page.card).title)
    context["sharing"] = sharing(request, edition, page, title, card=bool(context["maps"]))
    return render(request, "website/history.html", context)


def _in_one_language(page: Page, asked: str) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Return the narratives in one language, and the other languages as (code, name): the one asked for, else the
    reader's, else that of the first narrative."""
    rows = page.body["narratives"]
    told_in = list(dict.fromkeys(row["language"] for row in rows))
    shown = next((code for code in (asked, page_language(), *told_in) if code in told_in), "")
    others = [(code, language_name(code)) for code in told_in if code != shown]
    return [row for row in rows if row["language"] == shown], others


def _step(stage: Listed, people: list[PersonWords], known: dict[Key, Card]) -> FamilyStep:
    card, outcomes = stage.card, stage.more["people"]
    there = [
        (
            person,
            "" if outcomes[person.id] == "unknown" else outcome_words(outcomes[person.id], bool(card["origin"])),
        )
        for person in people
        if person.id in outcomes
    ]
    return FamilyStep(
        stage.id,
        stage_label(card["code"]),
        stage_title(card["title"]),
        our_date_words(card["date"]),
        place_of(card, known),
        there,
        len(there) == len(people) and len(people) > 1 and not any(outcome for _person, outcome in there),
    )
