"""The tables of the CSV and SQLite exports, as fixtures/exporting/data_dictionary.csv describes their columns."""

from dataclasses import dataclass
from functools import cache

from records.fixture_files import fixture_rows

TYPES = ("text", "integer", "number", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, one of TYPES, the table whose ids it holds ("" for none), and what it means."""

    name: str
    type: str
    refers_to: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row of it is, and its columns in order; the first one, ``id``, names the row."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@cache
def plain_tables() -> dict[str, Table]:
    """Return every table by its name, in the order of the data dictionary."""
    meanings: dict[str, str] = {}
    columns: dict[str, list[Column]] = {}
    for row in fixture_rows("exporting", "data_dictionary.csv"):
        if row["column"]:
            columns[row["table"]].append(Column(row["column"], row["type"], row["refers_to"], row["meaning"]))
        else:
            meanings[row["table"]] = row["meaning"]
            columns[row["table"]] = []
    return {name: Table(name, meaning, tuple(columns[name])) for name, meaning in meanings.items()}
