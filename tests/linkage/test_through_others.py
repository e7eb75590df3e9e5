"""Whoever is surely one of a pair must fit the other as well; nobody is lost for want of a key in common."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.linkage.compared import Told, compared
from records.linkage.parameters import learned_parameters
from records.linkage.rivals import weigh_rivals
from records.linkage.scoring import Scored, Scorer, frequencies_of, probability_of
from records.linkage.through_others import weigh_through_others
from tests.linkage.test_comparing_records import HOME, day, year

JAN = Told("parish", "row", "Nowak", "Jan", "parish", "m", father="Adam", born=day(1910, 5, 2), places=HOME)
RECORDS = {
    one.key: compared(one)
    for one in (
        JAN,
        replace(JAN, key="army", source="army", places=("", "", "")),
        replace(JAN, key="tehran", source="tehran", father="", born=year(1910), places=("", "", "")),
        replace(JAN, key="cousin", source="deported", father="Piotr", born=year(1912)),
        replace(JAN, key="other", surname="Dudek", source="cemetery", father="", born=year(1931), places=("", "", "")),
    )
}
# In an archive in which these names are as rare as names are.
_RARE = {
    column: {value: share / 200 for value, share in shares.items()}
    for column, shares in frequencies_of(RECORDS.values()).items()
}
SCORER = Scorer(learned_parameters(), _RARE, 41_000)
BITS = learned_parameters().through_others


def pair(left: str, right: str, weight: float) -> Scored:
    return Scored(left, right, probability_of(weight), weight, weight, ())


def weighed(*pairs: Scored) -> dict[frozenset[str], Scored]:
    found = weigh_through_others(pairs, RECORDS, SCORER, BITS)
    return {frozenset((one.left, one.right)): one for one in found}


def steps(one: Scored) -> dict[str, str]:
    return {part.comparison: part.step for part in one.parts}


@pytest.mark.parametrize(
    ("sure_of", "weight", "others", "likely_others"),
    [
        ("army", 8.0, "agree", ""),
        ("army", 1.5, "none", "agree"),
        ("army", -1.0, "none", ""),
        ("other", 8.0, "contradict", ""),
        ("other", 1.5, "none", "contradict"),
    ],
)
def test_what_another_record_says(sure_of: str, weight: float, others: str, likely_others: str) -> None:
    found = weighed(pair("parish", "tehran", 0.6), pair("parish", sure_of, weight))
    said = steps(found[frozenset(("parish", "tehran"))])
    assert (said["others"], said["likely_others"]) == (others, likely_others)


def test_a_doubtful_pair_is_held_up_by_one_that_agrees_and_down_by_one_that_contradicts() -> None:
    doubtful = frozenset(("parish", "tehran"))
    alone = weighed(pair("parish", "tehran", 0.6))[doubtful].probability
    held_up = weighed(pair("parish", "tehran", 0.6), pair("army", "parish", 8.0))[doubtful].probability
    held_down = weighed(pair("parish", "tehran", 0.6), pair("other", "tehran", 8.0))[doubtful].probability
    assert held_up > alone > held_down
    assert held_up > 0.9 and held_down < 0.2


def test_of_several_the_one_that_agrees_least_counts() -> None:
    found = weighed(pair("parish", "tehran", 0.6), pair("parish", "army", 8.0), pair("parish", "other", 8.0))
    assert steps(found[frozenset(("parish", "tehran"))])["others"] == "contradict"


def test_two_that_nobody_compared_are_compared_where_both_are_like_a_third() -> None:
    found = weighed(pair("parish", "army", 8.0), pair("parish", "tehran", 3.0))
    met = found[frozenset(("army", "tehran"))]
    assert steps(met)["found"] == "through_a_third"
    assert met.parts[0] == SCORER.score(RECORDS["army"], RECORDS["tehran"]).parts[0]


def test_a_pair_that_a_sure_record_speaks_against_is_never_certain() -> None:
    sure = SCORER.score(RECORDS["parish"], RECORDS["army"])
    alone = weighed(sure)[frozenset(("parish", "army"))]
    against = weighed(sure, pair("parish", "other", 9.0))[frozenset(("parish", "army"))]
    assert alone.is_certain(learned_parameters())
    assert not replace(against, probability=0.9999).is_certain(learned_parameters())


_PAIRS = st.lists(st.tuples(st.sampled_from(sorted(RECORDS)), st.sampled_from(sorted(RECORDS)), st.floats(-9, 30)))


def _distinct(drawn: Iterable[tuple[str, str, float]]) -> list[Scored]:
    return [pair(*two, weight) for two, weight in {(min(a, b), max(a, b)): w for a, b, w in drawn if a != b}.items()]


@settings(max_examples=50, deadline=None)
@given(_PAIRS, st.randoms())
def test_the_order_of_the_pairs_changes_nothing_and_the_parts_add_up(drawn, chance) -> None:  # type: ignore[no-untyped-def]
    pairs = _distinct(drawn)
    found = weighed(*pairs)
    chance.shuffle(pairs)
    assert weighed(*pairs) == found
    for one in found.values():
        assert one.start + sum(part.weight + part.rarity for part in one.parts) == pytest.approx(one.weight)
        assert one.probability == pytest.approx(probability_of(one.weight))


def test_rivals_are_still_heard() -> None:
    pairs = weigh_rivals([SCORER.score(RECORDS["parish"], RECORDS["army"])], {"parish": "parish", "army": "army"})
    assert [part.comparison for part in weighed(*pairs)[frozenset(("parish", "army"))].parts][-4:] == [
        "rivals", "found", "others", "likely_others",
    ]  # fmt: skip
