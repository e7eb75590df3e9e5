"""Import a GEDCOM file into the working archive."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.importing.import_report import ImportReport
from records.importing.gedcom_import import import_gedcom
from records.management.commands._failures import one_clear_sentence
from records.management.commands._progress import progress_bars
from records.outbox import OutboxEntry

# Above this many changes a new edition is built faster than the old one is changed.
_REBUILD_ABOVE = 3_000
_SHOWN = 20


class Command(BaseCommand):
    help = "Import a GEDCOM file (4.0 to 5.5.5, 7.0, .ged or .gdz): all of it, or nothing when something is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--preview", action="store_true", help="say what would happen and change nothing")
        parser.add_argument(
            "--status", choices=("draft", "published"), default="draft", help="the status of what is imported"
        )
        parser.add_argument(
            "--charset", default="", help="read the file in this character set, whatever it says itself"
        )
        parser.add_argument("--json", action="store_true", help="print the whole report as JSON")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with progress_bars(quiet) as progress:
            report = import_gedcom(
                Path(options["file"]),
                options["status"],
                progress,
                preview=options["preview"],
                charset=options["charset"],
            )
            if options["status"] == "published" and not options["preview"]:
                self._publish(progress)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
        else:
            self._print(report)

    def _publish(self, progress: Any) -> None:
        if OutboxEntry.objects.count() > _REBUILD_ABOVE:
            rebuild("public", date.today(), progress)
        else:
            publish_changes(date.today())

    def _print(self, report: ImportReport) -> None:
        self.stdout.write(
            f"{report.file}: GEDCOM {report.version or 'of unknown version'}, "
            f"{report.charset} ({report.charset_reason})"
        )
        done = "Would create" if report.preview else "Created"
        self.stdout.write(
            f"{done}: "
            + (", ".join(f"{number} {what}" for what, number in report.created.items() if number) or "nothing")
        )
        for problem in report.problems[:_SHOWN]:
            self.stdout.write(f"  line {problem['line']}: {problem['message']} {problem['text']}".rstrip())
        if report.problems_total > _SHOWN:
            self.stdout.write(f"  ... and {report.problems_total - _SHOWN} more problems (--json lists them)")
        if report.not_taken:
            self.stdout.write(
                "Kept beside the records, because the archive has no home for it yet "
                f"({report.not_taken.total()} structures):"
            )
            for path, number in report.not_taken.most_common(_SHOWN):
                self.stdout.write(f"  {number:7} x {path} (first in line {report.first_lines.get(path)})")
        if report.preview:
            self.stdout.write("This was a preview: nothing was changed.")
