"""A chapter of the chronicle: its text, its dated events, and the questions on which the sources disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from records.edition.counting import facet_counts
from records.edition.queries import Card, Key, Page, linked_cards
from records.journeys.stages import STAGES
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.chronicle_page import all_chapters
from records.website.date_words import DateWords, our_date_words
from records.website.journey_words import stage_label
from records.website.language_words import Spoken, in_reader_language
from records.website.our_words import our_words
from records.website.prose import prose
from records.website.reader_language import gettext as _
from records.website.source_notes import SourceNote, source_notes


@dataclass(frozen=True, slots=True)
class ChapterEvent:
    """A dated event of the chapter."""

    date: DateWords | None
    title: Spoken
    sources: list[SourceNote]
    unverified: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about a disputed question."""

    text: Spoken
    subject: Spoken
    kind: str
    source: str
    source_title: Spoken
    source_kind: Spoken
    where: Spoken
    hedged: bool
    unverified: bool
    conclusion: Spoken


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
        "events": [_event(row, _titles(known)) for row in page.body["events"]],
        "questions": _questions(page, known),
        "stages": [(code, stage_label(code), people.get(code, 0)) for code in page.body["stages"]],
        "sources": [
            (source, our_words(known["source", source]["title"]))
            for source in page.body["sources"]
            if ("source", source) in known
        ],
        "before": chapters[place - 1] if place else None,
        "after": chapters[place + 1] if place + 1 < len(chapters) else None,
    }
    return render(request, "website/chapter.html", context)


def _titles(known: Mapping[Key, Card]) -> dict[str, str]:
    return {card["title"]: record_id for (kind, record_id), card in known.items() if kind == "source"}


def _event(row: dict[str, Any], ids: Mapping[str, str]) -> ChapterEvent:
    sources = source_notes(row["source_note"], ids)
    # A note that rests on general knowledge says so itself.
    unverified = row["unverified"] and not any(one.unverified for one in sources)
    return ChapterEvent(our_date_words(row["date"]), in_reader_language(row["title"]), sources, unverified)


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
        our_words(row["subject"]),
        str(capfirst(claim_kind_words(row["kind"]))),
        row["source"] if source else "",
        our_words(source["title"]) if source else Spoken(_("a source that is not public")),
        our_words(source["kind"]) if source else Spoken(""),
        our_words(row["where"]),
        row["hedged"],
        row["unverified"],
        our_words(row["conclusion"]),
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
