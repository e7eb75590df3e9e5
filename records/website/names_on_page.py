"""The names that stand on a paper, each as it stands there, where, and whom the archive takes it to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from records.documents.page_words import relation_words
from records.edition.queries import Card, Key
from records.website.document_words import CERTAINTIES, labels_of_people, role_words
from records.website.language_words import Spoken, guessed
from records.website.leaves import area_on
from records.website.person_words import PersonWords, person_words, reading_of
from records.website.place_words import PlaceWords, place_words

# A list taken in from a file may have a hundred thousand names.
NAMES_AT_ONCE = 50
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Identified:
    """Who the archive takes a name on the page to be, how surely, and why."""

    person: PersonWords
    certainty: str
    sure: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Said:
    """What else the page says of someone: the label, the words as they stand, and the place they were read as."""

    label: str
    words: Spoken
    place: PlaceWords | None


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands on the page; ``number`` counts the names of the paper from 1. ``has_area``: where on the
    picture it stands is known."""

    number: int
    name: Spoken
    reading: Spoken
    role: str
    relation: str
    birth_year: int | None
    age: str
    row: str
    picture: int | None
    note: str
    said: list[Said]
    people: list[Identified]
    has_area: bool
    # There are identifications that are not sure, and the reader hides them.
    hides: bool


def part_of_names(request: HttpRequest, body: Mapping[str, Any]) -> tuple[int, int]:
    """Return the number of the part of the names that is asked for (``?names=2``), and that of the last part."""
    last = max(-(-len(body["mentions"]) // NAMES_AT_ONCE), 1)
    sent = request.GET.get("names", "1")
    return min(max(int(sent), 1), last) if sent.isdecimal() and len(sent) < 9 else 1, last


def named_in_part(body: Mapping[str, Any], part: int) -> set[Key]:
    """Return the people and places that a part of the names speaks of."""
    shown = body["mentions"][(part - 1) * NAMES_AT_ONCE : part * NAMES_AT_ONCE]
    people = {("person", row["person"]) for mention in shown for row in mention["people"]}
    values = (value for mention in shown for value in mention["values"].values())
    return people | {("place", value["place"]) for value in values if value.get("place")}


def names_of(request: HttpRequest, body: Mapping[str, Any], known: Mapping[Key, Card]) -> dict[str, Any]:
    """Return the names on one part of them, with the numbers of the parts before and after.

    With ``?uncertain=hidden`` only what is sure is said of who they are.
    """
    part, last = part_of_names(request, body)
    start = (part - 1) * NAMES_AT_ONCE
    shown = list(enumerate(body["mentions"][start : start + NAMES_AT_ONCE], start + 1))
    hidden = request.GET.get("uncertain") == HIDDEN
    doubts = any(row["certainty"] != "sure" for _number, mention in shown for row in mention["people"])
    return {
        "mentions": [_named(number, mention, body, known, hidden) for number, mention in shown],
        "numbered": shown,
        "names": {
            "first": start + 1,
            "last": start + len(shown),
            "all": len(body["mentions"]),
            "unidentified": sum(not mention["people"] for mention in body["mentions"]),
        },
        "names_before": part - 1,
        "names_after": part + 1 if part < last else 0,
        "names_now": part,
        "doubts": doubts,
        "doubts_hidden": hidden,
    }


def _named(
    number: int, mention: Mapping[str, Any], body: Mapping[str, Any], known: Mapping[Key, Card], hidden: bool
) -> Named:
    kind, images, picture = body["kind"], body.get("images", []), mention.get("image")
    area = area_on(images[picture - 1], mention) if picture and picture <= len(images) else None
    reading = guessed(mention["romanised"]) if mention["romanised"] else reading_of(mention["as_written"])
    people = [
        Identified(
            person_words(row["person"], known["person", row["person"]]),
            str(CERTAINTIES.get(row["certainty"], row["certainty"])),
            row["certainty"] == "sure",
            row["reason"],
            row["decided_by"],
        )
        for row in mention["people"]
        if ("person", row["person"]) in known and not (hidden and row["certainty"] != "sure")
    ]
    return Named(
        number,
        guessed(mention["as_written"]),
        reading,
        role_words(mention["role"], kind),
        relation_words(mention["relation"]),
        mention["birth_year"],
        mention["age_text"],
        mention["row"],
        picture if picture and images else None,
        mention["note"],
        _said(mention["values"], kind, known),
        people,
        area is not None,
        hidden and len(people) < len(mention["people"]),
    )


def _said(values: Mapping[str, Mapping[str, str]], kind: str, known: Mapping[Key, Card]) -> list[Said]:
    found = []
    for key, label in labels_of_people(kind, values):
        value = values[key]
        card = known.get(("place", value.get("place", "")))
        place = place_words(value["place"], card, value.get("text", "")) if card else None
        if place or value.get("text"):
            found.append(Said(label, guessed(value.get("text", "")), place))
    return found
