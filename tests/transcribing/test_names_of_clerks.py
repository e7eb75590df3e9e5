"""Names as clerks wrote them: in the dative and the genitive, surname first, with letters that cannot be read."""

import random

import pytest

from records.fixture_files import fixture_path, fixture_rows
from records.names.given_name_table import given_name_table
from records.names.name_order import arrangements
from records.names.oblique_cases import read_oblique
from records.transcribing.name_proposals import divided, propose_names

CASES = list(fixture_rows("names", "oblique_names.csv"))
OBLIQUE = ("dative", "genitive", "either", "accusative")
ORDERS = [
    ("Мазурек Антони", (), [("Mazurek", "Antoni")]),
    ("Адам Ян", ("Adam",), [("Adam", "Jan")]),
    ("Jan Adam", ("Adam",), [("Adam", "Jan")]),
    ("Adam Jan", ("Janowie", "Jan"), [("Jan", "Adam")]),
    ("Mazur Lipa", (), [("Lipa", "Mazur"), ("Mazur", "Lipa")]),
    ("Mazur Lipa", ("Mazur",), [("Mazur", "Lipa")]),
    ("Mazur Lipa", ("Mazur", "Lipa"), [("Lipa", "Mazur"), ("Mazur", "Lipa")]),
    ("Вишневскому Юзефу", ("Wiśniewski",), [("Wiśniewski", "Józef")]),
    ("ks. Nowak Jan", (), [("Nowak", "Jan")]),
    ("NOWAK Frances", ("Frances",), [("Nowak", "Frances")]),
]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_name_is_read_as_one_is_called(case: dict[str, str]) -> None:
    first, *others = propose_names(case["text"])
    read = first.read
    assert (read.surname, read.given, read.patronymic) == (case["surname"], case["given"], case["patronymic"])
    assert (first.why in OBLIQUE, first.why) == (case["why"] in OBLIQUE, case["why"] or first.why)
    if case["why"] in OBLIQUE:
        # The words as they stand on the page are offered after that.
        assert any(one.why not in OBLIQUE for one in others)
        assert str(first.words)


def test_there_are_cases_enough() -> None:
    assert len([case for case in CASES if case["why"]]) >= 60


def test_no_name_in_the_nominative_is_turned() -> None:
    chance = random.Random(5)
    surnames = [one.title() for one in fixture_path("names", "surnames.txt").read_text(encoding="utf-8").split()]
    columns = ("polish", "diminutives", "russian_cyrillic", "ukrainian_cyrillic")
    givens = [form for each in given_name_table().values() for column, form in each.forms if column in columns]
    names = [[chance.choice(surnames), given] for given in givens for _ in range(2)] + [[given] for given in givens]
    turned = [name for name in names if (found := read_oblique(name)) and found.sure]
    assert turned == []


@pytest.mark.parametrize(("text", "surnames", "expected"), ORDERS)
def test_which_word_is_the_surname(text: str, surnames: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    found = [(one.read.surname, one.read.given) for one in propose_names(text, surnames=frozenset(surnames))]
    assert [one for one in found if one in expected] == expected
    assert found[0] == expected[0]


def test_what_is_no_plain_name_is_left_to_the_divider() -> None:
    for text in ("", "Anna Kowalska z d. Nowak", "Jan van der Berg", "123", "Kowalski, Jan", "Jan"):
        assert arrangements(text) == [text]


def test_the_letters_of_the_page_are_kept_in_the_nominative() -> None:
    read = divided("Выдано Вишневскому Юзефу Антоновичу")
    assert (read.surname, read.given, read.patronymic) == ("Вишневский", "Юзеф", "Антонович")
