"""A source: where it is kept, how far to trust it, and everything here that rests on it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.counting import names_of
from records.edition.queries import get_pages, linking
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.date_words import date_words
from records.website.document_words import document_words
from records.website.language_words import in_reader_language
from records.website.next_links import after, next_link
from records.website.our_words import our_words
from records.website.person_words import person_words
from records.website.stage_words import stage_words


@everyone_may_read
def source(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one source and what cites it."""
    page = page_or_404(edition, "source", record_id)
    body, key = page.body, ("source", record_id)
    archives = get_pages(edition, "archive", [body["archive"]] if body["archive"] else [])
    people = linking(edition, key, "person", after=after(request, "people"))
    stages = linking(edition, key, "stage", after=after(request, "stages"))
    documents = linking(edition, key, "document", after=after(request, "documents"))
    chapters = linking(edition, key, "chapter")
    context = {
        "title": our_words(body["title"]),
        "kind": our_words(body["kind"]),
        "author": our_words(body["author"]),
        "note": our_words(body["note"]),
        "body": body,
        "date": date_words(body["date"]),
        "reliability": in_reader_language(body["reliability"]),
        "archive": archive_words(next((row.body for row in archives.values()), None)),
        "link": body["url"] if body["url"].startswith("http") else "",
        "people": [person_words(row.id, row.card) for row in people.rows],
        "more_people": next_link(request, people.next, "people"),
        "stages": [stage_words(row.id, row.card, {}) for row in stages.rows],
        "more_stages": next_link(request, stages.next, "stages"),
        "names": names_of(edition, "source", record_id),
        "documents": [document_words(row.id, row.card) for row in documents.rows],
        "more_documents": next_link(request, documents.next, "documents"),
        "chapters": [(row.id, in_reader_language(row.card["title"])) for row in chapters.rows],
    }
    return render(request, "website/source.html", context)


def archive_words(body: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return an archive as it is shown: what we wrote of it in the reader's language, and its address."""
    if body is None:
        return None
    return {key: our_words(body.get(key, "")) for key in ("name", "place_text", "note")} | {"url": body.get("url", "")}
