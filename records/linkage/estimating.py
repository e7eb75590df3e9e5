"""How many people are likely behind so many records, estimated from the pairs that may be of one person.

A person of the archive is one record, and so is a name on a page with which nobody is identified. Each pair that holds
with probability p takes p from the number of people; of pairs that go round in a circle (A is B, B is C, A is C) only
the likeliest that still join something count, for three records of one person are two people fewer and not three.
"""

from array import array
from collections.abc import Collection, Iterable, MutableSequence
from dataclasses import dataclass

# Pairs above the one are as good as certain: 19 in 20 of them hold. Of those below the other hardly any does.
NEARLY_CERTAIN, HARDLY = 0.95, 0.1
# Two keys of records, and how likely they are of one person.
Pair = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """So many people are behind so many records: as likely as the pairs are; ``fewest`` if every one of them holds,
    ``most`` if only the nearly certain ones are heard. Always fewest <= likely <= most <= records."""

    records: int
    fewest: int
    likely: int
    most: int


def estimate_people(records: Collection[str], pairs: Iterable[Pair]) -> Estimate:
    """Return how many people are likely behind these records; pairs with any other record are not heard."""
    number_of = {key: number for number, key in enumerate(records)}
    likeliest_first = sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))
    heard = (
        (number_of[one], number_of[other], probability)
        for one, other, probability in likeliest_first
        if one in number_of and other in number_of
    )
    return estimate_in_order(len(number_of), heard)


def estimate_in_order(records: int, pairs: Iterable[tuple[int, int, float]]) -> Estimate:
    """Return the estimate for so many records, numbered from 0; pairs come likeliest first. Takes 8 bytes a record."""
    above = array("q", range(records))
    joined, expected, nearly_certain = 0, 0.0, 0.0
    for one, other, probability in pairs:
        first, second = _root(above, one), _root(above, other)
        if first == second:
            continue
        above[first] = second
        joined += 1
        expected += probability
        nearly_certain += probability if probability >= NEARLY_CERTAIN else 0.0
    return Estimate(records, records - joined, round(records - expected), round(records - nearly_certain))


def _root(above: MutableSequence[int], number: int) -> int:
    """Return the record that stands for all that were joined with this one; the way there grows shorter."""
    while (up := above[number]) != number:
        above[number] = above[up]
        number = up
    return number
