"""A place or camp: its names then and now, what it was, where it lies, who was there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from records.edition.counting import names_of
from records.edition.known_places import known_places
from records.edition.queries import Card, Key, Listed, Page, linked_cards, linking
from records.edition.who_was_there import days_there, numbers_on_stages, people_there
from records.places.kinds import CAMP_KINDS
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.date_words import DateWords, date_words
from records.website.document_words import DocumentWords, document_words
from records.website.journey_words import PartTaken, part_taken, stage_label
from records.website.language_words import Spoken, country_names, guessed, language_name, spoken
from records.website.next_links import after, next_link
from records.website.people_by_month import bars_of
from records.website.person_words import PersonWords, person_words
from records.website.place_map import near_words, place_map
from records.website.place_times import Figure, belonged_to, figures_of
from records.website.place_words import PlaceWords, coordinates_words, kinds_sentence, place_words, precision_words
from records.website.reader_language import gettext as _
from records.website.sharing import sharing
from records.website.source_notes import source_notes
from records.website.stage_words import StageWords, stage_words

CAMP_LABELS = ("run_by", "work", "population", "commandant", "conditions")
# The first by name; everyone is on a page of their own.
_PEOPLE = 20


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
    places = known_places(edition)
    context = {
        "place": place_words(record_id, page.card),
        **_facts(page, linked_cards(edition, "place", record_id)),
        "belonged": belonged_to(places, record_id),
        "map": place_map(record_id, page.card, places),
        "near": near_words(record_id, places),
        **_people(edition, record_id),
        **_what_speaks_of_it(request, edition, record_id),
    }
    context["sharing"] = sharing(request, edition, page, str(page.card["name"]))
    return render(request, "website/place.html", context)


def _facts(page: Page, known: Mapping[Key, Card]) -> dict[str, Any]:
    body = page.body
    return {
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
        **{key: body[key] for key in ("note", "unverified")},
        "source_notes": source_notes(body["source_note"]),
    }


def _people(edition: Edition, place_id: str) -> dict[str, Any]:
    """Return the first of those who were here, how many there are, and when they were."""
    days = days_there(edition, ("place", place_id))
    address = reverse("website:people_place", args=[place_id])
    return {
        "people": _people_here(people_there(edition, ("place", place_id), limit=_PEOPLE).rows),
        "stays": days.stays,
        "here": days.people,
        "bars": bars_of(days, address),
        "everyone": address,
    }


def _what_speaks_of_it(request: HttpRequest, edition: Edition, place_id: str) -> dict[str, Any]:
    """Return the pages that speak of the place, kind by kind."""
    stages = linking(edition, ("place", place_id), "stage", after=after(request, "stages"))
    numbers = numbers_on_stages(edition, [row.id for row in stages.rows])
    began, led = (_stages(stages.rows, key, place_id, numbers) for key in ("origin", "place"))
    documents = linking(edition, ("place", place_id), "document", after=after(request, "documents"))
    within = linking(edition, ("place", place_id), "place", after=after(request, "places"))
    events = linking(edition, ("place", place_id), "person", after=after(request, "people"), limit=_PEOPLE)
    return {
        "names_here": names_of(edition, "place", place_id),
        "stages_began": began,
        "stages_here": led,
        "more_stages": next_link(request, stages.next, "stages"),
        "written_here": _documents(documents.rows, place_id, written=True),
        "naming_it": _documents(documents.rows, place_id, written=False),
        "more_documents": next_link(request, documents.next, "documents"),
        "camps_within": _places(within.rows, camps=True),
        "within": _places(within.rows, camps=False),
        "more_places": next_link(request, within.next, "places"),
        "life_events": [person_words(row.id, row.card) for row in events.rows],
        "more_events": next_link(request, events.next, "people"),
    }


def _stages(rows: Sequence[Listed], key: str, place_id: str, numbers: Mapping[str, int]) -> list[StageWords]:
    return [stage_words(row.id, row.card, {}, numbers.get(row.id, 0)) for row in rows if row.card[key] == place_id]


def _documents(rows: Sequence[Listed], place_id: str, *, written: bool) -> list[DocumentWords]:
    return [document_words(row.id, row.card) for row in rows if (row.card["place"] == place_id) == written]


def _places(rows: Sequence[Listed], *, camps: bool) -> list[tuple[PlaceWords, str]]:
    """Return the camps and settlements among these places, or the others, with what they were."""
    return [
        (place_words(row.id, row.card), kinds_sentence(row.card["kinds"]))
        for row in rows
        if bool(CAMP_KINDS.intersection(row.card["kinds"])) == camps
    ]


def _name(row: dict[str, Any]) -> PlaceNameForm:
    kinds = {"official": _("official name"), "modern": _("today"), "former": _("in those days"), "heard": _("as heard")}
    named = spoken(row["name"], row["language"]) if row["language"] else guessed(row["name"])
    return PlaceNameForm(
        named,
        kinds.get(row["kind"], row["kind"]),
        language_name(row["language"]) if row["language"] else "",
        date_words(row["date"]),
    )


def _parents(rows: list[dict[str, Any]], known: Mapping[Key, Card]) -> list[tuple[PlaceWords, str, DateWords | None]]:
    """Return what the place lay in, what that was, and when."""
    keys = [("place", row["place"]) for row in rows]
    return [
        (place_words(key[1], known[key]), kinds_sentence(known[key]["kinds"]), date_words(row["date"]))
        for key, row in zip(keys, rows, strict=True)
        if key in known
    ]


def _camp(camp: dict[str, str] | None) -> list[tuple[str, list[Figure]]]:
    """Return what is told of a camp; where several figures or statements stand, each by itself."""
    labels = (
        _("Run by"),
        _("Work done there"),
        _("Number of people, as the sources say"),
        _("Commandant"),
        _("Conditions"),
    )
    if not camp:
        return []
    return [(label, figures_of(camp[key])) for key, label in zip(CAMP_LABELS, labels, strict=True) if camp[key]]


def _people_here(rows: list[Listed]) -> list[PersonHere]:
    """Gather the stays of each person; the rows come person by person."""
    people: list[PersonHere] = []
    for row in rows:
        if not people or people[-1].person.id != row.id:
            people.append(PersonHere(person_words(row.id, row.card), []))
        people[-1].stays.append(Stay(row.more["stage"], stage_label(row.more["code"]), part_taken(row.more)))
    return people
