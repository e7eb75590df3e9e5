"""Files as they come: whatever their letters, dividers and traps, rows of text or one clear sentence."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.documents.kinds import DOCUMENT_KINDS
from records.tables import table_file, xlsx_rows
from records.tables.columns import fault_of, proposed
from records.tables.refusal import TableRefused
from records.tables.table_file import first_rows, heads_of, look_at, rows_of
from tests.tables.lists import CEMETERY, EVACUATION

POLISH = "Nazwisko;Imię\nŻółćińska;Łucja\nWiśniewska;Józefa\n"
RUSSIAN = "Фамилия;Имя\nВыдуманский;Ян\n"
LETTERS = [
    (POLISH, "utf-8", "utf-8"),
    (POLISH, "utf-8-sig", "utf-8"),
    (POLISH, "cp1250", "cp1250"),
    ("Imię;Imię ojca\nŻółć;Łukasz\nŻółć;Ślęża\n", "cp1250", "cp1250"),
    ("No;Фамилия\n1;Выдуманский\n2;Вымышленная-Niktówna\n3;Ничья\n".replace("ó", "o"), "cp1251", "cp1251"),
    (POLISH, "utf-16", "utf-16"),
    (RUSSIAN, "utf-16-le", "utf-16-le"),
    (RUSSIAN, "utf-16-be", "utf-16-be"),
    (RUSSIAN, "cp1251", "cp1251"),
    (RUSSIAN, "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("text", "written", "found"), LETTERS)
def test_the_letters_are_found(tmp_path: Path, text: str, written: str, found: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(written))
    reading = look_at(path)
    assert (reading.charset, reading.delimiter, reading.header_row) == (found, ";", 1)
    assert [";".join(row.cells) for row in rows_of(path, reading)] == text.splitlines()[1:]
    assert ";".join(heads_of(path, reading)) == text.splitlines()[0]


def test_the_letters_may_be_chosen_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Имя,Год\nЯн,1900\n".encode("koi8-r"))
    reading = look_at(path, charset="koi8-r")
    assert (reading.charset_reason, first_rows(path, reading, 1)[0].cells) == ("chosen", ("Ян", "1900"))
    odd = first_rows(path, look_at(path, charset="utf-8"), 1)[0].odd
    assert odd == ((0, "charset"),)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_divider_is_found(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(sign.join(["No", "Name", "Born"]) + f'\n1{sign}"Nikt, Jan"{sign}1900\n', encoding="utf-8")
    assert look_at(path).delimiter == sign
    assert first_rows(path, look_at(path), 1)[0].cells == ("1", "Nikt, Jan", "1900")


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('No,Name\n1,"Nikt Jan\n' + "2,Nikt Adam\n" * 30, encoding="utf-8")
    with pytest.raises(TableRefused, match="line 2"):
        list(rows_of(path, look_at(path)))
    rows = list(rows_of(path, look_at(path, quotes=False)))
    assert (len(rows), rows[0].cells) == (31, ("1", '"Nikt Jan'))


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def packed(path: Path, **parts: bytes) -> Path:
    """Return a copy of a good workbook with parts put in."""
    good = workbook(path.with_name("good.xlsx"), ["Name"], ["Nikt Jan"])
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = Path(name).stem
            new.writestr(name, parts.pop(stem) if stem in parts else old.read(name))
        for name, content in parts.items():
            new.writestr(f"xl/{name}.xml", content)
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'
ROW = b'<row r="%s"><c r="A%s" t="inlineStr"><is><t>Nikt Jan</t></is></c></row>'
TRAPS = {
    "a bomb": (b"0" * 12_000_000, None),
    "entities": (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', None),
    "a size that is not": (
        None,
        SHEET % (b'<dimension ref="A1:XFD1048576"/><sheetData>' + ROW % (b"1", b"1") + b"</sheetData>"),
    ),
    "a row beyond every sheet": (None, SHEET % (b"<sheetData>" + ROW % (b"99999999999", b"9") + b"</sheetData>")),
    "broken XML": (None, SHEET % b"<sheetData><row>"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_workbook_that_is_a_trap_ends_in_a_sentence_or_in_its_rows(tmp_path: Path, name: str, monkeypatch) -> None:
    monkeypatch.setattr(table_file, "MOST_ROWS", 2_000)
    extra, sheet = TRAPS[name]
    parts = ({"extra": extra} if extra else {}) | ({"sheet1": sheet} if sheet else {})
    path = packed(tmp_path / "trap.xlsx", **parts)
    try:
        cells = [row.cells for row in rows_of(path, look_at(path, header_row=0))]
    except TableRefused as refusal:
        assert "workbook" in str(refusal) or "more than" in str(refusal)
    else:
        assert (name == "a size that is not" and cells == [("Nikt Jan",)]) or cells == []


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for content in (b"\xd0\xcf\x11\xe0old", b"PK\x03\x04 no more than that"):
        path = tmp_path / "list.xlsx"
        path.write_bytes(content)
        with pytest.raises(TableRefused):
            look_at(path)


def test_what_a_formula_last_showed_is_its_text(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "formula.xlsx",
        sheet1=SHEET
        % b'<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>3+4</f></c></row></sheetData>',
    )
    row = next(rows_of(path, look_at(path, header_row=0)))
    assert (row.cells, row.odd) == (("2", "=3+4"), ((0, "formula"), (1, "formula")))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") / "any_bytes_of_a_list"
    path.write_bytes(content)
    xlsx_rows._looked_through.cache_clear()
    try:
        list(rows_of(path, look_at(path)))
    except TableRefused:
        pass
    finally:
        path.unlink()


HEADS = [
    ("evacuation_list", EVACUATION, {"sheet": "Список", "header_row": 3},
     ("@row", "@name", "birth_year", "father_name", "relation", "age", "@keep", "@note")),
    ("cemetery_list", CEMETERY, {},
     ("@row", "@surname", "@given", "death_date", "age", "father_name", "grave", "@note", "@keep")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "chosen", "columns"), HEADS)
def test_the_columns_are_known_by_their_heads(kind: str, path: Path, chosen: dict, columns: tuple[str, ...]) -> None:
    reading = look_at(path, **chosen)
    samples = [row.cells for row in first_rows(path, reading, 30)]
    found = proposed(heads_of(path, reading), samples, DOCUMENT_KINDS[kind])
    assert found == columns
    assert fault_of(found, DOCUMENT_KINDS[kind]) == ""


def test_without_heads_the_columns_are_known_by_what_stands_in_them() -> None:
    rows = [("1", "Nikt Jan", "1900", "x1"), ("2", "Nikt Anna", "1902", "x2"), ("4", "Niktowa Ewa", "1875", "x3")]
    assert proposed((), rows, DOCUMENT_KINDS["train_list"]) == ("@row", "@name", "birth_year", "@keep")


FAULTS = [("@name", "@surname"), ("birth_year",), ("@name", "nothing"), ("@name", "birth_year", "birth_year")]


@pytest.mark.parametrize("columns", FAULTS)
def test_columns_that_make_no_list(columns: tuple[str, ...]) -> None:
    assert fault_of(columns, DOCUMENT_KINDS["train_list"])
