"""Answers for the programs of other sites: JSON that any site may read, known by its content when asked for again.

The tag is of the content, not of the edition's state: what is said of pictures changes when they are made ready, too.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

CACHE = "no-cache"


def open_json(request: HttpRequest, said: Mapping[str, Any], content_type: str) -> HttpResponse:
    """Return the answer, or that the kept one still stands."""
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": CACHE, "Access-Control-Allow-Origin": "*"}
    if etag in (request.headers.get("If-None-Match") or "").replace(", ", ",").split(","):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(content, content_type=content_type, headers=headers)
