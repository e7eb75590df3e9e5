"""A journey as a map: the stops with their numbers and names, the legs between them, what is known and what is not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot, inf, sqrt

import numpy as np

from records.drawing.base_maps import BaseMap, base_map
from records.drawing.labels import NOWHERE, Box, Label, beside, text_width
from records.drawing.land import Point
from records.drawing.projections import Azimuthal, Points, middle
from records.drawing.sheets import HEIGHTS, WIDTH, Sheet, sheet_for

NAME_SIZE, COUNTRY_SIZE = 13.0, 10.0
_MARK = 9.0
_NUMBER_SIZE = 11.0
# Where the name of a country is tried: in its middle, else a little aside.
_TRIED = ((0, 0), (0, 16), (0, -16), (0, 30), (0, -30), (36, 0), (-36, 0))
# A name may be so many times as wide as the square root of what is seen of its country.
_WIDEST_NAME = 1.5
# So many places in one mark ask for a second map, of all within so many radii of the Earth, unless it is near already.
_CROWD, _CLOSE, _NEAR_ENOUGH = 3, 0.6, 420.0
# A mark with more runs of numbers would cover what lies around it.
_MOST_RUNS = 2
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
    """One or several places close together on the sheet; ``words`` are as many of the numbers as it has room for."""

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
        return f"{ranges(self.numbers)}: {', '.join(self.names)}"


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from a halt to the next, as a curve; ``number`` is that of the halt it leads to, ``people`` go it."""

    number: int
    bow: "Bow"
    known: bool
    people: int = 1

    @property
    def path(self) -> str:
        return self.bow.path()

    def points(self) -> list[Point]:
        """Return the leg as a line of points, its ends included."""
        return [self.bow.start, *((x, y) for x, y in self.bow.points().tolist()), self.bow.end]


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
class Bow:
    """A curve with one point that it bends to."""

    start: Point
    bend: Point
    end: Point

    def path(self) -> str:
        numbers = (*self.start, *self.bend, *self.end)
        return "M{:.1f},{:.1f}Q{:.1f},{:.1f} {:.1f},{:.1f}".format(*numbers)

    def points(self) -> Points:
        """Return points along it, of which a name should cover as few as possible."""
        return _ALONG @ np.array([self.start, self.bend, self.end])


# How much the start, the bend and the end of a leg count at fifteen points along it.
_ALONG = np.array([((1 - part) ** 2, 2 * part * (1 - part), part**2) for part in np.arange(1, 16) / 16])


@dataclass(slots=True)
class _Cluster:
    x: float
    y: float
    halts: list[Halt]
    box: Box


def route_map(
    routes: Sequence[Sequence[Halt]],
    country_names: Mapping[str, str],
    width: int = WIDTH,
    heights: Sequence[int] = HEIGHTS,
) -> RouteMap | None:
    """Draw the ways of one person or several, each the halts in their order; None where no place is known.

    A leg that several people went is drawn once, and is known if it is known of one of them.
    """
    halts = list(dict.fromkeys(halt for route in routes for halt in route))
    if not halts:
        return None
    sheet = sheet_for([(halt.longitude, halt.latitude) for halt in halts], width, heights)
    clusters = _clusters(halts, sheet)
    bows = _bows(routes, clusters)
    lines = np.concatenate([NOWHERE, *(bow.points() for bow in bows)])
    marks, taken = _marks(clusters, lines, sheet)
    base = base_map(sheet)
    return RouteMap(
        sheet,
        base,
        country_labels(base, country_names, taken, sheet),
        marks,
        tuple(
            Leg(min(halt.number for halt in went), bow, any(halt.known for halt in went), len(went))
            for bow, went in bows.items()
        ),
    )


def route_maps(routes: Sequence[Sequence[Halt]], country_names: Mapping[str, str]) -> list[RouteMap]:
    """Draw the ways, and once more from nearby the part where too many places fall together."""
    whole = route_map(routes, country_names)
    if whole is None:
        return []
    crowded = {name for mark in whole.marks if len(mark.names) >= _CROWD for name in mark.names}
    places = [(halt.longitude, halt.latitude) for route in routes for halt in route if halt.name in crowded]
    if not places or whole.sheet.scale > _NEAR_ENOUGH:
        return [whole]
    centre = Azimuthal(*middle(places)[0])
    close = route_map([part for route in routes for part in _parts_near(route, centre)], country_names)
    return [whole, close] if close and close.sheet.scale > whole.sheet.scale * 1.5 else [whole]


