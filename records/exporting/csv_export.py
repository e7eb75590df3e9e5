"""An edition as CSV: a ZIP of one file for each table, with a datapackage.json (Frictionless) that explains them.

A spreadsheet takes a cell that begins with = + - @ or a control sign for a formula, and would run it. Such a text
gets an apostrophe in front, and so does one that begins with an apostrophe: to read a text as it was, take off one
leading apostrophe. Numbers are written as they are.
"""

import csv
import hashlib
import json
import shutil
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from records.edition.connection import EditionConnection
from records.exporting.edition_notes import GEONAMES, EditionNotes, edition_notes
from records.exporting.plain_rows import Progress, plain_rows
from records.exporting.plain_tables import Table, plain_tables
from records.exporting.requests import ExportReport

# The wide forms count, too: some programs read them as the narrow ones.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_FIELD_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
_READ_ME = """{title}
{for_whom}
Edition {edition} of {day}.

{rights}

{counted}

Each .csv file is a table: UTF-8 with a byte order mark, commas, a header row. datapackage.json says what each
column holds and which columns name rows of other tables. A text that a spreadsheet would take for a formula, or that
begins with an apostrophe, has an apostrophe in front: take off one leading apostrophe to read it as it was.
"""


def write_csv(connection: EditionConnection, path: Path, progress: Progress) -> ExportReport:
    """Write the edition as a ZIP of CSV files; two exports of one edition are the same bytes."""
    notes = edition_notes(connection)
    with TemporaryDirectory(dir=path.parent, prefix=".csv-") as folder:
        written = _write_tables(connection, Path(folder), progress)
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            resources = []
            for table in plain_tables().values():
                file = Path(folder, f"{table.name}.csv")
                resources.append(_resource(table, file, written[table.name]))
                _add(archive, file.name, notes.day, file)
            _add(archive, "datapackage.json", notes.day, _data_package(notes, resources))
            _add(archive, "README.txt", notes.day, _READ_ME.format(**asdict(notes)))
    return ExportReport(written=written, records=written.total())


def cell(value: Any, text: bool) -> str:
    """Return a value as a cell; ``text`` says that the column holds words, which no spreadsheet may run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = str(value)
    return f"'{words}" if text and words.startswith(_FORMULA_SIGNS) else words


def _write_tables(connection: EditionConnection, folder: Path, progress: Progress) -> Counter[str]:
    written: Counter[str] = Counter()
    with ExitStack() as files:
        writers, texts = {}, {}
        for name, table in plain_tables().items():
            stream = files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[name] = csv.writer(stream)
            writers[name].writerow([column.name for column in table.columns])
            texts[name] = [column.type == "text" for column in table.columns]
            written[name] = 0
        for name, values in plain_rows(connection, progress):
            writers[name].writerow([cell(value, text) for value, text in zip(values, texts[name], strict=True)])
            written[name] += 1
    return written


def _resource(table: Table, file: Path, rows: int) -> dict[str, Any]:
    """Return the description of one file: its columns, what names its rows, and what they name."""
    with file.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "name": table.name.replace("_", "-"),
        "path": file.name,
        "profile": "tabular-data-resource",
        "description": f"{table.meaning}.",
        "encoding": "utf-8-sig",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{checksum}",
        "rows": rows,
        "schema": {
            "fields": [
                {"name": column.name, "type": _FIELD_TYPES[column.type], "description": column.meaning}
                for column in table.columns
            ],
            "missingValues": [""],
            "primaryKey": "id",
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {"resource": column.refers_to.replace("_", "-"), "fields": "id"},
                }
                for column in table.columns
                if column.refers_to
            ],
        },
    }


def _data_package(notes: EditionNotes, resources: list[dict[str, Any]]) -> str:
    package = {
        "profile": "tabular-data-package",
        "name": f"kresy-families-{notes.audience}",
        "title": notes.title,
        "description": f"{notes.for_whom} {notes.rights} {notes.counted}",
        "version": notes.edition,
        "created": f"{notes.day}T00:00:00Z",
        "sources": [{"title": "GeoNames, CC BY 4.0 (coordinates)", "path": GEONAMES}],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1)


def _add(archive: ZipFile, name: str, day: date, content: Path | str) -> None:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    if isinstance(content, str):
        archive.writestr(entry, content.encode())
        return
    with content.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1 << 20)
