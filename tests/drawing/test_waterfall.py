"""Evidence drawn as a waterfall: each bar begins where the one before ended."""

import pytest

from records.drawing.waterfall import WIDTH, waterfall


def test_each_bar_begins_where_the_one_before_ended() -> None:
    drawn = waterfall(("any two", -8.0), [("surname", 7.0), ("given", 5.0), ("birth", -2.0)], "together")
    assert [bar.words for bar in drawn.bars] == ["any two", "surname", "given", "birth", "together"]
    assert [bar.is_for for bar in drawn.bars] == [False, True, True, False, True]
    start, surname, given, birth, end = drawn.bars
    assert start.end == surname.left and surname.end == given.left
    assert birth.end == birth.left and birth.left + birth.width == pytest.approx(given.end, abs=0.2)
    assert end.end == birth.end and end.bits == 2.0
    assert all(bar.left >= 0 and bar.left + bar.width <= WIDTH for bar in drawn.bars)


@pytest.mark.parametrize(("start", "parts"), [(0.0, []), (-30.0, [("a", 0.0)]), (5.0, [("a", -400.0)])])
def test_whatever_the_bits_all_is_on_the_picture(start: float, parts: list[tuple[str, float]]) -> None:
    drawn = waterfall(("start", start), parts, "end")
    assert all(0 <= bar.left <= WIDTH and 1 <= bar.width <= WIDTH for bar in drawn.bars)
    assert 0 <= drawn.even <= WIDTH
