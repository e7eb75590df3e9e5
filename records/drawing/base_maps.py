"""What lies below a journey: the land, the borders of today and where the names of the countries stand.

Drawn once for each sheet and kept; about 15 kB of path data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import pi

import numpy as np

from records.drawing.land import DETAIL, Line, countries, land
from records.drawing.projections import Azimuthal, Points, World
from records.drawing.sheets import Sheet

_AROUND = 12.0
# Square units below which a country bears no name on the sheet.
_ROOM_FOR_A_NAME = 600


@dataclass(frozen=True, slots=True)
class CountryName:
    """Where the name of a country stands: its ISO code, the middle of the name, and how much of it is seen."""

    code: str
    x: float
    y: float
    area: float


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What lies below the journey, as path data of an SVG."""

    land: str
    borders: str
    countries: tuple[CountryName, ...]


@lru_cache(maxsize=500)
def base_map(sheet: Sheet) -> BaseMap:
    """Draw the land and the borders of a sheet."""
    return BaseMap(
        "".join(_path(ring) + "Z" for ring in outlines_on(sheet)),
        "".join(_path(part) for part in parts_of_borders_on(sheet)),
        tuple(_country_names(sheet)),
    )


def outlines_on(sheet: Sheet) -> Iterator[Points]:
    """Yield the outlines of the land, cut at the edges of the sheet, without islands smaller than a unit."""
    lines = _laid("outlines", sheet.projection, _level(sheet.scale)).touching(sheet)
    return (ring for _name, line, is_within in lines if _is_seen(ring := _ring_on(line, sheet, is_within)))


def parts_of_borders_on(sheet: Sheet) -> Iterator[Points]:
    """Yield the borders of today as far as they are on the sheet."""
    lines = _laid("borders", sheet.projection, _level(sheet.scale)).touching(sheet)
    return (part for _name, line, is_within in lines for part in _parts_on(line, sheet, is_within))


def _ring_on(line: Points, sheet: Sheet, is_within: bool) -> Points:
    ring = sheet.scaled(line)
    return ring if is_within else _clipped(ring, sheet)


