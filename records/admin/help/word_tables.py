"""The tables of fixtures/help/: letters, words and the parts of the certificate, each row with its source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.fixture_files import fixture_rows

WORD_GROUPS: dict[str, str | Promise] = {
    "abbreviation": _("Abbreviations"),
    "form": _("Words of the forms"),
    "month": _("Months"),
    "relation": _("Relations"),
}
_LANGUAGES = {"pl": "polish", "de": "german"}
CERTIFICATE = "udostoverenie"
_GENERAL = re.compile(r"\bGK\b")


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that look alike, what they look like to us, and how to tell them apart."""

    letters: str
    looks_like: str
    english: str
    polish: str
    german: str
    source: str

    @property
    def words(self) -> str:
        return str(getattr(self, _language()))

    @property
    def unverified(self) -> bool:
        return rests_on_general_knowledge(self.source)


@dataclass(frozen=True, slots=True)
class FormWord:
    """One word or abbreviation of the papers."""

    group: str
    cyrillic: str
    reading: str
    polish: str
    english: str
    german: str
    source: str

    @property
    def unverified(self) -> bool:
        return rests_on_general_knowledge(self.source)


@dataclass(frozen=True, slots=True)
class CertificatePart:
    """One part of the printed certificate; ``fields`` are those of the transcription screen that it fills."""

    part: str
    fields: str
    russian: str
    transliteration: str
    english: str
    polish: str
    german: str
    source: str

    @property
    def words(self) -> str:
        return str(getattr(self, _language()))

    @property
    def unverified(self) -> bool:
        return rests_on_general_knowledge(self.source)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What a field of the screen asks for; ``kinds`` are those of documents, "*" stands for all but the certificate."""

    part: str
    kinds: str
    fields: str
    english: str
    polish: str
    german: str
    source: str

    @property
    def words(self) -> str:
        return str(getattr(self, _language()))

    @property
    def unverified(self) -> bool:
        return rests_on_general_knowledge(self.source)

    def is_of(self, kind: str) -> bool:
        return kind in self.kinds.split() or (self.kinds == "*" and kind != CERTIFICATE)


def rests_on_general_knowledge(source: str) -> bool:
    """Tell whether a row, or part of it, was found in no source yet."""
    return not source or _GENERAL.search(source) is not None


def _language() -> str:
    return _LANGUAGES.get((get_language() or "en")[:2], "english")


@cache
def letters() -> Sequence[Letters]:
    return tuple(Letters(**row) for row in fixture_rows("help", "letters.csv"))


@cache
def words() -> Sequence[FormWord]:
    return tuple(FormWord(**row) for row in fixture_rows("help", "words.csv"))


@cache
def certificate_parts() -> Sequence[CertificatePart]:
    return tuple(CertificatePart(**row) for row in fixture_rows("help", "udostoverenie.csv"))


@cache
def field_words() -> Sequence[FieldWords]:
    return tuple(FieldWords(**row) for row in fixture_rows("help", "fields.csv"))
