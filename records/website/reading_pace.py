"""How fast one address may read: enough for a class of pupils behind one router and for crawlers that keep to manners,
too little to pull the whole site down page by page. Whoever wants all of it takes a file of the edition.

Counted in the memory of this process for one minute, then forgotten.
"""

import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

_MINUTE = 60
# Who keeps to a desk has an account; pictures and the parts of a scan come by the dozen with one page.
_NOT_COUNTED = ("/admin/", "/accounts/", "/static/", "/media/", "/scans/", "/map/", "/robots.txt", "/healthz")
# What is asked with every few letters that somebody types.
_WHILE_TYPING, _TYPED = "/suggest/", 4
_MOST_ADDRESSES = 100_000


class ReadingPace:
    """Middleware: answer an address that asks too much in a minute with the wish to wait (429, Retry-After)."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponseBase], clock: Callable[[], float] = time.time
    ) -> None:
        self._get_response, self._clock = get_response, clock
        self._lock, self._minute, self._asked = Lock(), 0, Counter[str]()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        most = settings.READINGS_PER_MINUTE
        if not most or request.path.startswith(_NOT_COUNTED):
            return self._get_response(request)
        if request.path.endswith(_WHILE_TYPING):
            most *= _TYPED
        now = self._clock()
        address = str(get_adapter().get_client_ip(request) or "")
        if self._count(f"{request.path.endswith(_WHILE_TYPING)}{address}", int(now // _MINUTE)) <= most:
            return self._get_response(request)
        response = _please_wait(request)
        response["Retry-After"] = str(int(_MINUTE - now % _MINUTE) + 1)
        return response

    def _count(self, address: str, minute: int) -> int:
        with self._lock:
            if minute != self._minute or len(self._asked) > _MOST_ADDRESSES:
                self._minute = minute
                self._asked.clear()
            self._asked[address] += 1
            return self._asked[address]


def _please_wait(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        # Programs are answered in one language.
        words = "Too many questions in one minute. Please wait, or take a file of the whole edition."
        return JsonResponse({"error": words}, status=429, headers={"Access-Control-Allow-Origin": "*"})
    return render(request, "website/please_wait.html", status=429)
