"""The address of somebody who was made one with another person leads to that person, on every page that bears the id.

The edition knows such an id only while it shows the person it leads to, and only if the public could know it before.
"""

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect

from records.edition.queries import now_called
from records.website.kept_pages import CACHE


def led_on(request: HttpRequest, edition: Any, record_id: str) -> HttpResponsePermanentRedirect | None:
    """Return the way to the same page of the person of today, or None where there is none; a form goes along."""
    part = f"/people/{record_id}/"
    present = now_called(edition, record_id) if part in request.path else None
    if present is None:
        return None
    address = request.get_full_path().replace(part, f"/people/{present}/", 1)
    answer = HttpResponsePermanentRedirect(address, preserve_request=request.method == "POST")
    # Two may be made of one again: a browser asks each time.
    answer["Cache-Control"] = CACHE
    return answer
