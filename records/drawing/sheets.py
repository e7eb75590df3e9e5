"""The sheet of a map: which part of the Earth it shows, how large, and where a place lies on it.

Sheets come in steps, so that many journeys share one sheet and its land is drawn once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log, pi

from records.drawing.land import Point
from records.drawing.projections import Azimuthal, Points, Projection, World, middle

WIDTH = 400
HEIGHTS = (260, 310, 360)
_MARGIN = 40
# The closest look: so many units for the radius of the Earth (6,371 km), about 700 km from edge to edge.
_LARGEST = WIDTH * 6371 / 700
_SMALLEST = WIDTH / (2 * pi)
_STEP = 1.2
_ROUGH = 30
# Degrees between the centres of projections: a sheet need not be centred to the degree.
_GRID = 10.0
# With places farther apart than this from their middle, in radians, the whole world is shown.
_HALF_A_WORLD = 1.15
_MERIDIAN = 11.0
_NORTH_EDGE = -1.28


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the Earth laid flat; lengths are units of the SVG, ``scale`` is units for the radius of the Earth."""

    projection: Azimuthal | World
    scale: float
    left: float
    top: float
    height: int
    width: int = WIDTH

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place lies on the sheet."""
        x, y = self.projection.line([(longitude, latitude)])[0]
        return x * self.scale - self.left, y * self.scale - self.top

    def scaled(self, points: Points) -> Points:
        """Return points of the projection, in radii of the Earth, as they lie on the sheet."""
        return points * self.scale - (self.left, self.top)


def sheet_for(places: Sequence[Point], width: int = WIDTH, heights: Sequence[int] = HEIGHTS) -> Sheet:
    """Return the sheet that shows all these places (longitude, latitude), of which there is at least one."""
    centre, reach = middle(places)
    projection: Azimuthal | World = World(_MERIDIAN)
    if reach <= _HALF_A_WORLD:
        projection = Azimuthal(
            _GRID * round(centre[0] / _GRID), max(-60.0, min(60.0, _GRID * round(centre[1] / _GRID)))
        )
    laid = [projection.line([place])[0] for place in places]
    xs, ys = [x for x, _y in laid], [y for _x, y in laid]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    # The height that wastes least: the lowest of the sheets on which the width decides, else the highest.
    scales = [(_scale(wide, high, projection, width, height), height) for height in heights]
    scale, height = max(scales, key=lambda one: (one[0], -one[1]))
    step = _ROUGH
    left: float = step * round(((max(xs) + min(xs)) / 2 * scale - width / 2) / step)
    top: float = step * round(((max(ys) + min(ys)) / 2 * scale - height / 2) / step)
    if isinstance(projection, World):
        # No more of the Arctic than is needed: beyond the pole there is nothing to see.
        top = min(max(top, _NORTH_EDGE * scale), min(ys) * scale - _MARGIN)
    return Sheet(projection, scale, left, top, height, width)


def _scale(wide: float, high: float, projection: Projection, width: int, height: int) -> float:
    fits = min(
        (width - 2 * _MARGIN - _ROUGH) / wide if wide else _LARGEST,
        (height - 2 * _MARGIN - _ROUGH) / high if high else _LARGEST,
    )
    if isinstance(projection, World):
        return min(fits, width / 4)
    return float(_STEP ** floor(log(max(_SMALLEST, min(_LARGEST, fits)), _STEP)))
