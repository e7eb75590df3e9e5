"""Values of columns in words, and the words in which two texts differ."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.dates.wording import word_date
from records.documents.page_words import RELATIONS, ROLES
from records.gedcom.dates import read_gedcom_date

_WORDS_COMPARED = 6_000
_AROUND = 8

# (model, key) -> words of the row that a column points to
Pointed = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words that both texts have (=), or only the earlier (-) or the later (+)."""

    sign: str
    text: str


def value_words(column: Any, value: Any, pointed: Pointed) -> str:
    """Return a stored value as the desk shows it; nothing is an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(column, models.ForeignKey):
        return pointed.get((str(column.related_model._meta.model_name), value), str(value))
    if isinstance(column, models.BooleanField):
        return _("yes") if value else _("no")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if column.name in ("relation", "role"):
        return str(RELATIONS.get(value, ROLES.get(value, value)))
    if column.name == "date_value":
        return word_date(read_gedcom_date(str(value)), (get_language() or "en")[:2]) or str(value)
    if isinstance(column, models.DateTimeField):
        return str(localize(localtime(value)))
    return str(localize(value)) if isinstance(column, (models.DateField, models.FloatField)) else str(value)


def differing_words(before: str, after: str) -> tuple[Run, ...]:
    """Return both texts as runs of words; what is equal and far from any difference is left out as "…"."""
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    for act, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            runs.append(Run("=", _shortened(old[start:end], first=start == 0, last=end == len(old))))
            continue
        if end > start:
            runs.append(Run("-", "".join(old[start:end])))
        if new_end > new_start:
            runs.append(Run("+", "".join(new[new_start:new_end])))
    return tuple(runs)


def _words(text: str) -> list[str]:
    words = re.findall(r"\S+\s*|\s+", text)
    # A whole book is compared line by line.
    return words if len(words) <= _WORDS_COMPARED else text.splitlines(keepends=True)


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    head = [] if first else words[:_AROUND]
    tail = [] if last else words[-_AROUND:]
    if len(words) <= len(head) + len(tail) + _AROUND:
        return "".join(words)
    return "".join([*head, "… ", *tail])


def entries_of(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the entries of a stored JSON value, each in words."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield str(key), _entry_words(entry)
    elif value not in (None, "", []):
        yield "", _entry_words(value)


def _entry_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(_entry_words(entry) for entry in value)
    if isinstance(value, dict):
        told = ((key, entry) for key, entry in value.items() if entry not in (None, ""))
        return "; ".join(_(str(entry)) if key == "relation" else _entry_words(entry) for key, entry in told)
    return "" if value is None else str(value)
