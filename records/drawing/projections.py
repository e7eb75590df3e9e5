"""From longitude and latitude to a flat sheet; the unit is the radius of the Earth, y grows downwards.

Azimuthal: Lambert's equal-area projection around a centre. World: Equal Earth (Savric, Patterson, Jenny 2018).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from records.drawing.land import Point

# Rows of (longitude, latitude) or (x, y).
Points = npt.NDArray[np.float64]
# Farther from the centre than this, in radians, nothing is drawn: the other side of the Earth.
_FARTHEST = 2.2


def directions_of(points: Points) -> Points:
    """Return the directions of points in degrees from the middle of the Earth: rows of (x, y, z), each of length 1."""
    turn, up = np.radians(points).T
    return np.column_stack((np.cos(up) * np.cos(turn), np.cos(up) * np.sin(turn), np.sin(up)))


class Projection(Protocol):
    """A way to lay the Earth flat."""

    def line(self, points: Iterable[Point]) -> list[Point]:
        """Return these points on the sheet, without those that are not on it."""


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Equal areas around a centre in degrees."""

    longitude: float
    latitude: float

    def lay(self, directions: Points) -> tuple[Points, Any]:
        """Return many points at once, given by their directions, and which are on the sheet; as ``line``, nearly."""
        sin_0, cos_0 = sin(radians(self.latitude)), cos(radians(self.latitude))
        sin_centre, cos_centre = sin(radians(self.longitude)), cos(radians(self.longitude))
        rightwards = (-sin_centre, cos_centre, 0.0)
        downwards = (sin_0 * cos_centre, sin_0 * sin_centre, -cos_0)
        towards = directions @ np.array([cos_0 * cos_centre, cos_0 * sin_centre, sin_0])
        stretch = np.sqrt(2 / np.maximum(1 + towards, 1e-9))
        return directions @ np.array([rightwards, downwards]).T * stretch[:, None], towards > cos(_FARTHEST)

    def line(self, points: Iterable[Point]) -> list[Point]:
        sin_0, cos_0, centre = sin(radians(self.latitude)), cos(radians(self.latitude)), radians(self.longitude)
        least = cos(_FARTHEST)
        laid = []
        for longitude, latitude in points:
            turn, up = radians(longitude) - centre, radians(latitude)
            sin_up, cos_up, cos_turn = sin(up), cos(up), cos(turn)
            towards = sin_0 * sin_up + cos_0 * cos_up * cos_turn
            if towards > least:
                stretch = sqrt(2 / (1 + towards))
                laid.append((stretch * cos_up * sin(turn), -stretch * (cos_0 * sin_up - sin_0 * cos_up * cos_turn)))
        return laid


@dataclass(frozen=True, slots=True)
class World:
    """The whole Earth around a meridian in degrees."""

    longitude: float

    def line(self, points: Iterable[Point]) -> list[Point]:
        turned = [((longitude - self.longitude + 180) % 360 - 180, latitude) for longitude, latitude in points]
        # A ring that the edge of the sheet would cut stays whole on the side where most of it lies.
        if turned and max(x for x, _y in turned) - min(x for x, _y in turned) > 300:
            side = 1 if sum(x for x, _y in turned) > 0 else -1
            turned = [(x if x * side > 0 else x + side * 360, y) for x, y in turned]
        return [_equal_earth(radians(x), radians(y)) for x, y in turned]


def _equal_earth(longitude: float, latitude: float) -> Point:
    t = asin(sqrt(3) / 2 * sin(latitude))
    t2 = t * t
    t6 = t2 * t2 * t2
    width = 9 * 0.003796 * t6 * t2 + 7 * 0.000893 * t6 + 3 * -0.081106 * t2 + 1.340264
    return 2 * sqrt(3) * longitude * cos(t) / (3 * width), -t * (
        0.003796 * t6 * t2 + 0.000893 * t6 - 0.081106 * t2 + 1.340264
    )


def middle(points: Iterable[Point]) -> tuple[Point, float]:
    """Return the point in the middle of these, in degrees, and how far from it the farthest is, in radians."""
    vectors = [
        (cos(radians(y)) * cos(radians(x)), cos(radians(y)) * sin(radians(x)), sin(radians(y))) for x, y in points
    ]
    x, y, z = (sum(vector[axis] for vector in vectors) for axis in range(3))
    length = sqrt(x * x + y * y + z * z)
    if not length:
        return (0.0, 0.0), pi
    nearest = min((vx * x + vy * y + vz * z) / length for vx, vy, vz in vectors)
    return (degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))), pi / 2 - asin(max(-1.0, min(1.0, nearest)))
