"""A family's history: its narratives in every language it is told in, its people, and their journey taken together."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from records.edition.queries import Card, Key, Listed, Page, cards, linked_cards, stages_of
from records.website.access import Edition, everyone_may_read, page_language, page_or_404
from records.website.date_words import DateWords, our_date_words
from records.website.family_lines import family_lines
from records.website.history_words import history_words
from records.website.journey_words import OUTCOMES, stage_label, stage_title
from records.website.language_words import Spoken, language_name, spoken
from records.website.person_words import PersonWords, person_words
from records.website.place_words import PlaceWords, place_of
from records.website.prose import prose
from records.website.route_words import family_route
from records.website.sharing import sharing
from records.website.stage_order import in_order


@dataclass(frozen=True, slots=True)
class Narrative:
    """One telling of the history."""

    title: Spoken
    html: SafeString
    language: str
    language_name: str
    author: str


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
    """Show one family history; of one told elsewhere only the title and the link."""
    page = page_or_404(edition, "history", record_id)
    known = linked_cards(edition, "history", record_id)
    stages = in_order(stages_of(edition, page.body["people"]))
    known |= cards(edition, [("place", stage.card[key]) for stage in stages for key in ("place", "origin")])
    people = [
        person_words(person, known["person", person]) for person in page.body["people"] if ("person", person) in known
    ]
    context = {
        "history": history_words(record_id, page.card),
        "narratives": _narratives(page),
        "people": people,
        "steps": [_step(stage, people, known) for stage in stages],
        "lines": family_lines(people, stages, known),
        "maps": family_route(stages, known),
    }
    title = str(history_words(record_id, page.card).title)
    context["sharing"] = sharing(request, edition, page, title, card=bool(context["maps"]))
    return render(request, "website/history.html", context)


def _narratives(page: Page) -> list[Narrative]:
    rows = sorted(page.body["narratives"], key=lambda row: row["language"] != page_language())
    return [
        Narrative(
            spoken(row["title"], row["language"]),
            prose(row["text"]),
            row["language"],
            language_name(row["language"]),
            row["author"] or "",
        )
        for row in rows
    ]


def _step(stage: Listed, people: list[PersonWords], known: dict[Key, Card]) -> FamilyStep:
    card, outcomes = stage.card, stage.more["people"]
    there = [
        (person, "" if outcomes[person.id] in ("arrived", "unknown") else str(OUTCOMES.get(outcomes[person.id], "")))
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
