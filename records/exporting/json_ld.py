"""An edition as JSON-LD: one document with a node on each line, in the words of schema.org as far as these reach.

schema.org says who, where and when; everything the pages hold besides stands under our own terms (``kresy:``), which
fixtures/exporting/json_ld_terms.csv explains and the second node of the file repeats.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from records.edition.connection import EditionConnection
from records.edition.counting import counts
from records.edition.queries import pages_in_order
from records.exporting.edition_notes import EditionNotes, edition_notes
from records.exporting.json_ld_nodes import OWN, node_of
from records.exporting.plain_pages import KINDS
from records.exporting.plain_rows import Progress
from records.exporting.requests import ExportReport
from records.fixture_files import fixture_rows

TERMS = "https://kresy.families/terms/v1/"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "@base": "https://kresy.families/record/",
    OWN.removesuffix(":"): TERMS,
    "gender": {"@type": "@id"},
}
_AT_ONCE = 250


def write_json_ld(connection: EditionConnection, path: Path, progress: Progress) -> ExportReport:
    """Write the edition as JSON-LD; two exports of one edition are the same bytes."""
    written: Counter[str] = Counter()
    notes = edition_notes(connection)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"@context": {_json(CONTEXT)},\n"@graph": [\n{_json(_data_set(notes))},\n{_json(_terms())}')
        for kind, node in _nodes(connection, progress):
            stream.write(f",\n{_json(node)}")
            written[kind] += 1
        stream.write("\n]}\n")
    return ExportReport(written=written, records=written.total())


def _nodes(connection: EditionConnection, progress: Progress) -> Iterator[tuple[str, dict[str, Any]]]:
    totals = counts(connection)
    for kind in KINDS:
        done, last = 0, ""
        while pages := pages_in_order(connection, kind, last, _AT_ONCE):
            last = pages[-1].id
            for page in pages:
                yield kind, node_of(page)
            done += len(pages)
            progress(kind, done, totals.get(kind, 0))


def _data_set(notes: EditionNotes) -> dict[str, Any]:
    return {
        "@id": "edition",
        "@type": "Dataset",
        "name": notes.title,
        "description": f"{notes.for_whom} {notes.counted}",
        "version": notes.edition,
        "dateModified": notes.day.isoformat(),
        "usageInfo": notes.rights,
    }


def _terms() -> dict[str, Any]:
    terms = [
        {"@type": "DefinedTerm", "termCode": f"{OWN}{row['term']}", "description": row["meaning"]}
        for row in fixture_rows("exporting", "json_ld_terms.csv")
    ]
    return {"@id": TERMS, "@type": "DefinedTermSet", "name": "Terms of Kresy Families", "hasDefinedTerm": terms}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
