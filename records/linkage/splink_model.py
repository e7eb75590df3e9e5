"""The one file that knows Splink: our comparisons and weights as its settings, and the pairs it finds in many records.

Needs the extra ``linkage``. Records come in as Parquet or Arrow with the columns of ``compared.Compared``.
"""

import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel
from splink.comparison_library import CustomComparison

from records.linkage.blocking import BLOCKING
from records.linkage.compared import COLUMNS, NUMBERS, Compared
from records.linkage.comparisons import COMPARISONS, FREQUENCIES, NOT_TOLD, Comparison
from records.linkage.conditions import missing
from records.linkage.parameters import Parameters, StepWeights
from records.linkage.scoring import Part, Scored

SCHEMA = pa.schema([(name, pa.int64() if name in NUMBERS else pa.string()) for name in COLUMNS])
_EVEN = StepWeights(0.5, 0.5)


def table_of(records: Iterable[Compared]) -> pa.Table:
    """Return records as an Arrow table; its columns are those of ``Compared``."""
    rows = list(records)
    return pa.table({name: [getattr(row, name) for row in rows] for name in COLUMNS}, schema=SCHEMA)


@contextmanager
def duckdb_connection(
    threads: int = 2, memory: str = "6GB", spill: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a DuckDB in memory with so many threads, which spills to disk beyond so much memory."""
    connection = duckdb.connect()
    try:
        connection.execute(f"SET threads = {int(threads)}")
        connection.execute("SET memory_limit = ?", [memory])
        connection.execute("SET preserve_insertion_order = false")
        if spill is not None:
            connection.execute("SET temp_directory = ?", [str(spill)])
        yield connection
    finally:
        connection.close()


def settings(parameters: Parameters | None, records: int, blocking: Sequence[str] = BLOCKING) -> SettingsCreator:
    """Return Splink's settings, weighed by its public ``configure``; without parameters every step weighs nothing."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        probability_two_random_records_match=parameters.prior(records) if parameters else 0.01,
        comparisons=[_comparison(one, parameters) for one in COMPARISONS],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in blocking],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def _comparison(comparison: Comparison, parameters: Parameters | None) -> CustomComparison:
    weights = parameters.steps[comparison.name] if parameters else {}
    # Splink warns of a comparison that is never silent.
    silent = comparison.not_told or missing("unique_id")
    levels: list[Any] = [CustomLevel(silent.sql, NOT_TOLD).configure(is_null_level=True)]
    for step in comparison.steps:
        level = CustomLevel(step.condition.sql if step.condition else "ELSE", step.code)
        known = weights.get(step.code, _EVEN)
        level.configure(m_probability=known.m, u_probability=known.u)
        if step.frequency:
            follows = parameters.by_frequency.get(comparison.name, 0.0) if parameters else 1.0
            level.configure(
                tf_adjustment_column=step.frequency,
                tf_adjustment_weight=follows,
                # The rarity is measured against this step's own u, not against that of another step.
                disable_tf_exact_match_detection=True,
            )
        levels.append(level)
    return CustomComparison(output_column_name=comparison.name, comparison_levels=levels)


def linker_in(connection: duckdb.DuckDBPyConnection, table: pa.Table, parameters: Parameters | None) -> Linker:
    """Return Splink's linker over these records in DuckDB."""
    registered = DuckDBAPI(connection=connection).register(table)
    return Linker(registered, settings(parameters, table.num_rows), log_level=logging.WARNING)


