"""Rows pasted from a spreadsheet: columns by their heads or their order, and what was not understood is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.transcribing.entry import EntryPerson, NameRead, Written
from records.transcribing.page_surnames import read_by_page
from records.transcribing.reading_values import name_of
from records.transcribing.rows import from_table, gaps
from tests.transcribing.entries import page, somebody

TABLES = [
    ("Lp.\tNazwisko\tImię\tRok urodzenia\tImię ojca\n1\tКовальский\tЯн\t1897\tАнтон", "1", "Ковальский Ян", "1897"),
    ("№\tФИО\tГод рождения\n7\tКовальский Ян\t1897", "7", "Ковальский Ян", "1897"),
    ("12.\tKowalski Jan\t1897", "12", "Kowalski Jan", "1897"),
    ("Kowalski Jan;1897", "", "Kowalski Jan", "1897"),
    ('name,born\n"Kowalski, Jan",1897', "", "Kowalski, Jan", "1897"),
]


@pytest.mark.parametrize(("text", "row", "name", "born"), TABLES)
def test_a_row_is_a_person(text: str, row: str, name: str, born: str) -> None:
    read = from_table(text, "train_list")
    (one,) = read.people
    assert (one.row, one.name.text, one.value("birth_year").text, one.role) == (row, name, born, "listed")
    assert one.read.given == "Jan"
    assert one.sex == "M"


def test_what_was_not_understood_is_told() -> None:
    read = from_table("Lp.\tNazwisko\tXyz\n1\tNowak\tq\n2\t\tr\n", "train_list")
    assert [column.meaning for column in read.columns] == ["@row", "@surname", ""]
    assert [one.name.text for one in read.people] == ["Nowak"]
    assert len(read.report) == 3
    assert from_table("", "train_list").people == ()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["1", "2", "3"], 0),
        (["1", "3"], 1),
        (["1", "9", "9"], 2),
        (["1", "", "2"], 1),
        (["a", "b"], 0),
        ([], 0),
    ],
)
def test_gaps_and_doubles_are_told(rows: list[str], told: int) -> None:
    people = [EntryPerson("listed", Written("Jan"), row=row) for row in rows]
    assert len(gaps(page("train_list", *people))) == told


def test_the_position_in_a_picture_counts_as_its_row() -> None:
    people = [somebody("listed", "Irka", position=row) for row in ("1", "3")]
    assert gaps(page("photograph", *people)) == ["Row 2 is missing."]


ORDERS = [
    ("Mazur Lipa\nMazur Adam\nMazur Ewa", (), [("Mazur", "Lipa"), ("Mazur", "Adam"), ("Mazur", "Ewa")]),
    ("Mazur Lipa\nLipa Adam", (), [("Lipa", "Mazur"), ("Lipa", "Adam")]),
    ("Mazur Lipa", ("Mazur",), [("Mazur", "Lipa")]),
    ("Mazur Lipa", ("Lipa",), [("Lipa", "Mazur")]),
]


@pytest.mark.parametrize(("text", "beside", "expected"), ORDERS)
def test_the_others_on_the_page_tell_which_word_is_the_surname(
    text: str, beside: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    read = from_table(text, "train_list", beside=beside)
    assert [(one.read.surname, one.read.given) for one in read.people] == expected
    # The form without scripts sends the names alone, or with what was chosen for some.
    people = [EntryPerson("listed", one.name) for one in read.people]
    people += [EntryPerson("listed", Written("X"), NameRead("X", surname=one)) for one in beside]
    assert [(name_of(one).surname, name_of(one).given) for one in read_by_page(people)][: len(expected)] == expected


def test_a_reading_that_was_chosen_stays() -> None:
    chosen = EntryPerson("listed", Written("Mazur Lipa"), NameRead("Mazur", surname="Lipa"))
    assert read_by_page([chosen, EntryPerson("listed", Written("Mazur Adam"))])[0].read.surname == "Lipa"


@settings(max_examples=60)
@given(st.text(alphabet='ab1\t;,"\n\r Ж', max_size=60))
def test_whatever_is_pasted_is_read(text: str) -> None:
    read = from_table(text, "train_list")
    assert all(one.name.text for one in read.people)
