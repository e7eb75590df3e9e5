"""One page of the edition to take along: as JSON-LD, as tables, as GEDCOM with what it needs around it."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from records.edition.connection import EditionConnection
from records.edition.queries import Page
from records.exporting.csv_export import cell
from records.exporting.gedcom_export import write_gedcom
from records.exporting.json_ld import CONTEXT
from records.exporting.json_ld_nodes import OWN, node_of, schema_of
from records.exporting.plain_pages import Numbers, page_rows
from records.exporting.plain_tables import plain_tables
from records.exporting.requests import ExportRequest, Scope

# What lies in a ZIP has a day; the same page gives the same bytes.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def json_ld_of(page: Page) -> bytes:
    """Return a page as a JSON-LD document, everything it holds."""
    return json.dumps({"@context": CONTEXT, **node_of(page)}, ensure_ascii=False, indent=1).encode()


def summary_of(page: Page, address: str) -> dict[str, Any]:
    """Return what schema.org has words for, for the page itself: where it is, and who or what it is about."""
    node = {name: value for name, value in schema_of(page).items() if not _names_a_record(value)}
    kind = str(node["@type"]).removeprefix(OWN)
    return {"@context": "https://schema.org", **node, "@type": kind, "@id": address, "url": address}


def _names_a_record(value: Any) -> bool:
    """Say whether a value is an id, or ids, of other records, which say nothing outside of a whole export."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) and one.keys() == {"@id"} for one in values)


def tables_of(pages: Iterable[Page]) -> bytes:
    """Return pages as a ZIP of CSV files: the tables of the whole export, those with rows."""
    tables, numbers = plain_tables(), Numbers()
    rows: dict[str, list[dict[str, Any]]] = {}
    for page in pages:
        for name, values in page_rows(page, numbers):
            rows.setdefault(name, []).append(values)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, found in rows.items():
            entry = ZipInfo(f"{name}.csv", _NO_DAY)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, _table(tables[name].columns, found))
    return out.getvalue()


def _table(columns: Iterable[Any], rows: Iterable[dict[str, Any]]) -> bytes:
    words = io.StringIO(newline="")
    writer = csv.writer(words)
    columns = list(columns)
    writer.writerow([column.name for column in columns])
    for values in rows:
        writer.writerow([cell(values.get(column.name), column.type == "text") for column in columns])
    return words.getvalue().encode("utf-8-sig")


def gedcom_of(connection: EditionConnection, kind: str, record_id: str) -> bytes:
    """Return a record with what it needs around it as GEDCOM 7.0; of a person parents, children and partners."""
    out = io.BytesIO()
    write_gedcom(connection, ExportRequest("share-7.0", "public", Scope(kind, record_id), 1), out)
    return out.getvalue()
