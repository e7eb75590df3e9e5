"""The table of given names, read once: every form leads to the sets it may belong to."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from records.fixture_files import fixture_rows
from records.names.folding import fold, script_of
from records.names.sounds import sound_key
from records.names.transliteration import to_polish_letters

DIMINUTIVES = "diminutives"
FORM_COLUMNS = (
    "polish",
    DIMINUTIVES,
    "latin",
    "russian_cyrillic",
    "ukrainian_cyrillic",
    "belarusian_cyrillic",
    "english",
    "german",
    "lithuanian",
    "yiddish_hebrew",
    "old_spellings",
)
PATRONYMIC_COLUMNS = ("patronymic_male_ru", "patronymic_female_ru")


@dataclass(frozen=True, slots=True)
class GivenNameSet:
    """One name in all its forms; the set is called by its folded Polish form."""

    key: str
    polish: str
    sex: str
    forms: tuple[tuple[str, str], ...]
    patronymics: tuple[str, ...]


@cache
def given_name_table() -> dict[str, GivenNameSet]:
    """Return every set by its key."""
    table = {}
    for row in fixture_rows("reference", "given_names.csv"):
        forms = tuple((column, form) for column in FORM_COLUMNS for form in _forms(row.get(column, "")))
        patronymics = tuple(form for column in PATRONYMIC_COLUMNS for form in _forms(row.get(column, "")))
        key = fold(row["polish"])
        table[key] = GivenNameSet(key, row["polish"], row["sex"], forms, patronymics)
    return table


def _forms(cell: str) -> list[str]:
    """Return the forms in a cell, without the remarks in brackets."""
    found = []
    for form in cell.split(";"):
        outside, _, inside = form.partition("(")
        found.append(outside.strip())
        # A bracket holds either another script ("Sender (סנדר)") or a remark.
        if inside and fold(inside).isalpha() and not inside.isascii():
            found.append(inside.strip(" )"))
    return [form for form in found if fold(form)]


@cache
def _index() -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for name_set in given_name_table().values():
        for _column, form in name_set.forms:
            sets[fold(form)].add(name_set.key)
            if script_of(form) == "Cyrl":
                sets[fold(to_polish_letters(form))].add(name_set.key)
    return {form: frozenset(keys) for form, keys in sets.items()}


@cache
def _index_by_sound() -> dict[str, frozenset[str]]:
    """The sets by the sound of their forms, for spellings that no row lists: Yan for Jan."""
    sets: dict[str, set[str]] = defaultdict(set)
    for form, keys in _index().items():
        sets[sound_key(form)] |= keys
    return {sound: frozenset(keys) for sound, keys in sets.items()}


@lru_cache(maxsize=4_000)
def sets_of_form(form: str) -> frozenset[str]:
    """Return the sets in which this very form is listed, accents and case aside."""
    return _index().get(fold(form), frozenset())


def sets_of_sound(form: str) -> frozenset[str]:
    """Return the sets of which a form sounds like this one."""
    sound = sound_key(form)
    return _index_by_sound().get(sound, frozenset()) if sound else frozenset()
