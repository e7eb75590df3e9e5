"""Weights are learned from labelled pairs: what parts families weighs, and the form of Splink's model is kept."""

from functools import cache
from math import log2

import numpy as np
import pytest

from records.linkage.comparisons import COMPARISONS
from records.linkage.fitting import HARD_WEIGHT, Pairs, learn_weights
from records.linkage.parameters import Parameters, read_parameters
from tests.benchmarks.labelled_records import labelled_records
from tests.benchmarks.linkage_model import half, train

_COLUMN = {one.name: place for place, one in enumerate(COMPARISONS)}


def _pairs(number: int = 4_000) -> Pairs:
    """Pairs in which the father tells nearly all and the mother only what the father told already."""
    chance = np.random.default_rng(1)
    same = chance.random(number) < 0.5
    steps = np.full((number, len(COMPARISONS)), -1, np.int8)
    agrees = np.where(chance.random(number) < 0.95, same, ~same)
    father, mother = COMPARISONS[_COLUMN["father"]], COMPARISONS[_COLUMN["mother"]]
    steps[:, _COLUMN["father"]] = np.where(agrees, father.number_of(father.steps[0]), 0)
    steps[:, _COLUMN["mother"]] = np.where(agrees, mother.number_of(mother.steps[0]), 0)
    steps[:, _COLUMN["journey"]] = steps[:, _COLUMN["telling"]] = 0
    shares = np.full(steps.shape, np.nan)
    shares[agrees, _COLUMN["father"]] = shares[agrees, _COLUMN["mother"]] = 0.05
    return Pairs(steps, shares, same)


def test_what_says_the_same_twice_is_not_counted_twice() -> None:
    steps, follows = learn_weights(_pairs(), 0.0)

    def told(name: str) -> float:
        one = steps[name]["same"]
        return one.weight + follows[name] * (log2(one.u) - log2(0.05)) - steps[name]["otherwise"].weight

    # Of those who agree 19 in 20 are the same, of those who do not 1 in 20: twice the logarithm of 19.
    assert told("father") + told("mother") == pytest.approx(2 * log2(19), abs=0.4)


def test_rarity_counts_at_most_as_much_as_it_is() -> None:
    _steps, follows = learn_weights(_pairs(), 0.0)
    assert all(0 <= value <= 1 for value in follows.values())


def test_what_nothing_outweighs_is_not_learned() -> None:
    steps, _follows = learn_weights(_pairs(), 0.0)
    hard = [(one.name, step.code) for one in COMPARISONS for step in one.steps if step.hard]
    assert hard
    assert all(steps[name][code].weight == pytest.approx(HARD_WEIGHT) for name, code in hard)


@cache
def _trained() -> Parameters:
    return train(half(labelled_records(3_000, 2), training=True), {"date": "2026-11-23"})


def test_learning_from_records_gives_parameters_that_are_written_and_read() -> None:
    parameters = _trained()
    assert read_parameters(parameters.written()) == parameters
    assert parameters.trained_on["pairs"] > 500
    assert 0.5 < parameters.pairs_per_record < 1
    assert parameters.steps["birth"]["same_day"].weight > 1 > 0 > parameters.steps["given"]["otherwise"].weight


def test_the_two_halves_have_no_one_in_common() -> None:
    records = labelled_records(2_000, 2)
    learned, tested = (half(records, training=training) for training in (True, False))
    assert len(learned) + len(tested) == len(records)
    assert not {one.person for one in learned} & {one.person for one in tested}
    assert not {trap for one in learned for trap in one.traps} & {one.person for one in tested}
