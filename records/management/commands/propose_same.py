"""Propose which people and names on pages may be one person, for the whole archive."""

from datetime import date
from typing import Any

from django.utils import timezone

from records.linkage.filling import fill_index
from records.linkage.following import follow_changes
from records.linkage.proposals_of_archive import propose_for_archive
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars
from records.privacy.counted_records import counted_records
from records.privacy.visibility import public_on


class Command(OperatorCommand):
    help = "Compare all people and unidentified names, and propose which may be one person; decisions stay."

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        with progress_bars(quiet=options["verbosity"] == 0) as progress:
            # The index of the desk is made right first: at night it follows the gazetteer, too.
            fill_index(progress)
            follow_changes(progress)
            report = propose_for_archive(timezone.now(), progress, counted_records(public_on(date.today())))
        self.stdout.write(
            f"{report.people} people and {report.names} names on pages compared: {report.kept} pairs proposed, "
            f"{report.rest} rest as decided, {report.of_kin} are kin or on one page, {report.of_names} are of two "
            "names nobody is identified with."
        )
