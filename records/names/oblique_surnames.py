"""Surnames and patronymics in the case in which a clerk wrote them: Ковальчуку is to Ковальчук, Вишневской is of or to
Вишневская. A woman's surname in a consonant is not declined, nor is any in -ко.
"""

import re
from functools import cache, lru_cache

from records.fixture_files import fixture_path
from records.names.folding import fold, script_of
from records.names.oblique_given_names import CaseOfSex
from records.names.surnames import masculine_ending
from records.names.transliteration import to_polish_letters

_MALE = {"dat": (("dat", "M"),), "gen": (("gen", "M"), ("acc", "M"))}
_FEMALE = {"both": (("dat", "F"), ("gen", "F")), "dat": (("dat", "F"),), "gen": (("gen", "F"),), "acc": (("acc", "F"),)}
_EITHER = {
    "dat": (("dat", "F"), ("dat", "M")),
    "gen": (("gen", "F"), ("gen", "M")),
    "acc": (("acc", "F"), ("acc", "M")),
}
_UNDECLINED: tuple[CaseOfSex, ...] = tuple((case, sex) for case in ("nom", "dat", "gen", "acc") for sex in "MF")
_NOMINATIVE: tuple[CaseOfSex, ...] = (("nom", "M"), ("nom", "F"))
# Ending, the ending of the name, the cases; of these endings no name of a family is known by itself.
_SURE: dict[str, tuple[tuple[str, str, tuple[CaseOfSex, ...]], ...]] = {
    "Cyrl": (
        ("ському", "ський", _MALE["dat"]), ("цькому", "цький", _MALE["dat"]), ("скому", "ский", _MALE["dat"]),
        ("цкому", "цкий", _MALE["dat"]), ("ського", "ський", _MALE["gen"]), ("цького", "цький", _MALE["gen"]),
        ("ского", "ский", _MALE["gen"]), ("цкого", "цкий", _MALE["gen"]), ("ській", "ська", _FEMALE["dat"]),
        ("цькій", "цька", _FEMALE["dat"]), ("ської", "ська", _FEMALE["gen"]), ("цької", "цька", _FEMALE["gen"]),
        ("ську", "ська", _FEMALE["acc"]), ("цьку", "цька", _FEMALE["acc"]),
        ("скую", "ская", _FEMALE["acc"]), ("цкую", "цкая", _FEMALE["acc"]),
        ("овичу", "ович", _MALE["dat"]), ("евичу", "евич", _MALE["dat"]), ("ьичу", "ьич", _MALE["dat"]),
        ("овича", "ович", _MALE["gen"]), ("евича", "евич", _MALE["gen"]), ("ьича", "ьич", _MALE["gen"]),
        ("овне", "овна", _FEMALE["dat"]), ("евне", "евна", _FEMALE["dat"]), ("ичне", "ична", _FEMALE["dat"]),
        ("овны", "овна", _FEMALE["gen"]), ("евны", "евна", _FEMALE["gen"]), ("ичны", "ична", _FEMALE["gen"]),
        ("овну", "овна", _FEMALE["acc"]), ("евну", "евна", _FEMALE["acc"]), ("ичну", "ична", _FEMALE["acc"]),
        ("івні", "івна", _FEMALE["both"]), ("ївні", "ївна", _FEMALE["both"]), ("овой", "ова", _FEMALE["both"]),
        ("евой", "ева", _FEMALE["both"]), ("ому", "ый", _MALE["dat"]), ("ему", "ий", _MALE["dat"]),
        ("ого", "ый", _MALE["gen"]), ("его", "ий", _MALE["gen"]), ("ую", "ая", _FEMALE["acc"]),
    ),
    "Latn": (
        ("skiemu", "ski", _MALE["dat"]), ("ckiemu", "cki", _MALE["dat"]), ("dzkiemu", "dzki", _MALE["dat"]),
        ("skiego", "ski", _MALE["gen"]), ("ckiego", "cki", _MALE["gen"]), ("dzkiego", "dzki", _MALE["gen"]),
        ("skiej", "ska", _FEMALE["both"]), ("ckiej", "cka", _FEMALE["both"]), ("dzkiej", "dzka", _FEMALE["both"]),
        ("ską", "ska", _FEMALE["acc"]), ("cką", "cka", _FEMALE["acc"]), ("dzką", "dzka", _FEMALE["acc"]),
        ("ównie", "ówna", _FEMALE["dat"]), ("ównę", "ówna", _FEMALE["acc"]), ("owej", "owa", _FEMALE["both"]),
        ("ową", "owa", _FEMALE["acc"]), ("iemu", "i", _MALE["dat"]), ("emu", "y", _MALE["dat"]),
    ),
}  # fmt: skip
# These may as well be the name itself: Донской, Wielgo.
_PERHAPS: dict[str, tuple[tuple[str, str, tuple[CaseOfSex, ...]], ...]] = {
    "Cyrl": (
        ("ской", "ская", _FEMALE["both"]), ("цкой", "цкая", _FEMALE["both"]), ("иной", "ина", _FEMALE["both"]),
        ("ыной", "ына", _FEMALE["both"]), ("ой", "ая", _FEMALE["both"]), ("е", "а", _EITHER["dat"]),
        ("ии", "ия", (*_EITHER["dat"], *_EITHER["gen"])), ("і", "а", _EITHER["dat"]), ("ы", "а", _EITHER["gen"]),
    ),
    "Latn": (
        ("ówny", "ówna", _FEMALE["gen"]), ("iego", "i", _MALE["gen"]), ("ego", "y", _MALE["gen"]),
        ("kiej", "ka", _FEMALE["both"]), ("giej", "ga", _FEMALE["both"]), ("ej", "a", _FEMALE["both"]),
        ("ną", "na", _FEMALE["acc"]), ("dze", "ga", _EITHER["dat"]), ("ce", "ka", _EITHER["dat"]),
        ("rze", "ra", _EITHER["dat"]), ("dzie", "da", _EITHER["dat"]), ("cie", "ta", _EITHER["dat"]),
        ("sze", "cha", _EITHER["dat"]), ("le", "ła", _EITHER["dat"]), ("ie", "a", _EITHER["dat"]),
        ("y", "a", _EITHER["gen"]), ("ki", "ka", _EITHER["gen"]), ("gi", "ga", _EITHER["gen"]),
        ("i", "ia", (*_EITHER["gen"], *_EITHER["dat"])), ("ę", "a", _EITHER["acc"]),
    ),
}  # fmt: skip
_SHORTEST_STEM = 2
_NO_CASE = re.compile(r"(?:(?:ск|еск)у|[аеиоуыюяіїєэ]у)$", re.IGNORECASE)
# "z Kowalskich", "z Nowaków": whose family one is of.
_OF_A_FAMILY = re.compile(r"([^\W\d_]+(?:sk|ck|dzk))ich|([^\W\d_]{2,})ów")
_VELAR = re.compile(r"[гкхжшчщ]и$", re.IGNORECASE)


