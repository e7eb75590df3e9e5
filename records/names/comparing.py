"""Comparing two surnames, or two given names: a score and the reasons in words.

Start here: ``compare_surnames("Шиманская", "Szymański").sentence``.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from records.names.canonical import canonical_forms, skeleton
from records.names.comparing_given_names import compare_given_names
from records.names.comparison import Comparison, NameReason
from records.names.folding import fold, script_of
from records.names.foreign_readings import foreign_spelling, polish_reading
from records.names.hebrew_letters import hebrew_candidates
from records.names.letter_differences import differing_letters
from records.names.scripts import language_of_script, mixed_letters
from records.names.surnames import family_keys
from records.names.transliteration import polish_candidates

__all__ = ["Comparison", "NameReason", "compare_given_names", "compare_surnames"]

_WORDS = {"german": "german_spelling", "english": "english_spelling", "latin": "latin_spelling"}
# German sch is sz, rz or ż; its s is also z.
_GERMAN_SOUNDS = str.maketrans("Zz", "Ss")


_READINGS = 40
_CH_ENDING, _BARE_ENDING = re.compile("чк[а-яіў]{1,3}$"), re.compile("ck[a-z]{1,3}$")


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Everything about one spelling that comparing needs; made once."""

    written: str
    folded: str
    script: str
    orthography: str
    readings: Mapping[str, float]
    soft_readings: Mapping[str, float]
    first_key: str
    keys: frozenset[str]
    soft_keys: frozenset[str]
    cyrillic_keys: frozenset[str]
    parts: frozenset[str]
    sounds: frozenset[str]
    sound: str
    skeletons: frozenset[str]
    german_sounds: frozenset[str]
    foreign: str


@lru_cache(maxsize=65_536)
def _spelling(name: str) -> _Spelling:
    written = mixed_letters(unicodedata.normalize("NFC", " ".join(name.split())))
    script = script_of(written)
    if script == "Cyrl":
        readings = {candidate.reading: candidate.weight for candidate in polish_candidates(written, _READINGS)}
    else:
        readings = dict.fromkeys(hebrew_candidates(written), 1.0) if script == "Hebr" else {}
    foreign = foreign_spelling(written) if script == "Latn" else ""
    own = family_keys(written)
    double = " " in own[0] if own else False
    # A surname that is first of all itself (Sorokyna) may be a wife's form, but that is too weak for one name.
    certain = own[:1] if script == "Latn" and own and own[0] == fold(written) else own
    keys = dict.fromkeys(key for key in certain if (" " in key) == double)
    in_cyrillic = set(keys)
    weights: dict[str, float] = {}
    soft: dict[str, float] = {}
    soft_keys: set[str] = set()
    for reading, weight in readings.items():
        folded = fold(reading)
        if script == "Cyrl" and _takes_ch_for_c(written, reading):
            soft.setdefault(reading.casefold(), weight)
            soft_keys.update(family_keys(reading)[:1])
        elif folded not in weights:
            weights[folded] = weight
            keys.update(dict.fromkeys(family_keys(reading)[:1]))
            in_cyrillic.update(() if "ó" in reading else family_keys(reading)[:1])
    forms = canonical_forms(written)
    sounds = _wholes(forms)
    if foreign:
        polish = polish_reading(written, foreign)
        keys.update(dict.fromkeys(family_keys(polish)[:1]))
        sounds |= _wholes(canonical_forms(polish))
    return _Spelling(
        written,
        fold(written),
        script,
        language_of_script(written),
        weights,
        soft,
        own[0] if own else "",
        frozenset(keys),
        frozenset(soft_keys),
        frozenset(in_cyrillic),
        frozenset(own[1:]) - frozenset(keys) if double else frozenset(),
        sounds,
        forms[0] if forms else "",
        frozenset(map(skeleton, sounds)),
        frozenset(sound.translate(_GERMAN_SOUNDS) for sound in sounds),
        foreign,
    )


def _takes_ch_for_c(cyrillic: str, reading: str) -> bool:
    """Tell whether a ч is read as ć: печка is Pećka, but not Pecka."""
    lowered = cyrillic.lower()
    return lowered.count("ч") > reading.lower().count("cz") - lowered.count("щ")


def _keys_for(one: _Spelling, other: _Spelling) -> frozenset[str]:
    """Return the keys by which a spelling may be the same name as the other.

    That о and у may both stand for ó makes no two Cyrillic spellings one; ć for ч counts only where ć is written.
    """
    if one.script == other.script == "Cyrl":
        return one.cyrillic_keys
    return one.keys | one.soft_keys if one.soft_keys and "ć" in other.written.lower() else one.keys


def _wholes(forms: tuple[str, ...]) -> frozenset[str]:
    """Return the forms without those that only lack a wife's or a language's ending: Duda is not Dud."""
    return frozenset(form for form in forms if not any(other != form and other.startswith(form) for other in forms))


def compare_surnames(recorded: str, sought: str) -> Comparison:
    """Compare a recorded surname with the one sought; never fails.

    Reasons, finest first: same_spelling, without_diacritics, other_gender, other_script, german_spelling,
    latin_spelling, english_spelling, sounds_alike, part_of_double, letters_differ, similar, different.
    """
    mine, theirs = _spelling(recorded), _spelling(sought)
    if mine.folded == theirs.folded:
        same = mine.written.casefold() == theirs.written.casefold()
        code, score = ("same_spelling", 1.0) if same else ("without_diacritics", 0.97)
        return _comparison(score, True, mine, theirs, (code, ""))
    if mine.script != theirs.script or (mine.script != "Latn" and mine.orthography != theirs.orthography):
        found = _across_scripts(mine, theirs)
    else:
        found = _within_script(mine, theirs)
    return found or _part_of_double(mine, theirs) or _unlike(mine, theirs)


