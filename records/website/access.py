"""Who may use which page, on one screen: every view of the website carries exactly one of these marks.

The public site has no accounts. What a page may show is not decided here: the edition holds nothing private.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

from records.edition.connection import EditionMissing, reading
from records.edition.queries import Page, get_page
from records.website.former_address import led_on
from records.website.kept_pages import kept_or
from records.website.reader_language import language_settled

Params = ParamSpec("Params")
# An edition open for reading; SQLAlchemy's own name stays inside records.edition.
Edition = Any
EditionView = Callable[Concatenate[HttpRequest, Edition, Params], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def everyone_may_read(view: EditionView[Params]) -> View[Params]:
    """Let everyone GET the page; open the edition for it, or say plainly that there is none."""

    def kept(request: HttpRequest, edition: Edition, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        return kept_or(request, edition, lambda: view(request, edition, *args, **kwargs))

    return _with_edition(wraps(view)(kept), ("GET", "HEAD"))


def everyone_may_send(view: EditionView[Params]) -> View[Params]:
    """Let everyone GET the page and POST its form (Django's CSRF check applies)."""
    return _with_edition(view, ("GET", "HEAD", "POST"))


def everyone_without_edition(view: Callable[Params, HttpResponseBase]) -> Callable[Params, HttpResponseBase]:
    """Let everyone GET a page that needs no edition."""
    return _without_edition(view, ("GET", "HEAD"))


def everyone_may_send_without_edition(view: Callable[Params, HttpResponseBase]) -> Callable[Params, HttpResponseBase]:
    """Let everyone GET a page and POST its form (Django's CSRF check applies) where no edition is needed."""
    return _without_edition(view, ("GET", "HEAD", "POST"))


def _without_edition(
    view: Callable[Params, HttpResponseBase], methods: tuple[str, ...]
) -> Callable[Params, HttpResponseBase]:
    @wraps(view)
    def guarded(*args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        request = args[0]
        if isinstance(request, HttpRequest) and request.method not in methods:
            return HttpResponseNotAllowed(methods)
        with language_settled():
            return view(*args, **kwargs)

    return guarded


def _with_edition(view: EditionView[Params], methods: tuple[str, ...]) -> View[Params]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        with language_settled():
            try:
                with reading() as edition:
                    return _view_or_way(view, request, edition, *args, **kwargs)
            except EditionMissing:
                return render(request, "website/edition_missing.html", status=503)

    return guarded


def _view_or_way(
    view: EditionView[Params], request: HttpRequest, edition: Edition, *args: Params.args, **kwargs: Params.kwargs
) -> HttpResponseBase:
    try:
        return view(request, edition, *args, **kwargs)
    except Http404:
        way = led_on(request, edition, str(kwargs.get("record_id", "")))
        if way is None:
            raise
        return way


def page_or_404(edition: Edition, kind: str, record_id: str) -> Page:
    """Return a record of the edition; a hidden record and one that never was answer alike."""
    found = get_page(edition, kind, record_id)
    if found is None:
        raise Http404(f"No {kind} {record_id} in this edition.")
    return found
