"""Given names of five languages are one set, initials fit, and the father's name is read out of every phrase."""

import pytest
from hypothesis import given, strategies

from records.fixture_files import fixture_rows
from records.names.folding import fold
from records.names.given_names import could_be_initial_of, given_name_sets, is_diminutive
from records.names.patronymics import fathers_of_patronymic, genitives, given_name_of_genitive

ONE_SET = [
    ("Jan", "Янка"),
    ("Jan", "Hans"),
    ("Jan", "Jonas"),
    ("Władysław", "Уладзіслаў"),
    ("Józef", "Jósef"),
    ("Józef", "Язэп"),
    ("Wojciech", "Woyciech"),
    ("Ksawery", "Xawery"),
    ("Franciszek", "Franz"),
    ("Marianna", "Maryanna"),
    ("Mikołaj", "Мікалай"),
    ("Grzegorz", "Рыгор"),
    ("Kazimierz", "Kazimieras"),
    ("Jadwiga", "Hedwig"),
    ("Chaim", "חיים"),
    ("Maria", "Marya"),
]


@pytest.mark.parametrize(("polish", "other"), ONE_SET)
def test_a_name_is_known_in_its_other_forms(polish: str, other: str) -> None:
    assert fold(polish) in given_name_sets(other)


def test_a_compound_name_has_the_sets_of_its_parts() -> None:
    assert given_name_sets("Jan Maria") == {"jan", "maria"}
    assert "jan" in given_name_sets("Hans-Peter")


@pytest.mark.parametrize(
    ("form", "pet"), [("Jaś", True), ("Tolek", True), ("Jan", False), ("Иван", False), ("x", False)]
)
def test_pet_forms_are_told_from_full_names(form: str, pet: bool) -> None:
    assert is_diminutive(form) is pet


INITIALS = [
    ("J.", "Jan", True),
    ("J", "Józef", True),
    ("St.", "Stanisław", True),
    ("St.", "Stefan", True),
    ("Wł.", "Władysław", True),
    ("Wł.", "Wacław", False),
    ("Я.", "Jan", True),
    ("И.", "Jan", True),
    ("К.", "Jan", False),
    ("M.", "Anna Maria", True),
    ("Jan", "Jan", False),
    ("", "Jan", False),
    ("J.", "", False),
]


@pytest.mark.parametrize(("initial", "name", "fits"), INITIALS)
def test_an_initial_may_stand_for_a_name(initial: str, name: str, fits: bool) -> None:
    assert could_be_initial_of(initial, name) is fits


PATRONYMICS = list(fixture_rows("names", "patronymics.csv"))


@pytest.mark.parametrize("case", PATRONYMICS, ids=lambda case: case["patronymic"])
def test_a_patronymic_names_its_possible_fathers(case: dict[str, str]) -> None:
    assert fathers_of_patronymic(case["patronymic"]) == {fold(father) for father in case["fathers"].split(";")}


def test_there_are_patronymics_enough() -> None:
    assert len(PATRONYMICS) >= 80


GENITIVES = [
    ("Antoniego", "Antoni"),
    ("Jana", "Jan"),
    ("Stanisławy", "Stanisława"),
    ("Franciszka", "Franciszek"),
    ("Franciszki", "Franciszka"),
    ("Pawła", "Paweł"),
    ("Jerzego", "Jerzy"),
    ("Marii", "Maria"),
    ("Maryi", "Maria"),
    ("Anny", "Anna"),
    ("Joannis", "Jan"),
    ("Ивана", "Jan"),
]


@pytest.mark.parametrize(("genitive", "name"), GENITIVES)
def test_a_genitive_is_of_its_name(genitive: str, name: str) -> None:
    assert name in given_name_of_genitive(genitive)


def test_the_sex_narrows_a_genitive() -> None:
    assert given_name_of_genitive("Antonii", "female") == ("Antonina",)


@given(strategies.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    given_name_sets(text)
    fathers_of_patronymic(text)
    given_name_of_genitive(text)
    could_be_initial_of(text, "Jan")
    could_be_initial_of("J.", text)
    is_diminutive(text)
    genitives(text, "male")
    genitives(text, "female")
