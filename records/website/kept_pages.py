"""What a browser has kept of a page: asked again, the page is sent only if the edition or the program has changed.

The tag says nothing of the page itself, so none has to be made to answer "not modified". A page is never used unasked:
what was withdrawn is gone with the next look.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase

from records.edition.connection import marks
from records.edition.tables import STATE
from records.fetched_assets import is_fetched

CACHE = "no-cache"
_PROGRAM = Path(__file__).resolve().parents[1]
_KINDS = frozenset({".py", ".html", ".xml", ".css", ".js", ".mo", ".po"})


def kept_or(request: HttpRequest, edition: Any, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Say that the kept page still stands, or make it; what is no whole page (an error, a form) bears no tag.

    Without an edition the page changes with the program only.
    """
    tag = _tag(request, edition)
    headers = {"ETag": tag, "Cache-Control": CACHE}
    if tag in (request.headers.get("If-None-Match") or "").replace(", ", ",").split(","):
        return HttpResponseNotModified(headers=headers)
    response = make()
    is_form = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    says_itself = response.has_header("ETag") or response.has_header("Cache-Control")
    if response.status_code == 200 and not says_itself and not is_form:
        response["ETag"], response["Cache-Control"] = tag, CACHE
    return response


def _tag(request: HttpRequest, edition: Any) -> str:
    parts = (
        marks(edition).get(STATE, "") if edition is not None else "",
        _program(),
        request.get_full_path(),
        request.get_host(),
    )
    return f'W/"{sha256("|".join(parts).encode()).hexdigest()[:32]}"'


@cache
def _program() -> str:
    """Return what changes with the program: another version may make another page of the same edition."""
    files = sorted(path for path in _PROGRAM.rglob("*") if path.suffix in _KINDS)
    stamps = [f"{path.relative_to(_PROGRAM)}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files]
    return sha256("|".join([*stamps, str(is_fetched("leaflet", "leaflet.js"))]).encode()).hexdigest()
