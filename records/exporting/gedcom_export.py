"""Writing an edition as GEDCOM or GEDZIP: the texts of its pages in the order of the file, between a head and an end.

The pages were written as GEDCOM when they were published, so an export only passes bytes on.
"""

import codecs
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from records.edition.connection import EditionConnection, edition_url, snapshot
from records.edition.counting import counts
from records.edition.fragments import all_fragments, fragments_at, pictures
from records.edition.queries import info
from records.edition.surroundings import media_name
from records.exporting.file_plan import FilePlan, plan
from records.exporting.losses import losses_of
from records.exporting.requests import ExportReport, ExportRequest
from records.exporting.selection import select
from records.exporting.whole_file import complete_or_nothing
from records.gedcom.gedzip import GedzipWriter
from records.gedcom_pages.header import TRAILER
from records.gedcom_pages.pointers import without_dangling

Progress = Callable[[str, int, int], None]
# What a report counts; places stand within the records of others.
WORDS_OF_KINDS = {
    "person": "people",
    "family": "families",
    "document": "documents",
    "source": "sources",
    "archive": "archives",
}
LINKS_LEFT = "links to records that are not in the file"
_HASHED_AT_ONCE = 1 << 20


def no_progress(_what: str, _done: int, _total: int) -> None:
    """Show nothing."""


def export(request: ExportRequest, path: Path, progress: Progress = no_progress) -> ExportReport:
    """Write the export to a file, which appears only when it is complete.

    Raises ExportRefused when the edition holds nothing of what was asked for, EditionMissing when there is none.
    """
    with snapshot(edition_url(request.audience)) as connection, complete_or_nothing(path) as unfinished:
        if request.gedzip:
            return _write_gedzip(connection, request, unfinished, progress)
        with unfinished.open("wb") as stream:
            return write_gedcom(connection, request, stream, progress)


def write_gedcom(
    connection: EditionConnection, request: ExportRequest, stream: BinaryIO, progress: Progress = no_progress
) -> ExportReport:
    """Write the export to a stream."""
    selection = select(connection, request.scope, request.generations)
    planned = plan(connection, request, info(connection), selection)
    report = ExportReport()
    out = _Output(stream, planned)
    out.write(planned.head.encode())
    held = counts(connection) if selection is None else {kind: len(ids) for kind, ids in selection.ids.items()}
    report.written.update({words: held[kind] for kind, words in WORDS_OF_KINDS.items() if held.get(kind)})
    total, done = report.written.total(), 0
    for texts in _texts(connection, planned, report):
        out.write(b"".join(texts))
        done += len(texts)
        progress("GEDCOM", min(done, total), total)
    out.write(TRAILER.encode())
    documents = None if selection is None else selection.ids["document"]
    report.media = {media_name(sha256, stored): stored for sha256, stored in pictures(connection, documents)}
    lost = losses_of(connection, request, selection)
    report.not_carried.update({str(entry.what): entry.count for entry in lost.entries})
    report.sha256, report.bytes, report.records = out.sha256(), out.bytes, out.records
    return report


class _Output:
    """A stream by the rules of bytes of a version, counted and summed as it is written."""

    def __init__(self, stream: BinaryIO, planned: FilePlan) -> None:
        self._stream = stream
        self._seven = planned.seven
        self._sum = hashlib.sha256()
        self.bytes = 0
        # HEAD and TRLR, which stand at level 0 too, are none.
        self.records = -2
        if planned.marked:
            self._pass_on(codecs.BOM_UTF8)

    def write(self, data: bytes) -> None:
        """Write whole records, each line with its line feed."""
        self.records += data.count(b"\n0 ") + data.startswith(b"0 ")
        self._pass_on(data if self._seven else data.replace(b"\n", b"\r\n"))

    def _pass_on(self, data: bytes) -> None:
        self._stream.write(data)
        self._sum.update(data)
        self.bytes += len(data)

    def sha256(self) -> str:
        """Return the checksum of what was written."""
        return self._sum.hexdigest()


def _texts(connection: EditionConnection, planned: FilePlan, report: ExportReport) -> Iterator[list[bytes]]:
    if planned.places is None:
        yield from all_fragments(connection, planned.ranges)
        return
    for texts in fragments_at(connection, planned.places):
        cleaned = [without_dangling(text, planned.defined) for text in texts]
        left = sum(removed for _text, removed in cleaned)
        if left:
            report.not_carried[LINKS_LEFT] += left
        yield [text for text, _removed in cleaned]


def _write_gedzip(
    connection: EditionConnection, request: ExportRequest, path: Path, progress: Progress
) -> ExportReport:
    with GedzipWriter(path) as archive:
        with archive.gedcom() as stream:
            report = write_gedcom(connection, request, stream, progress)
        for done, (name, stored) in enumerate(report.media.items(), 1):
            archive.add_media(name, Path(settings.MEDIA_ROOT) / stored)
            progress("pictures", done, len(report.media))
    report.sha256, report.bytes = _sum_of(path), path.stat().st_size
    return report


def _sum_of(path: Path) -> str:
    summed = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_HASHED_AT_ONCE):
            summed.update(block)
    return summed.hexdigest()
