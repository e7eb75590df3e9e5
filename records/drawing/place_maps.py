"""Where places lie: one place with those near it, or all of them, those that would cover each other drawn together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

from records.drawing.base_maps import BaseMap, base_map
from records.drawing.labels import NOWHERE, Box, Label, beside
from records.drawing.route_maps import NAME_SIZE, country_labels
from records.drawing.sheets import HEIGHTS, WIDTH, Sheet, sheet_for

_DOT, _MAIN = 4.0, 6.5
# The ring of a place of which the region is known: on the map of one place, and where there are many.
_RING, _SMALL_RING = 19.0, 9.0
_SMALL_NAME = 11.0
_LARGEST_GROUP = 14.0
_NUMBER_SIZE = 10.0
# So many places in one mark ask for a closer look, if it is so much closer; there is room for so many maps.
_CROWD, _CLOSER, _MOST_MAPS = 25, 1.5, 5
# So many units lie between two sheets; the place asked for stays near the middle.
_STEP = 100.0
# More names than these are not read, only stumbled over.
_MOST_NAMES, _NEAR_NAMES = 40, 14
# A group of no more places is called by one of them.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map: degrees, and whether they are those of the place itself and not of its region."""

    place: str
    name: str
    longitude: float
    latitude: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class SpotMark:
    """One place, or several that lie close together on the sheet; ``main`` is the place the map is of."""

    spots: tuple[Spot, ...]
    x: float
    y: float
    radius: float
    main: bool
    label: Label | None

    @property
    def place(self) -> str:
        return self.spots[0].place

    @property
    def exact(self) -> bool:
        return any(spot.exact for spot in self.spots)

    @property
    def number(self) -> int:
        return len(self.spots)

    @property
    def number_line(self) -> float:
        """The base line of the number."""
        return self.y + _NUMBER_SIZE * 0.36

    @property
    def title(self) -> str:
        names = [spot.name for spot in self.spots[:6]]
        return ", ".join(names) + (f" +{self.number - 6}" if self.number > 6 else "")


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """All that a template needs to draw the map."""

    sheet: Sheet
    base: BaseMap
    countries: tuple[Label, ...]
    marks: tuple[SpotMark, ...]

    @property
    def has_inexact(self) -> bool:
        return not all(mark.exact for mark in self.marks)

    @property
    def ring(self) -> float:
        return _RING if any(mark.main for mark in self.marks) else _SMALL_RING


def locator_map(main: Spot, near: Sequence[Spot], country_names: Mapping[str, str]) -> PlacesMap:
    """Draw a place with those near it; what does not lie on its sheet is left out."""
    sheet = _shared(sheet_for([(main.longitude, main.latitude)]))
    x, y = sheet.at(main.longitude, main.latitude)
    own = SpotMark((main,), round(x, 1), round(y, 1), _MAIN, True, None)
    groups = [group for group in _grouped(near, sheet) if not _box(group).meets(_box(own))]
    return _with_names(sheet, [own, *groups], country_names, _NEAR_NAMES)


def _shared(sheet: Sheet) -> Sheet:
    """Move a sheet to the next of few, so that places near each other share it and its land is drawn once."""
    return replace(sheet, left=_STEP * round(sheet.left / _STEP), top=_STEP * round(sheet.top / _STEP))


def places_map(spots: Sequence[Spot], country_names: Mapping[str, str], width: int = WIDTH) -> PlacesMap | None:
    """Draw all these places on one sheet; None without any."""
    if not spots:
        return None
    sheet = sheet_for([(spot.longitude, spot.latitude) for spot in spots], width, HEIGHTS)
    return _with_names(sheet, list(_groups_of(tuple(spots), sheet)), country_names)