@lru_cache(maxsize=2_000)
def surname_cases(word: str) -> dict[CaseOfSex, str]:
    """Return the cases in which a surname or patronymic may stand here, each with the name as one is called.

    >>> surname_cases("Вишневскому"), surname_cases("Сове")[("dat", "F")]
    ({('dat', 'M'): 'Вишневский'}, 'Сова')
    """
    script = script_of(word)
    lowered = word.lower()
    for ending, head, cases in _SURE.get(script, ()):
        if lowered.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return dict.fromkeys(cases, word[: -len(ending)] + head)
    found = dict.fromkeys(_NOMINATIVE, word)
    for ending, head, cases in _PERHAPS.get(script, ()):
        if lowered.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            found |= dict.fromkeys(cases, word[: -len(ending)] + head)
            break
    return _cyrillic_noun(word, lowered, found) if script == "Cyrl" else _polish_noun(word, lowered, found)


def called_at_birth(maiden: str) -> str:
    """Return a woman's maiden name as one is called, however the clerk put it.

    >>> called_at_birth("Kowalskich"), called_at_birth("Mazurków"), called_at_birth("Lis")
    ('Kowalska', 'Mazurek', 'Lis')
    """
    family = _OF_A_FAMILY.fullmatch(maiden)
    if family:
        return f"{family[1]}a" if family[1] else _polish_head(family[2])
    cases = surname_cases(maiden)
    perhaps = maiden.lower().endswith(("ской", "цкой"))
    options = [cases[case] for case in _FEMALE["both"] + _FEMALE["acc"] if case in cases]
    return options[0] if options and (perhaps or all(case not in cases for case in _NOMINATIVE)) else maiden


