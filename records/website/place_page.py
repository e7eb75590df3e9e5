"""A place or camp: its names then and now, what it was, who was there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from records.edition.queries import Card, Key, Listed, linked_cards, linking
from records.edition.who_was_there import people_there
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.date_words import DateWords, date_words
from records.website.document_words import document_words
from records.website.journey_words import PartTaken, part_taken, stage_label
from records.website.language_words import Spoken, country_names, guessed, language_name, spoken
from records.website.next_links import after, next_link
from records.website.person_words import PersonWords, person_words
from records.website.place_words import (
    PlaceWords,
    coordinates_words,
    kinds_sentence,
    place_words,
    precision_words,
)
from records.website.stage_words import stage_words

CAMP_LABELS = ("run_by", "work", "population", "commandant", "conditions")


@dataclass(frozen=True, slots=True)
class PlaceNameForm:
    """A name the place had: in which language, of what kind, when."""

    name: Spoken
    kind: str
    language: str
    date: DateWords | None


@dataclass(frozen=True, slots=True)
class Stay:
    """One stage on which someone was here, and in which part."""

    stage: str
    label: str
    part: PartTaken


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Someone who was here, with every stay."""

    person: PersonWords
    stays: list[Stay]


@everyone_may_read
def place(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one place."""
    page = page_or_404(edition, "place", record_id)
    known, body = linked_cards(edition, "place", record_id), page.body
    people = people_there(edition, ("place", record_id), after=after(request))
    stages = linking(edition, ("place", record_id), "stage", after=after(request, "stages"))
    documents = linking(edition, ("place", record_id), "document", after=after(request, "documents"))
    within = linking(edition, ("place", record_id), "place", after=after(request, "places"))
    events = linking(edition, ("place", record_id), "person", after=after(request, "people"))
    context = {
        "place": place_words(record_id, page.card),
        "kinds": kinds_sentence(body["kinds"]),
        "names": [_name(row) for row in body["names"]],
        "modern": body["modern_name"],
        "country": country_names(body["country_modern"]),
        "date": date_words(body["date"]),
        "parent_1939": guessed(body["parent_1939"]),
        "parents": _parents(body["parents"], known),
        "camp": _camp(body["camp"]),
        "coordinates": coordinates_words(body["latitude"], body["longitude"]),
        "precision": precision_words(body["precision"]),
        "note": body["note"],
        "source_note": body["source_note"],
        "unverified": body["unverified"],
        "people": _people_here(people.rows),
        "more_people": next_link(request, people.next),
        "stages": [stage_words(row.id, row.card, {}) for row in stages.rows],
        "more_stages": next_link(request, stages.next, "stages"),
        "documents": [document_words(row.id, row.card) for row in documents.rows],
        "more_documents": next_link(request, documents.next, "documents"),
        "within": [place_words(row.id, row.card) for row in within.rows],
        "more_places": next_link(request, within.next, "places"),
        "life_events": [person_words(row.id, row.card) for row in events.rows],
        "more_events": next_link(request, events.next, "people"),
    }
    return render(request, "website/place.html", context)


def _name(row: dict[str, Any]) -> PlaceNameForm:
    kinds = {"official": _("official name"), "modern": _("today"), "former": _("in those days"), "heard": _("as heard")}
    named = spoken(row["name"], row["language"]) if row["language"] else guessed(row["name"])
    return PlaceNameForm(
        named,
        kinds.get(row["kind"], row["kind"]),
        language_name(row["language"]) if row["language"] else "",
        date_words(row["date"]),
    )


def _parents(rows: list[dict[str, Any]], known: Mapping[Key, Card]) -> list[tuple[PlaceWords, DateWords | None]]:
    keys = [("place", row["place"]) for row in rows]
    return [
        (place_words(key[1], known[key]), date_words(row["date"]))
        for key, row in zip(keys, rows, strict=True)
        if key in known
    ]


def _camp(camp: dict[str, str] | None) -> list[tuple[str, str]]:
    labels = (
        _("Run by"),
        _("Work done there"),
        _("Number of people, as the sources say"),
        _("Commandant"),
        _("Conditions"),
    )
    return [(label, camp[key]) for key, label in zip(CAMP_LABELS, labels, strict=True) if camp[key]] if camp else []


def _people_here(rows: list[Listed]) -> list[PersonHere]:
    """Gather the stays of each person; the rows come person by person."""
    people: list[PersonHere] = []
    for row in rows:
        if not people or people[-1].person.id != row.id:
            people.append(PersonHere(person_words(row.id, row.card), []))
        people[-1].stays.append(Stay(row.more["stage"], stage_label(row.more["code"]), part_taken(row.more)))
    return people
