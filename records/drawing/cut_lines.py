"""Many lines at once: cut at the edges of a sheet, measured, and written as path data of an SVG."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from records.drawing.projections import Points
from records.drawing.sheets import Sheet

Truths = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
# Units beyond its edges to which lines of a sheet are drawn.
AROUND = 12.0
# Half units within which points fall together; more than any step of a line.
_CELL, _WIDE = 3, 1 << 20
# The words of shorter steps, in half units, are kept.
_KEPT = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """Many lines one after the other: their points, where each begins, and the number of each among all lines."""

    points: Points
    starts: Places
    numbers: Places

    def apart(self) -> list[Points]:
        return np.split(self.points, self.starts[1:].tolist()) if len(self.starts) else []

    def only(self, which: Truths) -> "Drawn":
        """Return those of the lines."""
        if which.all():
            return self
        lengths = np.diff(self.starts, append=len(self.points))
        starts = np.cumsum(np.append(0, lengths[which][:-1])) if which.any() else self.starts[:0]
        return Drawn(self.points[np.repeat(which, lengths)], starts, self.numbers[which])


def clipped(rings: Drawn, sheet: Sheet) -> Drawn:
    """Cut closed rings at the edges of the sheet (Sutherland and Hodgman), a little outside them."""
    edges = ((0, -AROUND, 1), (0, sheet.width + AROUND, -1), (1, -AROUND, 1), (1, sheet.height + AROUND, -1))
    for axis, limit, sign in edges:
        rings = _cut(rings, axis, limit, sign)
    return rings


def _cut(rings: Drawn, axis: int, limit: float, sign: int) -> Drawn:
    points = rings.points
    is_in = (points[:, axis] - limit) * sign >= 0
    if is_in.all():
        return rings
    lengths = np.diff(rings.starts, append=len(points))
    before = np.arange(-1, len(points) - 1)
    before[rings.starts] = rings.starts + lengths - 1
    crosses = is_in != is_in[before]
    # Where a step crosses the edge, the point on the edge comes before the point that is reached.
    start, end = points[before[crosses]], points[crosses]
    part = (limit - start[:, axis]) / (end[:, axis] - start[:, axis])
    on_edge = start + part[:, np.newaxis] * (end - start)
    on_edge[:, axis] = limit
    times = is_in.astype(np.intp) + crosses
    after = np.cumsum(times)
    cut = np.empty((int(times.sum()), 2))
    cut[after[is_in] - 1] = points[is_in]
    cut[(after - times)[crosses]] = on_edge
    left = np.add.reduceat(times, rings.starts)
    kept = left > 0
    return Drawn(cut, np.cumsum(np.append(0, left[kept][:-1])) if kept.any() else rings.starts[:0], rings.numbers[kept])


def centres(rings: Drawn) -> Points:
    """Return area and middle of each ring; the middle of one without an area is no number."""
    points, starts = rings.points, rings.starts
    if not len(starts):
        return np.empty((0, 3))
    following = np.concatenate((points[1:], points[:1]))
    following[np.append(starts[1:], len(points)) - 1] = points[starts]
    cross = points[:, 0] * following[:, 1] - following[:, 0] * points[:, 1]
    parts = np.column_stack((cross, (points + following) * cross[:, np.newaxis] / 3))
    sums = np.add.reduceat(parts, starts, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.column_stack((np.abs(sums[:, 0]) / 2, sums[:, 1:] / sums[:, :1]))


def written(lines: Drawn, end: str = "") -> str:
    """Write lines as path data in whole and half units, without the points that fall together."""
    if not len(lines.starts):
        return ""
    halves = np.rint(2 * lines.points).astype(np.int32)
    starts = np.zeros(len(halves), np.bool_)
    starts[lines.starts] = True
    kept = _apart(halves, starts)
    halves, begins = halves[kept], np.flatnonzero(starts[kept])
    steps = np.diff(halves, axis=0, prepend=halves[:1])
    words = [_STEPS[step] for step in (steps[:, 0] * _WIDE + steps[:, 1]).tolist()]
    parts = []
    for first, after in zip(begins.tolist(), [*begins[1:].tolist(), len(words)], strict=True):
        if after - first > 1:
            x, y = halves[first].tolist()
            parts.append(f"M{_half(x)},{_half(y)}l{' '.join(words[first + 1 : after])}{end}")
    return "".join(parts)


def _apart(halves: npt.NDArray[np.int32], starts: Truths) -> Places:
    """Return which points to keep: of those in one cell of a unit and a half the first, then of such as are still
    nearer than that to the one before every other."""
    cells = halves // _CELL
    kept = np.flatnonzero(starts | np.r_[True, (cells[1:] != cells[:-1]).any(axis=1)])
    steps = np.abs(np.diff(halves[kept], axis=0, prepend=halves[:1]))
    near = (steps < _CELL).all(axis=1) & ~starts[kept]
    number = np.arange(len(kept))
    in_a_row = number - np.maximum.accumulate(np.where(near, 0, number))
    return kept[in_a_row % 2 == 0]


class _Steps(dict[int, str]):
    """The words of a step, in half units: right times _WIDE plus down."""

    def __missing__(self, step: int) -> str:
        right = round(step / _WIDE)
        down = step - right * _WIDE
        words = f"{_half(right)},{_half(down)}"
        # Long steps are few and hardly ever the same.
        if max(abs(right), abs(down)) <= _KEPT:
            self[step] = words
        return words


_STEPS = _Steps()


def _half(twice: int) -> str:
    return str(twice // 2) if twice % 2 == 0 else f"{twice / 2:.1f}"
