"""Given-name sets: Jan, Jaś, Иван, John and Johannes are one set. A diminutive may belong to several sets."""

from collections import defaultdict
from functools import cache

from records.fixture_files import fixture_rows
from records.names.folding import fold, script_of
from records.names.sounds import sound_key
from records.names.transliteration import to_polish_letters

_FORM_COLUMNS = (
    "polish",
    "diminutives",
    "latin",
    "russian_cyrillic",
    "ukrainian_cyrillic",
    "english",
    "yiddish_hebrew",
)
_PATRONYMIC_COLUMNS = ("patronymic_male_ru", "patronymic_female_ru")


def _forms(row: dict[str, str], columns: tuple[str, ...]) -> list[str]:
    """Return the forms in these columns, without the remarks in brackets."""
    found = []
    for column in columns:
        for form in row.get(column, "").split(";"):
            outside, _, inside = form.partition("(")
            found.append(fold(outside))
            if script_of(outside) == "Cyrl":
                found.append(fold(to_polish_letters(outside)))
            # A bracket holds either another script ("Sender (סנדר)") or a remark.
            if inside and fold(inside).isalpha() and not inside.isascii():
                found.append(fold(inside))
    return [form for form in found if form]


@cache
def _index(columns: tuple[str, ...]) -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for row in fixture_rows("reference", "given_names.csv"):
        for form in _forms(row, columns):
            sets[form].add(fold(row["polish"]))
    return {form: frozenset(names) for form, names in sets.items()}


@cache
def _index_by_sound() -> dict[str, frozenset[str]]:
    """The sets by the sound of their forms, for spellings that no row lists: Yan for Jan."""
    sets: dict[str, set[str]] = defaultdict(set)
    for form, names in _index(_FORM_COLUMNS).items():
        sets[sound_key(form)] |= names
    return {sound: frozenset(names) for sound, names in sets.items()}


def given_name_sets(name: str) -> frozenset[str]:
    """Return the sets (named by their folded Polish form) that a given name may belong to."""
    listed = _index(_FORM_COLUMNS).get(fold(name))
    return listed if listed is not None else _index_by_sound().get(sound_key(name), frozenset())


def fathers_of_patronymic(patronymic: str) -> frozenset[str]:
    """Return the sets of the father's name in a Russian patronymic; several where it is ambiguous."""
    return _index(_PATRONYMIC_COLUMNS).get(fold(patronymic), frozenset())