def _parts_on(line: Points, sheet: Sheet, is_within: bool) -> Iterator[Points]:
    points = sheet.scaled(line)
    return iter((points,)) if is_within else _parts_seen(points, sheet)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Many lines in one array of points (degrees, or radii of the Earth where they are laid flat), what each is called,
    where each begins, and once they are laid the box of each: left, top, right, bottom."""

    points: Points
    names: list[str]
    starts: list[int]
    boxes: Points

    def touching(self, sheet: Sheet, room: float = 0.0) -> Iterator[tuple[str, Points, bool]]:
        """Yield name and points of those that may be on the sheet, and whether all of it is: most of the land is not.

        ``room`` are square units that the box has at least.
        """
        left, top, right, bottom = self.boxes.T * sheet.scale - np.array([[sheet.left], [sheet.top]] * 2)
        touches = (left < sheet.width + _AROUND) & (right > -_AROUND)
        touches &= (top < sheet.height + _AROUND) & (bottom > -_AROUND)
        if room:
            touches &= (right - left) * (bottom - top) > room
        within = (left >= 0) & (right <= sheet.width) & (top >= 0) & (bottom <= sheet.height)
        ends = [*self.starts[1:], len(self.points)]
        for number in np.flatnonzero(touches).tolist():
            line = self.points[self.starts[number] : ends[number]]
            # What lies behind the horizon has no place on the flat sheet.
            line = line[~np.isnan(line[:, 0])]
            if len(line) > 1:
                yield self.names[number], line, bool(within[number])


# A projection holds less than two megabytes of outlines, borders and countries together; journeys share some dozens.
@lru_cache(maxsize=240)
def _laid(kind: str, projection: Azimuthal | World, level: int) -> _Lines:
    """Lay the land flat once for all sheets of a projection."""
    lines = _land(level)[kind]
    if not lines.starts:
        return lines
    ends = [*lines.starts[1:], len(lines.points)]
    if isinstance(projection, World):
        parts = [projection.line(lines.points[a:b].tolist()) for a, b in zip(lines.starts, ends, strict=True)]
        laid = np.array([point for part in parts for point in part])
    else:
        laid, is_near = projection.lay(lines.points)
        laid[~is_near] = np.nan
    boxes = np.hstack([which.reduceat(laid, lines.starts, axis=0) for which in (np.fmin, np.fmax)])
    return _Lines(laid, lines.names, lines.starts, boxes)


@cache
def _land(level: int) -> dict[str, _Lines]:
    drawn = land(level)
    named = countries() if level else {}
    return {
        "outlines": _in_one([("", line) for line in drawn.outlines]),
        "borders": _in_one([("", line) for line in drawn.borders]),
        "countries": _in_one([(code, one[0]) for code, parts in named.items() for one in parts]),
    }


def _in_one(lines: Sequence[tuple[str, Line]]) -> _Lines:
    points = np.array([point for _name, line in lines for point in line], dtype=np.float64).reshape(-1, 2)
    starts = list(accumulate((len(line) for _name, line in lines), initial=0))[:-1]
    return _Lines(points, [name for name, _line in lines], starts, np.empty((0, 4)))


def _level(scale: float) -> int:
    """Return the coarsest level of detail whose steps are below a unit and a half of the sheet."""
    return max(level for level, step in enumerate(DETAIL) if step * pi / 180 * scale < 1.5)


def _clipped(ring: Points, sheet: Sheet) -> Points:
    """Cut a closed ring at the edges of the sheet (Sutherland and Hodgman), a little outside them."""
    edges = ((0, -_AROUND, 1), (0, sheet.width + _AROUND, -1), (1, -_AROUND, 1), (1, sheet.height + _AROUND, -1))
    for axis, limit, sign in edges:
        ring = _cut(ring, axis, limit, sign)
    return ring


def _cut(ring: Points, axis: int, limit: float, sign: int) -> Points:
    is_in = (ring[:, axis] - limit) * sign >= 0
    if is_in.all():
        return ring
    if not is_in.any():
        return ring[:0]
    before = np.concatenate((ring[-1:], ring[:-1]))
    crosses = is_in != np.concatenate((is_in[-1:], is_in[:-1]))
    # Where a step crosses the edge, the point on the edge comes before the point that is reached.
    on_edge = ring.copy()
    step = ring[crosses] - before[crosses]
    part = (limit - before[crosses, axis]) / step[:, axis]
    on_edge[crosses, axis] = limit
    on_edge[crosses, 1 - axis] = before[crosses, 1 - axis] + part * step[:, 1 - axis]
    cut: Points = np.stack((on_edge, ring), axis=1)[np.stack((crosses, is_in), axis=1)]
    return cut


def _is_seen(ring: Points) -> bool:
    """Leave out islands smaller than a unit."""
    return len(ring) > 2 and bool((ring.max(axis=0) - ring.min(axis=0) >= 1).any())


def _parts_seen(line: Points, sheet: Sheet) -> Iterator[Points]:
    """Yield the parts of an open line that are on the sheet, each with one point beyond the edge."""
    edge = np.array([sheet.width + _AROUND, sheet.height + _AROUND])
    is_on = np.all((line >= -_AROUND) & (line <= edge), axis=1)
    # A step is seen if either of its ends is.
    seen = np.zeros(len(line) + 1, bool)
    seen[1:-1] = is_on[:-1] | is_on[1:]
    turns = np.flatnonzero(seen[1:] != seen[:-1]).tolist()
    return (line[start : end + 1] for start, end in zip(turns[::2], turns[1::2], strict=True))


def _country_names(sheet: Sheet) -> Iterator[CountryName]:
    """Yield where the names of the countries stand of which enough is on the sheet."""
    laid = _laid("countries", sheet.projection, max(1, _level(sheet.scale)))
    largest: dict[str, tuple[float, float, float]] = {}
    for code, line, is_within in laid.touching(sheet, _ROOM_FOR_A_NAME):
        ring = _ring_on(line, sheet, is_within)
        if len(ring) > 2:
            largest[code] = max(_centre(ring), largest.get(code, (0.0, 0.0, 0.0)))
    for code, (area, x, y) in largest.items():
        if area > _ROOM_FOR_A_NAME:
            yield CountryName(code, round(x, 1), round(y, 1), area)


def _centre(ring: Points) -> tuple[float, float, float]:
    """Return the area of a ring and the middle of it."""
    following = np.concatenate((ring[1:], ring[:1]))
    cross = ring[:, 0] * following[:, 1] - following[:, 0] * ring[:, 1]
    area = float(cross.sum())
    if not area:
        return 0.0, 0.0, 0.0
    x, y = (cross @ (ring + following) / (3 * area)).tolist()
    return abs(area) / 2, x, y


def _path(line: Points) -> str:
    """Write a line in whole and half units, without the points that fall together."""
    words = list[str]()
    last_x = last_y = 0
    for x, y in np.rint(2 * line).astype(int).tolist():
        right, down = x - last_x, y - last_y
        if not words:
            words.append(f"M{_half(x)},{_half(y)}l")
        elif -3 < right < 3 and -3 < down < 3:
            continue
        else:
            words.append(f"{_half(right)},{_half(down)}")
        last_x, last_y = x, y
    return " ".join(words) if len(words) > 1 else ""


@cache
def _half(twice: int) -> str:
    return str(twice // 2) if twice % 2 == 0 else f"{twice / 2:.1f}"
