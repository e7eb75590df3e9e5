"""An edition as one SQLite file with a data dictionary, which Datasette and any SQLite program open."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from records.edition.connection import EditionConnection
from records.exporting.edition_notes import EditionNotes, edition_notes
from records.exporting.plain_rows import Progress, plain_rows
from records.exporting.plain_tables import Table, plain_tables
from records.exporting.requests import ExportReport

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_AT_ONCE = 500
# What people look for, beside the columns that name other rows.
_INDEXED = (
    ("names", "surname"),
    ("names", "given"),
    ("events", "kind"),
    ("events", "date_from"),
    ("stages", "code"),
    ("stages", "date_from"),
    ("places", "name"),
    ("documents", "kind"),
)
# Tables searched by words, and the columns that hold them.
_SEARCHED = {
    "names": ("given", "patronymic", "surname", "as_written", "reading"),
    "document_texts": ("text",),
    "mentions": ("as_written", "romanised"),
}
_PRESENCE = """CREATE VIEW presence AS
SELECT travellers.person, people.name, travellers.role, travellers.outcome, stages.type AS stage_type, stages.title,
       travellers.stage, coalesce(travellers.date_value, stages.date_value) AS date_value,
       coalesce(travellers.date_from, stages.date_from) AS date_from,
       coalesce(travellers.date_to, stages.date_to) AS date_to, places.name AS place_name, stages.place
FROM travellers JOIN people ON people.id = travellers.person JOIN stages ON stages.id = travellers.stage
LEFT JOIN places ON places.id = stages.place"""


def write_edition_file(connection: EditionConnection, path: Path, progress: Progress) -> ExportReport:
    """Write the edition as a SQLite file; ``path`` must not exist yet or be empty."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        # Nobody reads it yet: if writing breaks off, it is thrown away.
        file.execute("PRAGMA journal_mode=OFF")
        file.execute("PRAGMA synchronous=OFF")
        file.execute("BEGIN")
        for table in plain_tables().values():
            file.execute(_create(table))
        written = _fill(file, connection, progress)
        _add_indexes(file)
        file.execute(_PRESENCE)
        _explain(file, edition_notes(connection))
        file.execute("COMMIT")
        file.execute("ANALYZE")
    return ExportReport(written=written, records=written.total())


def _create(table: Table) -> str:
    columns = []
    for column in table.columns:
        words = f'"{column.name}" {_TYPES[column.type]}'
        if column.name == "id":
            words += " PRIMARY KEY"
        if column.refers_to:
            words += f' REFERENCES "{column.refers_to}" ("id")'
        columns.append(words)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608


def _fill(file: sqlite3.Connection, connection: EditionConnection, progress: Progress) -> Counter[str]:
    tables = plain_tables()
    orders = {name: _insert(table) for name, table in tables.items()}
    waiting: dict[str, list[list[Any]]] = {name: [] for name in tables}
    written: Counter[str] = Counter(dict.fromkeys(tables, 0))
    for name, values in plain_rows(connection, progress):
        waiting[name].append(values)
        written[name] += 1
        if len(waiting[name]) >= _AT_ONCE:
            file.executemany(orders[name], waiting[name])
            waiting[name].clear()
    for name, rows in waiting.items():
        file.executemany(orders[name], rows)
    return written


def _add_indexes(file: sqlite3.Connection) -> None:
    named = [
        (name, column.name) for name, table in plain_tables().items() for column in table.columns if column.refers_to
    ]
    for table, column in (*named, *_INDEXED):
        file.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    for table, columns in _SEARCHED.items():
        listed = ", ".join(columns)
        file.execute(
            f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5 '
            # Datasette knows a search table by its content in double quotation marks.
            f"({listed}, content=\"{table}\", content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        file.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')')  # noqa: S608


def _explain(file: sqlite3.Connection, notes: EditionNotes) -> None:
    """Put the explanations into the file: a row for every column, what the edition is, the words for Datasette."""
    file.execute('CREATE TABLE data_dictionary ("table" TEXT, "column" TEXT, type TEXT, refers_to TEXT, meaning TEXT)')
    for table in plain_tables().values():
        file.execute("INSERT INTO data_dictionary VALUES (?, '', '', '', ?)", (table.name, table.meaning))
        rows = [(table.name, column.name, column.type, column.refers_to, column.meaning) for column in table.columns]
        file.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?)", rows)
    file.execute("CREATE TABLE about (what TEXT PRIMARY KEY, words TEXT)")
    file.executemany("INSERT INTO about VALUES (?, ?)", notes.rows())
    metadata = json.dumps(datasette_metadata(notes), ensure_ascii=False, indent=1)
    file.execute("INSERT INTO about VALUES ('metadata.json', ?)", (metadata,))


def datasette_metadata(notes: EditionNotes) -> dict[str, Any]:
    """Return what Datasette takes as metadata.json; the file holds it in the table ``about``."""
    tables = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table in plain_tables().values()
    }
    tables["people"]["label_column"] = tables["places"]["label_column"] = "name"
    tables["documents"]["label_column"] = tables["sources"]["label_column"] = "title"
    # Datasette calls a database by the name of its file: kresy-families.sqlite.
    return {
        "title": notes.title,
        "description": f"{notes.for_whom} Edition of {notes.day}.",
        "license": notes.rights,
        "databases": {"kresy-families": {"tables": tables}},
    }
