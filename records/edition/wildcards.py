"""Surnames with letters left open: Szym?ński, Szyma*, Szym[?]ński, [s/c]embrowicz."""

import re
from collections.abc import Sequence

import sqlalchemy as sa

from records.edition.known_names import FormFound, KnownNames
from records.edition.name_writing import SURNAME
from records.edition.tables import name_form
from records.names.folding import script_of
from records.names.illegible import could_be, read_illegible
from records.names.surnames import family_keys
from records.names.transliteration import to_polish_letters

_MOST_LOOKED_AT = 20_000
# Without so many letters a pattern says nothing.
_FEWEST_LETTERS = 2
# The end of a surname's beginning may belong to a wife's ending, which its family's key has not.
_KEPT_BACK = 2
_FEWEST_LETTERS_AT_END = 3


class NamesMatching(KnownNames):
    """The names of an edition, of which only the surnames that fit a pattern are taken."""

    def __init__(self, names: KnownNames, forms: Sequence[FormFound]) -> None:
        super().__init__(learned=names.learned, given=names.given)
        self._forms = forms

    def surnames_like(self, typed: str, most: int, at_least: float = 0.0) -> list[FormFound]:
        """Return the surnames that fit the pattern, those with the most bearers first."""
        return list(self._forms[:most])


def fits(pattern: str, name: str) -> bool:
    """Tell whether a name fits; a ? at the very end may also stand for nothing: Kowalsk? and Szymański?."""
    readings = [name, to_polish_letters(name)] if script_of(name) == "Cyrl" else [name]
    patterns = [pattern, pattern[:-1]] if pattern.endswith("?") and pattern.count("?") == 1 else [pattern]
    if script_of(pattern) == "Cyrl":
        patterns += [to_polish_letters(one) for one in patterns]
    return any(could_be(one, reading) for one in patterns for reading in readings)


def forms_matching(connection: sa.Connection, pattern: str) -> list[FormFound]:
    """Return the recorded surnames that fit a pattern, those with the most bearers first."""
    legible = read_illegible(pattern)
    if len(legible.certain_letters.replace(" ", "")) < _FEWEST_LETTERS:
        return []
    form = name_form
    rows = connection.execute(
        sa.select(form.c.id, form.c.text, form.c.bearers)
        .where(form.c.kind == SURNAME, may_fit(pattern))
        .order_by(form.c.family, form.c.text)
        .limit(_MOST_LOOKED_AT)
    )
    found = [FormFound(row.id, 1.0, row.bearers) for row in rows if fits(pattern, row.text)]
    return sorted(found, key=lambda one: (-one.bearers, one.number))


def may_fit(pattern: str) -> sa.ColumnElement[bool]:
    """Return a condition on the family's key: its beginning, or else the longest stretch of letters in it and its end.

    The first asks for a part of the index; the others read the index of the distinct surnames, and no person.
    """
    stretches = re.split(r"\?|\*|\[[^\]]*\]", read_illegible(_in_polish(pattern)).pattern)
    family = name_form.c.family
    first = stretches[0][: max(len(stretches[0]) - _KEPT_BACK, 1)]
    beginning = first[:-1] if len(first) > 1 else first
    if beginning:
        return family.between(beginning, beginning + "\U0010ffff")
    longest = max((part.strip() for part in stretches[1:-1]), key=len, default="")
    within = family.contains(longest, autoescape=True) if len(longest) > 1 else sa.true()
    endings = _endings(stretches[-1].strip()) if len(stretches) > 1 else []
    return sa.and_(within, sa.or_(*(family.endswith(one, autoescape=True) for one in endings))) if endings else within


def _endings(last: str) -> list[str]:
    """Return how the family's key may end where a surname ends so; none where that says too little."""
    if len(last) < _FEWEST_LETTERS_AT_END:
        return []
    # Of a wife's surname the key has her husband's ending; some first letter stands for what was not read.
    heads = [key[1:] for key in family_keys(f"b{last}") if key.startswith("b")]
    return list(dict.fromkeys([last, *heads]))


def _in_polish(pattern: str) -> str:
    return to_polish_letters(pattern) if script_of(pattern) == "Cyrl" else pattern
