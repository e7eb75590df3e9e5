"""Who may use which address of the API, on one screen: every operation carries exactly one of these marks.

There are no accounts. What may be shown is not decided here: the edition holds nothing private.
"""

import hashlib
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import override

from records.edition.connection import reading
from records.edition.queries import now_called

Operation = Callable[..., Any]
View = Callable[..., HttpResponseBase]
# Whoever keeps an answer asks each time whether it still holds: a record may be withdrawn.
CACHE = "public, no-cache"


def everyone_may_read(operation: Operation) -> Operation:
    """Let everyone GET the answer; open the edition for it and hand it over after the request."""

    @wraps(operation)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with reading() as edition:
            try:
                return operation(request, edition, *args, **kwargs)
            except Http404:
                # Somebody who was made one with another person is found there.
                former = str(kwargs.get("record_id", ""))
                part = f"/people/{former}"
                present = now_called(edition, former) if request.path.endswith(part) else None
                if present is None:
                    raise
                return HttpResponsePermanentRedirect(request.get_full_path().replace(part, f"/people/{present}", 1))

    signature = inspect.signature(operation)
    # What is left are the parameters that a program may give.
    given = [parameter for name, parameter in signature.parameters.items() if name != "edition"]
    guarded.__signature__ = signature.replace(parameters=given)  # type: ignore[attr-defined]
    return guarded


def everyone_without_edition(operation: Operation) -> Operation:
    """Let everyone GET an answer that needs no edition."""

    @wraps(operation)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return operation(request, *args, **kwargs)

    return guarded


def sentence(status: int, words: str) -> HttpResponse:
    """Return an error as JSON with one sentence."""
    return JsonResponse({"error": words}, status=status)


def for_machines(view: View) -> View:
    """Give every answer its tag and its headers, any site may read it; other methods get a sentence, too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            refused = sentence(405, "This API is only read: use GET.")
            refused["Allow"] = "GET, HEAD"
            return refused
        asked_by, request.method = request.method, "GET"
        # Programs are answered in one language, whatever a browser before them prefers.
        with override("en"):
            response = view(request, *args, **kwargs)
        request.method = asked_by
        response["Content-Language"] = "en"
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        if response.status_code in (200, 301):
            response["Cache-Control"] = CACHE
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return answered