def candidate_pairs(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> pa.Table:
    """Return every pair that is looked at: its two keys, the number of the step of each comparison, the frequencies.

    Columns unique_id_l, unique_id_r, gamma_*, tf_*_l, tf_*_r: what weights are learned from.
    """
    found = linker_in(connection, table, None).inference.predict(warning_mode="never")
    steps = [f"gamma_{one.name}" for one in COMPARISONS]
    shares = [f"tf_{column}_{side}" for column in FREQUENCIES for side in "lr"]
    kept = ", ".join(["unique_id_l", "unique_id_r", *steps, *shares])
    return found.as_duckdbpyrelation().select(kept).to_arrow_table()


def scored_pairs(
    connection: duckdb.DuckDBPyConnection, table: pa.Table, parameters: Parameters, least: float
) -> Iterator[Scored]:
    """Yield every pair of at least this probability, with the weight of each comparison."""
    found = linker_in(connection, table, parameters).inference.predict(threshold_match_probability=least)
    start = parameters.start(table.num_rows)
    for batch in found.as_duckdbpyrelation().to_arrow_reader(10_000):
        for row in batch.to_pylist():
            yield scored_row(row, start)


def scored_row(row: dict[str, Any], start: float) -> Scored:
    """Return the pair in a row of Splink's, or of a file of a large run."""
    parts = []
    for comparison in COMPARISONS:
        gamma = row[f"gamma_{comparison.name}"]
        step = "" if gamma < 0 else comparison.steps[len(comparison.steps) - 1 - gamma].code
        rarity = row.get(f"mw_tf_adj_{comparison.name}") or 0.0
        parts.append(Part(comparison.name, step, row[f"mw_{comparison.name}"], rarity))
    weight = row["match_weight"]
    return Scored(row["unique_id_l"], row["unique_id_r"], row["match_probability"], weight, start, tuple(parts))


_RARITIES = tuple(one.name for one in COMPARISONS if any(step.frequency for step in one.steps))
# What a large run writes of each pair: all that ``scored_row`` reads.
PAIR_COLUMNS = (
    "unique_id_l", "unique_id_r", "match_weight", "match_probability",
    *(f"gamma_{one.name}" for one in COMPARISONS),
    *(f"mw_{one.name}" for one in COMPARISONS),
    *(f"mw_tf_adj_{name}" for name in _RARITIES),
)  # fmt: skip


class DuckDBEngine:
    """Compares the records of a Parquet file part by part, in this process."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, source: Path, parameters: Parameters) -> None:
        records = connection.read_parquet(str(source))
        self.records = int(records.count("*").fetchall()[0][0])
        self._linker = Linker(
            DuckDBAPI(connection=connection).register(records),
            settings(parameters, self.records),
            log_level=logging.WARNING,
        )

    def write_part(self, part: int, parts: int, least: float, out: Path) -> None:
        """Write the pairs whose left record belongs to this part, counted from 1, of so many parts."""
        found = self._linker.inference.predict_chunk((part, parts), (1, 1), threshold_match_probability=least)
        found.as_duckdbpyrelation().select(", ".join(PAIR_COLUMNS)).write_parquet(str(out))
        found.drop_table_from_database_and_remove_from_cache()


class SparkEngine:
    """Compares the records of a Parquet file part by part on a Spark cluster; all its machines must see the files."""

    def __init__(self, session: Any, source: Path, parameters: Parameters) -> None:
        from splink.backends.spark import SparkAPI

        records = session.read.parquet(str(source))
        self.records = int(records.count())
        # Equality, whole numbers and Levenshtein are Spark's own: Splink's functions in Java are not needed.
        api = SparkAPI(spark_session=session, break_lineage_method="parquet", register_udfs_automatically=False)
        self._linker = Linker(api.register(records), settings(parameters, self.records), log_level=logging.WARNING)

    def write_part(self, part: int, parts: int, least: float, out: Path) -> None:
        """Write the pairs whose left record belongs to this part, counted from 1, of so many parts."""
        found = self._linker.inference.predict_chunk((part, parts), (1, 1), threshold_match_probability=least)
        found.as_spark_dataframe().select(*PAIR_COLUMNS).write.parquet(str(out))
        found.drop_table_from_database_and_remove_from_cache()


@dataclass(frozen=True, slots=True)
class WhereToCompare:
    """The engine ("duckdb" or "spark"), the address of Spark's master; threads of DuckDB; memory, as 4GB."""

    engine: str = "duckdb"
    master: str = "local[2]"
    threads: int = 2
    memory: str = "4GB"


@contextmanager
def opened_engine(
    where: WhereToCompare, source: Path, folder: Path, parameters: Parameters
) -> Iterator[DuckDBEngine | SparkEngine]:
    """Give an engine over these records; what it needs meanwhile it puts into the folder, or into a passing one.

    Raises ImportError where Spark is asked for and not there.
    """
    if where.engine == "spark":
        memory = where.memory.lower().removesuffix("b")
        with spark_session(where.master, folder / "checkpoints", memory) as session:
            yield SparkEngine(session, source, parameters)
        return
    with (
        tempfile.TemporaryDirectory() as spill,
        duckdb_connection(where.threads, where.memory, Path(spill)) as connection,
    ):
        yield DuckDBEngine(connection, source, parameters)


@contextmanager
def spark_session(master: str, checkpoints: Path, memory: str = "1g") -> Iterator[Any]:
    """Give a session of Spark at this master; needs the extra ``spark`` and Java 17."""
    from pyspark.sql import SparkSession

    host = "127.0.0.1" if "127.0.0.1" in master or master.startswith("local") else ""
    builder = SparkSession.builder.master(master).appName("Kresy Families: linkage")
    builder = builder.config("spark.executor.memory", memory).config("spark.ui.enabled", "false")
    if host:
        builder = builder.config("spark.driver.host", host).config("spark.driver.bindAddress", host)
    session = builder.getOrCreate()
    try:
        session.sparkContext.setLogLevel("ERROR")
        session.sparkContext.setCheckpointDir(str(checkpoints))
        yield session
    finally:
        session.stop()
