"""What lies below a journey: the land, the borders of today and where the names of the countries stand.

Drawn once for each sheet and kept; about 15 kB of path data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import pi

import numpy as np

from records.drawing.land import DETAIL, Line, Point, countries, land
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


def outlines_on(sheet: Sheet) -> Iterator[list[Point]]:
    """Yield the outlines of the land, cut at the edges of the sheet, without islands smaller than a unit."""
    laid = _laid(sheet.projection, _level(sheet.scale))
    outlines = (_clipped(sheet.scaled(line.points), sheet) for line in laid.outlines if line.may_touch(sheet))
    return (_points(ring) for ring in outlines if _is_seen(ring))


def parts_of_borders_on(sheet: Sheet) -> Iterator[list[Point]]:
    """Yield the borders of today as far as they are on the sheet."""
    laid = _laid(sheet.projection, _level(sheet.scale))
    lines = (_points(sheet.scaled(line.points)) for line in laid.borders if line.may_touch(sheet))
    return (part for line in lines for part in _parts_seen(line, sheet))


@dataclass(frozen=True, slots=True)
class _LaidLine:
    """A line on the flat sheet, in radii of the Earth, with the box it lies in."""

    points: Points
    left: float
    top: float
    right: float
    bottom: float

    def may_touch(self, sheet: Sheet) -> bool:
        """Say whether any of it can be on the sheet: most of the land of the world is not."""
        room, scale = _AROUND / sheet.scale, sheet.scale
        return (
            self.left < (sheet.left + sheet.width) / scale + room
            and self.right > sheet.left / scale - room
            and self.top < (sheet.top + sheet.height) / scale + room
            and self.bottom > sheet.top / scale - room
        )


@dataclass(frozen=True, slots=True)
class _LaidLand:
    outlines: list[_LaidLine]
    borders: list[_LaidLine]
    countries: list[tuple[str, list[_LaidLine]]]


# A projection holds less than two megabytes; journeys share some dozens.
@lru_cache(maxsize=48)
def _laid(projection: Azimuthal | World, level: int) -> _LaidLand:
    """Lay the land flat once for all sheets of a projection."""
    drawn = _land(level)
    countries_laid: dict[str, list[_LaidLine]] = {}
    for code, line in _laid_lines(drawn["countries"], projection):
        countries_laid.setdefault(code, []).append(line)
    return _LaidLand(
        [line for _name, line in _laid_lines(drawn["outlines"], projection)],
        [line for _name, line in _laid_lines(drawn["borders"], projection)],
        list(countries_laid.items()),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Many lines in one array, what each is called, and where each begins."""

    points: Points
    names: list[str]
    starts: list[int]


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
    return _Lines(points, [name for name, _line in lines], starts)


def _laid_lines(lines: _Lines, projection: Azimuthal | World) -> Iterator[tuple[str, _LaidLine]]:
    """Yield the name of each line and how it lies, if more than one of its points is on the flat sheet."""
    if not lines.starts:
        return
    ends = [*lines.starts[1:], len(lines.points)]
    if isinstance(projection, World):
        parts = [projection.line(lines.points[a:b].tolist()) for a, b in zip(lines.starts, ends, strict=True)]
        laid, is_near = np.array([point for part in parts for point in part]), np.ones(len(lines.points), bool)
    else:
        laid, is_near = projection.lay(lines.points)
    whole = np.logical_and.reduceat(is_near, lines.starts).tolist()
    boxes = np.hstack([which.reduceat(laid, lines.starts, axis=0) for which in (np.minimum, np.maximum)]).tolist()
    for name, start, end, is_whole, box in zip(lines.names, lines.starts, ends, whole, boxes, strict=True):
        points = laid[start:end]
        if not is_whole:
            points = points[is_near[start:end]]
            box = [*points.min(axis=0), *points.max(axis=0)] if len(points) else box
        if len(points) > 1:
            yield name, _LaidLine(points, *box)


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
    if not len(ring):
        return ring
    before, is_in = np.roll(ring, 1, axis=0), (ring[:, axis] - limit) * sign >= 0
    crosses = is_in != np.roll(is_in, 1)
    if not crosses.any():
        return ring if is_in[0] else ring[:0]
    # Where a step crosses the edge, the point on the edge comes before the point that is reached.
    on_edge = ring.copy()
    step = ring[crosses] - before[crosses]
    part = (limit - before[crosses, axis]) / step[:, axis]
    on_edge[crosses, axis] = limit
    on_edge[crosses, 1 - axis] = before[crosses, 1 - axis] + part * step[:, 1 - axis]
    cut: Points = np.stack((on_edge, ring), axis=1)[np.stack((crosses, is_in), axis=1)]
    return cut


def _points(line: Points) -> list[Point]:
    return [(x, y) for x, y in line.tolist()]


def _is_seen(ring: Points) -> bool:
    """Leave out islands smaller than a unit."""
    return len(ring) > 2 and bool((ring.max(axis=0) - ring.min(axis=0) >= 1).any())


def _parts_seen(line: list[Point], sheet: Sheet) -> Iterator[list[Point]]:
    """Yield the parts of an open line that are on the sheet, each with one point beyond the edge."""
    part: list[Point] = []
    for before, point in pairwise(line):
        if _is_on(before, sheet) or _is_on(point, sheet):
            part = part or [before]
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _is_on(point: Point, sheet: Sheet) -> bool:
    return -_AROUND <= point[0] <= sheet.width + _AROUND and -_AROUND <= point[1] <= sheet.height + _AROUND


def _country_names(sheet: Sheet) -> Iterator[CountryName]:
    """Yield where the names of the countries stand of which enough is on the sheet."""
    for code, lines in _laid(sheet.projection, max(1, _level(sheet.scale))).countries:
        outlines = (_clipped(sheet.scaled(line.points), sheet) for line in lines if line.may_touch(sheet))
        area, x, y = max((_centre(_points(ring)) for ring in outlines if len(ring) > 2), default=(0.0, 0.0, 0.0))
        if area > _ROOM_FOR_A_NAME:
            yield CountryName(code, round(x, 1), round(y, 1), area)


def _centre(ring: list[Point]) -> tuple[float, float, float]:
    """Return the area of a ring and the middle of it."""
    area = x = y = 0.0
    for before, point in pairwise([*ring, ring[0]]):
        cross = before[0] * point[1] - point[0] * before[1]
        area, x, y = area + cross, x + (before[0] + point[0]) * cross, y + (before[1] + point[1]) * cross
    return (abs(area) / 2, x / (3 * area), y / (3 * area)) if area else (0.0, 0.0, 0.0)


def _path(line: list[Point]) -> str:
    """Write a line in whole and half units, without the points that fall together."""
    words, last = [], (0, 0)
    for number, (x, y) in enumerate(line):
        point = (round(2 * x), round(2 * y))
        if number and max(abs(point[0] - last[0]), abs(point[1] - last[1])) < 3:
            continue
        if number:
            words.append(f"{_half(point[0] - last[0])},{_half(point[1] - last[1])}")
        else:
            words.append(f"M{_half(point[0])},{_half(point[1])}l")
        last = point
    return " ".join(words) if len(words) > 1 else ""


def _half(twice: int) -> str:
    return str(twice // 2) if twice % 2 == 0 else f"{twice / 2:.1f}"
