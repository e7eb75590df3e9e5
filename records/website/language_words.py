"""Languages and countries by name, and which language a text of the page is in (for its lang attribute)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from records.names.folding import script_of
from records.names.sentence_language import sentence_language
from records.website.reader_language import gettext as _
from records.website.reader_language import page_language

_POLISH_LETTERS = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻ")
_OF_SCRIPT = {"Cyrl": "ru", "Hebr": "yi"}
FALLBACKS = ("en", "pl", "de")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text and its language, which is empty where it is the page's own or not known."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def language_name(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return str(_locale(page_language()).languages.get(code, code))


def country_names(codes: str) -> str:
    """Return the names of countries given as ISO codes with semicolons between them."""
    names = _locale(page_language()).territories
    return " / ".join(str(names.get(code, code)) for code in codes.split(";") if code)


def territory_names() -> Mapping[str, str]:
    """Return the names of all countries in the language of the page, by ISO code."""
    names: Mapping[str, str] = _locale(page_language()).territories
    return names


def script_name(code: str) -> str:
    """Return the script in plain words; empty for Latin letters, which need no mention."""
    return {"Cyrl": _("Cyrillic letters"), "Hebr": _("Hebrew letters")}.get(code, "")


def guessed(text: str) -> Spoken:
    """Return a name with the language its letters show: Cyrillic, Hebrew or Polish ones; else unknown."""
    if text.isascii():
        return Spoken(text)
    language = _OF_SCRIPT.get(script_of(text), "")
    if not language and _POLISH_LETTERS & set(text):
        language = "pl"
    return spoken(text, language)


def spoken(text: str, language: str) -> Spoken:
    """Return a text with its language, unless that is the language of the page."""
    return Spoken(text, "" if language == page_language() else language)


def sentence(text: str) -> Spoken:
    """Return a text of a record with the language that its small words, or else its letters, show."""
    language = sentence_language(text)
    return spoken(text, language) if language else guessed(text)


def in_reader_language(texts: dict[str, str]) -> Spoken:
    """Return a text in the reader's language, or in the first other language that has it."""
    for language in (page_language(), *FALLBACKS):
        if texts.get(language):
            return spoken(texts[language], language)
    return Spoken("")
