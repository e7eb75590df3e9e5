"""A journey as a whole: of a person with the family, of a history, of those a document names.

The map, the lines of those who travelled, what happened meanwhile, the same as a table; and one stage after the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from records.edition.queries import Card, Key, Listed, chapter_pages
from records.fetched_assets import is_fetched
from records.website.access import Edition, everyone_may_read
from records.website.chronicle_dates import Meanwhile, meanwhile
from records.website.date_words import DateWords, our_date_words
from records.website.document_words import document_words
from records.website.family_lines import family_lines
from records.website.history_words import history_words
from records.website.journey_loading import journey_of
from records.website.journey_words import GRAVE, outcome_words, stage_label, stage_title, transport_words
from records.website.language_words import Spoken
from records.website.pdf_links import pdf_links
from records.website.person_words import PersonWords, person_words
from records.website.place_words import PlaceWords, place_of
from records.website.route_words import family_route


@dataclass(frozen=True, slots=True)
class PartOf:
    """Somebody on a stage: who, how it ended, whether a source says so."""

    person: PersonWords
    outcome: str
    grave: bool
    documented: bool


@dataclass(frozen=True, slots=True)
class WholeStep:
    """One stage with those of this journey who were on it, and what happened in the world before the next."""

    number: int
    stage: str
    label: str
    title: Spoken
    date: DateWords | None
    origin: PlaceWords | None
    place: PlaceWords | None
    transport: str
    people: list[PartOf]
    meanwhile: list[Meanwhile]


@everyone_may_read
def whole_journey(request: HttpRequest, edition: Edition, kind: str, record_id: str) -> HttpResponse:
    """Show the journey of a record of this kind."""
    told = told_journey(edition, kind, record_id)
    context = {
        "back": reverse(f"website:{kind}", args=[record_id]),
        "route_address": reverse(f"website:route_{kind}", args=[record_id]),
        "can_zoom": is_fetched("leaflet", "leaflet.js"),
        "pdfs": pdf_links(("pdf_journey_" + kind, record_id)),
        **told,
        **_one_step(told["steps"], request.GET.get("step", "")),
    }
    return render(request, "website/whole_journey.html", context)


def told_journey(edition: Edition, kind: str, record_id: str) -> dict[str, Any]:
    """Return the journey of a record in words and pictures, as its page and its PDF show it; 404 without the record."""
    journey = journey_of(edition, kind, record_id)
    stages, people, known = journey.stages, journey.people, journey.known
    return {
        "kind": kind,
        "id": record_id,
        "of": _TITLES[kind](record_id, journey.page.card),
        "steps": _steps(stages, people, known, meanwhile(stages, chapter_pages(edition))),
        "maps": family_route(stages, known),
        "lines": family_lines(people, stages, known),
        "people": people,
        "others": journey.others,
    }


def _one_step(steps: Sequence[WholeStep], wanted: str) -> dict[str, WholeStep | None]:
    """Return the stage a reader has stepped to, and those before and after it."""
    if not steps or not wanted.isdecimal() or not 1 <= int(wanted[:4]) <= len(steps):
        return {"now": None, "before": None, "after": None}
    place = int(wanted[:4]) - 1
    after = steps[place + 1] if place + 1 < len(steps) else None
    return {"now": steps[place], "before": steps[place - 1] if place else None, "after": after}


def _steps(
    stages: Sequence[Listed],
    people: Sequence[PersonWords],
    known: Mapping[Key, Card],
    happened: Sequence[list[Meanwhile]],
) -> list[WholeStep]:
    return [
        WholeStep(
            number,
            stage.id,
            stage_label(stage.card["code"]),
            stage_title(stage.card["title"]),
            our_date_words(stage.card["date"]),
            place_of(stage.card, known, "origin"),
            place_of(stage.card, known),
            transport_words(stage.card["transport"]),
            [_part(person, stage) for person in people if person.id in stage.more["people"]],
            happened[number - 1],
        )
        for number, stage in enumerate(stages, 1)
    ]


def _part(person: PersonWords, stage: Listed) -> PartOf:
    outcome = stage.more["people"][person.id]
    words = "" if outcome == "unknown" else outcome_words(outcome, bool(stage.card["origin"]))
    return PartOf(person, words, outcome in GRAVE, person.id in stage.more["documented"])


_TITLES: dict[str, Callable[[str, Card], Spoken]] = {
    "person": lambda record_id, card: person_words(record_id, card).name,
    "history": lambda record_id, card: history_words(record_id, card).title,
    "document": lambda record_id, card: document_words(record_id, card).title,
}
