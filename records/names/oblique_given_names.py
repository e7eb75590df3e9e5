"""Given names in the case in which a clerk wrote them: Юзефу is to Юзеф, Annie is to Anna, Марии is of or to Мария."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from records.names.folding import fold, script_of
from records.names.given_name_table import DIMINUTIVES, given_name_table, sets_of_form, sets_of_sound
from records.names.patronymics import genitives
from records.names.transliteration import to_polish_letters

# A case and the sex of its bearer, both as short codes: ("dat", "F").
CaseOfSex = tuple[str, str]
_SEX_CODES = {"male": "M", "female": "F"}
_POLISH_COLUMNS = ("polish", DIMINUTIVES, "old_spellings")
_SHORTEST_BY_SOUND = 5
_SHORTEST_STEM = 2
# Ending as written, endings the name may have when one is called, and the cases by sex. The longest ending first.
_CYRILLIC: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("ові", ("", "о"), "dat", ""), ("еві", ("ь", "й"), "dat", ""), ("єві", ("й",), "dat", ""),
    ("ієві", ("ій",), "dat", ""), ("ии", ("ия",), "gen dat", "gen dat"), ("ії", ("ія",), "gen dat", "gen dat"),
    ("ію", ("ій", "ія"), "dat", "acc"), ("ему", ("", "и"), "dat", ""),
    ("у", ("", "о"), "dat", ""), ("у", ("а",), "acc", "acc"),
    ("ю", ("й", "ь", ""), "dat", ""), ("ю", ("я",), "acc", "acc"), ("а", ("", "о"), "gen acc", ""),
    ("я", ("й", "ь", ""), "gen acc", ""), ("е", ("а", "я"), "dat", "dat"), ("і", ("а", "я"), "dat", "gen dat"),
    ("и", ("я", "а"), "gen", "gen"), ("и", ("ь",), "", "gen dat"), ("ы", ("а",), "gen", "gen"),
)  # fmt: skip
# Ukrainian softens before its -і: Ганна is Ганні, but Ольга is Ользі.
_SOFTENED = {"з": "г", "ц": "к", "с": "х"}
_MALE_DATIVES = (
    ("ek", ("kowi",)), ("eł", ("łowi",)), ("iec", ("cowi",)), ("ń", ("niowi",)), ("ś", ("siowi",)),
    ("ć", ("ciowi",)), ("dź", ("dziowi",)), ("y", ("emu",)), ("i", ("iemu",)), ("o", ("owi",)), ("a", ()),
    ("e", ()), ("", ("owi",)),
)  # fmt: skip
_A_DATIVES = (
    ("cha", ("sze",)), ("ka", ("ce",)), ("ga", ("dze",)), ("cja", ("cji",)), ("zja", ("zji",)), ("sja", ("sji",)),
    ("ja", ("i", "ji")), ("la", ("li",)), ("ea", ("ei",)), ("ia", ("ii", "i")), ("sta", ("ście",)), ("ta", ("cie",)),
    ("da", ("dzie",)), ("cza", ("czy",)), ("sza", ("szy",)), ("rza", ("rzy",)), ("ża", ("ży",)), ("ca", ("cy",)),
    ("ra", ("rze",)), ("ła", ("le",)), ("a", ("ie",)),
)  # fmt: skip


@lru_cache(maxsize=2_000)
def given_name_cases(word: str) -> dict[CaseOfSex, str]:
    """Return the cases in which a listed given name may stand here, each with the name as one is called.

    >>> given_name_cases("Юзефу")[("dat", "M")], given_name_cases("Annie")[("dat", "F")]
    ('Юзеф', 'Anna')
    """
    found = {("nom", sex): word for sex in _sexes(_sets(word))}
    if script_of(word) == "Cyrl":
        return _cyrillic_cases(word) | found
    return {case: name for case, name in _polish_forms().get(fold(word), ())} | found


def is_listed_given_name(word: str) -> bool:
    """Tell whether this very word is a given name, also a Polish one in Russian letters: Антони."""
    return bool(_sets(word))


def _sexes(keys: frozenset[str]) -> set[str]:
    return {_SEX_CODES[sex] for key in keys if (sex := given_name_table()[key].sex) in _SEX_CODES}


def _sets(word: str) -> frozenset[str]:
    """Return the sets of a listed form, or of a Polish name written as it sounds in Russian letters."""
    listed = sets_of_form(word)
    return listed or (_polish_names().get(fold(to_polish_letters(word))) or frozenset() if _cyrillic(word) else listed)


def _cyrillic(word: str) -> bool:
    return script_of(word) == "Cyrl"


@cache
def _polish_names() -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for name_set in given_name_table().values():
        for column, form in name_set.forms:
            if column in _POLISH_COLUMNS:
                sets[fold(form)].add(name_set.key)
    return {form: frozenset(keys) for form, keys in sets.items()}


def _cyrillic_cases(word: str) -> dict[CaseOfSex, str]:
    """What is listed goes before what only sounds like a listed name: Софье is to Софья, Казимежу to Казимеж."""
    found: dict[CaseOfSex, str] = {}
    lowered = word.lower()
    endings = [row for row in _CYRILLIC if lowered.endswith(row[0]) and len(word) - len(row[0]) >= _SHORTEST_STEM]
    for sets in (_sets, _by_sound):
        for ending, called, male, female in endings:
            for name in _names(word[: len(word) - len(ending)], ending, called):
                for sex in sorted(_sexes(sets(name))):
                    for case in (male if sex == "M" else female).split():
                        found.setdefault((case, sex), name)
        if found:
            break
    return found


def _by_sound(name: str) -> frozenset[str]:
    return sets_of_sound(to_polish_letters(name)) if len(name) >= _SHORTEST_BY_SOUND else frozenset()


def _names(stem: str, ending: str, called: tuple[str, ...]) -> list[str]:
    names = [stem + one for one in called if one != "а" or not stem.endswith(("ь", "и"))]
    if "" in called and re.search(r"[^аеиоуыэюяіїє][^аеиоуыэюяіїєьй]$", stem, re.IGNORECASE):
        # Павлу is to Павел, Льву to Лев; a Polish Франек loses its e, too.
        names.insert(1, stem[:-1].removesuffix("ь") + "е" + stem[-1])
    if ending == "і" and stem[-1:].lower() in _SOFTENED:
        names.append(stem[:-1] + _SOFTENED[stem[-1:].lower()] + "а")
    return names


@cache
def _polish_forms() -> dict[str, list[tuple[CaseOfSex, str]]]:
    """Return each oblique form of the Polish names, folded, with its cases."""
    found: dict[str, dict[CaseOfSex, str]] = defaultdict(dict)
    # The full names before the diminutives: Annie is to Anna before it is to Ania.
    for column in _POLISH_COLUMNS:
        for name_set in given_name_table().values():
            code = _SEX_CODES.get(name_set.sex)
            for own_column, form in name_set.forms:
                if code and own_column == column and script_of(form) == "Latn":
                    for case, written in _declined(form, name_set.sex):
                        found[fold(written)].setdefault((case, code), form)
    return {form: list(cases.items()) for form, cases in found.items()}


def _declined(name: str, sex: str) -> list[tuple[str, str]]:
    lowered = name.lower()
    dative = _ending(lowered, _MALE_DATIVES) if sex == "male" and not lowered.endswith("a") else ()
    if lowered.endswith("a"):
        dative = _ending(lowered, _A_DATIVES)
    genitive = genitives(name, sex)
    found = [("dat", one) for one in dative] + [("gen", one) for one in genitive if not one.endswith("ae")]
    if lowered.endswith("a"):
        return [*found, ("acc", lowered[:-1] + "ę")]
    return found + ([("acc", one) for one in genitive] if sex == "male" else [])


def _ending(lowered: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    for ending, oblique in table:
        if lowered.endswith(ending) and len(lowered) > len(ending):
            return tuple(lowered.removesuffix(ending) + one for one in oblique)
    return ()
