"""Cyrillic to Polish letters: ranked readings, never an answer. The Cyrillic form stays as it is written.

Many Cyrillic spellings lead to one Polish name and the other way round; so ``polish_candidates`` gives a ranked
list, and ``to_polish_letters`` its head, for showing beside the original and for keys.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache, partial
from heapq import nlargest
from operator import itemgetter

from records.names.cyrillic_letters import Alternatives, is_nasal, read_stretches
from records.names.scripts import language_of_script, mixed_letters

_CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]+(?:['’ʼ][\u0400-\u052f]+)*")
# With і and none of these, a word may as well be Belarusian: Драздовіч.
_ONLY_UKRAINIAN = re.compile("[иєїґ]")
_weight = itemgetter(0)
# A letter with its breve or dots apart, and stress marks, as copies from PDF files have them.
_MARKED = re.compile(r"[\u0400-\u052f][\u0300-\u036f]+")
_OLD_LETTERS = str.maketrans({"ѣ": "е", "ѳ": "ф", "ѵ": "и"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One Polish reading; the weight runs from 1 for the likeliest letters down to 0."""

    reading: str
    weight: float


@lru_cache(maxsize=20_000)
def to_polish_letters(text: str) -> str:
    """Return the likeliest Polish reading of each Cyrillic word; other words stay as they are.

    >>> to_polish_letters("Шиманский Ян")
    'Szymański Jan'
    """
    return _CYRILLIC_WORD.sub(lambda match: _likeliest(match.group()), _composed(text))


@lru_cache(maxsize=20_000)
def text_in_polish_letters(text: str) -> str:
    """Return running text in Polish letters: words that begin small are no names, and have no nasals.

    >>> text_in_polish_letters("уроженцу Зарембский")
    'urożencu Zarębski'
    """
    return _CYRILLIC_WORD.sub(_of_text, _composed(text))


@lru_cache(maxsize=5_000)
def polish_candidates(text: str, most: int = 64) -> tuple[Candidate, ...]:
    """Return the Polish readings of a name in Cyrillic letters, best first, at most as many as asked for.

    A text without Cyrillic letters is its own only reading.
    """
    repaired = " ".join(mixed_letters(word) for word in _composed(text).split(" "))
    beam: list[tuple[float, str]] = [(1.0, "")]
    position = 0
    for match in _CYRILLIC_WORD.finditer(repaired):
        between = repaired[position : match.start()]
        words = _word_candidates(match.group(), most)
        joined = ((weight * more, start + between + word) for weight, start in beam for more, word in words)
        beam = nlargest(most, joined, key=_weight)
        position = match.end()
    rest = repaired[position:]
    return tuple(Candidate(reading + rest, weight) for weight, reading in beam)


def nasal_readings(text: str) -> list[str]:
    """Return the further Polish readings in which every он, ен ... is, or is not, a nasal (Домбровский)."""
    readings = [_CYRILLIC_WORD.sub(partial(_with_nasals, nasal), _composed(text)) for nasal in (True, False)]
    usual = to_polish_letters(text)
    return list(dict.fromkeys(reading for reading in readings if reading != usual))


def _composed(text: str) -> str:
    return _MARKED.sub(lambda match: unicodedata.normalize("NFC", match.group())[0], text)


def _likeliest(word: str) -> str:
    return _cased(_tidy("".join(alternatives[0][0] for alternatives in _stretches(word))), word)


def _of_text(match: re.Match[str]) -> str:
    return _with_nasals(False, match) if match.group()[0].islower() else _likeliest(match.group())


def _with_nasals(nasal: bool, match: re.Match[str]) -> str:
    word = match.group()
    chosen = (
        next((r for r, _w in each if (r[-1:] in "ąę") == nasal), each[0][0]) if is_nasal(each) else each[0][0]
        for each in _stretches(word)
    )
    return _cased(_tidy("".join(chosen)), word)


def _word_candidates(word: str, most: int) -> list[tuple[float, str]]:
    """Return weighted readings of one word. The best of the whole are made of the best of the parts."""
    beam: list[tuple[float, str]] = [(1.0, "")]
    for alternatives in _stretches(word):
        if len(alternatives) == 1:
            beam = [(weight, start + alternatives[0][0]) for weight, start in beam]
            continue
        longer = ((weight * more, start + reading) for weight, start in beam for reading, more in alternatives)
        # One reading may come about in two ways; so a few more are kept.
        beam = nlargest(most + 8, longer, key=_weight)
    best: dict[str, float] = {}
    for weight, reading in beam:
        best.setdefault(_cased(_tidy(reading), word), weight)
    return [(weight, reading) for reading, weight in best.items()][:most]


def _stretches(word: str) -> list[Alternatives]:
    orthography = language_of_script(word)
    lowered = word.lower().translate(_OLD_LETTERS).rstrip("ъ")
    if orthography == "russian-pre-1918":
        lowered = lowered.replace("і", "и")
    if orthography == "ukrainian" and not _ONLY_UKRAINIAN.search(lowered):
        orthography = "belarusian"
    return read_stretches(lowered, orthography)


def _tidy(reading: str) -> str:
    """Mend what the joining of stretches leaves: the soft i before i and j, a doubled j."""
    return reading.replace("ii", "i").replace("jj", "j").replace("iie", "ie").replace("lia", "la").replace("rzi", "rzy")


def _cased(reading: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return reading.upper()
    return reading[:1].upper() + reading[1:] if word[:1].isupper() else reading
