"""Names meet across scripts, endings and spellings by their keys; the recorded form is never changed."""

import pytest
from hypothesis import given, strategies

from records.names.comparing import compare_surnames
from records.names.folding import fold, script_of
from records.names.given_names import fathers_of_patronymic, given_name_sets
from records.names.sounds import sound_key
from records.names.surnames import family_key, masculine_ending
from records.names.transliteration import to_polish_letters

FOLDED = [
    ("Żółkiew", "zolkiew"),
    ("Łódź", "lodz"),
    ("Święcicki-Jaźń", "swiecicki jazn"),
    ("Ян Ёлкинъ", "ян елкинъ"),
    ("O'Brien", "obrien"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_folding_forgets_case_and_diacritics(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(strategies.text())
def test_folding_twice_changes_nothing_and_never_fails(text: str) -> None:
    assert fold(fold(text)) == fold(text)


READINGS = [
    ("Шиманский", "Szymański"),
    ("Хмелевский", "Chmielewski"),
    ("Липинский", "Lipiński"),
    ("Калицкая", "Kalicka"),
    ("Ковальчик", "Kowalczyk"),
    ("Мицкевич", "Mickiewicz"),
    ("Кшижановский", "Krzyżanowski"),
    ("Ендржеевский", "Jędrzejewski"),
    ("Марчук", "Marczuk"),
    ("Борсук", "Borsuk"),
]


@pytest.mark.parametrize(("cyrillic", "polish"), READINGS)
def test_a_cyrillic_name_is_read_in_polish_letters(cyrillic: str, polish: str) -> None:
    assert to_polish_letters(cyrillic) == polish


@given(strategies.text())
def test_transliteration_and_keys_never_fail(text: str) -> None:
    to_polish_letters(text)
    sound_key(text)
    family_key(text)
    compare_surnames(text, text[::-1])


FAMILIES = [
    ("Szymańska", "Szymański"),
    ("Nowakowa", "Nowak"),
    ("Nowakówna", "Nowak"),
    ("Sawicka", "Sawicki"),
    ("Zawadzka", "Zawadzki"),
    ("Mączka", "Maczka"),
    ("Kalicki", "Kalicka"),
]


@pytest.mark.parametrize(("form", "head"), FAMILIES)
def test_the_forms_of_a_family_share_a_key(form: str, head: str) -> None:
    assert family_key(form) == family_key(head)


@pytest.mark.parametrize("surname", ["Sowa", "Krowa", "Wrona", "Skała", "Malina"])
def test_a_surname_that_only_looks_feminine_stays(surname: str) -> None:
    assert masculine_ending(surname) == surname.lower()


SPELLINGS = [
    ("Szczepański", "Щепаньский"),
    ("Wójcik", "Вуйцик"),
    ("Gałczyński", "Галчинский"),
    ("Grzegorzewski", "Гжегожевский"),
    ("Krzyżanowski", "Кшижановский"),
    ("Żółkiewski", "Жулкевский"),
    ("Hryniewicz", "Гриневич"),
    ("Jędrzejewska", "Ендржеевская"),
    ("Wąsowicz", "Вонсович"),
    ("Chmielewski", "Хмелевский"),
    ("Zięba", "Земба"),
    ("Szymański", "Shimansky"),
    ("Szymański", "Шиманская"),
]


def meet(one: str, other: str) -> bool:
    return compare_surnames(one, other).same_name or sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("recorded", "typed"), SPELLINGS)
def test_spellings_of_one_surname_meet(recorded: str, typed: str) -> None:
    assert meet(recorded, typed)


@pytest.mark.parametrize(("one", "other"), [("Kowalski", "Nowak"), ("Szymański", "Szczepański"), ("Lis", "Las")])
def test_different_surnames_do_not_meet(one: str, other: str) -> None:
    assert not meet(one, other)


GIVEN = [
    ("Jan", "Иван"),
    ("Jan", "Yan"),
    ("Jaś", "John"),
    ("Antoni", "Антон"),
    ("Antoni", "Anton"),
    ("Helena", "Елена"),
]


@pytest.mark.parametrize(("one", "other"), GIVEN)
def test_forms_of_one_given_name_are_one_set(one: str, other: str) -> None:
    assert given_name_sets(one) & given_name_sets(other)


def test_a_diminutive_never_decides() -> None:
    assert {"anatol", "antoni"} <= given_name_sets("Tolek")


@pytest.mark.parametrize(
    ("patronymic", "father"), [("Антонович", "antoni"), ("Антоновна", "antoni"), ("Матвеевич", "maciej")]
)
def test_a_patronymic_names_the_father(patronymic: str, father: str) -> None:
    assert father in fathers_of_patronymic(patronymic)


COMPARED = [
    ("Szymański", "Szymański", "same_spelling"),
    ("Szymański", "Szymanski", "without_diacritics"),
    ("Szymańska", "Szymanski", "other_gender"),
    ("Шиманский", "Szymanski", "other_script"),
    ("Szymański", "Shimansky", "english_spelling"),
    ("Nowak", "Lis", "different"),
]


@pytest.mark.parametrize(("recorded", "sought", "reason"), COMPARED)
def test_a_comparison_says_why(recorded: str, sought: str, reason: str) -> None:
    assert compare_surnames(recorded, sought).reason == reason


@pytest.mark.parametrize(("text", "script"), [("Jan", "Latn"), ("Ян", "Cyrl"), ("אדם", "Hebr"), ("1941", "Latn")])
def test_scripts_are_told_apart(text: str, script: str) -> None:
    assert script_of(text) == script
