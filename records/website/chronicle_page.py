"""The chronicle: what happened, chapter by chapter."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import Listed, listed
from records.website.access import Edition, everyone_may_read
from records.website.date_words import DateWords, our_date_words
from records.website.language_words import Spoken, in_reader_language


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """A chapter in the list."""

    id: str
    number: int
    title: Spoken
    summary: Spoken
    date: DateWords | None


@everyone_may_read
def chronicle(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the chapters."""
    return render(request, "website/chronicle.html", {"chapters": all_chapters(edition)})


def all_chapters(edition: Edition) -> list[ChapterWords]:
    """Return every chapter in order; there are a dozen, not thousands."""
    return [_chapter(row) for row in listed(edition, "chapter", limit=200).rows]


def _chapter(row: Listed) -> ChapterWords:
    card = row.card
    return ChapterWords(
        row.id,
        card["number"],
        in_reader_language(card["title"]),
        in_reader_language(card["summary"]),
        our_date_words(card["date"]),
    )
