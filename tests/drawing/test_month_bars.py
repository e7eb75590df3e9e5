"""Bars: as high as they count, none on another, the words below apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.drawing.month_bars import Count, month_bars


@st.composite
def counts(draw: st.DrawFn) -> list[Count]:
    found = []
    for number in range(draw(st.integers(1, 90))):
        possible = draw(st.integers(0, 12_000))
        found.append(Count(f"m{number}", possible, draw(st.integers(0, possible)), below=str(1900 + number)))
    return found


@given(counts())
def test_bars_stand_on_the_sheet_and_none_on_another(given_counts: list[Count]) -> None:
    drawn = month_bars(given_counts)
    if drawn is None:
        assert not any(count.possible for count in given_counts)
        return
    assert [bar.count for bar in drawn.bars] == given_counts
    for before, bar in pairwise(drawn.bars):
        assert before.x + before.width <= bar.x
    for bar in drawn.bars:
        assert drawn.left <= bar.x and bar.x + bar.width <= drawn.width
        assert bar.top >= drawn.top - 0.2 and bar.top + bar.height == pytest.approx(drawn.floor, abs=0.2)
        # Whoever was surely there may have been: the bar in front is never the higher one; and one is never nothing.
        assert bar.sure_height <= bar.height and (bar.height > 0) == (bar.count.possible > 0)
    for before, word in pairwise(drawn.words):
        assert word.at - before.at >= 4 * 6.6


def test_a_bar_twice_as_many_is_twice_as_high() -> None:
    drawn = month_bars([Count("a", 40, 20), Count("b", 80, 0)])
    assert [line.words for line in drawn.lines] == ["0", "80"]
    first, second = drawn.bars
    assert second.height == pytest.approx(2 * first.height) and first.height == pytest.approx(2 * first.sure_height)


@pytest.mark.parametrize(
    ("most", "line"), [(1, "1"), (7, "7"), (10, "10"), (13, "20"), (387, "400"), (10_000, "10000")]
)
def test_the_line_across_is_a_round_number(most: int, line: str) -> None:
    assert month_bars([Count("a", most, 0)]).lines[-1].words == line
