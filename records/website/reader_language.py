"""The language of the page being made, settled once at the door of each view, and the words of the catalogue in it.

Django looks up who reads for every word anew; a page asks for hundreds. Outside a page (a letter, a command) its answer
is taken as it comes. The website speaks through this module alone, so that nothing changes the language past it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils import translation
from django.utils.functional import lazy


class _Words(dict[str, str]):
    """The words of one language that pages have asked for; all of them are written in the program."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, message: str) -> str:
        with translation.override(self.language):
            found = self[message] = translation.gettext(message)
        return found


_words_in = cache(_Words)
_READ: ContextVar[_Words | None] = ContextVar("read", default=None)


@contextmanager
def language_settled() -> Iterator[None]:
    """Let everything within be in the language that the reader's request asked for."""
    before = _READ.set(_words_in(translation.get_language() or "en"))
    try:
        yield
    finally:
        _READ.reset(before)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let everything within be in this language, addresses and what waits to be said included."""
    with translation.override(language), language_settled():
        yield


def reader_language() -> str:
    """Return the language as the catalogues call it: "en", "pl" or "de", or a variety of one."""
    words = _READ.get()
    return (translation.get_language() or "en") if words is None else words.language


def page_language() -> str:
    """Return the language of the page being made: "en", "pl" or "de"."""
    return reader_language()[:2]


def gettext(message: str) -> str:
    """Return a sentence of the program in the reader's language."""
    words = _READ.get()
    return translation.gettext(message) if words is None else words[message]


gettext_lazy = lazy(gettext, str)
