"""Fill the index that tells, while somebody types, who it may be."""

from argparse import ArgumentParser
from typing import Any

from records.linkage.filling import fill_index
from records.linkage.following import follow_changes
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars


class Command(OperatorCommand):
    help = (
        "Bring the index of people and unidentified names, by which the desk says who somebody may be, to what the "
        "archive holds; begun again after a crash, it goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from-nothing", action="store_true", help="empty the index first")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        with progress_bars(quiet=options["verbosity"] == 0) as progress:
            report = fill_index(progress, from_nothing=options["from_nothing"])
            follow_changes(progress)
        self.stdout.write(
            f"{report.people} people and {report.names} names on pages stand in the index; "
            f"{report.written} were new, changed or gone."
        )
