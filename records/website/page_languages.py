"""The same page in the other languages."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

from records.website.reader_language import reader_language

_PREFIX = re.compile(r"^/[a-z]{2}/")


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """One language of the page: where a reader goes, and the address that search engines know."""

    code: str
    name: str
    link: str
    address: str
    is_current: bool


def page_languages(request: HttpRequest) -> list[PageLanguage]:
    """Return the page in every language; the reader's link keeps the query, the address has none."""
    query = request.META.get("QUERY_STRING", "")
    languages = []
    for code, name in settings.LANGUAGES:
        path = _PREFIX.sub(f"/{code}/", request.path) if _PREFIX.match(request.path) else f"/{code}/"
        link = escape_uri_path(path) + (f"?{query}" if query else "")
        languages.append(PageLanguage(code, name, link, request.build_absolute_uri(path), code == reader_language()))
    return languages
