"""Heads in two rows, dates in three columns, and dates that a spreadsheet kept as numbers."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Mention
from records.tables.column_heads import are_two_rows, joined_heads
from records.tables.columns import fault_of, proposed
from records.tables.date_parts import joined_date
from records.tables.plan import CREATE
from records.tables.serial_dates import date_of_serial
from records.tables.table_file import heads_of, look_at
from records.tables.table_import import preview_table
from records.transcribing.entry import Entry
from tests.tables.lists import planned, quiet, taken_in, written

HEAD = Entry(kind="train_list", title="Invented")
TWO_ROWS = [
    ("Lp|Nazwisko|Imię|Data urodzenia|||Uwagi", "|||dzień|miesiąc|rok", True),
    ("Lp|Nazwisko|Imię|Data urodzenia||", "|||dzień|miesiąc|rok", True),
    ("№|Фамилия|Рождение|", "||число, месяц|год", True),
    ("Osoba||Urodzony|", "nazwisko|imię|data|miejsce", True),
    ("Lp|Nazwisko|Miejsce zamieszkania||Uwagi", "||ulica|dom", True),
    ("Nazwisko|Imię|", "Kowalski|Jan|uwaga", False),
    ("Nazwisko|Imię|Rok", "Kowalski|Jan|1905", False),
    ("Nazwisko|Imię||", "Nowak|Ewa|Lwów|żona", False),
    ("Nazwisko|Imię", "", False),
    ("Nazwisko||Imię", "Nowak||Jan", False),
]
MEANINGS = [
    ("Lp|Nazwisko|Imię|Data urodzenia||", "|||dzień|miesiąc|rok",
     "@row|@surname|@given|birth_date:day|birth_date:month|birth_date:year"),
    ("Name|Born||Died|", "|date|place|date|place", "@name|birth_date|birth_place|death_date|death_place"),
    ("ФИО|Дата рождения|", "|месяц|год", "@name|birth_date:month|birth_date:year"),
    ("Osoba|||Urodzony|", "nazwisko|imię|imię ojca|rok|miejsce", "@surname|@given|father_name|birth_year|birth_place"),
    ("Name|Data zgonu|", "|rok|grób", "@name|death_date|@keep"),
]  # fmt: skip
DATES = [
    (("12", "3", "1905"), ("12.3.1905", "")),
    (("12", "III", "1905"), ("12 III 1905", "")),
    (("12", "marca", "1905"), ("12 marca 1905", "")),
    (("", "3", "1905"), ("3.1905", "")),
    (("", "", "1905"), ("1905", "")),
    (("12", "", "1905"), ("12.?.1905", "1905")),
    (("12.", "3.", "1905 r."), ("12 3 1905 r", "")),
    (("", "", ""), ("", "")),
]
SERIALS = [
    ("5480", False, "1 JAN 1915"),
    ("5480", True, "2 JAN 1919"),
    ("44000", False, "18 JUN 2020"),
    ("366", False, "31 DEC 1900"),
    ("5480.5", False, "1 JAN 1915"),
    *((text, False, "") for text in ("1905", "1940", "2026", "12", "99999", "5480 r.", "", "-5480", "1.5", "3.1905")),
]


@pytest.mark.parametrize(("upper", "lower", "expected"), TWO_ROWS)
def test_a_row_that_divides_the_heads_is_told_from_the_first_of_the_list(
    upper: str, lower: str, expected: bool
) -> None:
    assert are_two_rows(upper.split("|"), lower.split("|")) == expected


@pytest.mark.parametrize(("upper", "lower", "meanings"), MEANINGS)
def test_what_two_rows_of_heads_say_together(upper: str, lower: str, meanings: str) -> None:
    kind = DOCUMENT_KINDS["train_list"]
    heads = joined_heads(upper.split("|"), lower.split("|"))
    found = proposed(heads, [["x"] * len(heads)], kind)
    assert found == tuple(meanings.split("|"))
    assert fault_of(found, kind) == ""


@pytest.mark.parametrize(("parts", "joined"), DATES)
def test_day_month_and_year_are_joined_as_they_would_be_written(
    parts: tuple[str, str, str], joined: tuple[str, str]
) -> None:
    assert joined_date(*parts) == joined


@pytest.mark.parametrize(("text", "from_1904", "expected"), SERIALS)
def test_a_number_is_the_count_of_days_but_never_a_year(text: str, from_1904: bool, expected: str) -> None:
    assert date_of_serial(text, from_1904=from_1904) == expected


def two_rows_of_heads(folder: Path, form: str) -> Path:
    rows = (
        ("Spis (zmyślony)",),
        ("Lp", "Nazwisko i imię", "Data urodzenia", "", "", "Zawód"),
        ("", "", "dzień", "miesiąc", "rok", ""),
        ("1", "Nikt Jan", "12", "3", "1905", "kowal"),
        ("2", "Nikt Ewa", "", "", "1907", ""),
        ("3", "Nikt Adam", "30", "2", "1901", ""),
    )
    if form == "csv":
        return written(folder, "\n".join(";".join(row) for row in rows))
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    for merged in ("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"):
        page.merge_cells(merged)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_with_heads_in_two_rows_comes_in(tmp_path: Path, form: str) -> None:
    path = two_rows_of_heads(tmp_path, form)
    reading = look_at(path)
    assert (reading.header_row, reading.head_rows) == (3, 2)
    assert heads_of(path, reading)[2:] == (
        *("Data urodzenia / dzień", "Data urodzenia / miesiąc", "Data urodzenia / rok", "Zawód"),
    )
    plan = planned(path, HEAD, CREATE)
    shown = preview_table(path, plan, quiet).as_dict()
    assert [row["values"][0]["text"] for row in shown["first"]] == ["12.3.1905", "1907", "30.2.1901"]
    assert shown["first"][0]["values"][0]["words"] == "12 March 1905"
    assert shown["codes"] == {"no_such_day": 1}
    assert shown["problems"][0]["column"] == "Data urodzenia / rok"
    taken_in(path, plan)
    births = dict(Mention.objects.values_list("as_written", "birth_year"))
    assert births == {"Nikt Jan": 1905, "Nikt Ewa": 1907, "Nikt Adam": None}


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize(("epoch", "expected"), [(None, "1 JAN 1915"), (CALENDAR_MAC_1904, "2 JAN 1919")])
def test_numbers_in_a_column_of_dates_are_proposed_and_told(tmp_path: Path, epoch: date, expected: str) -> None:
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    for row in (("Name", "Born on", "Year of birth"), ("Nikt Jan", 5480, None), ("Nikt Ewa", 1905, 18988)):
        book.active.append(row)
    book.active.append(("Nikt Adam", date(1903, 2, 1), 1903))
    book.save(tmp_path / "list.xlsx")
    plan = planned(tmp_path / "list.xlsx", HEAD, CREATE)
    report = taken_in(tmp_path / "list.xlsx", plan)
    assert [(one["line"], one["column"], one["code"], one["text"]) for one in report.problems] == [
        (2, "Born on", "serial", f"5480 = {expected}"),
        (3, "Year of birth", "date", "18988"),
    ]
    values = {one.as_written: one.values["birth_date"] for one in Mention.objects.all()}
    assert values["Nikt Jan"] == {"text": "5480", "understood": expected}
    assert (values["Nikt Ewa"]["text"], values["Nikt Adam"]["text"]) == ("1905", "1903-02-01")
    born = Mention.objects.get(as_written="Nikt Jan").identifications.get().person.events.get(kind="birth")
    assert (born.date_value, born.date_text) == (expected, "5480")
