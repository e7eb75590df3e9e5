"""What is proposed while someone types: readings of names, places and dates, a table each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from records.dates.reading import read_date
from records.transcribing.proposals import dates, names, places

NAMES = [
    ("Зарембский Владислав Антонович", "Zarębski Władysław Antonowicz", "M", "Antoni"),
    ("Домбровская Розалия", "Dąbrowska Rozalia", "F", ""),
    ("NOWAK Frances", "Nowak Frances", "F", ""),
    ("Szym[?]ński Jan", "Szym[?]ński Jan", "M", ""),
    ("Шим[а/о]нский Ян", "Szymański Jan", "M", ""),
    ("Wróblowa z d. Nowak Michalina", "Wróblowa Michalina", "F", ""),
]
DATES = [
    ("10.II.1940", "10 FEB 1940", "10 lutego 1940", []),
    ("5 сентября 1941 г.", "5 SEP 1941", "5 września 1941", []),
    ("3/4/1940", "BET 4 MAR 1940 AND 3 APR 1940", None, ["3 APR 1940", "4 MAR 1940"]),
    ("3.4.1940", "3 APR 1940", "3 kwietnia 1940", ["4 MAR 1940"]),
    ("7 мая 1869", "7 MAY 1869", "7 maja 1869", ["JULIAN 7 MAY 1869"]),
    ("kiedyś", "", "", []),
]
PLACES = [
    ("Lwów", "Lwów"),
    ("Lviv", "Lwów"),
    ("г. Львов", "Lwów"),
    ("ст. Тоцкое Чкаловской обл.", "Tockoje"),
    ("Сольвычегодск", "Solwyczegodsk"),
]


@pytest.mark.parametrize(("text", "whole", "sex", "father"), NAMES)
def test_a_name_is_read(text: str, whole: str, sex: str, father: str) -> None:
    first = names(text)[0]
    assert (first.read.whole, first.sex, first.father) == (whole, sex, father)
    assert str(first.words)


def test_rival_readings_follow_with_less_weight() -> None:
    found = names("Зарембский Владислав")
    assert [one.read.surname for one in found][:2] == ["Zarębski", "Zarembski"]
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert names("Wróblowa z d. Nowak Michalina")[0].maiden == "Nowak"
    assert names("") == names("?") == []


@pytest.mark.parametrize(("text", "value", "words", "others"), DATES)
def test_a_date_is_said_aloud_and_its_other_meanings_offered(
    text: str, value: str, words: str | None, others: list[str]
) -> None:
    found = dates(text, "pl")
    assert (found.value, [one.value for one in found.others]) == (value, others)
    assert words is None or found.words == words
    assert found.understood is bool(value)


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_a_place_is_found_by_any_of_its_names(demo_archive, db, text: str, name: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = places(text)
    assert found[0].name == name
    assert len(asked) <= 4
    assert str(found[0].words)


def test_places_are_found_by_an_index(demo_archive, db) -> None:
    with CaptureQueriesContext(connection) as asked:
        places("г. Львов", (read_date("1939").earliest, read_date("1939").latest))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for query in asked.captured_queries:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                assert not [row for row in cursor.fetchall() if row[3].startswith("SCAN records_")]


@settings(max_examples=80)
@given(st.text(alphabet="AaБбяŁż[]/?.,*()«» -1ё\u0301א", max_size=24))
def test_nothing_that_is_typed_breaks_a_proposal(text: str) -> None:
    names(text)
    dates(text, "en")
