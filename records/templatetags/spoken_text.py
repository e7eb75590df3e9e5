"""A text with its language: the lang attribute tells screen readers and browsers how to read it."""

from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


class HasLanguage(Protocol):
    """A text and its language, empty where it is the page's own."""

    text: str
    language: str


@register.filter
def said(words: HasLanguage | str | None) -> SafeString | str:
    """Return the text, marked with its language where that is not the page's."""
    if words is None or isinstance(words, str):
        return words or ""
    if not words.language:
        return words.text
    return format_html('<span lang="{}">{}</span>', words.language, words.text)
