"""A tree of boxes: whatever grows, no box lies on another, all are on the sheet, and each link joins its two boxes."""

import re
from collections import Counter
from itertools import combinations, count

from hypothesis import given
from hypothesis import strategies as st

from records.drawing.family_tree import Box, FamilyTree, Knot, Placed, family_tree

_SIZES = st.lists(st.sampled_from([24.0, 38.0, 52.0, 80.0]), min_size=1, max_size=3)


@st.composite
def _trees(draw: st.DrawFn) -> FamilyTree:
    keys = (str(number) for number in count())

    def boxes() -> tuple[Box, ...]:
        return tuple(Box(next(keys), height) for height in draw(_SIZES))

    def knots(depth: int) -> tuple[Knot, ...]:
        number = draw(st.integers(0, 3)) if depth else 0
        return tuple(Knot(boxes(), knots(depth - 1), draw(st.integers(0, 2))) for _knot in range(number))

    return family_tree(boxes(), knots(3), knots(2))


def _meet(one: Placed, other: Placed) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@given(_trees())
def test_no_box_lies_on_another_and_all_are_on_the_sheet(tree: FamilyTree) -> None:
    assert [(one, other) for one, other in combinations(tree.boxes, 2) if _meet(one, other)] == []
    for box in tree.boxes:
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= tree.width and box.y + box.height <= tree.height + 0.001


@given(_trees())
def test_each_link_joins_its_boxes_at_their_sides_and_every_knot_has_one(tree: FamilyTree) -> None:
    boxes = {box.key: box for box in tree.boxes}
    for link in tree.links:
        start, end = boxes[link.start], boxes[link.end]
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[-+]\d+)?", link.path)]
        x, y, corner, down, last = numbers
        assert abs(y - start.middle) < 0.01 and abs(down - end.middle) < 0.01
        assert x in (start.x, start.x + start.width) and last in (end.x, end.x + end.width)
        # The corner lies between the columns, where no box is.
        assert not [box for box in tree.boxes if box.x < corner < box.x + box.width]
    assert max(Counter(link.end for link in tree.links).values(), default=1) == 1


def test_ancestors_to_the_left_and_descendants_to_the_right() -> None:
    tree = family_tree(
        (Box("me", 40.0),), (Knot((Box("child", 40.0), Box("partner", 30.0))),), (Knot((Box("mother", 40.0),)),)
    )
    x = {box.key: box.x for box in tree.boxes}
    assert x["mother"] < x["me"] < x["child"] < x["partner"]
    assert {(link.start, link.end) for link in tree.links} == {("me", "child"), ("me", "mother")}


def test_a_child_hangs_on_the_partner_it_was_had_with() -> None:
    knots = (Knot((Box("a", 30.0),), at=1), Knot((Box("b", 30.0),), at=7))
    tree = family_tree((Box("me", 40.0), Box("first", 40.0)), knots)
    assert [(link.start, link.end) for link in tree.links] == [("first", "a"), ("first", "b")]
