"""A document in print: its pictures, its words as written and translated, whom it names, where it is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from records.edition.queries import Card, Key, Page, cards
from records.website.access import Edition
from records.website.document_words import CERTAINTIES, DocumentWords, document_words, labelled_fields
from records.website.language_words import Spoken, guessed, language_name, spoken
from records.website.person_words import PersonWords, person_words
from records.website.place_words import PlaceWords, place_of

# A notebook of two hundred pages is read on the screen.
MOST_PICTURES = 6
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class WordsOfPaper:
    """A stretch of the paper's words: as written or ``translated``, and in which language."""

    text: Spoken
    language: str
    translated: bool


@dataclass(frozen=True, slots=True)
class NameOnPaper:
    """A name as it stands there, and who that is taken to be: (person, how surely, whether that is sure)."""

    name: Spoken
    people: list[tuple[PersonWords, str, bool]]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """All that the print shows of one document; ``more_names`` and ``more_pictures`` are left out."""

    document: DocumentWords
    place: PlaceWords | None
    fields: list[tuple[str, Any]]
    images: Sequence[Mapping[str, Any]]
    more_pictures: int
    words: list[WordsOfPaper]
    names: list[NameOnPaper]
    more_names: int
    note: str
    source: str
    archive: str
    signature: str
    provenance: str
    rights: str


def paper_sheets(edition: Edition, pages: Sequence[Page], people: Collection[str]) -> list[PaperSheet]:
    """Return these documents with the names that concern these people."""
    sources = cards(edition, [("source", page.body["source"] or "") for page in pages])
    archives = cards(edition, [("archive", card["archive"] or "") for card in sources.values()])
    named = {one["person"] for page in pages for row in page.body["mentions"] for one in row["people"]}
    places = [("place", page.body["place"] or "") for page in pages]
    known = {**sources, **archives, **cards(edition, [*places, *(("person", one) for one in named & set(people))])}
    return [_sheet(page, known) for page in pages]


def _sheet(page: Page, known: Mapping[Key, Card]) -> PaperSheet:
    body = page.body
    source = known.get(("source", body["source"] or ""), {})
    archive = known.get(("archive", source.get("archive") or ""), {})
    images = body.get("images", [])
    names = _names(body, known)
    return PaperSheet(
        document_words(page.id, page.card),
        place_of({"place_as_written": "", **body}, known),
        labelled_fields(body["kind"], body.get("fields", {})),
        images[:MOST_PICTURES],
        max(0, len(images) - MOST_PICTURES),
        _words(body),
        names[:_MOST_NAMES],
        max(0, len(names) - _MOST_NAMES),
        body.get("note", ""),
        source.get("title", ""),
        ", ".join(part for part in (archive.get("name", ""), archive.get("place_text", "")) if part),
        body.get("signature", ""),
        body.get("provenance", ""),
        body.get("rights", ""),
    )


def _words(body: Mapping[str, Any]) -> list[WordsOfPaper]:
    return [
        WordsOfPaper(spoken(row["text"], row["language"]), language_name(row["language"]), part == "translations")
        for part in ("transcriptions", "translations")
        for row in body.get(part, [])
    ]


def _names(body: Mapping[str, Any], known: Mapping[Key, Card]) -> list[NameOnPaper]:
    """Return the names of those of whom the print tells; a list of a whole train names many others."""
    found = []
    for row in body["mentions"]:
        people = [
            (
                person_words(one["person"], known["person", one["person"]]),
                str(CERTAINTIES.get(one["certainty"], one["certainty"])),
                one["certainty"] == "sure",
            )
            for one in row["people"]
            if ("person", one["person"]) in known
        ]
        if people:
            found.append(NameOnPaper(guessed(row["as_written"]), people))
    return found
