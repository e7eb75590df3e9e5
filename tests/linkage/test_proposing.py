"""Proposals: likely pairs with their reasons as codes, the same whether an engine found them or not."""

from functools import cache

import pytest

from records.linkage.compared import Compared, compared
from records.linkage.comparisons import COMPARISONS, THROUGH_OTHERS
from records.linkage.parameters import learned_parameters
from records.linkage.proposing import Proposal, propose
from records.linkage.rivals import RIVALS
from records.linkage.splink_model import duckdb_connection, scored_pairs, table_of
from tests.benchmarks.labelled_records import labelled_records

_CODES = {
    **{one.name: {step.code for step in one.steps} for one in COMPARISONS},
    **{name: set(codes) for name, codes in THROUGH_OTHERS.items()},
    RIVALS: {"fit_as_well"},
}


@cache
def _records() -> list[Compared]:
    return [compared(one.told) for one in labelled_records(2_000, 4)]


@cache
def _proposals() -> list[Proposal]:
    return propose(_records(), learned_parameters())


def test_only_likely_pairs_are_proposed_the_likeliest_first_and_each_once() -> None:
    found = [proposal.pair for proposal in _proposals()]
    assert len(found) > 800
    assert found == sorted(found, key=lambda pair: -pair.weight)
    assert found[-1].probability >= learned_parameters().likely
    assert len({frozenset((pair.left, pair.right)) for pair in found}) == len(found)


def test_the_pairs_of_an_engine_lead_to_the_same_proposals() -> None:
    with duckdb_connection(1, "1GB") as connection:
        alone = list(scored_pairs(connection, table_of(_records()), learned_parameters(), learned_parameters().kept))
    own, theirs = (
        {frozenset((one.pair.left, one.pair.right)): one for one in proposals}
        for proposals in (_proposals(), propose(_records(), learned_parameters(), alone=alone))
    )
    assert own.keys() == theirs.keys()
    for two, proposal in own.items():
        assert proposal.pair.probability == pytest.approx(theirs[two].pair.probability, abs=1e-9)
        assert (proposal.certain, proposal.evidence()) == (theirs[two].certain, theirs[two].evidence())


def test_every_reason_is_a_known_code_and_they_add_up() -> None:
    for proposal in _proposals():
        told = proposal.told()
        assert told and all(part.step in _CODES[part.comparison] for part in told)
        summed = proposal.pair.start + sum(part.weight + part.rarity for part in told)
        assert summed == pytest.approx(proposal.pair.weight)


def test_what_is_certain_comes_with_what_tells_namesakes_apart() -> None:
    certain = [proposal for proposal in _proposals() if proposal.certain]
    assert certain
    assert all("birth=" in one.evidence() and "given=same" in one.evidence() for one in certain)


def test_the_evidence_of_two_stays_when_others_come() -> None:
    first = _proposals()[0]
    two = [record for record in _records() if record.unique_id in (first.pair.left, first.pair.right)]
    alone = propose(two, learned_parameters())
    assert [one.evidence() for one in alone] == [first.evidence()]


def test_nobody_is_proposed_where_there_is_nobody_else() -> None:
    assert propose(_records()[:1], learned_parameters()) == propose([], learned_parameters()) == []
