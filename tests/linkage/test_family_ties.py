"""Where a spouse, a child or a parent of two records is one person already, the two are likelier one."""

from functools import cache

import pytest

from records.linkage.compared import compared
from records.linkage.comparisons import FAMILY, THROUGH_OTHERS
from records.linkage.family_ties import weigh_families
from records.linkage.parameters import learned_parameters
from records.linkage.proposing import Proposal, propose
from records.linkage.scoring import Scored, probability_of
from tests.benchmarks.labelled_families import told_relatives
from tests.benchmarks.labelled_records import Labelled, labelled_records

BITS = {step: place + 1.0 for place, step in enumerate(reversed(THROUGH_OTHERS[FAMILY]))}


def pair(left: str, right: str, weight: float) -> Scored:
    return Scored(left, right, probability_of(weight), weight, weight, ())


@pytest.mark.parametrize(
    ("mine", "theirs", "weight", "expected"),
    [
        ({"wife": "spouse"}, {"widow": "spouse"}, 5.0, "same_spouse_or_child"),
        ({"wife": "spouse"}, {"widow": "spouse"}, 1.0, ""),
        ({"wife": "spouse"}, {"widow": "parent"}, 5.0, ""),
        ({"wife": "spouse"}, {"wife": "spouse"}, -9.0, "same_spouse_or_child"),
        ({"wife": "parent"}, {"widow": "parent"}, 5.0, "same_parent"),
        ({"wife": "sibling"}, {"widow": "sibling"}, 5.0, "same_sibling"),
        ({"wife": "parent", "son": "child"}, {"widow": "parent", "son": "child"}, 5.0, "same_spouse_or_child"),
        ({"wife": "spouse"}, {}, 5.0, ""),
    ],
)
def test_what_families_say(mine: dict[str, str], theirs: dict[str, str], weight: float, expected: str) -> None:
    relatives = {"husband": mine, "widower": theirs}
    found = weigh_families([pair("husband", "widower", 0.5), pair("widow", "wife", weight)], relatives, BITS)
    part = found[0].parts[-1]
    assert (part.comparison, part.step, part.weight) == (FAMILY, expected, BITS.get(expected, 0.0))
    assert found[0].weight == 0.5 + part.weight
    assert found[0].probability == probability_of(found[0].weight)


def test_a_pair_that_families_lift_lifts_no_other_in_its_turn() -> None:
    relatives = {"a1": {"b1": "spouse"}, "a2": {"b2": "spouse"}, "b1": {"a1": "spouse"}, "b2": {"a2": "spouse"}}
    pairs = [pair("a1", "a2", 3.0), pair("b1", "b2", 3.2)]
    found = weigh_families(pairs, relatives, BITS)
    assert found == weigh_families(reversed(pairs), relatives, BITS)[::-1]
    assert [one.parts[-1].step for one in found] == ["same_spouse_or_child", ""]


@cache
def _records() -> list[Labelled]:
    return labelled_records(3_000, 4)


def _found(*, told: bool) -> list[Proposal]:
    relatives = told_relatives(_records()) if told else None
    return propose([compared(one.told) for one in _records()], learned_parameters(), relatives=relatives)


def test_more_is_proposed_where_families_are_told_and_no_less_is_right() -> None:
    person = {one.told.key: one.person for one in _records()}
    right = [[person[one.pair.left] == person[one.pair.right] for one in _found(told=told)] for told in (False, True)]
    assert sum(right[1]) > sum(right[0])
    assert sum(right[1]) / len(right[1]) > 0.97


def test_relatives_are_told_both_ways_and_nobody_is_a_relative_of_himself() -> None:
    relatives, person = told_relatives(_records()), {one.told.key: one.person for one in _records()}
    other_way = {"spouse": "spouse", "sibling": "sibling", "parent": "child", "child": "parent"}
    ties = [(one, other, tie) for one, others in relatives.items() for other, tie in others.items()]
    assert len(ties) > 1_000
    assert all(relatives[other][one] == other_way[tie] and person[one] != person[other] for one, other, tie in ties)