def _parts_near(route: Sequence[Halt], centre: Azimuthal) -> Iterator[list[Halt]]:
    """Yield the runs of halts near a centre: no leg is drawn between two that were farther apart in time."""
    for is_near, halts in groupby(route, lambda halt: _distance(halt, centre) < _CLOSE):
        if is_near:
            yield list(halts)


def _distance(halt: Halt, centre: Azimuthal) -> float:
    laid = centre.line([(halt.longitude, halt.latitude)])
    return hypot(*laid[0]) if laid else inf


def _bows(routes: Sequence[Sequence[Halt]], clusters: Sequence[_Cluster]) -> dict[Bow, list[Halt]]:
    """Return the legs from cluster to cluster, each with the halts to which it leads somebody."""
    of_halt = {halt: cluster for cluster in clusters for halt in cluster.halts}
    bows: dict[Bow, list[Halt]] = {}
    for route in routes:
        for before, halt in pairwise(route):
            start, end = of_halt[before], of_halt[halt]
            if start is not end:
                bows.setdefault(_bow((start.x, start.y), (end.x, end.y)), []).append(halt)
    return bows


def _clusters(halts: Sequence[Halt], sheet: Sheet) -> list[_Cluster]:
    """Draw together the halts whose marks would cover each other."""
    at: dict[Point, list[Halt]] = {}
    for halt in halts:
        at.setdefault((halt.longitude, halt.latitude), []).append(halt)
    waiting = [_cluster(sheet.at(*place), here) for place, here in at.items()]
    clusters: list[_Cluster] = []
    while waiting:
        cluster = waiting.pop(0)
        met = next((other for other in clusters if other.box.meets(cluster.box)), None)
        if met is None:
            clusters.append(cluster)
        else:
            # The mark has grown and may now cover others: it is looked at again.
            clusters.remove(met)
            waiting.insert(0, _cluster((met.x, met.y), [*met.halts, *cluster.halts]))
    return sorted(clusters, key=lambda cluster: halts.index(cluster.halts[0]))


def _cluster(place: Point, halts: list[Halt]) -> _Cluster:
    x, y = round(place[0], 1), round(place[1], 1)
    half = max(_MARK, text_width(ranges((halt.number for halt in halts), _MOST_RUNS), _NUMBER_SIZE) / 2 + 5)
    return _Cluster(x, y, halts, Box(x - half, y - _MARK, x + half, y + _MARK))


def _marks(clusters: Sequence[_Cluster], lines: Points, sheet: Sheet) -> tuple[tuple[Mark, ...], list[Box]]:
    boxes = [cluster.box for cluster in clusters]
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
                numbers, ranges(numbers, _MOST_RUNS), names, cluster.x, cluster.y, round((box.right - box.left) / 2, 1),
                any(halt.exact for halt in cluster.halts), found[0] if found else None,
            )
        )  # fmt: skip
    return tuple(marks), taken


def _shortened(names: Sequence[str]) -> str:
    """Return the first name, and that there are more."""
    return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def ranges(numbers: Iterable[int], most: int = 0) -> str:
    """Write numbers with their runs drawn together: 1, 4-6; with ``most``, of more runs than that only the first."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = runs[:most] if most else runs
    words = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in shown)
    return f"{words} …" if len(shown) < len(runs) else words


def _bow(start: Point, end: Point) -> Bow:
    """Draw a leg with a slight bow, so that the way back does not cover the way there."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y)
    bow = min(_BOW * length, _MOST_BOW) / length
    return Bow(start, ((start[0] + end[0]) / 2 + y * bow, (start[1] + end[1]) / 2 - x * bow), end)


def country_labels(base: BaseMap, names: Mapping[str, str], taken: list[Box], sheet: Sheet) -> tuple[Label, ...]:
    """Write the names of the countries, the largest first, where they cover nothing."""
    found = []
    for country in sorted(base.countries, key=lambda one: -one.area):
        text = names.get(country.code, "")
        wide = text_width(text, COUNTRY_SIZE) * 1.15
        if not text or wide > _WIDEST_NAME * sqrt(country.area):
            continue
        for right, down in _TRIED:
            x, y = country.x + right, country.y + down
            box = Box(x - wide / 2, y - COUNTRY_SIZE, x + wide / 2, y + 3)
            if box.within(sheet.width, sheet.height) and not any(box.meets(other) for other in taken):
                taken.append(box)
                found.append(Label(text, round(x, 1), round(y, 1), "middle"))
                break
    return tuple(found)
