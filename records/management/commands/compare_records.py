"""Compare the records of a Parquet file, each with each that may be the same person, on DuckDB or on Spark."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from records.linkage.parameters import learned_parameters
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars

NO_SPARK = "Spark needs pip install 'kresy-families[spark]', and Java 17."


class Command(OperatorCommand):
    help = "Compare the records of a Parquet file and write the likely pairs; begun again, it goes on where it stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="the Parquet file of records (records/linkage/compared.py)")
        parser.add_argument("folder", type=Path, help="where the pairs are written, and where an earlier run goes on")
        parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
        parser.add_argument("--master", default="local[2]", help="the address of Spark: spark://HOST:7077")
        parser.add_argument("--parts", type=int, default=10, help="how many parts; a finished part is kept")
        parser.add_argument(
            "--least", type=float, help="the least probability of a pair; by default all that may be proposed"
        )
        parser.add_argument("--threads", type=int, default=2, help="for DuckDB")
        parser.add_argument("--memory", default="6GB", help="for DuckDB, or for each worker of Spark, as 4g")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        try:
            from records.linkage.large_run import OtherRun, UnsuitableRecords, run_in_parts
        except ImportError as error:
            raise CommandError(
                "Comparing records needs Splink: pip install 'kresy-families[linkage]'.", returncode=1
            ) from error
        parameters = learned_parameters()
        least = parameters.kept if options["least"] is None else options["least"]
        try:
            with progress_bars(quiet=options["verbosity"] == 0) as progress, _engine(options) as engine:
                report = run_in_parts(
                    engine, options["source"], options["folder"], parameters,
                    parts=max(1, options["parts"]), least=least, progress=progress,
                )  # fmt: skip
        except (OtherRun, UnsuitableRecords) as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(
            f"{report.records} records, {report.pairs} pairs of at least {least}; {report.made_before} of "
            f"{report.parts} parts were there before; {report.seconds} s, {report.peak_mb} MB."
        )


@contextmanager
def _engine(options: dict[str, Any]) -> Iterator[Any]:
    from records.linkage.large_run import suitable
    from records.linkage.splink_model import WhereToCompare, opened_engine

    where = WhereToCompare(*(options[name] for name in ("engine", "master", "threads", "memory")))
    try:
        with opened_engine(where, suitable(options["source"]), options["folder"], learned_parameters()) as engine:
            yield engine
    except ImportError as error:
        raise CommandError(NO_SPARK, returncode=1) from error
