"""Take an import back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from records.importing.models import ImportBatch
from records.importing.undoing import undo_import
from records.linkage.following import follow_changes
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars
from records.management.commands._publishing import publish_what_waits

_SHOWN = 20


class Command(OperatorCommand):
    help = "Remove all that an import brought; what someone has worked on since stays and is listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="the number of the import")
        parser.add_argument("--by", default="", help="on whose behalf, for the list of imports")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        batch = ImportBatch.objects.filter(pk=options["number"]).first()
        if batch is None:
            raise CommandError(f"There is no import {options['number']}.", returncode=1)
        with progress_bars(quiet=options["verbosity"] == 0) as progress:
            try:
                report = undo_import(batch, progress, by=options["by"], now=timezone.now())
            except ValueError as error:
                raise CommandError(str(error), returncode=1) from error
            follow_changes(progress)
            publish_what_waits(progress)
        removed = ", ".join(f"{number} {what}" for what, number in report.removed.items() if number)
        self.stdout.write(f"Removed: {removed or 'nothing'}.")
        for kept in report.kept[:_SHOWN]:
            self.stdout.write(f"  kept: {kept['kind']} {kept['record']}: {kept['reason']}")
        if report.kept_total > _SHOWN:
            self.stdout.write(f"  ... and {report.kept_total - _SHOWN} more")
