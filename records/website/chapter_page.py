"""A chapter of the chronicle: its text, its dated events, and the questions on which the sources disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.edition.queries import Card, Key, Page, facet_counts, linked_cards
from records.journeys.stages import STAGES
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.chronicle_page import all_chapters
from records.website.date_words import DateWords, our_date_words
from records.website.journey_words import stage_label
from records.website.language_words import Spoken, guessed, in_reader_language
from records.website.prose import prose


@dataclass(frozen=True, slots=True)
class ChapterEvent:
    """A dated event of the chapter."""

    date: DateWords | None
    title: Spoken
    source_note: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about a disputed question."""

    text: Spoken
    subject: str
    kind: str
    source: str
    source_title: Spoken
    where: str
    hedged: bool
    unverified: bool
    conclusion: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with every claim about it."""

    question: Spoken
    comment: Spoken
    claims: list[Claim]


@everyone_may_read
def chapter(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one chapter."""
    page = page_or_404(edition, "chapter", record_id)
    known = linked_cards(edition, "chapter", record_id)
    people = dict(facet_counts(edition, "person", "stage", limit=len(STAGES) + 100))
    text = in_reader_language(page.body["text"])
    chapters = all_chapters(edition)
    place = next((number for number, row in enumerate(chapters) if row.id == record_id), 0)
    context = {
        "number": page.body["number"],
        "title": in_reader_language(page.body["title"]),
        "summary": in_reader_language(page.body["summary"]),
        "date": our_date_words(page.body["date"]),
        "html": prose(text.text),
        "language": text.language,
        "events": [_event(row) for row in page.body["events"]],
        "questions": _questions(page, known),
        "stages": [(code, stage_label(code), people.get(code, 0)) for code in page.body["stages"]],
        "sources": [
            (source, guessed(known["source", source]["title"]))
            for source in page.body["sources"]
            if ("source", source) in known
        ],
        "before": chapters[place - 1] if place else None,
        "after": chapters[place + 1] if place + 1 < len(chapters) else None,
    }
    return render(request, "website/chapter.html", context)


def _event(row: dict[str, Any]) -> ChapterEvent:
    return ChapterEvent(
        our_date_words(row["date"]), in_reader_language(row["title"]), row["source_note"], row["unverified"]
    )


def _questions(page: Page, known: Mapping[Key, Card]) -> list[Question]:
    return [
        Question(
            in_reader_language(row["question"]),
            in_reader_language(row["comment"]),
            [_claim(claim, known) for claim in row["claims"]],
        )
        for row in page.body["topics"]
    ]


def _claim(row: dict[str, Any], known: Mapping[Key, Card]) -> Claim:
    source = known.get(("source", row["source"] or ""))
    return Claim(
        in_reader_language(row["text"]),
        row["subject"],
        str(capfirst(claim_kind_words(row["kind"]))),
        row["source"] if source else "",
        guessed(source["title"]) if source else Spoken(_("a source that is not public")),
        row["where"],
        row["hedged"],
        row["unverified"],
        row["conclusion"],
    )


def claim_kind_words(kind: str) -> str:
    """Say what a claim is about."""
    return {
        "count": _("a number"),
        "date": _("a date"),
        "name": _("a name"),
        "planned": _("a number that was planned"),
        "scope": _("who was meant"),
        "role": _("an office"),
        "expected": _("a number that was expected"),
        "place": _("a place"),
        "first": _("what came first"),
        "transcription": _("a reading of the text"),
        "formed": _("when it was formed"),
    }.get(kind, kind)
