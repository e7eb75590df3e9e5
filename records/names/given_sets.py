"""Given names as numbers: every form of one name has the number of its set, so that persons are found by integers.

A number follows from the set's name alone and stays the same whatever is added to the table of given names. A name of
no set has the number of its coarse sound, so that its own spellings meet.
"""

import zlib
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from records.names.canonical import canonical_forms, skeleton
from records.names.folding import fold, script_of
from records.names.given_name_table import given_name_table
from records.names.given_names import given_name_sets
from records.names.patronymics import fathers_of_patronymic
from records.names.transliteration import to_polish_letters

# Numbers fit two bytes; that two sets share one is unlikely and only shows in the order of results.
_NUMBERS = 32_000
UNKNOWN = 0
# How alike the sounds of a misspelt name and a listed one must be.
_ALIKE = 0.78
_MOST = 3


def set_number(name: str) -> int:
    """Return the number of a set, by its name."""
    return zlib.crc32(name.encode()) % _NUMBERS + 1


@lru_cache(maxsize=50_000)
def given_set_numbers(given: str) -> tuple[int, ...]:
    """Return the numbers of the sets one given name may belong to, at most three; initials have none."""
    bare = given.strip(". ")
    if len(fold(bare).replace(" ", "")) < 2 or (given.endswith(".") and len(bare) < 4):
        return ()
    own = fold(bare)
    sets = sorted(given_name_sets(bare) or _misspelt(bare), key=lambda name: (name != own, name))
    if sets:
        return tuple(set_number(name) for name in sets[:_MOST])
    sounds = canonical_forms(bare)
    return (set_number(f"~{skeleton(sounds[0])}"),) if sounds else ()


@lru_cache(maxsize=50_000)
def borne_set_numbers(given: str) -> tuple[int, ...]:
    """Return the numbers under which somebody who bears this name is found: a full name is its own set alone."""
    numbers = given_set_numbers(given)
    return numbers[:1] if fold(given) in given_name_table() else numbers


def words_of(given: str) -> list[str]:
    """Return the single names in a field of given names: "Jan Maria", "Anna-Maria"."""
    return [word for word in given.replace("-", " ").replace(",", " ").split() if any(map(str.isalpha, word))]


@lru_cache(maxsize=50_000)
def folded_with_sets(given: str) -> tuple[frozenset[str], frozenset[int]]:
    """Return the single names in a field of given names, folded, and the numbers of the sets they may belong to."""
    words = words_of(given)
    return frozenset(map(fold, words)), frozenset(number for word in words for number in given_set_numbers(word))


def father_numbers(patronymic: str) -> tuple[int, ...]:
    """Return the numbers of the fathers' names in a patronymic, or in a father's given name."""
    fathers = sorted(fathers_of_patronymic(patronymic))
    return tuple(set_number(name) for name in fathers[:_MOST])


@cache
def _listed_sounds() -> dict[str, str]:
    """Every listed form by its sounds."""
    found: dict[str, str] = {}
    for name_set in given_name_table().values():
        for _column, form in name_set.forms:
            for sounds in canonical_forms(form)[:1]:
                found.setdefault(sounds, form)
    return found


def _misspelt(given: str) -> frozenset[str]:
    """Return the sets of the listed form that sounds most alike, if any sounds alike enough."""
    reading = to_polish_letters(given) if script_of(given) == "Cyrl" else given
    for sounds in canonical_forms(reading)[:1]:
        if len(sounds) < 4:
            return frozenset()
        best = extractOne(sounds, _listed_sounds().keys(), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        if best is not None:
            return given_name_sets(_listed_sounds()[best[0]])
    return frozenset()
