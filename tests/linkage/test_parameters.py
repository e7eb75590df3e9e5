"""The weights are kept as text, with what they were learned from, and belong to the comparisons of the program."""

import json

import pytest

from records.linkage.comparisons import COMPARISONS
from records.linkage.fitting import HARD_WEIGHT
from records.linkage.parameters import MODEL, OtherComparisons, learned_parameters, read_parameters


def test_what_is_written_is_read_again() -> None:
    parameters = learned_parameters()
    assert read_parameters(parameters.written()) == parameters
    assert parameters.written() == MODEL.read_text(encoding="utf-8")


def test_it_is_told_what_they_were_learned_from() -> None:
    told = learned_parameters().trained_on
    assert {"generator", "generator_version", "seed", "drawn", "half", "date", "records", "pairs"} <= set(told)


def test_weights_of_other_comparisons_are_refused() -> None:
    held = json.loads(learned_parameters().written())
    del held["steps"]["birth"]["same_day"]
    with pytest.raises(OtherComparisons):
        read_parameters(json.dumps(held))


def test_what_nothing_outweighs_weighs_that_much() -> None:
    parameters = learned_parameters()
    for comparison in COMPARISONS:
        for step in comparison.steps:
            weight = parameters.steps[comparison.name][step.code].weight
            assert weight == pytest.approx(HARD_WEIGHT) if step.hard else abs(weight) < 20


def test_the_larger_the_archive_the_less_likely_are_any_two_one_person() -> None:
    parameters = learned_parameters()
    assert parameters.prior(1) == parameters.prior(2) == 0.01
    assert parameters.prior(1_000_000) == pytest.approx(parameters.prior(100_000) / 10, rel=1e-4)
