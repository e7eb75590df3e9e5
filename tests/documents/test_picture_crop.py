"""A part of a picture never reaches beyond it, and a side that is not told stays untold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.documents.picture_crop import Crop, crop_of

# What is told, and what of it lies in a picture of 40 by 30 pixels.
PARTS = [
    (Crop(), Crop()),
    (Crop(left=10, top=20), Crop(left=10, top=20)),
    (Crop(0, 0, 40, 30), Crop(0, 0, 40, 30)),
    (Crop(10, 5, 30, 25), Crop(10, 5, 30, 25)),
    (Crop(10, 5, 31, 25), Crop(10, 5, 30, 25)),
    (Crop(width=99, height=99), Crop(width=40, height=30)),
    (Crop(left=40), None),
    (Crop(top=30), None),
    (Crop(width=0), None),
    (Crop(height=0), None),
]


@pytest.mark.parametrize(("told", "fitting"), PARTS, ids=lambda crop: crop.words() if crop else str(crop))
def test_a_part_ends_at_the_edge(told: Crop, fitting: Crop | None) -> None:
    assert told.within(40, 30) == fitting


SIDE = st.none() | st.integers(0, 200)


@given(st.builds(Crop, SIDE, SIDE, SIDE, SIDE), st.integers(1, 150), st.integers(1, 150))
def test_what_fits_fits_again(told: Crop, width: int, height: int) -> None:
    fitting = told.within(width, height)
    if fitting is None:
        return
    assert fitting.within(width, height) == fitting
    assert (fitting.left or 0) + (fitting.width or 1) <= width
    assert (fitting.top or 0) + (fitting.height or 1) <= height
    assert [side is None for side in told.columns().values()] == [side is None for side in fitting.columns().values()]
    assert crop_of(fitting.columns()) == fitting
