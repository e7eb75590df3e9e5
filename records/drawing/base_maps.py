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
    laid = _laid(sheet.projection, _level(sheet.scale))
    return (ring for line in laid.outlines if line.may_touch(sheet) and _is_seen(ring := _ring_on(line, sheet)))


def parts_of_borders_on(sheet: Sheet) -> Iterator[Points]:
    """Yield the borders of today as far as they are on the sheet."""
    laid = _laid(sheet.projection, _level(sheet.scale))
    return (part for line in laid.borders if line.may_touch(sheet) for part in _parts_on(line, sheet))


def _ring_on(line: "_LaidLine", sheet: Sheet) -> Points:
    ring = sheet.scaled(line.points)
    return ring if line.is_within(sheet) else _clipped(ring, sheet)


def _parts_on(line: "_LaidLine", sheet: Sheet) -> Iterator[Points]:
    points = sheet.scaled(line.points)
    return iter((points,)) if line.is_within(sheet) else _parts_seen(points, sheet)


@dataclass(frozen=True, slots=True)
class _LaidLine:
    """A line on the flat sheet, in radii of the Earth, with the box it lies in."""

    points: Points
    left: float
    top: float
    right: float
    bottom: float

    @property
    def room(self) -> float:
        """The area of its box."""
        return (self.right - self.left) * (self.bottom - self.top)

    def may_touch(self, sheet: Sheet) -> bool:
        """Say whether any of it can be on the sheet: most of the land of the world is not."""
        room, scale = _AROUND / sheet.scale, sheet.scale
        return (
            self.left < (sheet.left + sheet.width) / scale + room
            and self.right > sheet.left / scale - room
            and self.top < (sheet.top + sheet.height) / scale + room
            and self.bottom > sheet.top / scale - room
        )

    def is_within(self, sheet: Sheet) -> bool:
        """Say whether all of it is on the sheet, so that nothing has to be cut."""
        scale = sheet.scale
        return (
            self.left * scale >= sheet.left
            and self.right * scale <= sheet.left + sheet.width
            and self.top * scale >= sheet.top
            and self.bottom * scale <= sheet.top + sheet.height
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
    for code, lines in _laid(sheet.projection, max(1, _level(sheet.scale))).countries:
        large = (line for line in lines if line.room * sheet.scale**2 > _ROOM_FOR_A_NAME and line.may_touch(sheet))
        rings = (_ring_on(line, sheet) for line in large)
        area, x, y = max((_centre(ring) for ring in rings if len(ring) > 2), default=(0.0, 0.0, 0.0))
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
