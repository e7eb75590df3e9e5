"""A family through time: one line for each person, running together, parting, meeting again, ending.

Time runs downwards, one row for each stage. Those who were last on the same stage run side by side until one of them
is somewhere else. The order from left to right follows from where they came from, so that few lines cross.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

TONES = 6
ROW = 44.0
TOP = 30.0
# The room for the words at the left, and between lines of one company and of two.
LEFT = 176.0
_BESIDE, _APART = 19.0, 36.0
_RIGHT = 16.0


@dataclass(frozen=True, slots=True)
class Scene:
    """A stage with those who were on it: person to outcome; ``inferred`` are those of whom no source says so."""

    people: Mapping[str, str]
    inferred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dot:
    """One person on one stage."""

    x: float
    person: int
    outcome: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A stage: its number, its height on the sheet, from where to where its company reaches, who is in it."""

    number: int
    y: float
    left: float
    right: float
    dots: tuple[Dot, ...]

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class LifeLine:
    """A person's way through the rows: number, where it is on each, and whether it ends in death."""

    person: str
    number: int
    points: tuple[tuple[float, float], ...]
    outcome: str

    @property
    def start(self) -> tuple[float, float]:
        return self.points[0]

    @property
    def end(self) -> tuple[float, float]:
        return self.points[-1]

    @property
    def path(self) -> str:
        """The whole line as path data."""
        return _path(self.points)

    def between(self, top: float, end: float) -> str:
        """Return the part of the line that is seen between two heights, as path data; empty where there is none."""
        points = [point for point in self.points if top - ROW < point[1] < end + ROW]
        return _path(points) if len(points) > 1 else ""

    @property
    def letter(self) -> str:
        """A sign for the line, the same in the drawing and in its key."""
        return ascii_uppercase[(self.number - 1) % 26]

    @property
    def tone(self) -> int:
        """One of the tones in which lines are drawn; the tone alone says nothing."""
        return (self.number - 1) % TONES + 1

    @property
    def cross(self) -> str:
        """A cross below the end of the line, as path data."""
        x, y = self.end[0], self.end[1] + 12
        return f"M{x:g},{self.end[1]:g}V{y + 8:g}M{x - 4.5:g},{y:g}H{x + 4.5:g}"

    @property
    def bar(self) -> str:
        """A bar across the end of the line."""
        return f"M{self.end[0] - 7:g},{self.end[1] + 12:g}H{self.end[0] + 7:g}M{self.end[0]:g},{self.end[1]:g}v12"


@dataclass(frozen=True, slots=True)
class Storyline:
    """All that a template needs to draw it, in units of the SVG."""

    width: float
    height: float
    rows: tuple[Row, ...]
    lines: tuple[LifeLine, ...]


def storyline(people: Sequence[str], scenes: Sequence[Scene]) -> Storyline | None:
    """Draw the lines of these people through the scenes; None with fewer than two people or scenes."""
    seen = [person for person in people if any(person in scene.people for scene in scenes)]
    if len(seen) < 2 or len(scenes) < 2:
        return None
    places = list(_places(seen, scenes))
    rightmost = max(x for row in places for x in row.values())
    rows = tuple(
        _row(number, scene, places[number - 1], people) for number, scene in enumerate(scenes, 1) if scene.people
    )
    lines = tuple(_line(person, people.index(person) + 1, scenes, places) for person in seen)
    return Storyline(rightmost + _BESIDE + _RIGHT, TOP + ROW * len(scenes), rows, lines)


def _places(people: Sequence[str], scenes: Sequence[Scene]) -> Iterator[dict[str, float]]:
    """Yield for each scene where the line of each person runs who has begun and not ended."""
    first, last = _bounds(people, scenes)
    company: dict[str, int] = {}
    before = {person: LEFT + _BESIDE * place for place, person in enumerate(people)}
    for number, scene in enumerate(scenes):
        company |= {person: number for person in scene.people if person in first}
        running = [person for person in people if first[person] <= number <= last[person]]
        before = {**before, **_laid(running, company, before)}
        yield {person: before[person] for person in running}


def _bounds(people: Sequence[str], scenes: Sequence[Scene]) -> tuple[dict[str, int], dict[str, int]]:
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, scene in enumerate(scenes):
        for person in scene.people:
            if person in people:
                first.setdefault(person, number)
                last[person] = number
    return first, last


def _laid(running: Sequence[str], company: Mapping[str, int], before: Mapping[str, float]) -> dict[str, float]:
    """Lay the companies side by side in the order of where they came from, moving all as little as possible."""
    companies: dict[int, list[str]] = {}
    for person in running:
        companies.setdefault(company[person], []).append(person)
    groups = sorted(companies.values(), key=lambda group: sum(before[one] for one in group) / len(group))
    laid: dict[str, float] = {}
    x = LEFT
    for group in groups:
        for person in sorted(group, key=lambda one: before[one]):
            laid[person] = x
            x += _BESIDE
        x += _APART - _BESIDE
    shift = sum(before[person] - laid[person] for person in laid) / len(laid) if laid else 0.0
    return {person: round(place + max(0.0, shift), 1) for person, place in laid.items()}


def _row(number: int, scene: Scene, places: Mapping[str, float], people: Sequence[str]) -> Row:
    dots = tuple(
        Dot(places[person], people.index(person) + 1, outcome, person in scene.inferred)
        for person, outcome in scene.people.items()
        if person in places
    )
    xs = [dot.x for dot in dots] or [LEFT]
    return Row(number, _height(number - 1), min(xs) - 9, max(xs) + 9, dots)


def _height(place: int) -> float:
    return TOP + ROW * place + ROW / 2


def _line(person: str, number: int, scenes: Sequence[Scene], places: Sequence[Mapping[str, float]]) -> LifeLine:
    points = tuple((row[person], _height(place)) for place, row in enumerate(places) if person in row)
    last = max(place for place, scene in enumerate(scenes) if person in scene.people)
    return LifeLine(person, number, points, scenes[last].people[person])


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Draw straight down where nothing changes, else in a bow from row to row."""
    words = [f"M{points[0][0]:g},{points[0][1]:g}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        half = (y1 + y2) / 2
        words.append(f"V{y2:g}" if x1 == x2 else f"C{x1:g},{half:g} {x2:g},{half:g} {x2:g},{y2:g}")
    return "".join(words)
