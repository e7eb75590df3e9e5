"""A family as a tree: somebody in the middle or at the edge, branches to the right and to the left, no box on another.

Each branch has a strip of the sheet for itself, as high as all that grows from it; what it grows from stands in the
middle of the strip. So nothing overlaps, whatever the sizes of the boxes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH = 212.0
# Between two columns, two boxes of one knot, two branches; and around the whole.
_ACROSS, _WITHIN, _BETWEEN, _EDGE = 44.0, 3.0, 12.0, 8.0
# A partner's box stands back a little behind the person's.
_BACK = 14.0
RIGHT, LEFT = 1, -1


@dataclass(frozen=True, slots=True)
class Box:
    """A box that is to be placed; the key is any name for it."""

    key: str
    height: float
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Knot:
    """A person's box and those of the partners below it, and what grows from them.

    ``at`` says from which box of the knot before it grows.
    """

    boxes: tuple[Box, ...]
    branches: tuple["Knot", ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on the sheet, in units of the SVG."""

    key: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one box to another, as path data."""

    start: str
    end: str
    path: str


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """All that a template needs to draw it."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    links: tuple[Link, ...]


def family_tree(boxes: Sequence[Box], right: Sequence[Knot] = (), left: Sequence[Knot] = ()) -> FamilyTree:
    """Place these boxes (a person, and partners), and what grows from them to either side."""
    high = max(_stack(boxes), _strip(right), _strip(left))
    placed = dict(_stacked(boxes, 0.0, (high - _stack(boxes)) / 2, RIGHT))
    links: list[Link] = []
    for side, knots in ((RIGHT, right), (LEFT, left)):
        _grow(knots, boxes, placed, links, (high - _strip(knots)) / 2, side)
    leftmost = min(box.x for box in placed.values()) - _EDGE
    lowest = max(box.x + box.width for box in placed.values()) + _EDGE - leftmost
    moved = (Placed(box.key, box.x - leftmost, box.y + _EDGE, box.width, box.height) for box in placed.values())
    by_key = {box.key: box for box in moved}
    drawn = tuple(Link(link.start, link.end, _path(by_key[link.start], by_key[link.end])) for link in links)
    return FamilyTree(lowest, high + 2 * _EDGE, tuple(by_key.values()), drawn)


def _stack(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes) + _WITHIN * (len(boxes) - 1)


def _strip(knots: Sequence[Knot]) -> float:
    """Return how high the strip is that these knots need, with all that grows from them."""
    return sum(_own_strip(knot) for knot in knots) + _BETWEEN * (len(knots) - 1) if knots else 0.0


def _own_strip(knot: Knot) -> float:
    return max(_stack(knot.boxes), _strip(knot.branches))


def _grow(
    knots: Sequence[Knot], before: Sequence[Box], placed: dict[str, Placed], links: list[Link], top: float, side: int
) -> None:
    first = placed[before[0].key]
    x = first.x + (WIDTH + _ACROSS) * side
    for knot in knots:
        high = _own_strip(knot)
        placed |= _stacked(knot.boxes, x, top + (high - _stack(knot.boxes)) / 2, side)
        links.append(Link(before[min(knot.at, len(before) - 1)].key, knot.boxes[0].key, ""))
        _grow(knot.branches, knot.boxes, placed, links, top + (high - _strip(knot.branches)) / 2, side)
        top += high + _BETWEEN


def _stacked(boxes: Sequence[Box], x: float, top: float, side: int) -> Iterator[tuple[str, Placed]]:
    for number, box in enumerate(boxes):
        back = _BACK if number else 0.0
        # A narrow box stands at the side from which it grows.
        start = x + back if side == RIGHT else x + WIDTH - box.width
        yield box.key, Placed(box.key, start, top, box.width - back, box.height)
        top += box.height + _WITHIN


def _path(start: Placed, end: Placed) -> str:
    """Draw from the side of one box over a corner to the near side of the other."""
    if end.x > start.x:
        begin, stop = start.x + start.width, end.x
        corner = stop - _ACROSS / 2
    else:
        begin, stop = start.x, end.x + end.width
        corner = stop + _ACROSS / 2
    return f"M{begin:g},{start.middle:g}H{corner:g}V{end.middle:g}H{stop:g}"
