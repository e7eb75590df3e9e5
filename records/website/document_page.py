"""A document: its pictures, its words and their translations side by side, whom it names, and where it is from."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import Card, Key, cards
from records.fetched_assets import is_fetched
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.document_words import ORIGINALS, document_words, labelled_fields
from records.website.language_words import language_name
from records.website.leaves import leaves_of, sized
from records.website.licences import licence_in
from records.website.lines_side_by_side import words_of
from records.website.names_on_page import named_in_part, names_of, part_of_names
from records.website.our_words import our_words
from records.website.place_words import place_of
from records.website.provenance import provenance_steps
from records.website.sharing import sharing
from records.website.source_page import archive_words

_AS_THEY_STAND = ("signature", "holder_today", "provenance", "rights", "note")


@everyone_may_read
def document(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one document; of a withheld one only what is there."""
    page = page_or_404(edition, "document", record_id)
    known = cards(edition, _named_by(request, page.body))
    source = known.get(("source", page.body["source"] or ""))
    archive = cards(edition, [("archive", source["archive"] or "")]) if source else {}
    images = sized(page.body.get("images", []))
    body = {**page.body, "images": images}
    words = document_words(record_id, page.card)
    named = names_of(request, body, known)
    context = {
        "document": words,
        **_about_the_paper(body, known),
        **named,
        **leaves_of(images, named["numbered"], request.GET.get("pictures", "1")),
        **words_of(body),
        "deep_zoom": is_fetched("openseadragon", "openseadragon.min.js"),
        "source_title": our_words(source["title"]) if source else None,
        "source_id": body["source"],
        "has_people": any(one["certainty"] != "uncertain" for row in body["mentions"] for one in row["people"]),
        "archive": archive_words(next(iter(archive.values()), None)),
        "sharing": sharing(request, edition, page, str(words.title)),
    }
    return render(request, "website/document.html", context)


def _named_by(request: HttpRequest, body: Mapping[str, Any]) -> set[Key]:
    """Return what this part of the page names: of a list of ten thousand people not all of them."""
    own = {("source", body["source"] or ""), ("place", body.get("place") or "")}
    return own | named_in_part(body, part_of_names(request, body)[0])


def _about_the_paper(body: Mapping[str, Any], known: Mapping[Key, Card]) -> dict[str, Any]:
    """Return what is known of the paper itself: what kind and where, who had it, whose it is."""
    told = {key: body.get(key, "") for key in _AS_THEY_STAND}
    return {
        **told,
        "place": place_of({"place_as_written": "", **body}, known),
        "language": language_name(body["language"]) if body.get("language") else "",
        "original": ORIGINALS.get(body.get("original", ""), ""),
        "fields": labelled_fields(body["kind"], body.get("fields", {})),
        "steps": provenance_steps(told["provenance"]),
        "licence": licence_in(told["rights"]),
    }
