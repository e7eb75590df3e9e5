"""A text with its language: the lang attribute tells screen readers and browsers how to read it."""

from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString
from markupsafe import Markup, escape

from records.names.sentence_language import sentence_language
from records.website.reader_language import gettext_lazy as _
from records.website.reader_language import page_language

# The marks around quoted words, as each language prints them.
_MARKS = {"en": "“”", "pl": "„”", "de": "„“"}
_IN_LANGUAGE = {"en": _("in English"), "pl": _("in Polish"), "de": _("in German")}


class HasLanguage(Protocol):
    """A text and its language, empty where it is the page's own."""

    text: str
    language: str


def said(words: HasLanguage | str | None) -> Markup | str:
    """Return the text, marked with its language where that is not the page's."""
    if not words:
        return ""
    if isinstance(words, str):
        return words
    if not words.language:
        return words.text
    # A page says a hundred names: this is format_html without its generality.
    return Markup(f'<span lang="{escape(words.language)}">{escape(words.text)}</span>')  # noqa: S704


def told(words: HasLanguage | str | None) -> SafeString | str:
    """Return a sentence of a record; where it is in another language than the page, that is marked and said."""
    if not words:
        return ""
    text, language = (words, "") if isinstance(words, str) else (words.text, words.language)
    found = sentence_language(text)
    if not found or found == page_language():
        return format_html('<span lang="{}">{}</span>', language, text) if language and not found else text
    return format_html('<span lang="{}">{}</span> <span class="tongue">({})</span>', found, text, _IN_LANGUAGE[found])


def quoted(words: SafeString | str) -> SafeString:
    """Return words between the quotation marks of the page's language."""
    return format_html(in_quotes("{}"), words)


def in_quotes(words: str) -> str:
    """Return plain words between the quotation marks of the page's language."""
    return words.join(_MARKS.get(page_language(), _MARKS["en"]))
