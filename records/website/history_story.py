"""The narratives of a history with what stands in them: pictures of documents, maps of the journey, links."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from records.dates.day_numbers import from_day_number
from records.drawing.route_maps import RouteMap
from records.edition.queries import Card, Key, Listed, Page
from records.website.document_words import DocumentWords, document_words
from records.website.language_words import Spoken, language_name, spoken
from records.website.prose import Heading, InPlace, Story, told
from records.website.route_words import family_route
from records.website.stage_order import first_day

NO_HTML = SafeString("")
# Fewer headings need no list of them.
_CONTENTS_FROM = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a document."""

    document: DocumentWords
    sha256: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A stretch of the text, or a picture or maps with their caption; the caption alone where there is nothing.

    A ``document`` without a picture is one whose page the reader may see all the same.
    """

    html: SafeString = NO_HTML
    picture: Picture | None = None
    document: DocumentWords | None = None
    maps: Sequence[RouteMap] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Narrative:
    """One telling of the history."""

    title: Spoken
    parts: Sequence[StoryPart]
    headings: Sequence[Heading]
    language: str
    language_name: str
    author: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the edition holds of that to which narratives point."""

    known: Mapping[Key, Card]
    documents: Mapping[str, Page]
    stages: Sequence[Listed]


def stories(rows: Sequence[Mapping[str, Any]]) -> list[Story]:
    """Read these narratives of a page."""
    return [told(row["text"], f"story-{number}") for number, row in enumerate(rows, 1)]


def named_in(read: Sequence[Story]) -> set[Key]:
    """Return the records to which these stories lead."""
    return {key for story in read for key in story.named}


def documents_in(read: Sequence[Story]) -> set[str]:
    """Return the documents of which these stories show a picture."""
    return {part.document for story in read for part in story.parts if isinstance(part, InPlace) and part.document}


def narratives(rows: Sequence[Mapping[str, Any]], held: Held) -> list[Narrative]:
    """Put narratives of a page into the form that is shown."""
    found = []
    for row, story in zip(rows, stories(rows), strict=True):
        addresses = {key: reverse(f"website:{key[0]}", args=[key[1]]) for key in story.named if key in held.known}
        parts = [
            StoryPart(story.html(part, addresses)) if isinstance(part, str) else _shown(part, held)
            for part in story.parts
        ]
        found.append(
            Narrative(
                spoken(row["title"], row["language"]),
                parts,
                story.headings if len(story.headings) >= _CONTENTS_FROM else (),
                row["language"],
                language_name(row["language"]),
                row["author"] or "",
            )
        )
    return found


def _shown(part: InPlace, held: Held) -> StoryPart:
    if not part.document:
        only = _of_years(held.stages, part.first, part.last) if part.first else None
        return StoryPart(maps=family_route(held.stages, held.known, only), caption=part.caption)
    page = held.documents.get(part.document)
    images = page.body.get("images", []) if page else []
    document = document_words(page.id, page.card) if page else None
    if document is None or part.number > len(images):
        return StoryPart(document=document, caption=part.caption)
    image = images[part.number - 1]
    picture = Picture(document, image["sha256"], image.get("width"), image.get("height"))
    return StoryPart(picture=picture, caption=part.caption)


def _of_years(stages: Sequence[Listed], first: int, last: int) -> Collection[int]:
    """Return the numbers of the stages that fell into these years, as far as can be said."""
    found = set()
    for number, stage in enumerate(stages, 1):
        begun = first_day(stage)
        until = (stage.card["date"] or {}).get("latest") or begun
        if begun and until and from_day_number(begun)[0] <= last and from_day_number(until)[0] >= first:
            found.add(number)
    return found
