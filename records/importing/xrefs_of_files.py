"""What the records of imported files are called there and here, in a temporary file: a tree has millions of them."""

import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from records.importing.models import ImportedRecord

LETTERS = {"person": "P", "family": "F", "source": "S", "archive": "R", "document": "D"}
_AT_ONCE = 400


class Known(NamedTuple):
    """A record of a file: its entry among the imported records, and ours that it became, if any."""

    entry: int
    kind: str
    record_id: str


class XrefsOfFiles:
    """Looks up records of files by their identifier there, or by ours."""

    def __init__(self, batches: Collection[int]) -> None:
        # An empty name is a temporary file that SQLite removes by itself.
        self._file = sqlite3.connect("")
        self._file.execute(
            "CREATE TABLE known (batch INTEGER, xref TEXT, entry INTEGER, kind TEXT, record_id TEXT, own INTEGER,"
            " PRIMARY KEY (batch, xref)) WITHOUT ROWID"
        )
        rows = ImportedRecord.objects.filter(batch__in=list(batches)).exclude(xref="").order_by("id")
        columns = rows.values_list("batch_id", "xref", "id", "kind", "record_id", "created")
        # Of two with the same identifier the first is meant.
        self._file.executemany(
            "INSERT OR IGNORE INTO known VALUES (?, ?, ?, ?, ?, ?)", columns.iterator(chunk_size=5000)
        )
        self._file.execute("CREATE INDEX known_record ON known (batch, record_id)")

    def of_pointers(self, batch: int, pointers: Collection[str]) -> dict[str, Known]:
        """Return the records that these pointers of a file mean."""
        query = "SELECT xref, entry, kind, record_id FROM known WHERE batch = ? AND xref IN ({})"
        return {row[0]: Known(int(row[1]), row[2], row[3]) for row in self._rows(query, batch, pointers)}

    def of_records(self, batch: int, ids: Collection[str]) -> dict[tuple[str, str], str]:
        """Return what records of ours are called in a file, by (letter, id)."""
        # Of two that are one by now, the record that made ours is meant.
        query = "SELECT kind, record_id, xref FROM known WHERE batch = ? AND record_id IN ({}) ORDER BY own"
        rows = self._rows(query, batch, ids)
        return {(LETTERS[kind], record_id): xref for kind, record_id, xref in rows if kind in LETTERS}

    def _rows(self, query: str, batch: int, words: Collection[str]) -> Iterator[tuple[str, ...]]:
        ordered = sorted(words)
        for start in range(0, len(ordered), _AT_ONCE):
            part = ordered[start : start + _AT_ONCE]
            yield from self._file.execute(query.format(", ".join("?" * len(part))), (batch, *part))

    def close(self) -> None:
        """Remove the temporary file."""
        self._file.close()