def places_maps(spots: Sequence[Spot], country_names: Mapping[str, str]) -> list[PlacesMap]:
    """Draw all these places, and once more from nearby each part of a sheet where a great many fall together."""
    whole = places_map(spots, country_names)
    maps = [whole] if whole else []
    for drawn in maps:
        crowded = sorted((mark for mark in drawn.marks if mark.number >= _CROWD), key=lambda mark: -mark.number)
        for mark in crowded[: _MOST_MAPS - len(maps)]:
            closer = places_map(mark.spots, country_names)
            if closer and closer.sheet.scale > _CLOSER * drawn.sheet.scale:
                maps.append(closer)
    return maps


@lru_cache(maxsize=16)
def _groups_of(spots: tuple[Spot, ...], sheet: Sheet) -> tuple[SpotMark, ...]:
    """Keep the groups of the map of all places: thousands are laid on the sheet once."""
    return tuple(_grouped(spots, sheet))


def _grouped(spots: Iterable[Spot], sheet: Sheet) -> list[SpotMark]:
    """Draw together the spots of one cell of a grid, then the groups that still meet."""
    cells: dict[tuple[int, int], list[tuple[float, float, Spot]]] = defaultdict(list)
    for spot in spots:
        x, y = sheet.at(spot.longitude, spot.latitude)
        if _DOT <= x <= sheet.width - _DOT and _DOT <= y <= sheet.height - _DOT:
            cells[int(x // _CELL), int(y // _CELL)].append((x, y, spot))
    groups: list[SpotMark] = []
    for _cell, found in sorted(cells.items(), key=lambda cell: (-len(cell[1]), cell[0])):
        group = _group(found)
        met = next((number for number, other in enumerate(groups) if _box(other).meets(_box(group))), None)
        if met is None:
            groups.append(group)
        else:
            groups[met] = _mark(groups[met].spots + group.spots, groups[met].x, groups[met].y)
    return groups


# So many units lie between two dots that are drawn apart.
_CELL = 14.0


def _group(found: Sequence[tuple[float, float, Spot]]) -> SpotMark:
    x, y = sum(one[0] for one in found) / len(found), sum(one[1] for one in found) / len(found)
    return _mark(tuple(one[2] for one in found), round(x, 1), round(y, 1))


def _mark(spots: tuple[Spot, ...], x: float, y: float) -> SpotMark:
    radius = _DOT if len(spots) == 1 else min(_LARGEST_GROUP, 6.0 + sqrt(len(spots)))
    return SpotMark(spots, x, y, round(radius, 1), False, None)


def _box(mark: SpotMark) -> Box:
    return Box(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)


def _name(mark: SpotMark) -> str:
    """Return the shortest name of a mark, and how many more there are: the shortest is that of the town itself."""
    shortest = min((spot.name for spot in mark.spots), key=lambda name: (len(name), name))
    return shortest if mark.number == 1 else f"{shortest} +{mark.number - 1}"


def _with_names(
    sheet: Sheet, marks: Sequence[SpotMark], country_names: Mapping[str, str], most: int = _MOST_NAMES
) -> PlacesMap:
    """Write the names of single places beside their marks, the main one first, and of countries where room is left."""
    taken = [_box(mark) for mark in marks]
    named: list[SpotMark] = []
    for mark, box in zip(marks, list(taken), strict=True):
        label = None
        if mark.number <= _FEW and sum(one.label is not None for one in named) < most:
            size = NAME_SIZE if mark.main else _SMALL_NAME
            others = [other for other in taken if other is not box]
            found = beside(_name(mark), box, size, others, NOWHERE, sheet.width, sheet.height)
            if mark.main and not found:
                # The place that is asked for is named, whatever lies below its name.
                found = beside(_name(mark), box, size, (), NOWHERE, sheet.width, sheet.height)
            if found:
                label = found[0]
                taken.append(found[1])
        named.append(SpotMark(mark.spots, mark.x, mark.y, mark.radius, mark.main, label))
    base = base_map(sheet)
    return PlacesMap(sheet, base, country_labels(base, country_names, taken, sheet), tuple(named))
