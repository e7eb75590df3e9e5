"""A journey as a map: the stops with their numbers and names, the legs between them, what is known and what is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import hypot, sqrt

from records.drawing.base_maps import BaseMap, base_map
from records.drawing.labels import Box, Label, beside, text_width
from records.drawing.land import Point
from records.drawing.sheets import HEIGHTS, WIDTH, Sheet, sheet_for

NAME_SIZE, COUNTRY_SIZE = 13.0, 10.0
_MARK = 9.0
_NUMBER_SIZE = 11.0
# A name may be so many times as wide as the square root of what is seen of its country.
_WIDEST_NAME = 1.5
_BOW, _MOST_BOW = 0.1, 26.0


@dataclass(frozen=True, slots=True)
class Halt:
    """A stage at a place: its number in the journey, the place and its name, degrees, and how sure it all is.

    ``exact``: the coordinates are those of the place and not of its region. ``known``: that they came here, and from
    the halt before, is told by a source; otherwise it is inferred or there is a gap.
    """

    number: int
    place: str
    name: str
    longitude: float
    latitude: float
    exact: bool = True
    known: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several places close together on the sheet."""

    numbers: tuple[int, ...]
    words: str
    names: tuple[str, ...]
    x: float
    y: float
    half: float
    exact: bool
    label: Label | None

    @property
    def left(self) -> float:
        return self.x - self.half

    @property
    def top(self) -> float:
        return self.y - _MARK

    @property
    def width(self) -> float:
        return 2 * self.half

    @property
    def number_line(self) -> float:
        """The base line of the number."""
        return self.y + _NUMBER_SIZE * 0.36

    @property
    def title(self) -> str:
        return f"{self.words}: {', '.join(self.names)}"


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from a halt to the next, as path data; ``number`` is that of the halt it leads to."""

    number: int
    path: str
    known: bool


@dataclass(frozen=True, slots=True)
class RouteMap:
    """All that a template needs to draw the map."""

    sheet: Sheet
    base: BaseMap
    countries: tuple[Label, ...]
    marks: tuple[Mark, ...]
    legs: tuple[Leg, ...]

    @property
    def has_inferred(self) -> bool:
        return not all(leg.known for leg in self.legs)

    @property
    def has_inexact(self) -> bool:
        return not all(mark.exact for mark in self.marks)


@dataclass(frozen=True, slots=True)
class _Bow:
    """A curve with one point that it bends to."""

    start: Point
    bend: Point
    end: Point

    def path(self) -> str:
        numbers = (*self.start, *self.bend, *self.end)
        return "M{:.1f},{:.1f}Q{:.1f},{:.1f} {:.1f},{:.1f}".format(*numbers)

    def points(self) -> list[Point]:
        """Return points along it, of which a name should cover as few as possible."""
        found = []
        for step in range(1, 16):
            part = step / 16
            weights = ((1 - part) ** 2, 2 * part * (1 - part), part**2)
            parts = list(zip(weights, (self.start, self.bend, self.end), strict=True))
            found.append((sum(w * p[0] for w, p in parts), sum(w * p[1] for w, p in parts)))
        return found


@dataclass(slots=True)
class _Cluster:
    x: float
    y: float
    halts: list[Halt]


def route_map(
    halts: Sequence[Halt], country_names: Mapping[str, str], width: int = WIDTH, heights: Sequence[int] = HEIGHTS
) -> RouteMap | None:
    """Draw the halts of a journey in their order; None where no place of it is known."""
    if not halts:
        return None
    sheet = sheet_for([(halt.longitude, halt.latitude) for halt in halts], width, heights)
    clusters = _clusters(halts, sheet)
    of_halt = [next(cluster for cluster in clusters if halt in cluster.halts) for halt in halts]
    legs = [
        (halt, _bow((start.x, start.y), (end.x, end.y)))
        for (_before, start), (halt, end) in pairwise(zip(halts, of_halt, strict=True))
        if start is not end
    ]
    marks, taken = _marks(clusters, [point for _halt, leg in legs for point in leg.points()], sheet)
    base = base_map(sheet)
    return RouteMap(
        sheet,
        base,
        _countries(base, country_names, taken, sheet),
        marks,
        tuple(Leg(halt.number, leg.path(), halt.known) for halt, leg in legs),
    )


def _clusters(halts: Sequence[Halt], sheet: Sheet) -> list[_Cluster]:
    """Draw together the halts whose marks would cover each other."""
    clusters: list[_Cluster] = []
    for halt in halts:
        x, y = sheet.at(halt.longitude, halt.latitude)
        clusters.append(_Cluster(round(x, 1), round(y, 1), [halt]))
    met = True
    while met:
        met = False
        for first, second in combinations(clusters, 2):
            if _box(first).meets(_box(second)):
                first.halts.extend(second.halts)
                clusters.remove(second)
                met = True
                break
    return clusters


def _marks(clusters: Sequence[_Cluster], lines: Sequence[Point], sheet: Sheet) -> tuple[tuple[Mark, ...], list[Box]]:
    boxes = [_box(cluster) for cluster in clusters]
    taken = list(boxes)
    marks = []
    for cluster, box in zip(clusters, boxes, strict=True):
        names = tuple(dict.fromkeys(halt.name for halt in cluster.halts))
        others = [other for other in taken if other is not box]
        found = beside(_shortened(names), box, NAME_SIZE, others, lines, sheet.width, sheet.height)
        if found:
            taken.append(found[1])
        numbers = tuple(halt.number for halt in cluster.halts)
        marks.append(
            Mark(
                numbers, ranges(numbers), names, cluster.x, cluster.y, round((box.right - box.left) / 2, 1),
                all(halt.exact for halt in cluster.halts), found[0] if found else None,
            )
        )  # fmt: skip
    return tuple(marks), taken


def _box(cluster: _Cluster) -> Box:
    words = ranges(halt.number for halt in cluster.halts)
    half = max(_MARK, text_width(words, _NUMBER_SIZE) / 2 + 5)
    return Box(cluster.x - half, cluster.y - _MARK, cluster.x + half, cluster.y + _MARK)


def _shortened(names: Sequence[str]) -> str:
    """Return the first name, and that there are more."""
    return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def ranges(numbers: Iterable[int]) -> str:
    """Write numbers with their runs drawn together: 1, 4-6."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _bow(start: Point, end: Point) -> _Bow:
    """Draw a leg with a slight bow, so that the way back does not cover the way there."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y)
    bow = min(_BOW * length, _MOST_BOW) / length
    return _Bow(start, ((start[0] + end[0]) / 2 + y * bow, (start[1] + end[1]) / 2 - x * bow), end)


def _countries(base: BaseMap, names: Mapping[str, str], taken: list[Box], sheet: Sheet) -> tuple[Label, ...]:
    """Write the names of the countries, the largest first, where they cover nothing."""
    found = []
    for country in sorted(base.countries, key=lambda one: -one.area):
        text = names.get(country.code, "")
        wide = text_width(text, COUNTRY_SIZE) * 1.15
        box = Box(country.x - wide / 2, country.y - COUNTRY_SIZE, country.x + wide / 2, country.y + 3)
        fits = wide < _WIDEST_NAME * sqrt(country.area)
        if text and fits and box.within(sheet.width, sheet.height) and not any(box.meets(other) for other in taken):
            taken.append(box)
            found.append(Label(text, country.x, country.y, "middle"))
    return tuple(found)