def _part_of_double(mine: _Spelling, theirs: _Spelling) -> Comparison | None:
    """A married woman's double surname holds both names; but Bór-Komorowski is not the family Komorowski."""
    if (mine.parts | mine.keys) & theirs.parts or mine.parts & theirs.keys:
        return _comparison(0.81, False, mine, theirs, ("part_of_double", ""))
    return None


def _comparison(
    score: float, same_name: bool, mine: _Spelling, theirs: _Spelling, *reasons: tuple[str, str]
) -> Comparison:
    words = tuple(NameReason(code, mine.written, theirs.written, detail) for code, detail in reasons)
    return Comparison(score, words, same_name)


def _other_script(mine: _Spelling, theirs: _Spelling) -> tuple[str, str]:
    return "other_script", (mine if mine.script != "Latn" else theirs).orthography


def _across_scripts(mine: _Spelling, theirs: _Spelling) -> Comparison | None:
    script = _other_script(mine, theirs)
    weight = max(_weight(mine, theirs), _weight(theirs, mine))
    if weight:
        return _comparison(0.91 + 0.04 * weight, True, mine, theirs, script)
    if mine.first_key in _keys_for(theirs, mine) or theirs.first_key in _keys_for(mine, theirs):
        # Between two Cyrillic orthographies the ending may only be spelled otherwise.
        gender = (("other_gender", ""),) if "Latn" in (mine.script, theirs.script) else ()
        return _comparison(0.92 if mine.first_key == theirs.first_key else 0.89, True, mine, theirs, script, *gender)
    if mine.sounds & theirs.sounds and not (_lacks_ch(mine, theirs) or _lacks_ch(theirs, mine)):
        foreign = mine.foreign or theirs.foreign
        more = ((_WORDS[foreign], ""),) if foreign else ()
        return _comparison(0.87, True, mine, theirs, script, *more)
    return None


def _lacks_ch(one: _Spelling, other: _Spelling) -> bool:
    """Tell whether a Cyrillic -чк- stands against a bare Polish -ck-: both end like -cki, but печка is not Pecka."""
    if one.script != "Cyrl" or other.script != "Latn" or not _CH_ENDING.search(one.folded):
        return False
    return _BARE_ENDING.search(other.written.lower()) is not None


def _weight(one: _Spelling, other: _Spelling) -> float:
    """Return how likely a spelling is read as the other; 0 where it is not."""
    return one.readings.get(other.folded) or one.soft_readings.get(other.written.casefold(), 0.0)


def _within_script(mine: _Spelling, theirs: _Spelling) -> Comparison | None:
    hand = (theirs.foreign or mine.foreign) if mine.foreign != theirs.foreign else _english_ch(mine, theirs)
    foreign = _WORDS.get(hand, "")
    if mine.first_key and (mine.first_key in _keys_for(theirs, mine) or theirs.first_key in _keys_for(mine, theirs)):
        score = 0.93 if mine.first_key == theirs.first_key else 0.9
        return _comparison(score, True, mine, theirs, (foreign or "other_gender", ""))
    if mine.sounds & theirs.sounds:
        if foreign:
            return _comparison(0.87, True, mine, theirs, (foreign, ""))
        return _comparison(0.82, False, mine, theirs, ("sounds_alike", ""))
    if hand == "german" and mine.german_sounds & theirs.german_sounds:
        return _comparison(0.85, True, mine, theirs, (foreign, ""))
    return None


def _english_ch(mine: _Spelling, theirs: _Spelling) -> str:
    """An English ch is written where the other has cz; in itself it is Polish."""
    if mine.script == "Latn" and ("cz" in mine.folded) != ("cz" in theirs.folded):
        plain = theirs if "cz" in mine.folded else mine
        return "english" if "ch" in plain.folded and not plain.folded.endswith(("ych", "ich")) else ""
    return ""


def _unlike(mine: _Spelling, theirs: _Spelling) -> Comparison:
    """Name the letters that differ, where they are few; otherwise say whether the names are at least similar."""
    longest = max(len(mine.sound), len(theirs.sound), 1)
    apart = Levenshtein.distance(mine.sound, theirs.sound)
    alike = 1 - min(apart / longest, 1.0)
    most = max(1, longest // 4)
    script = (_other_script(mine, theirs),) if mine.script != theirs.script else ()
    if apart <= most and longest > 2:
        detail = _differences(mine, theirs, most)
        if detail:
            return _comparison(0.4 + 0.4 * alike, False, mine, theirs, ("letters_differ", detail), *script)
    if mine.skeletons & theirs.skeletons:
        return _comparison(0.4 + 0.2 * alike, False, mine, theirs, ("similar", ""), *script)
    return _comparison(0.4 * alike, False, mine, theirs, ("different", ""))


def _differences(mine: _Spelling, theirs: _Spelling, most: int) -> str:
    """Compare letters in Latin spelling; a name in other letters by the reading that comes nearest.

    Two names in Cyrillic letters are compared by what each is likeliest read as.
    """
    readings = (sorted(one.readings) or [one.folded] for one in (mine, theirs))
    if mine.script == theirs.script == "Cyrl":
        readings = (list(one.readings)[:1] or [one.folded] for one in (mine, theirs))
    found = (differing_letters(one, other, most + 1) for one, other in product(*readings))
    return min((detail for detail in found if detail), key=lambda detail: (detail.count(","), detail), default="")
