"""Export a whole edition as CSV, JSON-LD or SQLite."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from records.edition.rebuilding import rebuild
from records.exporting.data_export import DATA_FORMATS, export_data
from records.exporting.requests import AUDIENCES
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars


class Command(OperatorCommand):
    help = "Write the public edition, or a complete archive edition, as CSV tables, JSON-LD or a SQLite file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", help="the file to write; it appears only when it is complete")
        parser.add_argument("--format", dest="data_format", choices=tuple(DATA_FORMATS), required=True)
        parser.add_argument("--audience", choices=AUDIENCES, default="public")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        out, audience = Path(options["out"]), options["audience"]
        with progress_bars(quiet=options["verbosity"] == 0) as progress:
            if audience == "archive":
                rebuild("archive", date.today(), progress)
            report = export_data(options["data_format"], audience, out, progress)
        self.stdout.write(f"Wrote {out}: {audience} edition, {report.records} rows, {report.bytes} bytes.")
        self.stdout.write(f"SHA-256: {report.sha256}")
