"""Writing an edition as GEDCOM 7.0 or 5.5.1, streaming, in memory that does not grow with the number of people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from records.edition.connection import EditionConnection
from records.edition.queries import (
    Page,
    counts,
    get_pages,
    image_path,
    info,
    mentions_of,
    pages_in_order,
    stages_without_travellers,
)
from records.exporting.gedcom_people import person_record
from records.exporting.gedcom_records import (
    document_record,
    family_record,
    header,
    media_record,
    repository_record,
    source_record,
    submitter,
)
from records.exporting.gedcom_values import Values, keep_words
from records.gedcom.structure import Structure
from records.gedcom.writing import GedcomWriter, Version

Progress = Callable[[str, int, int], None]
_AT_ONCE = 250


@dataclass(slots=True)
class ExportReport:
    """What was written, what GEDCOM could not carry, and the pictures that belong to the file (name to stored path)."""

    written: Counter[str] = field(default_factory=Counter)
    not_carried: Counter[str] = field(default_factory=Counter)
    media: dict[str, str] = field(default_factory=dict)


class _Writer(GedcomWriter):
    """Writes records whose words stay words, whatever they look like."""

    def write(self, record: Structure) -> None:
        super().write(keep_words(record))


def export_gedcom(
    connection: EditionConnection, stream: BinaryIO, version: Version, now: datetime, progress: Progress
) -> ExportReport:
    """Write every record of the edition; ``now`` goes into the header."""
    report, totals = ExportReport(), counts(connection)
    writer, values = _Writer(stream, version), Values(connection, version)
    writer.write(header(version, info(connection).get("audience", "public"), now))
    writer.write(submitter())
    done = 0
    for pages in _in_batches(connection, "person"):
        for record in _people(pages, values):
            writer.write(record)
        done += len(pages)
        report.written["people"] += len(pages)
        progress("people", done, totals.get("person", 0))
    for kind, what, write in (
        ("family", "families", _write_families),
        ("source", "sources", _write_sources),
        ("document", "documents", _write_documents),
        ("archive", "archives", _write_archives),
    ):
        for pages in _in_batches(connection, kind):
            write(pages, writer, values, report)
            report.written[what] += len(pages)
        progress(what, totals.get(kind, 0), totals.get(kind, 0))
    report.not_carried.update({what: number for what, number in values.not_carried.items() if number})
    for kind, what in (("history", "family histories"), ("chapter", "chapters of the chronicle")):
        if totals.get(kind):
            report.not_carried[what] = totals[kind]
    report.not_carried.update(_beside_the_people(connection))
    writer.write(Structure("TRLR"))
    return report


def _in_batches(connection: EditionConnection, kind: str) -> Iterator[list[Page]]:
    last = ""
    while pages := pages_in_order(connection, kind, last, _AT_ONCE):
        last = pages[-1].id
        yield pages


def _people(pages: list[Page], values: Values) -> Iterator[Structure]:
    stage_ids = sorted({travel["stage"] for page in pages for travel in page.body["journey"]})
    stages: dict[str, dict[str, Any]] = {}
    for start in range(0, len(stage_ids), 500):
        found = get_pages(values.connection, "stage", stage_ids[start : start + 500])
        stages |= {stage_id: page.body for stage_id, page in found.items()}
    places = [event["place"] for page in pages for event in page.body["events"]]
    values.look_up_places([*places, *(stage[end] for stage in stages.values() for end in ("place", "origin"))])
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for person_id, mention in mentions_of(values.connection, [page.id for page in pages]):
        documents[person_id].append(mention)
    for page in pages:
        yield person_record(page.id, page.body, stages, documents[page.id], values)


def _write_families(pages: list[Page], writer: GedcomWriter, values: Values, report: ExportReport) -> None:
    values.look_up_places(event["place"] for page in pages for event in page.body["events"])
    for page in pages:
        record, left = family_record(page.id, page.body, values)
        writer.write(record)
        if left:
            report.not_carried["partners beyond two in a family"] += left


def _write_sources(pages: list[Page], writer: GedcomWriter, values: Values, _report: ExportReport) -> None:
    for page in pages:
        writer.write(source_record(page.id, page.body, values))


def _write_documents(pages: list[Page], writer: GedcomWriter, values: Values, report: ExportReport) -> None:
    for page in pages:
        writer.write(document_record(page.id, page.body, values))
        for image in page.body.get("images", []):
            stored = image_path(values.connection, image["sha256"])
            if stored is None:
                continue
            name = f"media/{image['sha256'][:16]}.{stored.rpartition('.')[2]}"
            if name not in report.media:
                report.media[name] = stored
                writer.write(media_record(image, name, values))


def _write_archives(pages: list[Page], writer: GedcomWriter, values: Values, _report: ExportReport) -> None:
    for page in pages:
        writer.write(repository_record(page.id, page.body, values))


def _beside_the_people(connection: EditionConnection) -> dict[str, int]:
    """Count what belongs to no person's record: stages without travellers, what is told of places."""
    told = ("names", "parents", "note", "camp", "source_note")
    places = sum(any(page.body[part] for part in told) for pages in _in_batches(connection, "place") for page in pages)
    counted = {
        "stages without travellers": stages_without_travellers(connection),
        "places of which more is told than a line holds": places,
    }
    return {what: number for what, number in counted.items() if number}
