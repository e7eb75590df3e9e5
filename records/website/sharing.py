"""What goes with a page when it is shared, cited or taken along: address, words for machines, citations, files."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from records.edition.connection import marks
from records.edition.queries import Page
from records.edition.tables import DAY
from records.exporting.single_pages import summary_of
from records.website.access import Edition
from records.website.pdf_links import pdf_links
from records.website.reader_language import gettext as _
from records.website.reader_language import page_language
from records.website.spoken_text import in_quotes
from records.website.take_page import has_gedcom

# What a reader of HTML could take for markup, as JSON writes it otherwise.
_NO_MARKUP = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_PDFS = {
    "person": ("pdf_person", "booklet_person", "pdf_journey_person"),
    "history": ("booklet_history", "pdf_journey_history"),
    "document": ("pdf_journey_document",),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of citing the page."""

    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the head and the foot of a page need; ``card`` is the address of a picture, empty where there is none.

    ``letter`` is a mailto: address without anybody's own, with the title and the address of the page.
    """

    title: str
    address: str
    letter: str
    card: str
    json_ld: SafeString
    citations: list[Citation]
    files: list[tuple[str, str]]
    pdfs: list[tuple[str, str]]


def sharing(request: HttpRequest, edition: Edition, page: Page, title: str, *, card: bool = False) -> Sharing:
    """Return how a record's page is shared; ``card`` says that a journey can be drawn of it."""
    address = request.build_absolute_uri(request.path)
    drawn = reverse(f"website:card_{page.kind}", args=[page.id]) if card else ""
    return Sharing(
        title,
        address,
        f"mailto:?subject={quote(title)}&body={quote(title)}%0A{quote(address)}",
        request.build_absolute_uri(drawn) if drawn else "",
        _as_script(summary_of(page, address)),
        citations(title, address, page.id, marks(edition).get(DAY, "")),
        _files(page),
        pdf_links(*((name, page.id) for name in _pdfs_of(page))),
    )


def _pdfs_of(page: Page) -> tuple[str, ...]:
    """Return the names of the addresses of its PDFs: of what is told elsewhere, or names nobody, there are none."""
    empty = page.card.get("external") or (page.kind == "document" and not page.body["mentions"])
    return () if empty else _PDFS.get(page.kind, ())


def _as_script(values: dict[str, Any]) -> SafeString:
    """Return values as a block of data within HTML; no program runs in it, and no text of it can end it."""
    words = json.dumps(values, ensure_ascii=False, separators=(",", ":")).translate(_NO_MARKUP)
    # The signs that would be markup are escaped above, as django.utils.html.json_script does it.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(words))  # noqa: S308


def citations(title: str, address: str, record_id: str, day: str) -> list[Citation]:
    """Return the forms in which a page of the edition of this day (ISO) is cited."""
    year, title = day[:4], " ".join(title.split())
    site = _("Kresy Families")
    plain = _("%(title)s. %(site)s, edition of %(day)s, %(address)s") % {
        "title": in_quotes(title), "site": site, "day": day_words(day), "address": address,
    }  # fmt: skip
    bibtex = f"@misc{{kresy-{record_id},\n  title = {{{title}}},\n  publisher = {{{site}}},\n  year = {{{year}}},\n"
    bibtex += f"  url = {{{address}}}\n}}"
    ris = f"TY  - ELEC\nTI  - {title}\nPB  - {site}\nPY  - {year}\nUR  - {address}\nER  -"
    return [
        Citation(_("In words"), plain),
        Citation("BibTeX", bibtex),
        Citation("RIS", ris),
    ]


def day_words(day: str) -> str:
    """Return the day of an edition in words; empty where it has none."""
    # Django's English dates are American; ours are those of the pages.
    form = "j F Y" if page_language() == "en" else "DATE_FORMAT"
    return date_format(date.fromisoformat(day), form) if day else ""


def _files(page: Page) -> list[tuple[str, str]]:
    forms = [("json-ld", "JSON-LD"), ("csv", _("tables (CSV)"))]
    if has_gedcom(page):
        forms.insert(0, ("gedcom", "GEDCOM 7.0"))
    return [(reverse(f"website:take_{page.kind}", args=[page.id, form]), label) for form, label in forms]
