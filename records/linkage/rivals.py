"""Two of one list are rarely one person: so where two rows of a list fit somebody, each makes the other less likely.

Scored pairs come in all together, and each gives way to its rivals by the rule of hypotheses that exclude each other:
its odds are divided by one and the odds of all its rivals.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log2

from records.linkage.scoring import Part, Scored, probability_of

RIVALS = "rivals"
STRONGEST = 60.0


def weigh_rivals(pairs: Iterable[Scored], list_of: Mapping[str, str | None]) -> list[Scored]:
    """Return the pairs, each with the bits that its rivals take from it as one more part.

    ``list_of`` gives the list in which a record stands; a record of no list has no rivals.
    """
    scored = list(pairs)
    odds: dict[tuple[str, str], float] = defaultdict(float)
    for pair in scored:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if held := list_of.get(other):
                odds[one, held] += odds_of(pair.weight)
    return [
        give_way(
            pair,
            odds.get((pair.left, list_of.get(pair.right) or "")),
            odds.get((pair.right, list_of.get(pair.left) or "")),
        )
        for pair in scored
    ]


def give_way(pair: Scored, of_left: float | None, of_right: float | None) -> Scored:
    """Return the pair with what its rivals take from it.

    ``of_left``: the odds of all pairs of its left record with the list of the right one, this pair among them; None
    where that stands in no list. ``of_right`` likewise.
    """
    own, lost = odds_of(pair.weight), 0.0
    for together in (of_left, of_right):
        if together is not None:
            lost -= log2(1 + max(together - own, 0.0))
    weight = pair.weight + lost
    return replace(pair, weight=weight, probability=probability_of(weight), parts=(*pair.parts, part_of_rivals(lost)))


def part_of_rivals(lost: float) -> Part:
    """Return the part that says what rivals took."""
    return Part(RIVALS, "fit_as_well" if lost else "", lost)


def odds_of(weight: float) -> float:
    """Return the odds of a weight in bits, held to the strongest that adds up."""
    return 2.0 ** min(weight, STRONGEST)
