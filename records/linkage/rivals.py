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
_STRONGEST = 60.0


def weigh_rivals(pairs: Iterable[Scored], list_of: Mapping[str, str | None]) -> list[Scored]:
    """Return the pairs, each with the bits that its rivals take from it as one more part.

    ``list_of`` gives the list in which a record stands; a record of no list has no rivals.
    """
    scored = list(pairs)
    odds: dict[tuple[str, str], float] = defaultdict(float)
    for pair in scored:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if held := list_of.get(other):
                odds[one, held] += _odds(pair)
    found = []
    for pair in scored:
        lost = 0.0
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if held := list_of.get(other):
                lost -= log2(1 + max(odds[one, held] - _odds(pair), 0.0))
        weight = pair.weight + lost
        parts = (*pair.parts, Part(RIVALS, "fit_as_well" if lost else "", lost))
        found.append(replace(pair, weight=weight, probability=probability_of(weight), parts=parts))
    return found


def _odds(pair: Scored) -> float:
    return 2.0 ** min(pair.weight, _STRONGEST)
