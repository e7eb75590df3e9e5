"""The sitemap: an index, and parts of 5000 records, each record once for every language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from records.edition.queries import all_ids, part_starts
from records.website.access import Edition, everyone_may_read
from records.website.reader_language import speaking

PART = 5000
KINDS = ("person", "history", "document", "place", "stage", "chapter", "source")
PAGES = (
    "home",
    "journey",
    "chronicle",
    "histories",
    "surnames",
    "places",
    "places_map",
    "documents",
    "sources",
    "about",
)
XML = "application/xml"


@everyone_may_read
def sitemap_index(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Return the index of the parts."""
    parts = [reverse("sitemap_first_part", args=["pages"])]
    for kind, after in part_starts(edition, KINDS, PART):
        parts.append(
            reverse("sitemap_part", args=[kind, after]) if after else reverse("sitemap_first_part", args=[kind])
        )
    context = {"parts": [request.build_absolute_uri(part) for part in parts]}
    return render(request, "website/sitemap_index.xml", context, content_type=XML)


@everyone_may_read
def sitemap_part(request: HttpRequest, edition: Edition, kind: str, after: str = "") -> HttpResponse:
    """Return one part: the standing pages, or up to 5000 records of one kind."""
    if kind == "pages":
        entries = [_addresses(request, name) for name in PAGES]
    elif kind in KINDS:
        entries = [_addresses(request, kind, record_id) for record_id in all_ids(edition, kind, after, PART)]
    else:
        raise Http404("There is no such part of the sitemap.")
    return render(request, "website/sitemap_part.xml", {"entries": entries}, content_type=XML)


def _addresses(request: HttpRequest, name: str, *args: str) -> list[tuple[str, str]]:
    addresses = []
    for code, _name in settings.LANGUAGES:
        with speaking(code):
            addresses.append((code, request.build_absolute_uri(reverse(f"website:{name}", args=args))))
    return addresses
