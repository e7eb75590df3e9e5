"""The one file that knows Splink: our comparisons and weights as its settings, and the pairs it finds in many records.

Needs the extra ``linkage``. Records come in as Parquet or Arrow with the columns of ``compared.Compared``.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import log2
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel
from splink.comparison_library import CustomComparison

from records.linkage.compared import COLUMNS, NUMBERS, Compared
from records.linkage.comparisons import BLOCKING, COMPARISONS, FREQUENCIES, NOT_TOLD, Comparison
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
    start = _start(parameters, table.num_rows)
    for batch in found.as_duckdbpyrelation().to_arrow_reader(10_000):
        for row in batch.to_pylist():
            yield _scored(row, start)


def _start(parameters: Parameters, records: int) -> float:
    prior = parameters.prior(records)
    return log2(prior / (1 - prior))


def _scored(row: dict[str, Any], start: float) -> Scored:
    parts = []
    for comparison in COMPARISONS:
        gamma = row[f"gamma_{comparison.name}"]
        step = "" if gamma < 0 else comparison.steps[len(comparison.steps) - 1 - gamma].code
        rarity = row.get(f"mw_tf_adj_{comparison.name}") or 0.0
        parts.append(Part(comparison.name, step, row[f"mw_{comparison.name}"], rarity))
    weight = row["match_weight"]
    return Scored(row["unique_id_l"], row["unique_id_r"], row["match_probability"], weight, start, tuple(parts))
