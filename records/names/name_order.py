"""Which word of a name is the surname where its words alone do not say it: "Мазурек Антони", "Kow[a/o]lski J[...]n".

The surnames on the same page tell it, then what is known of given names and surnames, with unread letters allowed for.
"""

import re
from collections.abc import Set
from functools import lru_cache

from records.names.folding import fold
from records.names.given_name_table import given_name_table
from records.names.illegible import could_be, likeliest_letters, read_illegible
from records.names.name_parts import PARTICLES, divide_name, is_given_name, is_patronymic, without_titles
from records.names.oblique_given_names import is_listed_given_name
from records.names.oblique_surnames import recorded_surnames
from records.names.surnames import family_keys, masculine_ending

_PLAIN = re.compile(r"(?:[^\W\d_]|[-'’.\[\]?/…*\s])+")
_ENDING = re.compile(
    r"(?:[sc]ki|[sc]ka|dzki|dzka|icz|[uy]k|ak|ek|ec|ko|iec|ski[ij]|[сц]кий|[сц]кая|[сц]ький|[сц]ька|ич|[ую]к|ак|ек|ец|ик|ко|ов|ев)$",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_SURE = 1.0


def arrangements(text: str, surnames: Set[str] = frozenset()) -> list[str]:
    """Return the ways a name may be divided, the likeliest first; a comma follows the surname where it is known.

    ``surnames`` are those of the others on the page. One way where nothing is in doubt.

    >>> arrangements("Мазурек Антони", {"Mazurek"}), arrangements("Mazur Lipa")
    (['Мазурек, Антони'], ['Mazur, Lipa', 'Lipa, Mazur'])
    """
    text = " ".join(text.split())
    titles, words = without_titles(text)
    if not 2 <= len(words) <= _MOST_WORDS or not _PLAIN.fullmatch(text) or _in_capitals(words):
        return [text]
    if any(word.lower() in PARTICLES for word in words):
        return [text]
    first, last = _with_comma(titles, words, 0), _with_comma(titles, words, len(words) - 1)
    on_page = _borne(words[0], surnames) - _borne(words[-1], surnames) if surnames else 0
    if on_page:
        return [first if on_page > 0 else last]
    if is_patronymic(words[-1]) or (len(words) > 2 and is_patronymic(words[1])):
        return [text]
    doubt = (
        _surname_likeness(words[0]) + _mean_given(words[1:]) - _surname_likeness(words[-1]) - _mean_given(words[:-1])
    )
    if abs(doubt) >= _SURE:
        return [first if doubt > 0 else last]
    usual = divide_name(text)
    if not usual.given or not usual.surname:
        return [text]
    return [first, last] if usual.surname == words[0] else [last, first]


def _with_comma(titles: str, words: list[str], surname: int) -> str:
    given = " ".join(words[:surname] + words[surname + 1 :])
    return f"{titles} {words[surname]}, {given}".strip()


def _in_capitals(words: list[str]) -> bool:
    """Capitals mark the surname where only some of the words stand in them."""
    capitals = [word for word in words if len(word) > 2 and word.isupper()]
    return 0 < len(capitals) < len(words)


def _borne(word: str, surnames: Set[str]) -> int:
    own = family_keys(word)[:2]
    return int(any(key in family_keys(one)[:2] for one in surnames for key in own))


def _mean_given(words: list[str]) -> float:
    return sum(map(_given_likeness, words)) / len(words)


@lru_cache(maxsize=2_000)
def _given_likeness(word: str) -> float:
    if is_listed_given_name(word) or is_given_name(word):
        return 2.0
    return 1.5 if _may_be_given(word) else 0.0


def _may_be_given(word: str) -> bool:
    """Tell whether a word with unread letters may be a given name; too few letters tell nothing."""
    if word.isalpha():
        return False
    read = read_illegible(word)
    if read.is_complete or not read.certain_letters:
        return False
    if read.alternatives:
        return any(map(is_listed_given_name, read.alternatives))
    return any(could_be(word, form) for each in given_name_table().values() for _column, form in each.forms)


def _surname_likeness(word: str) -> float:
    letters = likeliest_letters(word)
    recorded = fold(masculine_ending(letters)) in recorded_surnames()
    return 1.0 * bool(_ENDING.search(letters)) + 0.5 * recorded
