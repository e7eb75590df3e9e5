"""Where two rows of one list fit somebody, each makes the other less likely."""

from math import log2

import pytest

from records.linkage.rivals import weigh_rivals
from records.linkage.scoring import Part, Scored, probability_of

_LISTS = {"mention": None, "row1": "tehran", "row2": "tehran", "row3": "army", "person": None}


def pair(left: str, right: str, weight: float) -> Scored:
    return Scored(left, right, probability_of(weight), weight, -10.0, (Part("surname", "same", weight + 10),))


def weights(*pairs: Scored) -> dict[tuple[str, str], float]:
    return {(one.left, one.right): one.weight for one in weigh_rivals(pairs, _LISTS)}


def test_the_one_that_fits_less_gives_way_to_the_one_that_fits_better() -> None:
    found = weights(pair("mention", "row1", 8.0), pair("mention", "row2", 3.0))
    assert found["mention", "row1"] == pytest.approx(8.0 - log2(1 + 2**3))
    assert found["mention", "row2"] == pytest.approx(3.0 - log2(1 + 2**8))


def test_it_does_not_matter_on_which_side_a_row_stands() -> None:
    found = weights(pair("row1", "mention", 8.0), pair("mention", "row2", 3.0))
    assert found["row1", "mention"] == pytest.approx(8.0 - log2(1 + 2**3))


def test_rows_of_several_lists_and_records_of_no_list_are_no_rivals() -> None:
    pairs = (pair("mention", "row1", 8.0), pair("mention", "row3", 3.0), pair("mention", "person", 5.0))
    assert set(weights(*pairs).values()) == {8.0, 3.0, 5.0}


def test_rivals_are_one_more_part_and_the_parts_still_add_up() -> None:
    for one in weigh_rivals([pair("mention", "row1", 8.0), pair("mention", "row2", 3.0)], _LISTS):
        assert one.parts[-1].comparison == "rivals"
        assert one.start + sum(part.weight + part.rarity for part in one.parts) == pytest.approx(one.weight)
        assert one.probability == pytest.approx(probability_of(one.weight))


def test_the_rivals_of_one_record_are_together_at_most_certain() -> None:
    found = weigh_rivals([pair("mention", f"row{place}", 40.0) for place in (1, 2)], _LISTS)
    assert sum(one.probability for one in found) == pytest.approx(1.0)
