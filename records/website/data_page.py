"""About the data: how researchers and programs read what is published here."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from records.website.access import everyone_without_edition
from records.website.kept_pages import kept_or
from records.website.reader_language import gettext as _

# Below this the API answers; records.api stands beside this room, so its addresses are named, not imported.
API = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the API and what it answers."""

    pattern: str
    answers: str


@everyone_without_edition
def data(request: HttpRequest) -> HttpResponseBase:
    """Show the page about the data."""
    context = {
        "addresses": [
            Address(f"{API}search?q=", _("people, with the reasons why each was found, and the counts beside them")),
            Address(f"{API}people/…", _("a person: names, events, journey, family")),
            Address(f"{API}places/…", _("a place: its names and what it belonged to, over time")),
            Address(f"{API}figures", _("how many people and how many names on papers, counted apart")),
            Address(f"{API}suggest?q=", _("recorded surnames and places that begin with these letters")),
        ],
        "document": f"{API}openapi.json",
        "example": request.build_absolute_uri(f"{API}search?q=Szymanski&father=Anton"),
    }
    return kept_or(request, None, lambda: render(request, "website/data.html", context))
