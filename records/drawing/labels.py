"""Where the names on a map stand, so that none covers another or a mark; what has no room is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from records.drawing.projections import Points

# No points of any line.
NOWHERE: Points = np.empty((0, 2))

# The width of a letter as a part of its height, on the average of Polish names in a bold and wide serif face.
_LETTER = 0.66
# What a name keeps free before and behind it, with the edge drawn around its letters.
_APART = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def held(self, points: Points) -> int:
        """Return how many of the points are in it."""
        x, y = points.T
        return int(np.count_nonzero((x >= self.left) & (x <= self.right) & (y >= self.top) & (y <= self.bottom)))

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its mark: the point on the base line, and which part of the text stands there."""

    text: str
    x: float
    y: float
    anchor: str


def text_width(text: str, size: float) -> float:
    """Return about how wide a text of this height is."""
    return _LETTER * size * len(text)


def beside(
    text: str, mark: Box, size: float, taken: Iterable[Box], lines: Points, width: float, height: float
) -> tuple[Label, Box] | None:
    """Find room for a name to the right, left, below or above its mark; None where there is none.

    It covers no box that is taken; of the places left it takes that with the fewest points of the lines below it.
    """
    kept = list(taken)
    free = [
        (label, box)
        for label, box in _places(text, mark, size)
        if box.within(width, height) and not any(box.meets(other) for other in kept)
    ]
    return min(free, key=lambda place: place[1].held(lines), default=None)


def _places(text: str, mark: Box, size: float) -> Iterator[tuple[Label, Box]]:
    wide, gap = text_width(text, size), 4.0
    centre, middle = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    for anchor, x, y in (
        ("start", mark.right + gap, middle + size * 0.35),
        ("end", mark.left - gap, middle + size * 0.35),
        ("middle", centre, mark.bottom + size),
        ("middle", centre, mark.top - 4),
    ):
        left = x - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
        yield (
            Label(text, round(x, 1), round(y, 1), anchor),
            Box(left - _APART, y - size * 0.85, left + wide + _APART, y + size * 0.2),
        )
