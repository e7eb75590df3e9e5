"""Splink as it comes: its own name comparisons on the names in Latin letters, trained by its own means, no labels."""

import logging
from collections.abc import Sequence

import pyarrow as pa
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI
from splink.comparison_library import ExactMatch, LevenshteinAtThresholds, NameComparison

from records.dates.day_numbers import from_day_number
from records.linkage.splink_model import duckdb_connection
from records.names.likeness import spelled
from tests.benchmarks.labelled_records import Labelled


def stock_pairs(records: Sequence[Labelled], threads: int, least: float) -> list[tuple[str, str, float]]:
    """Return the pairs of at least this probability, with it."""
    with duckdb_connection(threads) as connection:
        registered = DuckDBAPI(connection=connection).register(_table(records))
        linker = Linker(registered, _settings(), log_level=logging.ERROR)
        training = linker.training
        sure = [block_on("surname", "given", "born"), block_on("surname", "given", "father")]
        training.estimate_probability_two_random_records_match(sure, recall=0.4)
        training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for rule in (block_on("surname", "given"), block_on("born", "given"), block_on("surname", "born")):
            training.estimate_parameters_using_expectation_maximisation(rule)
        found = linker.inference.predict(threshold_match_probability=least).as_duckdbpyrelation()
        return found.select("unique_id_l, unique_id_r, match_probability").fetchall()


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            NameComparison("surname").configure(term_frequency_adjustments=True),
            NameComparison("given").configure(term_frequency_adjustments=True),
            NameComparison("father"),
            LevenshteinAtThresholds("born", [1, 2]),
            ExactMatch("place").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("surname", "given"),
            block_on("surname", "born"),
            block_on("given", "born", "place"),
            block_on("given", "born", "father"),
            block_on("given", "father", "place"),
            block_on("substr(surname, 1, 3)", "given", "born"),
        ],
        retain_matching_columns=False,
    )


def _table(records: Sequence[Labelled]) -> pa.Table:
    told = [one.told for one in records]
    return pa.table(
        {
            "unique_id": [one.key for one in told],
            "surname": [spelled(one.surname) or None for one in told],
            "given": [spelled(one.given) or None for one in told],
            "father": [spelled(one.father) or None for one in told],
            "born": [str(from_day_number(one.born[0])[0]) if one.born[0] else None for one in told],
            "place": [one.places[0] or None for one in told],
        }
    )
