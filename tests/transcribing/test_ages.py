"""Ages beside births, and days that never were: quiet warnings that name the field, and everything kept as written."""

from pathlib import Path

import pytest

from records.documents.models import Mention
from records.transcribing.ages import years_of_age
from records.transcribing.plausible import warnings
from tests.edition.world import TODAY
from tests.tables.lists import planned, taken_in, written
from tests.transcribing.entries import page, somebody

AGES = [
    *(("lat 12", 12), ("l. 12", 12), ("12 l.", 12), ("12 lat", 12), ("12", 12), ("12 лет", 12), ("лет 12", 12)),
    *(("12 г.", 12), ("3 года", 3), ("aged 12", 12), ("12 years old", 12), ("12 Jahre alt", 12), ("wiek: 12", 12)),
    *(("0", 0), ("ok. 50", None), ("6 tyg.", None), ("3 mies.", None), ("1905", None), ("dwanaście", None)),
    *(("", None), ("12/13", None), ("200", None), ("12?", None)),
]
ROWS = [
    ({"age": "lat 12", "birth_year": "1905"}, True),
    ({"age": "lat 35", "birth_year": "1905"}, False),
    ({"age": "34", "birth_year": "1905"}, False),
    ({"age": "33", "birth_year": "1905"}, False),
    ({"age": "36", "birth_year": "1905"}, False),
    ({"age": "37", "birth_year": "1905"}, True),
    ({"age": "l. 32", "birth_year": "1905"}, True),
    ({"age": "34 l.", "birth_date": "1.12.1905"}, False),
    ({"age": "36 l.", "birth_date": "1.12.1905"}, True),
    ({"age": "12", "birth_year": "ok. 1905"}, True),
    ({"age": "30", "birth_year": "1905 lub 1910"}, False),
    ({"age": "ok. 12", "birth_year": "1905"}, False),
    ({"age": "12"}, False),
    ({"age": "12", "birth_year": "?"}, False),
]
AT_DEATH = [("40", "1905", "1.5.1942", True), ("37", "1905", "1.5.1942", False), ("40", "1905", "", False)]
NO_DAYS = ["30.II.1942", "31 kwietnia", "29.02.1941"]


@pytest.mark.parametrize(("text", "years"), AGES)
def test_an_age_is_read_however_it_is_written(text: str, years: int | None) -> None:
    assert years_of_age(text) == years


@pytest.mark.django_db
@pytest.mark.parametrize(("values", "told"), ROWS)
def test_an_age_that_is_off_by_more_than_a_year_is_told(values: dict[str, str], told: bool) -> None:
    entry = page("train_list", somebody("listed", "Nikt Jan", **values), date="10.2.1940")
    assert ("people.0.values.age" in {one.path for one in warnings(entry, TODAY)}) == told
    assert not any(one.path.endswith("age") for one in warnings(page("train_list", *entry.people), TODAY))


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "born", "died", "told"), AT_DEATH)
def test_on_a_grave_it_is_the_age_at_death(age: str, born: str, died: str, told: bool) -> None:
    row = somebody("listed", "Nikt Jan", age=age, birth_year=born, death_date=died)
    found = warnings(page("cemetery_list", row, date="1.1.1990"), TODAY)
    assert ("people.0.values.age" in {one.path for one in found}) == told


@pytest.mark.django_db
@pytest.mark.parametrize("text", NO_DAYS)
def test_a_day_that_never_was_is_told_at_its_field(text: str) -> None:
    row = somebody("listed", "Nikt Jan", birth_date=text)
    found = [one for one in warnings(page("train_list", row, date=text), TODAY) if text in str(one.words)]
    assert {(one.path, one.level) for one in found} == {("date", "warning"), ("people.0.values.birth_date", "warning")}


@pytest.mark.django_db
def test_a_list_that_comes_in_tells_the_same_and_keeps_its_words(tmp_path: Path) -> None:
    rows = "Name;Year of birth;Age;Died on\nNikt Jan;1905;lat 12;\nNikt Ewa;1905;lat 35;\nNikt Adam;1910;;31.04.1941"
    path = written(tmp_path, rows)
    plan = planned(path, page("train_list", date="10.2.1940", title="Invented"))
    report = taken_in(path, plan)
    told = [(one["line"], one["column"], one["code"], one["text"]) for one in report.problems]
    assert told == [(2, "Age", "age", "lat 12"), (4, "Died on", "no_such_day", "31.04.1941")]
    assert Mention.objects.get(as_written="Nikt Jan").age_text == "lat 12"
    assert Mention.objects.get(as_written="Nikt Adam").values["death_date"] == {"text": "31.04.1941"}
