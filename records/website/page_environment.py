"""What the templates of the public pages may use: addresses, words in the reader's language, and how values are shown.

Values come to templates already in words (records.website); nothing here decides what is shown.
"""

from functools import cache, lru_cache
from typing import Any

from django.template import defaultfilters
from django.template.defaultfilters import linebreaks_filter
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.formats import localize, number_format
from django.utils.functional import Promise
from django.utils.translation import ngettext
from jinja2 import ChainableUndefined, Environment
from markupsafe import Markup, escape

from records.website.page_languages import page_languages
from records.website.reader_language import gettext, reader_language
from records.website.spoken_text import quoted, said, told

_SOME_ID = "0123456789abc"


def page_environment(**options: Any) -> Environment:
    """Return the environment of the templates: what was not given to one is empty in it, at any depth."""
    own = {"undefined": ChainableUndefined, "finalize": _shown, "keep_trailing_newline": True}
    environment = Environment(**{**options, **own, "autoescape": True})  # noqa: S701 (it is on)
    environment.globals |= {
        "_": _translated,
        "ngettext": _translated_number,
        "get_language": reader_language,
        "page_languages": page_languages,
        "static": static,
        "url": _address,
    }
    environment.filters |= {
        "linebreaks": linebreaks_filter,
        "linebreaksbr": defaultfilters.linebreaksbr,
        "date": _date,
        "grouped": _grouped,
        "quoted": quoted,
        "said": said,
        "stringformat": defaultfilters.stringformat,
        "told": told,
    }
    return environment


def _shown(value: Any) -> Any:
    """Return a value as it is printed: numbers as the reader's language writes them, words that waited for one said."""
    if isinstance(value, str):
        return value
    if type(value) is int:
        return _plain_number(value, reader_language())
    return str(value) if isinstance(value, Promise) else localize(value)


@lru_cache(maxsize=10_000)
def _plain_number(number: int, _language: str) -> str:
    return str(localize(number))


def _address(name: str, *parts: Any) -> str:
    """Return the address of a page; of the many links of a page, each kind is worked out once."""
    if not parts or (len(parts) == 1 and isinstance(parts[0], str) and parts[0].isalnum() and parts[0].isascii()):
        before, after = _around(name, len(parts), get_script_prefix(), reader_language())
        return f"{before}{parts[0]}{after}" if parts else before
    return reverse(name, args=parts)


@cache
def _around(name: str, parts: int, _prefix: str, _language: str | None) -> tuple[str, str]:
    """Return what stands before and after the one part of an address, if it has one."""
    if not parts:
        return reverse(name), ""
    before, _part, after = reverse(name, args=[_SOME_ID]).rpartition(_SOME_ID)
    return before, after


def _date(day: Any, form: str) -> Any:
    return defaultfilters.date(day, form)


def _grouped(number: int) -> str:
    """Return how many there are, its thousands set apart; years and the numbers of things are never counted so."""
    return _written_number(number, reader_language())


@lru_cache(maxsize=10_000)
def _written_number(number: int, _language: str) -> str:
    return number_format(number, force_grouping=True)


def _translated(message: str, /, **values: Any) -> Markup:
    """Return a sentence of the catalogue, which may hold markup, with values, which are escaped."""
    return _filled(gettext(message), values)


def _translated_number(one: str, many: str, number: int, /, **values: Any) -> Markup:
    if values.get("number") == number:
        values["number"] = _grouped(number)
    return _filled(ngettext(one, many, number), values)


def _filled(sentence: str, values: dict[str, Any]) -> Markup:
    # The catalogues are ours.
    if values:
        sentence %= {name: escape(_shown(value)) for name, value in values.items()}
    return Markup(sentence)  # noqa: S704
