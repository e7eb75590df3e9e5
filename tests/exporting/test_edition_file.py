"""The whole edition as a SQLite file: explained, joined, searched, the same every time, without the living."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from records.exporting.plain_tables import plain_tables
from tests.exporting.edition_exports import CANARIES, exported  # noqa: F401

# The tables that archivists were promised.
PROMISED = {"people", "names", "events", "stages", "presence", "families", "places", "sources", "documents"}


@pytest.fixture
def file(exported) -> Iterator[sqlite3.Connection]:  # noqa: F811
    with closing(sqlite3.connect(exported("sqlite"))) as connection:
        yield connection


@pytest.mark.parametrize("audience", ["public", "archive"])
def test_the_file_is_whole_and_every_id_leads_somewhere(exported, audience) -> None:  # noqa: F811
    with closing(sqlite3.connect(exported("sqlite", audience))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_promised_table_holds_rows(file) -> None:
    for name in PROMISED:
        assert file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] > 0, name


def test_the_dictionary_explains_every_column_of_every_table(file) -> None:
    explained = set(file.execute('SELECT "table", "column" FROM data_dictionary WHERE meaning <> \'\''))
    for name in plain_tables():
        columns = {row[1] for row in file.execute(f"PRAGMA table_info({name})")}
        assert {(name, column) for column in columns} | {(name, "")} <= explained


def test_every_column_that_names_other_rows_has_an_index(file) -> None:
    for name, table in plain_tables().items():
        indexed = {
            file.execute(f'PRAGMA index_info("{row[1]}")').fetchone()[2]
            for row in file.execute(f"PRAGMA index_list({name})")
        }
        assert {column.name for column in table.columns if column.refers_to} <= indexed


def test_who_was_where_is_told_in_words(file) -> None:
    row = file.execute("SELECT * FROM presence WHERE place_name IS NOT NULL LIMIT 1")
    told = dict(zip([column[0] for column in row.description], row.fetchone(), strict=True))
    assert told["name"]
    assert told["stage_type"]


def test_names_are_found_without_their_diacritics(file) -> None:
    found = file.execute(
        "SELECT surname FROM names WHERE id IN (SELECT rowid FROM names_fts WHERE names_fts MATCH 'szymanski')"
    ).fetchall()
    assert ("Szymański",) in found
    # By this form Datasette sees that the table can be searched.
    (made_by,) = file.execute("SELECT sql FROM sqlite_master WHERE name = 'names_fts'").fetchone()
    assert 'content="names"' in made_by


def test_the_words_for_datasette_fit_the_tables(file) -> None:
    (text,) = file.execute("SELECT words FROM about WHERE what = 'metadata.json'").fetchone()
    (database,) = json.loads(text)["databases"].values()
    for name, words in database["tables"].items():
        columns = {row[1] for row in file.execute(f"PRAGMA table_info({name})")}
        assert set(words["columns"]) == columns


def test_the_file_says_which_edition_for_whom_and_under_which_rights(file) -> None:
    about = dict(file.execute("SELECT what, words FROM about"))
    assert about["audience"] == "public"
    assert about["day of the edition"] == "2026-11-22"
    assert "GeoNames" in about["rights"]


def test_no_one_private_is_in_a_byte_of_the_public_file(exported) -> None:  # noqa: F811
    text = exported("sqlite").read_bytes().decode("utf-8", errors="replace")
    assert "Zarębska" in text
    assert [name for name in CANARIES if name in text] == []


def test_two_exports_of_one_edition_are_the_same_bytes(exported) -> None:  # noqa: F811
    one: Path = exported("sqlite", name="one")
    assert one.read_bytes() == exported("sqlite", name="two").read_bytes()
