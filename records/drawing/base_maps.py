"""What lies below a journey: the land, the borders of today and where the names of the countries stand.

Drawn once for each sheet and kept; about 15 kB of path data.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import hypot, pi

from records.drawing.land import DETAIL, Line, Point, countries, land
from records.drawing.projections import Azimuthal, World, apart, middle
from records.drawing.sheets import Sheet

_AROUND = 12.0
# Sheets that reach no farther than this from their middle, in radians, are laid for themselves: about 1,500 km.
_NEAR = 0.24
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
    laid = _laid_for(sheet, _level(sheet.scale))
    outlines = (_clipped(sheet.scaled(line.points), sheet) for line in laid.outlines if line.may_touch(sheet))
    return (ring for ring in outlines if _is_seen(ring))


def parts_of_borders_on(sheet: Sheet) -> Iterator[list[Point]]:
    """Yield the borders of today as far as they are on the sheet."""
    laid = _laid_for(sheet, _level(sheet.scale))
    lines = (sheet.scaled(line.points) for line in laid.borders if line.may_touch(sheet))
    return (part for line in lines for part in _parts_seen(line, sheet))


@dataclass(frozen=True, slots=True)
class _LaidLine:
    """A line on the flat sheet, in radii of the Earth, with the box it lies in."""

    points: list[Point]
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


def _laid_for(sheet: Sheet, level: int) -> _LaidLand:
    """Lay flat what a sheet needs: of a small part of the Earth only the lines near it, which few sheets share."""
    if isinstance(sheet.projection, World):
        return _laid(sheet.projection, level)
    scale = sheet.scale
    centre = sheet.projection.back((sheet.left + sheet.width / 2) / scale, (sheet.top + sheet.height / 2) / scale)
    reach = 1.2 * (hypot(sheet.width, sheet.height) / 2 + _AROUND) / scale
    if reach > _NEAR:
        return _laid(sheet.projection, level)
    return _laid_near(sheet.projection, level, (round(centre[0], 1), round(centre[1], 1)), round(reach + 0.01, 2))


@lru_cache(maxsize=4)
def _laid_near(projection: Azimuthal, level: int, centre: Point, reach: float) -> _LaidLand:
    near, drawn = _reaches(level), land(level)

    def lines(kind: str, every: Sequence[Line]) -> list[_LaidLine]:
        spots = zip(every, near[kind], strict=True)
        return list(_laid_lines((line for line, (at, far) in spots if apart(at, centre) < far + reach), projection))

    named = countries() if level else {}
    return _LaidLand(
        lines("outlines", drawn.outlines),
        lines("borders", drawn.borders),
        [(code, lines(code, [one[0] for one in parts])) for code, parts in named.items()],
    )


@cache
def _reaches(level: int) -> dict[str, list[tuple[Point, float]]]:
    """Return the middle of each line of the land and how far it reaches from there, by what it is a line of."""
    drawn, named = land(level), countries() if level else {}
    return {
        "outlines": [middle(line) for line in drawn.outlines],
        "borders": [middle(line) for line in drawn.borders],
        **{code: [middle(one[0]) for one in parts] for code, parts in named.items()},
    }


# A projection holds about five megabytes; most journeys share a few.
@lru_cache(maxsize=12)
def _laid(projection: Azimuthal | World, level: int) -> _LaidLand:
    """Lay the land flat once for all sheets of a projection."""
    drawn = land(level)
    named = countries() if level else {}
    return _LaidLand(
        list(_laid_lines(drawn.outlines, projection)),
        list(_laid_lines(drawn.borders, projection)),
        [(code, list(_laid_lines((one[0] for one in parts), projection))) for code, parts in named.items()],
    )


def _laid_lines(lines: Iterable[Line], projection: Azimuthal | World) -> Iterator[_LaidLine]:
    for line in lines:
        points = projection.line(line)
        if len(points) > 1:
            xs, ys = [x for x, _y in points], [y for _x, y in points]
            yield _LaidLine(points, min(xs), min(ys), max(xs), max(ys))


def _level(scale: float) -> int:
    """Return the coarsest level of detail whose steps are below a unit and a half of the sheet."""
    return max(level for level, step in enumerate(DETAIL) if step * pi / 180 * scale < 1.5)


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
    for code, lines in _laid_for(sheet, max(1, _level(sheet.scale))).countries:
        outlines = (_clipped(sheet.scaled(line.points), sheet) for line in lines if line.may_touch(sheet))
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
