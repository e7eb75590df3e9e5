"""An edition as CSV: explained, safe in a spreadsheet, whole, the same every time, without the living."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.edition.queries import Page
from records.exporting.csv_export import cell
from records.exporting.plain_pages import Numbers, page_rows
from records.exporting.plain_tables import TYPES, plain_tables
from records.people.models import Event, Person, PersonName
from records.record_model import Status
from tests.exporting.edition_exports import CANARIES, exported  # noqa: F401

# The tables that archivists were promised.
PROMISED = {
    "people", "names", "events", "stages", "travellers", "families", "places", "sources", "citations", "documents",
    "mentions",
}  # fmt: skip


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def package(files: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(files["datapackage.json"])


def test_every_promised_table_is_there_with_a_mark_and_a_header_row(exported) -> None:  # noqa: F811
    files = members(exported("csv"))
    assert {f"{name}.csv" for name in PROMISED} <= set(files)
    for name, table in plain_tables().items():
        content = files[f"{name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8-sig").splitlines()[0].split(",") == [column.name for column in table.columns]


def test_the_package_describes_every_column_of_every_file(exported) -> None:  # noqa: F811
    files = members(exported("csv"))
    described = {resource["path"]: resource for resource in package(files)["resources"]}
    assert set(described) == {name for name in files if name.endswith(".csv")}
    for path, resource in described.items():
        header = files[path].decode("utf-8-sig").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[path]).hexdigest()}"
        assert resource["bytes"] == len(files[path])
        assert resource["rows"] == len(rows(files[path]))


@pytest.mark.parametrize("audience", ["public", "archive"])
def test_ids_name_rows_that_exist_once(exported, audience) -> None:  # noqa: F811
    files = members(exported("csv", audience))
    tables = {name: rows(files[f"{name}.csv"]) for name in plain_tables()}
    ids = {name: [row["id"] for row in table] for name, table in tables.items()}
    for name, table in plain_tables().items():
        assert len(set(ids[name])) == len(ids[name])
        for column in table.columns:
            if column.refers_to:
                named = {row[column.name] for row in tables[name]} - {""}
                assert named <= set(ids[column.refers_to]), (name, column.name)


@pytest.mark.parametrize("audience", ["public", "archive"])
def test_every_value_is_of_the_type_its_column_claims(exported, audience) -> None:  # noqa: F811
    files = members(exported("csv", audience))
    fits = {
        "integer": lambda text: text.lstrip("-").isdecimal(),
        "number": lambda text: float(text) == float(text),
        "boolean": lambda text: text in ("true", "false"),
        "date": lambda text: len(text) == 10 and text[4] == text[7] == "-",
        "text": lambda text: True,
    }
    assert set(fits) == set(TYPES)
    for name, table in plain_tables().items():
        for row in rows(files[f"{name}.csv"]):
            for column in table.columns:
                assert not row[column.name] or fits[column.type](row[column.name]), (name, column.name, row)


def test_no_one_private_is_in_the_public_tables(exported) -> None:  # noqa: F811
    text = "".join(content.decode() for content in members(exported("csv")).values())
    assert "Zarębska" in text
    assert [name for name in CANARIES if name in text] == []


def test_the_complete_tables_hold_the_unpublished(exported) -> None:  # noqa: F811
    people = rows(members(exported("csv", "archive"))["people.csv"])
    assert {row["id"] for row in people} == set(Person.objects.values_list("public_id", flat=True))


def test_two_exports_of_one_edition_are_the_same_bytes(exported) -> None:  # noqa: F811
    assert exported("csv", name="one").read_bytes() == exported("csv", name="two").read_bytes()


def test_the_package_says_which_edition_for_whom_and_under_which_rights(exported) -> None:  # noqa: F811
    files = members(exported("csv"))
    told = package(files)
    assert "no one who may be living" in told["description"]
    assert "GeoNames" in told["description"]
    assert told["version"]
    assert "2026-11-22" in files["README.txt"].decode()


@pytest.mark.parametrize("audience", ["public", "archive"])
def test_the_dictionary_has_a_column_for_all_that_the_demonstration_holds(exported, audience) -> None:  # noqa: F811
    others = rows(members(exported("csv", audience))["other_values.csv"])
    assert {(row["table"], row["name"]) for row in others} == set()


def test_what_has_no_column_yet_is_kept_all_the_same() -> None:
    page = Page("archive", "abc", {}, {"name": "Archive", "uid": "u", "shelves": [1, 2], "founded": "1919"})
    made = list(page_rows(page, Numbers()))
    assert ("other_values", {"id": 1, "table": "archive", "row": "abc", "name": "shelves", "value": "[1, 2]"}) in made
    assert made[0] == ("archives", {"id": "abc", "name": "Archive", "uid": "u", "founded": "1919"})


# --- a spreadsheet runs nothing ---------------------------------------------------------------------------------

DANGEROUS = ["=1+1", "+48 22", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1+1", '=HYPERLINK("x")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_a_formula(text) -> None:
    assert cell(text, text=True) == f"'{text}"


@given(st.text())
def test_every_text_can_be_read_as_it_was(text) -> None:
    written = cell(text, text=True)
    assert written[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")
    assert (written[1:] if written.startswith("'") else written) == text


@pytest.mark.parametrize(("value", "expected"), [(-12.5, "-12.5"), (None, ""), (True, "true"), (0, "0"), ("", "")])
def test_numbers_stay_numbers(value, expected) -> None:
    assert cell(value, text=isinstance(value, str)) == expected


def test_a_name_that_is_a_formula_arrives_harmless(empty_archive, tmp_path, exported) -> None:  # noqa: F811
    someone = Person(status=Status.PUBLISHED, invented=True)
    someone.save()
    PersonName(person=someone, given="=cmd|'/c calc'!A1", surname='"quoted", two\nlines').save()
    Event(person=someone, kind="death", date_text="1941").save()
    names = rows(members(exported("csv", "archive"))["names.csv"])
    assert [(row["given"], row["surname"]) for row in names] == [("'=cmd|'/c calc'!A1", '"quoted", two\nlines')]
