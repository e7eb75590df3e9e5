"""Propose which people and names on pages may be one person, for the whole archive."""

from argparse import ArgumentParser
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from records.linkage.filling import fill_index
from records.linkage.following import follow_changes
from records.linkage.kept_index import ComparedRecord
from records.linkage.proposals_of_archive import Progress, ProposalReport, propose_for_archive
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars
from records.management.commands.compare_records import NO_SPARK
from records.privacy.counted_records import counted_records, each_counted_record
from records.privacy.visibility import public_on

# So many are held in memory in some gigabytes.
_IN_MEMORY = 200_000


class Command(OperatorCommand):
    help = (
        "Compare all people and unidentified names, and propose which may be one person; decisions stay. "
        f"More than {_IN_MEMORY} are compared in parts; begun again after a crash, that goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--in-parts", action="store_true", help="however few there are; needs the extra 'linkage'")
        how.add_argument("--in-memory", action="store_true", help="however many there are")
        parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="Spark: always in parts")
        parser.add_argument("--master", default="local[2]", help="the address of Spark: spark://HOST:7077")
        parser.add_argument("--folder", type=Path, help="where a run in parts lies; all machines of Spark must see it")
        parser.add_argument("--threads", type=int, default=2, help="for DuckDB")
        parser.add_argument("--memory", default="4GB", help="for DuckDB, and for each worker of Spark")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        with progress_bars(quiet=options["verbosity"] == 0) as progress:
            # The index of the desk is made right first: at night it follows the gazetteer, too.
            fill_index(progress)
            follow_changes(progress)
            if self._in_parts(options):
                report, cost = self._propose_in_parts(progress, options)
            else:
                counted = counted_records(public_on(date.today()))
                report, cost = propose_for_archive(timezone.now(), progress, counted), ""
        self.stdout.write(
            f"{report.people} people and {report.names} names on pages compared: {report.kept} pairs proposed, "
            f"{report.rest} rest as decided, {report.of_kin} are kin or on one page, {report.of_names} are of two "
            f"names nobody is identified with.{cost}"
        )

    def _in_parts(self, options: dict[str, Any]) -> bool:
        if options["in_parts"] or options["engine"] == "spark":
            return True
        if options["in_memory"] or ComparedRecord.objects.count() <= _IN_MEMORY:
            return False
        if find_spec("splink") is None:
            self.stderr.write(
                f"More than {_IN_MEMORY} records: in parts they would need less memory (pip install "
                "'kresy-families[linkage]'). All is held in memory."
            )
            return False
        return True

    def _propose_in_parts(self, progress: Progress, options: dict[str, Any]) -> tuple[ProposalReport, str]:
        try:
            from records.linkage.proposing_in_parts import AnotherRun, propose_in_parts
            from records.linkage.splink_model import WhereToCompare
        except ImportError as error:
            raise CommandError(
                "Comparing in parts needs pip install 'kresy-families[linkage]'.", returncode=1
            ) from error
        folder = options["folder"] or Path(settings.PRIVATE_DIR) / "proposing"
        where = WhereToCompare(*(options[name] for name in ("engine", "master", "threads", "memory")))
        counted = each_counted_record(public_on(date.today()))
        try:
            report, cost = propose_in_parts(timezone.now(), progress, counted, folder=folder, where=where)
        except AnotherRun as error:
            raise CommandError(str(error), returncode=1) from error
        except ImportError as error:
            raise CommandError(NO_SPARK, returncode=1) from error
        steps = ", ".join(f"{name} {seconds} s" for name, seconds in cost.seconds.items())
        return report, f" In parts: {cost.pairs} pairs weighed; {steps}; {cost.peak_mb} MB."
