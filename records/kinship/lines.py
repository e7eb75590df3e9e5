"""The lines between two people: up from the one to the nearest common forebears, down to the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from records.kinship.pedigree import Birth, Pedigree

BIRTH, ADOPTED, FOSTER = "birth", "adopted", "foster"
# Of lines through the same two children of the forebears, and of ways from one person to a forebear.
_MOST_WAYS = 12
_MOST_STEPS = 4000
# Where everybody is related to everybody, the nearest of the forebears they share will do.
_MOST_PAIRS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two people.

    ``rise`` leads from the first one up to a child of the forebears, ``fall`` from another child of theirs down to the
    second; one of them is empty where somebody is the other's forebear. ``forebears`` are those both come from: two, or
    one, or none where the family is known but not the parents. ``half``: one forebear in common, and the other known to
    be another; ``unclear``: one is recorded for both, and whether there is another is not known. ``how`` is "birth",
    or "adopted" or "foster" where a step of the line is.
    """

    rise: tuple[str, ...]
    fall: tuple[str, ...]
    forebears: tuple[str, ...]
    half: bool = False
    unclear: bool = False
    how: str = BIRTH

    @property
    def length(self) -> int:
        """The number of births on the line."""
        return len(self.rise) + len(self.fall)

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone on the line, from the first person to the second."""
        return *self.rise, *self.forebears, *self.fall


def find_lines(pedigree: Pedigree, first: str, second: str, most: int = 6) -> list[Line]:
    """Return the lines between two people, the shortest first; a line uses nobody twice and no detour.

    Two people who share forebears in several ways have several lines, as where cousins married.
    """
    if first == second:
        return []
    above_first, above_second = _above(pedigree, first), _above(pedigree, second)
    lines = [Line(way, (), (second,), how=_how(pedigree, [*way, second])) for way in _ways(above_first, first, second)]
    lines += [
        Line((), way[::-1], (first,), how=_how(pedigree, [*way, first])) for way in _ways(above_second, second, first)
    ]
    for nearest, one, other in _brought_together(pedigree, above_first, above_second):
        if len(lines) >= most and sorted(line.length for line in lines)[most - 1] < nearest:
            break
        for rise in _ways_to(above_first, first, one):
            for fall in _ways_to(above_second, second, other):
                if not set(rise) & set(fall):
                    lines += _joined(pedigree, rise, fall)
    lines.sort(key=lambda line: (line.length, line.how != BIRTH, line.half, line.rise, line.fall))
    return lines[:most]


# Everybody above somebody, that person included, with the children through whom the way leads there.
_Above = dict[str, list[str]]


def _above(pedigree: Pedigree, person: str) -> _Above:
    found: _Above = {person: []}
    waiting = [person]
    for child in waiting:
        for parent in dict.fromkeys(parent for birth in pedigree.get(child, ()) for parent in birth.parents):
            if parent not in found:
                found[parent] = []
                waiting.append(parent)
            found[parent].append(child)
    return found


def _ways(above: _Above, person: str, forebear: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways from a person up to a forebear, who is not in them."""
    for child in above.get(forebear, ()):
        yield from _ways_to(above, person, child)


def _ways_to(above: _Above, person: str, forebear: str) -> list[tuple[str, ...]]:
    """Return the ways from a person up to and with a forebear, the shortest first."""
    return list(islice(_climbs(above, person, forebear), _MOST_WAYS))


def _climbs(above: _Above, person: str, forebear: str) -> Iterator[tuple[str, ...]]:
    waiting: list[tuple[str, ...]] = [(forebear,)]
    for way in islice(waiting, _MOST_STEPS):
        if way[0] == person:
            yield way
        else:
            waiting += [(child, *way) for child in above.get(way[0], ()) if child not in way]


def _brought_together(pedigree: Pedigree, above_first: _Above, above_second: _Above) -> list[tuple[int, str, str]]:
    """Return the pairs of people, one above each of the two, who have a parent or a family in common.

    Each comes with the births on the shortest line over it, the shortest first.
    """
    at_family = _children_at(pedigree, above_second)
    ours, theirs = _generations(above_first), _generations(above_second)
    found: dict[tuple[int, str, str], None] = {}
    for one in above_first:
        for birth in pedigree.get(one, ()):
            for key in (birth.family, *birth.parents):
                others = (other for other in at_family.get(key, ()) if other != one)
                found |= {(ours[one] + theirs[other] + 2, one, other): None for other in others}
    return sorted(found)[:_MOST_PAIRS]


def _generations(above: _Above) -> dict[str, int]:
    """Return how many births lie between each of them and the one they are above: by the nearest child."""
    found: dict[str, int] = {}
    for person, children in above.items():
        found[person] = min((found[child] + 1 for child in children if child in found), default=0)
    return found


def _children_at(pedigree: Pedigree, above: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for child in above:
        for birth in pedigree.get(child, ()):
            for key in (birth.family, *birth.parents):
                found.setdefault(key, []).append(child)
    return found


def _joined(pedigree: Pedigree, rise: tuple[str, ...], fall: tuple[str, ...]) -> list[Line]:
    """Return the line over these two ways to two children of the same forebears; none where it would go in a circle."""
    ours, theirs = pedigree[rise[-1]], pedigree[fall[-1]]
    shared = [(one, other) for one in ours for other in theirs if _share(one, other)]
    one, other = min(shared, key=lambda pair: (pair[0].family != pair[1].family, *map(_rank, pair)))
    forebears = tuple(parent for parent in one.parents if parent in other.parents)
    if (set(rise) | set(fall)) & set(forebears):
        return []
    alone = one.family != other.family and len(forebears) == 1
    half = alone and len(one.parents) > 1 and len(other.parents) > 1
    how = max(_how(pedigree, rise), _how(pedigree, fall), _worded(one), _worded(other), key=_WORST.index)
    return [Line(rise, fall[::-1], forebears, half, alone and not half, how)]


def _share(one: Birth, other: Birth) -> bool:
    return one.family == other.family or bool(set(one.parents) & set(other.parents))


_WORST = [BIRTH, ADOPTED, FOSTER]


def _worded(birth: Birth) -> str:
    return birth.pedigree if birth.pedigree in _WORST else BIRTH


def _rank(birth: Birth) -> int:
    return _WORST.index(_worded(birth))


def _how(pedigree: Pedigree, way: Sequence[str]) -> str:
    """Return how the steps of a way came about: by birth, unless one of them is otherwise."""
    steps = pairwise(way)
    ranks = [min(_rank(birth) for birth in pedigree[child] if parent in birth.parents) for child, parent in steps]
    return _WORST[max(ranks, default=0)]
