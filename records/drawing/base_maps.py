"""What lies below a journey: the land, the borders of today and where the names of the countries stand.

Drawn once for each sheet and kept; about 15 kB of path data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, pi

from records.drawing.land import DETAIL, Line, Point, countries, land
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
    drawn = land(_level(sheet.scale))
    outlines = (_clipped(sheet.line(ring), sheet) for ring in drawn.outlines if _near(ring, sheet))
    borders = (sheet.line(line) for line in drawn.borders if _near(line, sheet))
    return BaseMap(
        "".join(_path(ring) + "Z" for ring in outlines if _is_seen(ring)),
        "".join(_path(part) for line in borders for part in _parts_seen(line, sheet)),
        tuple(_country_names(sheet)),
    )


def _level(scale: float) -> int:
    """Return the coarsest level of detail whose steps are below a unit and a half of the sheet."""
    return max(level for level, step in enumerate(DETAIL) if step * pi / 180 * scale < 1.5)


def _near(line: Line, sheet: Sheet) -> bool:
    """Say whether a line can touch the sheet, from a few of its points: most of the land of the world does not."""
    few = sheet.line(line[:: max(1, ceil(len(line) / 12))])
    if not few:
        return False
    xs, ys = [x for x, _y in few], [y for _x, y in few]
    room = max(max(xs) - min(xs), max(ys) - min(ys)) + _AROUND
    return min(xs) - room < sheet.width and max(xs) + room > 0 and min(ys) - room < sheet.height and max(ys) + room > 0


def _clipped(ring: list[Point], sheet: Sheet) -> list[Point]:
    """Cut a closed ring at the edges of the sheet (Sutherland and Hodgman), a little outside them."""
    edges = ((0, -_AROUND, 1), (0, sheet.width + _AROUND, -1), (1, -_AROUND, 1), (1, sheet.height + _AROUND, -1))
    for axis, limit, sign in edges:
        ring = _cut(ring, axis, limit, sign)
        if not ring:
            return []
    return ring


def _cut(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    if not ring:
        return kept
    before = ring[-1]
    was_in = (before[axis] - limit) * sign >= 0
    for point in ring:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _is_seen(ring: list[Point]) -> bool:
    """Leave out islands smaller than a unit."""
    if len(ring) < 3:
        return False
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return max(xs) - min(xs) >= 1 or max(ys) - min(ys) >= 1


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
    for code, polygons in countries().items():
        outlines = (_clipped(sheet.line(polygon[0]), sheet) for polygon in polygons if _near(polygon[0], sheet))
        area, x, y = max((_centre(ring) for ring in outlines if len(ring) > 2), default=(0.0, 0.0, 0.0))
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
