"""The lines of the land, laid flat once for many sheets, and quickly those of them that a sheet shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from records.drawing.cut_lines import AROUND, Drawn, Places, Truths
from records.drawing.land import Line
from records.drawing.projections import Points, directions_of
from records.drawing.sheets import Sheet

# Points of a line that are looked at together.
_RUN = 32


@dataclass(frozen=True, slots=True)
class Lines:
    """Many lines in one array of points in degrees, with the directions of these: what each line is called, where each
    begins, and where runs of at most _RUN points begin (``blocks``)."""

    points: Points
    directions: Points
    names: list[str]
    starts: Places
    blocks: Places

    def laid(self, points: Points) -> "LaidLines":
        """Return the lines laid flat, as these points; no numbers are behind the horizon."""
        boxes, block_boxes = (
            np.hstack([which.reduceat(points, starts, axis=0) for which in (np.fmin, np.fmax)])
            for starts in (self.starts, self.blocks)
        )
        return LaidLines(points, self.names, self.starts, boxes, self.blocks, block_boxes, ~np.isnan(points[:, 0]))


@dataclass(frozen=True, slots=True)
class LaidLines:
    """Lines laid flat, in radii of the Earth, with the box of each line and of each run: left, top, right, bottom.

    ``near`` are the points on this side of the horizon.
    """

    points: Points
    names: list[str]
    starts: Places
    boxes: Points
    blocks: Places
    block_boxes: Points
    near: Truths

    def touching(self, sheet: Sheet, room: float = 0.0, least: float = 0.0) -> Drawn:
        """Return those that may be on the sheet, in its units: most of the land is not.

        ``room`` are square units that the box has at least, ``least`` units the longer side of one that is all there.
        Of what lies beyond an edge of the sheet only so much is given that the part on the sheet is the same.
        """
        if not len(self.starts):
            return Drawn(self.points, self.starts, self.starts)
        boxes = _on_sheet(self.boxes, sheet)
        left, top, right, bottom = boxes
        touches = ~_beyond(boxes, sheet)
        if room:
            touches &= (right - left) * (bottom - top) > room
        if least:
            within = (left >= 0) & (right <= sheet.width) & (top >= 0) & (bottom <= sheet.height)
            touches &= ~within | (np.maximum(right - left, bottom - top) >= least)
        numbers = np.flatnonzero(touches)
        ends = np.append(self.starts[1:], len(self.points))
        wanted = _runs(self.starts[numbers], ends[numbers])
        wanted = wanted[self._needed(sheet)[wanted]]
        # Where each begins among the points that are wanted, which are in their order.
        starts = np.searchsorted(wanted, self.starts[numbers])
        drawn = Drawn(sheet.scaled(self.points[wanted]), starts, numbers)
        lengths = np.diff(starts, append=len(wanted))
        return drawn.only(lengths > 1)

    def _needed(self, sheet: Sheet) -> Truths:
        """Tell which points a sheet needs: of a run beyond one edge of it the first and the last are enough, and what
        lies behind the horizon has no place on the flat sheet."""
        after = np.append(self.blocks[1:], len(self.points))
        needed = np.repeat(~_beyond(_on_sheet(self.block_boxes, sheet), sheet), after - self.blocks)
        needed[self.blocks] = needed[after - 1] = True
        return needed & self.near


def _runs(starts: Places, ends: Places) -> Places:
    """Return the numbers from each start to before its end, one after the other."""
    lengths = ends - starts
    begun = np.cumsum(np.append(0, lengths[:-1])) if len(lengths) else lengths
    return np.repeat(starts - begun, lengths) + np.arange(lengths.sum())


def _on_sheet(boxes: Points, sheet: Sheet) -> Points:
    """Return left, top, right and bottom of boxes in units of a sheet."""
    found: Points = boxes.T * sheet.scale - np.array([[sheet.left], [sheet.top]] * 2)
    return found


def _beyond(boxes: Points, sheet: Sheet) -> Truths:
    """Tell which boxes lie wholly on the other side of one edge of the sheet."""
    left, top, right, bottom = boxes
    found: Truths = (left >= sheet.width + AROUND) | (right <= -AROUND)
    return found | (top >= sheet.height + AROUND) | (bottom <= -AROUND)


def in_one(lines: Sequence[tuple[str, Line]]) -> Lines:
    points = np.array([point for _name, line in lines for point in line], dtype=np.float64).reshape(-1, 2)
    bounds = [*accumulate((len(line) for _name, line in lines), initial=0)]
    blocks = np.array([begin for a, b in pairwise(bounds) for begin in range(a, b, _RUN)], np.intp)
    starts = np.array(bounds[:-1], np.intp)
    return Lines(points, directions_of(points), [name for name, _line in lines], starts, blocks)
