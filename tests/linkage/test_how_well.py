"""Floors below what tests/benchmarks/linkage.py measures, on few records of people of whom nothing was learned."""

from functools import cache

import pytest

from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scored
from tests.benchmarks.intervals import wilson
from tests.benchmarks.labelled_records import Labelled, labelled_records
from tests.benchmarks.linkage import exact_pairs, our_pairs
from tests.benchmarks.linkage_model import are_trap, true_pairs

_SEED = 11


@cache
def _records() -> dict[str, Labelled]:
    return {one.told.key: one for one in labelled_records(8_000, _SEED)}


@cache
def _pairs() -> list[Scored]:
    return our_pairs(list(_records().values()), 1, "1GB")


def _same(pair: Scored) -> bool:
    return _records()[pair.left].person == _records()[pair.right].person


def test_most_pairs_are_proposed_and_nearly_all_proposals_are_right() -> None:
    proposed = [pair for pair in _pairs() if pair.probability > learned_parameters().likely]
    right = sum(map(_same, proposed))
    assert right / len(proposed) >= 0.975
    assert right / true_pairs(list(_records().values())) >= 0.9


def test_no_trap_is_certain_nor_anything_else_that_is_wrong() -> None:
    certain = [pair for pair in _pairs() if pair.is_certain(learned_parameters())]
    assert len(certain) > 200
    assert not [pair for pair in certain if not _same(pair)]
    assert any(are_trap(_records()[pair.left], _records()[pair.right]) for pair in _pairs())


def test_it_finds_several_times_what_equal_names_and_years_find() -> None:
    equal = sum(
        _records()[left].person == _records()[right].person for left, right, _sure in exact_pairs(_records().values())
    )
    assert sum(map(_same, _pairs())) > 3 * equal


def test_the_same_seed_draws_the_same_records_and_each_kind_of_trap() -> None:
    records = labelled_records(3_000, _SEED)
    assert records == labelled_records(3_000, _SEED)
    assert {one.told.source for one in records} >= {"deported", "army", "tehran", "cemetery", "parish", "katyn"}
    assert sum(bool(one.traps) for one in records) > 100


@pytest.mark.parametrize(
    ("hits", "number", "expected"), [(0, 0, (0, 0, 1)), (5, 10, (0.5, 0.2366, 0.7634)), (10, 10, (1, 0.7225, 1))]
)
def test_intervals(hits: int, number: int, expected: tuple[float, float, float]) -> None:
    assert wilson(hits, number) == pytest.approx(expected, abs=1e-4)
