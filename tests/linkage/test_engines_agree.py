"""One pair scored in Python has the same parts and the same probability as among many pairs in DuckDB."""

from functools import cache

import pytest

from records.linkage.compared import Compared, compared
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scored, Scorer, frequencies_of
from records.linkage.splink_model import candidate_pairs, duckdb_connection, scored_pairs, table_of
from tests.benchmarks.labelled_records import labelled_records


@cache
def _records() -> dict[str, Compared]:
    return {one.told.key: compared(one.told) for one in labelled_records(4_000, 3)}


@cache
def _by_duckdb() -> list[Scored]:
    with duckdb_connection(1, "1GB") as connection:
        return list(scored_pairs(connection, table_of(_records().values()), learned_parameters(), 1e-30))


def test_python_and_duckdb_give_the_same_probability() -> None:
    records = _records()
    scorer = Scorer(learned_parameters(), frequencies_of(records.values()), len(records))
    pairs = _by_duckdb()
    assert len(pairs) > 3_000
    for pair in pairs:
        own = scorer.score(records[pair.left], records[pair.right])
        assert [(part.comparison, part.step) for part in own.parts] == [
            (part.comparison, part.step) for part in pair.parts
        ]
        assert own.probability == pytest.approx(pair.probability, abs=1e-9)
        assert own.weight == pytest.approx(pair.weight, abs=1e-9)
        for mine, theirs in zip(own.parts, pair.parts, strict=True):
            assert (mine.weight, mine.rarity) == pytest.approx((theirs.weight, theirs.rarity), abs=1e-9)


def test_the_parts_add_up_to_the_weight() -> None:
    for pair in _by_duckdb()[:500]:
        assert pair.start + sum(part.weight + part.rarity for part in pair.parts) == pytest.approx(pair.weight)


def test_every_step_is_met() -> None:
    met = {(part.comparison, part.step) for pair in _by_duckdb() for part in pair.parts}
    assert len(met) > 50


def test_a_record_is_compared_the_same_from_either_side() -> None:
    records = _records()
    scorer = Scorer(learned_parameters(), frequencies_of(records.values()), len(records))
    for pair in _by_duckdb()[:1_000]:
        one, other = records[pair.left], records[pair.right]
        assert scorer.score(one, other).parts == scorer.score(other, one).parts


def test_pairs_for_learning_have_a_row_for_every_pair_looked_at() -> None:
    with duckdb_connection(1, "1GB") as connection:
        found = candidate_pairs(connection, table_of(_records().values()))
    assert found.num_rows >= len(_by_duckdb())
