"""What may be meant while a name is still being typed: recorded surnames with their spellings, and places.

Everything shown is read from the edition at that moment; nothing is remembered between two requests.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from records.edition.tables import name_form, page, search_key
from records.names.folding import fold, script_of
from records.names.foreign_readings import foreign_spelling, polish_reading
from records.names.surnames import family_key
from records.names.transliteration import polish_candidates, to_polish_letters

# One letter begins so many names that no list of a few helps, and counting them all would take too long.
SHORTEST, LONGEST = 2, 60
_MOST_READINGS, _MOST_FORMS = 5, 4
# From so many letters on, a place is also looked for by its other names; shorter beginnings are too common as words.
_WHOLE_WORDS_FROM = 3
_LAST = "\U0010ffff"
# No Polish name has a soft i after these: the English and the Russian clerk heard one all the same.
_HARD = re.compile("(sz|cz|rz|dż|ż)i(?![aeouąęó])")


@dataclass(frozen=True, slots=True)
class SurnameSuggestion:
    """One surname family: its key, its form that fits what was typed best, and other recorded forms of it."""

    key: str
    text: str
    forms: list[str]


@dataclass(frozen=True, slots=True)
class PlaceSuggestion:
    """One place, by its card."""

    id: str
    card: dict[str, Any]


def beginnings(typed: str) -> list[str]:
    """Return the folded beginnings of surnames that the typed letters may stand for, in Polish letters.

    >>> beginnings("Szym"), beginnings("Шим")[0], beginnings("Shim")
    (['szym'], 'szym', ['shim', 'szym', 'szim'])
    """
    if script_of(typed) == "Cyrl":
        readings = [to_polish_letters(typed), *(one.reading for one in polish_candidates(typed, _MOST_READINGS))]
    else:
        language = foreign_spelling(typed)
        readings = [typed, *([polish_reading(typed, language)] if language else [])]
    folded = dict.fromkeys(fold(way) for reading in readings for way in (_HARD.sub(r"\1y", reading), reading))
    return [reading for reading in folded if len(reading) >= SHORTEST][:_MOST_READINGS]


def suggest_surnames(connection: sa.Connection, typed: str, limit: int) -> list[SurnameSuggestion]:
    """Return the most borne surnames that begin like the typed letters, in whatever script and spelling."""
    typed = typed.strip()[:LONGEST]
    families = _families(connection, typed, limit) if len(fold(typed)) >= SHORTEST else []
    if not families:
        return []
    form = name_form
    rows = connection.execute(
        sa.select(form.c.family, form.c.text)
        .where(form.c.kind == "surname", form.c.family.in_(families))
        .order_by(form.c.bearers.desc(), form.c.text)
    )
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row.family, []).append(row.text)
    return [_suggestion(family, texts[family], typed) for family in families if family in texts]


def _families(connection: sa.Connection, typed: str, limit: int) -> list[str]:
    form, borne = name_form, sa.func.sum(name_form.c.bearers)
    begins: list[sa.ColumnElement[bool]] = [
        form.c.family.between(reading, reading + _LAST) for reading in beginnings(typed)
    ]
    # Kowalska is a whole name, of the family kowalski, with which it does not begin.
    whole = family_key(typed)
    begins += [form.c.family == whole] if whole else []
    best: dict[str, int] = {}
    for condition in begins:
        rows = connection.execute(
            sa.select(form.c.family, borne.label("borne"))
            .where(form.c.kind == "surname", form.c.family != "", condition)
            .group_by(form.c.family)
            .order_by(borne.desc(), form.c.family)
            .limit(limit)
        )
        best |= {row.family: row.borne for row in rows}
    ranked = sorted(best, key=lambda family: (-best[family], family))
    if whole in best and whole not in ranked[:limit]:
        return [*ranked[: limit - 1], whole]
    return ranked[:limit]


def _suggestion(family: str, texts: Sequence[str], typed: str) -> SurnameSuggestion:
    """Put first the most borne form that goes on as typed, or else the most borne in the reader's script."""
    wanted, script = fold(typed), script_of(typed)
    first = next((text for text in texts if fold(text).startswith(wanted)), "")
    first = first or next((text for text in texts if script_of(text) == script), texts[0])
    return SurnameSuggestion(family, first, [text for text in texts if text != first][:_MOST_FORMS])


def suggest_places(connection: sa.Connection, typed: str, limit: int) -> list[PlaceSuggestion]:
    """Return places one of whose names begins like the typed letters: first by their present heading."""
    wanted = fold(typed.strip()[:LONGEST])
    if len(wanted) < SHORTEST:
        return []
    begins = [page.c.sort_key.between(reading, reading + _LAST) for reading in {wanted, *beginnings(typed)}]
    rows = connection.execute(
        sa.select(page.c.id, page.c.card)
        .where(page.c.kind == "place", sa.or_(*begins))
        .order_by(page.c.sort_key, page.c.id)
        .limit(limit)
    ).all()
    found = {row.id: PlaceSuggestion(row.id, json.loads(row.card)) for row in rows}
    if len(found) < limit and len(wanted) >= _WHOLE_WORDS_FROM:
        for place in _by_word(connection, wanted.split()[-1], limit):
            found.setdefault(place.id, place)
    return list(found.values())[:limit]


def _by_word(connection: sa.Connection, word: str, limit: int) -> list[PlaceSuggestion]:
    key = search_key
    named = (
        sa.select(key.c.id)
        .where(key.c.key.between(word, word + _LAST), key.c.role == "word", key.c.kind == "place")
        .distinct()
        .limit(20 * limit)
    )
    rows = connection.execute(
        sa.select(page.c.id, page.c.card)
        .where(page.c.kind == "place", page.c.id.in_(named))
        .order_by(page.c.sort_key, page.c.id)
        .limit(2 * limit)
    )
    return [PlaceSuggestion(row.id, json.loads(row.card)) for row in rows]
