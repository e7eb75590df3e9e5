"""Import a GEDCOM file into the working archive."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from records.importing.comparing import compare_import
from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ABOUT_LIKELY, ImportReport
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars
from records.management.commands._publishing import publish_what_waits

_SHOWN = 20


class Command(OperatorCommand):
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
        parser.add_argument(
            "--as-new",
            action="store_true",
            help="do not know records by their pointers, even when the file looks like a later state of one before",
        )
        parser.add_argument("--by", default="", help="on whose behalf, for the list of imports")
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
                by=options["by"],
                as_new=options["as_new"],
            )
            found = {name: value for name, value in report.as_dict().items() if name in ABOUT_LIKELY}
            if report.batch is not None:
                found = compare_import(report.batch, timezone.now(), progress)
            if options["status"] == "published" and not options["preview"]:
                publish_what_waits(progress)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict() | found, ensure_ascii=False, indent=1))
        else:
            self._print(report, found)

    def _print(self, report: ImportReport, found: dict[str, Any]) -> None:
        self.stdout.write(
            f"{report.file}: GEDCOM {report.version or 'of unknown version'}, "
            f"{report.charset} ({report.charset_reason})"
        )
        if report.same_file_imported:
            self.stdout.write(f"  This very file is in the archive already: import {report.same_file_imported}.")
        if report.earlier_state:
            self.stdout.write(
                f"  This is a copy or a later state of {report.earlier_state['file']} (import "
                f"{report.earlier_state['batch']}): its records are known by their pointers. "
                "With --as-new they are taken as new."
            )
        for sample in report.charset_samples if len(report.charset_samples) > 1 else []:
            self.stdout.write(f"  as {sample['charset']}: {', '.join(sample['names'][:4])}")
        done = "Would create" if report.preview else "Created"
        self.stdout.write(
            f"{done}: "
            + (", ".join(f"{number} {what}" for what, number in report.created.items() if number) or "nothing")
        )
        if report.matched:
            known = ", ".join(f"{number} {what}" for what, number in report.matched.items())
            self.stdout.write(f"Known already: {known}")
        for found in report.changed[:_SHOWN]:
            self.stdout.write(
                f"  line {found['line']}: {found['kind']} {found['record']}, {found['field']}: "
                f"here {found['ours'] or 'nothing'}; in the file {found['theirs']}"
            )
        if report.changed_total > _SHOWN:
            self.stdout.write(f"  ... and {report.changed_total - _SHOWN} more differences (--json lists them)")
        for found in report.untold[:_SHOWN]:
            self.stdout.write(
                f"  line {found['line']}: {found['kind']} {found['record']}, {found['field']}: "
                f"{found['ours']} is not in this file; it was kept"
            )
        if report.untold_total > _SHOWN:
            self.stdout.write(f"  ... and {report.untold_total - _SHOWN} more (--json lists them)")
        self._print_likely(found)
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
        if report.batch:
            self.stdout.write(f"This was import {report.batch}; `manage.py undo_import {report.batch}` takes it back.")
        if report.preview:
            self.stdout.write("This was a preview: nothing was changed.")

    def _print_likely(self, found: dict[str, Any]) -> None:
        """Say who may be here already, and who may be of one family with somebody here."""
        for what, words in (("likely", "may be here already"), ("kin", "may be relatives of somebody here")):
            if not found[f"{what}_total"]:
                continue
            self.stdout.write(f"Of {found['compared']} new people {found[f'{what}_total']} {words}:")
            for row in found[what][:_SHOWN]:
                others = ", ".join(f"{one['key']} ({min(100 * one['probability'], 99.9):.1f} %)" for one in row["of"])
                self.stdout.write(f"  line {row['line']}: {row['name']}: {others}")
        if found["not_compared"]:
            self.stdout.write(f"{found['not_compared']} more are compared by `manage.py propose_same`.")
