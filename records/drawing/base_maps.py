"""What lies below a journey: the land, the borders of today and where the names of the countries stand.

Drawn once for each sheet and kept; about 15 kB of path data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import pi

import numpy as np

from records.drawing.cut_lines import AROUND, Drawn, centres, clipped, written
from records.drawing.laid_lines import LaidLines, Lines, in_one
from records.drawing.land import DETAIL, countries, land
from records.drawing.projections import Azimuthal, Points, World
from records.drawing.sheets import Sheet

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


@lru_cache(maxsize=1_000)
def base_map(sheet: Sheet) -> BaseMap:
    """Draw the land and the borders of a sheet."""
    return BaseMap(written(_outlines(sheet), "Z"), written(_borders(sheet)), tuple(_country_names(sheet)))


def outlines_on(sheet: Sheet) -> list[Points]:
    """Return the outlines of the land, cut at the edges of the sheet, without islands smaller than a unit."""
    return _outlines(sheet).apart()


def parts_of_borders_on(sheet: Sheet) -> list[Points]:
    """Return the borders of today as far as they are on the sheet."""
    return _borders(sheet).apart()


def _outlines(sheet: Sheet) -> Drawn:
    rings = clipped(_laid("outlines", sheet.projection, _level(sheet.scale)).touching(sheet, least=1.0), sheet)
    if not len(rings.starts):
        return rings
    highest, lowest = (which.reduceat(rings.points, rings.starts) for which in (np.maximum, np.minimum))
    lengths = np.diff(rings.starts, append=len(rings.points))
    return rings.only((lengths > 2) & (highest - lowest >= 1).any(axis=1))


def _borders(sheet: Sheet) -> Drawn:
    """Return the parts of the borders that are on the sheet, each with one point beyond the edge."""
    lines = _laid("borders", sheet.projection, _level(sheet.scale)).touching(sheet)
    points = lines.points
    edge = np.array([sheet.width + AROUND, sheet.height + AROUND])
    is_on = np.all((points >= -AROUND) & (points <= edge), axis=1)
    # A step, from its point to the next, is seen if either of its ends is.
    seen = np.append(is_on[:-1] | is_on[1:], False) if len(points) else is_on
    seen[lines.starts[1:] - 1] = False
    reached = np.append(False, seen[:-1])[: len(seen)]
    kept = seen | reached
    starts = np.flatnonzero((seen & ~reached)[kept])
    return Drawn(points[kept], starts, starts)


# A projection holds less than two megabytes of outlines, borders and countries together; journeys share some dozens.
@lru_cache(maxsize=240)
def _laid(kind: str, projection: Azimuthal | World, level: int) -> LaidLines:
    """Lay the land flat once for all sheets of a projection."""
    lines = _land(level)[kind]
    if not len(lines.starts):
        return lines.laid(lines.points)
    ends = np.append(lines.starts[1:], len(lines.points))
    if isinstance(projection, World):
        parts = [projection.line(lines.points[a:b].tolist()) for a, b in zip(lines.starts, ends, strict=True)]
        laid = np.array([point for part in parts for point in part])
    else:
        laid, is_near = projection.lay(lines.directions)
        laid[~is_near] = np.nan
    return lines.laid(laid)


@cache
def _land(level: int) -> dict[str, Lines]:
    drawn = land(level)
    named = countries() if level else {}
    return {
        "outlines": in_one([("", line) for line in drawn.outlines]),
        "borders": in_one([("", line) for line in drawn.borders]),
        "countries": in_one([(code, one[0]) for code, parts in named.items() for one in parts]),
    }


def _level(scale: float) -> int:
    """Return the coarsest level of detail whose steps are below a unit and a half of the sheet."""
    return max(level for level, step in enumerate(DETAIL) if step * pi / 180 * scale < 1.5)


def _country_names(sheet: Sheet) -> Iterator[CountryName]:
    """Yield where the names of the countries stand of which enough is on the sheet."""
    laid = _laid("countries", sheet.projection, max(1, _level(sheet.scale)))
    rings = clipped(laid.touching(sheet, _ROOM_FOR_A_NAME), sheet)
    largest: dict[str, tuple[float, float, float]] = {}
    for number, (area, x, y) in zip(rings.numbers.tolist(), centres(rings).tolist(), strict=True):
        code = laid.names[number]
        if area > _ROOM_FOR_A_NAME:
            largest[code] = max((area, x, y), largest.get(code, (0.0, 0.0, 0.0)))
    for code, (area, x, y) in largest.items():
        yield CountryName(code, round(x, 1), round(y, 1), area)
