"""A document: its fields, its words and their translations side by side, and whom it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.documents.page_words import relation_words
from records.edition.queries import Card, Key, Page, cards, linked_cards
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.document_words import (
    CERTAINTIES,
    ORIGINALS,
    document_words,
    labelled_fields,
    labels_of_people,
    role_words,
)
from records.website.language_words import Spoken, guessed, language_name, script_name, spoken
from records.website.person_words import PersonWords, person_words, reading_of
from records.website.place_words import PlaceWords, place_of, place_words
from records.website.sharing import sharing


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
    """A name as it stands on the page."""

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


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a document: in its own language, or translated."""

    text: Spoken
    language: str
    author: str
    version: str


# A list taken in from a file may have a hundred thousand names.
NAMES_AT_ONCE = 500


@everyone_may_read
def document(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one document; of a withheld one only what is there."""
    page = page_or_404(edition, "document", record_id)
    known = linked_cards(edition, "document", record_id)
    source = known.get(("source", page.body["source"] or ""))
    archive = cards(edition, [("archive", source["archive"] or "")]) if source else {}
    body = page.body
    context = {
        "document": document_words(record_id, page.card),
        "place": place_of({"place_as_written": "", **body}, known),
        "language": language_name(body["language"]) if body.get("language") else "",
        "original": ORIGINALS.get(body.get("original", ""), ""),
        **{key: body.get(key, "") for key in ("signature", "holder_today", "provenance", "rights", "note")},
        "fields": labelled_fields(body["kind"], body.get("fields", {})),
        **_names_of_page(request, body, known),
        **_texts(page),
        "images": body.get("images", []),
        "source": source,
        "source_id": body["source"],
        "has_people": any(one["certainty"] != "uncertain" for row in body["mentions"] for one in row["people"]),
        "archive": next(iter(archive.values()), None),
    }
    context["sharing"] = sharing(request, edition, page, str(document_words(record_id, page.card).title))
    return render(request, "website/document.html", context)


def _names_of_page(request: HttpRequest, body: dict[str, Any], known: Any) -> dict[str, Any]:
    """Return the names on one page of them (``?names=2``), with the numbers of the pages before and after."""
    last = max(-(-len(body["mentions"]) // NAMES_AT_ONCE), 1)
    sent = request.GET.get("names", "1")
    part = min(max(int(sent), 1), last) if sent.isdecimal() and len(sent) < 9 else 1
    start = (part - 1) * NAMES_AT_ONCE
    shown = body["mentions"][start : start + NAMES_AT_ONCE]
    return {
        "mentions": [_named(mention, body["kind"], known) for mention in shown],
        "names": {"first": start + 1, "last": start + len(shown), "all": len(body["mentions"])},
        "names_before": part - 1,
        "names_after": part + 1 if part < last else 0,
    }


def _texts(page: Page) -> dict[str, list[Text]]:
    transcriptions = page.body.get("transcriptions", [])
    several = len({(text["language"], text["script"]) for text in transcriptions}) < len(transcriptions)
    return {
        "transcriptions": [
            Text(
                spoken(row["text"], row["language"]),
                _language(row["language"], row["script"]),
                row["author"],
                row["version"] if several else "",
            )
            for row in transcriptions
        ],
        "translations": [
            Text(spoken(row["text"], row["language"]), language_name(row["language"]), row["author"], "")
            for row in page.body.get("translations", [])
        ],
    }


def _language(language: str, script: str) -> str:
    letters = script_name(script)
    return f"{language_name(language)}, {letters}" if letters else language_name(language)


def _named(mention: dict[str, Any], kind: str, known: Mapping[Key, Card]) -> Named:
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
        if ("person", row["person"]) in known
    ]
    return Named(
        guessed(mention["as_written"]),
        reading,
        role_words(mention["role"], kind),
        relation_words(mention["relation"]),
        mention["birth_year"],
        mention["age_text"],
        mention["row"],
        mention.get("image"),
        mention["note"],
        _said(mention["values"], kind, known),
        people,
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