def _cyrillic_noun(word: str, lowered: str, found: dict[CaseOfSex, str]) -> dict[CaseOfSex, str]:
    stem = word[:-1]
    if lowered.endswith(("ові", "еві", "єві")) and len(word) > 5:
        soft = {"о": "", "е": "ь", "є": "й"}[lowered[-3]]
        return dict.fromkeys(_MALE["dat"], _called(word[:-3] + soft))
    if lowered.endswith("енку"):
        return dict.fromkeys(_MALE["dat"], stem + "о")
    if lowered.endswith("у") and len(word) > 2 and not _NO_CASE.search(lowered):
        return dict.fromkeys(_MALE["dat"], _called(stem)) | dict.fromkeys(_EITHER["acc"], stem + "а")
    if lowered.endswith("ю") and len(word) > 2:
        return dict.fromkeys(_MALE["dat"], _soft(stem)) | dict.fromkeys(_EITHER["acc"], stem + "я")
    if lowered.endswith("а"):
        return found | dict.fromkeys(_MALE["gen"], _called(stem))
    if lowered.endswith("я"):
        return found | dict.fromkeys(_MALE["gen"], _soft(stem))
    if _VELAR.search(lowered):
        return found | dict.fromkeys(_EITHER["gen"], stem + "а")
    return _undeclined(word, lowered.endswith(("о", "их", "ых", "э", "ю", "у")), "аеёиоуыэюяіїєй") | found


def _polish_noun(word: str, lowered: str, found: dict[CaseOfSex, str]) -> dict[CaseOfSex, str]:
    if lowered.endswith("owi") and len(word) > 5:
        return dict.fromkeys(_MALE["dat"], _polish_head(word[:-3]))
    if lowered.endswith("a"):
        return found | dict.fromkeys(_MALE["gen"], _polish_head(word[:-1]))
    return _undeclined(word, lowered.endswith("o"), "aeiouyąęó") | found


def _undeclined(word: str, by_all: bool, endings_declined: str) -> dict[CaseOfSex, str]:
    """A surname in a consonant stands in every case where a woman bears it."""
    by_women = word[-1:].lower() not in endings_declined
    return {case: word for case in _UNDECLINED if by_all or (case[1] == "F" and by_women)}


def _soft(stem: str) -> str:
    return stem + ("й" if stem[-1:].lower() in "аеёиоуыэюяіїє" else "ь")


def _called(stem: str) -> str:
    """Give back the vowel that an ending drove out where the name is known with it: Кравцу is to Кравец."""
    last, before = stem[-1:].lower(), stem[-2:-1].lower()
    if last not in "цк" or not before or before in "аеёиоуыэюяіїє":
        return stem
    start = stem[:-1].removesuffix("ь").removesuffix("й") if last == "ц" else stem[:-1]
    restored = [start + "е" + stem[-1], start + "о" + stem[-1]]
    known = next((one for one in (*restored[:1], stem, *restored[1:]) if _is_recorded(one)), "")
    return known or (restored[0] if last == "ц" or before not in "рлнсц" else stem)


def _polish_head(stem: str) -> str:
    """Return whose wife would be ...owa: Mazurkowi is to Mazurek, Gołębiowi to Gołąb."""
    if not stem.isalpha():
        return stem
    head = masculine_ending(stem.lower() + "owa")
    return stem.title() if _is_recorded(stem) and not _is_recorded(head) else head.title()


def _is_recorded(surname: str) -> bool:
    latin = to_polish_letters(surname) if script_of(surname) == "Cyrl" else surname
    return fold(latin) in recorded_surnames()


def is_recorded_family(surname: str) -> bool:
    """Tell whether a surname is known to be borne, by a man or by a woman."""
    latin = to_polish_letters(surname) if script_of(surname) == "Cyrl" else surname
    return _is_recorded(surname) or fold(masculine_ending(latin)) in recorded_surnames()


@cache
def recorded_surnames() -> frozenset[str]:
    """Return the surnames that are known to be borne, folded."""
    return frozenset(map(fold, fixture_path("names", "surnames.txt").read_text(encoding="utf-8").split()))
