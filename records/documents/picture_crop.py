"""The part of a picture that shows somebody: a rectangle in pixels of the picture as it is stored, which is upright."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SIDES = ("left", "top", "width", "height")
# How GEDCOM files of ours say below a picture which side of the paper it shows.
SIDE_FIELD = "side: "
COLUMNS = tuple(f"crop_{side}" for side in SIDES)


@dataclass(frozen=True, slots=True)
class Crop:
    """What GEDCOM's CROP says: None for a side that is not told, which means from the edge, or as far as the edge."""

    left: int | None = None
    top: int | None = None
    width: int | None = None
    height: int | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in self._sides())

    def _sides(self) -> tuple[int | None, ...]:
        return self.left, self.top, self.width, self.height

    def columns(self) -> dict[str, int | None]:
        """Return the sides by the names of their columns."""
        return dict(zip(COLUMNS, self._sides(), strict=True))

    def words(self) -> str:
        """Return the sides that are told, in words."""
        told = zip(SIDES, self._sides(), strict=True)
        return ", ".join(f"{side} {value}" for side, value in told if value is not None)

    def box(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """Return (left, top, width, height) within a picture of this size; None when nothing lies in it, or is told."""
        across, down = _clipped(self.left, self.width, width), _clipped(self.top, self.height, height)
        if not self or across is None or down is None:
            return None
        return self.left or 0, self.top or 0, across[1], down[1]

    def within(self, width: int, height: int) -> "Crop | None":
        """Return as much of it as lies in a picture of this size; None when nothing does."""
        across, down = _clipped(self.left, self.width, width), _clipped(self.top, self.height, height)
        if across is None or down is None:
            return None
        return Crop(self.left, self.top, *(now if told is not None else None for told, now in (across, down)))


def crop_of(columns: Mapping[str, Any]) -> Crop:
    """Return the crop of a row, or of a part of a page, that may hold its columns."""
    return Crop(*(columns.get(column) for column in COLUMNS))


def _clipped(start: int | None, length: int | None, most: int) -> tuple[int | None, int] | None:
    """Return (the length told, the length that fits between a start and the far edge); None when nothing fits."""
    room = most - (start or 0)
    fitting = room if length is None else min(length, room)
    return (length, fitting) if fitting > 0 else None
