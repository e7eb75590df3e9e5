"""Export an edition as GEDCOM or GEDZIP."""

import errno
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand

from records.edition.connection import edition_url, snapshot
from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import ExportReport, export_gedcom
from records.gedcom.gedzip import GedzipWriter
from records.management.commands._failures import one_clear_sentence
from records.management.commands._progress import progress_bars


class Command(BaseCommand):
    help = "Write the public edition, or a complete archive edition, as GEDCOM 7.0 or 5.5.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", help="the file to write; it appears only when it is complete")
        parser.add_argument("--version", dest="gedcom_version", choices=("7.0", "5.5.1"), default="7.0")
        parser.add_argument("--gedzip", action="store_true", help="with the pictures, in one archive")
        parser.add_argument("--audience", choices=("public", "archive"), default="public")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        # Django's own --version would stand in the way of ours.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        out = Path(options["out"])
        audience, version = options["audience"], options["gedcom_version"]
        with (
            progress_bars(quiet=options["verbosity"] == 0) as progress,
            _complete_or_nothing(out) as (stream, unfinished),
        ):
            if audience == "archive":
                rebuild("archive", date.today(), progress)
            with snapshot(edition_url(audience)) as connection:
                now = datetime.now(UTC)
                if options["gedzip"]:
                    stream.close()
                    report = _write_gedzip(connection, unfinished, version, now, progress)
                else:
                    report = export_gedcom(connection, stream, version, now, progress)
        written = ", ".join(f"{number} {what}" for what, number in report.written.items())
        self.stdout.write(f"Wrote {out}: GEDCOM {version}, {audience} edition: {written}.")
        for what, number in report.not_carried.items():
            self.stdout.write(f"  Not carried by GEDCOM: {number} {what}")


def _write_gedzip(connection: Any, path: Path, version: Any, now: datetime, progress: Any) -> ExportReport:
    with GedzipWriter(path) as archive:
        with archive.gedcom() as stream:
            report = export_gedcom(connection, stream, version, now, progress)
        for name, stored in report.media.items():
            archive.add_media(name, Path(settings.MEDIA_ROOT) / stored)
    return report


@contextmanager
def _complete_or_nothing(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Write beside the target and move it into place at the end; on a failure nothing is left behind."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    unfinished = Path(name)
    try:
        with open(descriptor, "wb") as stream:
            yield stream, unfinished
            if not stream.closed:
                stream.flush()
                os.fsync(stream.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
