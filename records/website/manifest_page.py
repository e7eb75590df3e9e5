"""A document as a IIIF manifest (Presentation API 3), so that the viewers of libraries and archives can show it.

What the page of the document shows, this says in the languages of the site; a paper without pictures has none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from records.edition.queries import Card, Key, Page, cards, image_files, linked_cards
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.canvases import LANGUAGES, Canvases, in_languages, language_map
from records.website.date_words import date_words
from records.website.document_words import kind_label
from records.website.language_words import guessed, language_name
from records.website.licences import licence_in
from records.website.open_json import open_json
from records.website.place_words import place_of
from records.website.reader_language import gettext as _
from records.website.reader_language import speaking
from records.website.take_page import has_gedcom

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of a document beside its own page."""

    source: Card | None
    archive: Card | None
    known: Mapping[Key, Card]


@everyone_may_read
def manifest(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Return the manifest of a document with pictures; of a withheld one there are none."""
    page = page_or_404(edition, "document", record_id)
    if not page.body.get("images"):
        raise Http404("This document has no pictures.")
    # The same for everyone, whatever language a browser asks for.
    with speaking("en"):
        said = _manifest(request, edition, page)
    return open_json(request, said, f'application/ld+json;profile="{CONTEXT}"')


def _manifest(request: HttpRequest, edition: Edition, page: Page) -> Json:
    known = linked_cards(edition, "document", page.id)
    source = known.get(("source", page.body["source"] or ""))
    archive = cards(edition, [("archive", source["archive"] or "")]) if source else {}
    around = _Around(source, next(iter(archive.values()), None), known)
    canvases = Canvases(request.build_absolute_uri, page, image_files(edition, page.id))
    return {
        "@context": CONTEXT,
        "id": request.build_absolute_uri(reverse("manifest", args=[page.id])),
        "type": "Manifest",
        "label": {guessed(page.card["title"]).language or "none": [page.card["title"]]},
        **_described(page, around),
        "provider": _provider(request, around),
        "homepage": _homepages(request, page.id),
        "seeAlso": _files(request, page),
        **canvases.thumbnail(),
        "items": canvases.all(),
    }


def _described(page: Page, around: _Around) -> Json:
    """Return what the paper is and whose it is."""
    body = page.body
    source, archive = around.source or {}, around.archive or {}
    told = [
        _told(lambda: _("Kind"), lambda: kind_label(body["kind"])),
        _told(lambda: _("Date"), lambda: str(date_words(page.card["date"]) or "")),
        _told(lambda: _("Place"), lambda: str(place_of({"place_as_written": "", **body}, around.known) or "")),
        _told(lambda: _("Language"), lambda: language_name(body["language"]) if body["language"] else ""),
        _told(lambda: _("Source"), lambda: source.get("title", "")),
        _told(lambda: _("Reference"), lambda: body["signature"]),
        _told(lambda: _("Archive"), lambda: archive.get("name", "")),
        _told(lambda: _("Kept today by"), lambda: body["holder_today"]),
        _told(lambda: _("How it came down"), lambda: body["provenance"]),
    ]
    if body["invented"]:
        told.append(_told(lambda: _("Note"), lambda: _("Invented for the demonstration")))
    found: Json = {"metadata": [entry for entry in told if entry]}
    if licence := licence_in(body["rights"]):
        found["rights"] = licence.uri
    rights = _told(lambda: _("Rights"), lambda: body["rights"])
    if rights:
        found["requiredStatement"] = rights
    return found


def _told(label: Callable[[], str], value: Callable[[], str]) -> Json:
    """Return a label and a value in every language of the site; nothing where there is no value."""
    values = in_languages(value)
    return {"label": language_map(in_languages(label)), "value": language_map(values)} if any(values.values()) else {}


def _provider(request: HttpRequest, around: _Around) -> list[Json]:
    name = in_languages(lambda: _("Kresy Families"))
    home = _page(request, reverse("website:home"), "en", name["en"])
    found: list[Json] = [{"id": home["id"], "type": "Agent", "label": language_map(name), "homepage": [home]}]
    if around.archive and str(around.archive.get("url", "")).startswith("http"):
        address, called = around.archive["url"], {"none": [around.archive["name"]]}
        site = {"id": address, "type": "Text", "label": called, "format": "text/html"}
        found.append({"id": address, "type": "Agent", "label": called, "homepage": [site]})
    return found


def _homepages(request: HttpRequest, record_id: str) -> list[Json]:
    found = []
    for language in LANGUAGES:
        with speaking(language):
            address = reverse("website:document", args=[record_id])
            found.append(_page(request, address, language, _("The page of this document")))
    return found


def _page(request: HttpRequest, address: str, language: str, label: str) -> Json:
    return {
        "id": request.build_absolute_uri(address),
        "type": "Text",
        "label": {language: [label]},
        "format": "text/html",
        "language": [language],
    }


def _files(request: HttpRequest, page: Page) -> list[Json]:
    forms = [("json-ld", "JSON-LD", "application/ld+json")]
    if has_gedcom(page):
        forms.append(("gedcom", "GEDCOM 7.0", "text/vnd.familysearch.gedcom"))
    return [
        {
            "id": request.build_absolute_uri(reverse("website:take_document", args=[page.id, form])),
            "type": "Dataset",
            "label": {"none": [label]},
            "format": content_type,
        }
        for form, label, content_type in forms
    ]
