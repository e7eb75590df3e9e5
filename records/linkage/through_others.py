"""What a third record says of a pair: whoever is surely the same as the one must fit the other as well.

A pair that stands alone at 0.6 is held up where all such records agree with it, and held down where one does not. One
step only: what is sure is taken from the pairs as they stand alone, never from what is found here, so that the order
of the pairs changes nothing. Two records that nobody compared are compared where both are likely the same as a third.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from records.linkage.compared import Compared
from records.linkage.comparisons import NO_OTHERS, OTHERS_SAY, THROUGH_A_THIRD
from records.linkage.rivals import RIVALS
from records.linkage.scoring import Part, Scored, Scorer, probability_of

OTHERS, FOUND = "others", "found"
# Below so many bits between it and the other record of the pair, the least agreeing of the others says this.
_SAID = tuple(zip((-12.0, -5.0, 1.0, 4.0, float("inf")), OTHERS_SAY, strict=True))
_SURE, _LIKELY = 0.9, 0.5

Pair = tuple[str, str]


class Others:
    """The pairs as they stand alone, and what is said of each by the records that are surely one of its two."""

    def __init__(self, pairs: Iterable[Scored], records: Mapping[str, Compared], scorer: Scorer) -> None:
        """``pairs``: all of them, rivals weighed; ``records``: every record in them by its key."""
        self._records, self._scorer = records, scorer
        self._weights: dict[Pair, float] = {}
        self._near: dict[str, dict[str, float]] = defaultdict(dict)
        self.pairs = list(pairs)
        for pair in self.pairs:
            self._weights[_in_order(pair.left, pair.right)] = _without_rivals(pair)
            if pair.probability >= _LIKELY:
                self._near[pair.left][pair.right] = self._near[pair.right][pair.left] = pair.probability

    def found_through_a_third(self) -> list[Scored]:
        """Return the pairs that nobody compared though both are likely the same as a third, each as it stands alone."""
        met = {_in_order(*two) for near in self._near.values() for two in combinations(near, 2)}
        new = sorted(met - self._weights.keys())
        return [self._scorer.score(self._records[one], self._records[other]) for one, other in new]

    def step_of(self, left: str, right: str) -> str:
        """Return what the least agreeing of the others says; ``none`` where there are none."""
        said = [
            self._weight(third, second)
            for first, second in ((left, right), (right, left))
            for third, probability in self._near.get(first, {}).items()
            if third != second and probability >= _SURE
        ]
        if not said:
            return NO_OTHERS
        least = min(said)
        return next(code for bits, code in _SAID if least < bits)

    def _weight(self, one: str, other: str) -> float:
        key = _in_order(one, other)
        if key not in self._weights:
            self._weights[key] = self._scorer.score(self._records[key[0]], self._records[key[1]]).weight
        return self._weights[key]


def weigh_through_others(
    pairs: Iterable[Scored], records: Mapping[str, Compared], scorer: Scorer, bits: Mapping[str, float]
) -> list[Scored]:
    """Return the pairs, and those found through a third record, each with what others say as parts of their own.

    ``bits`` are the weights learned for each of THROUGH_OTHERS. The parts are ``found`` (through_a_third, or nothing) and ``others``.
    """
    others = Others(pairs, records, scorer)
    met = others.found_through_a_third()
    return [*_weighed(others.pairs, others, bits, ""), *_weighed(met, others, bits, THROUGH_A_THIRD)]


def _weighed(pairs: Collection[Scored], others: Others, bits: Mapping[str, float], found: str) -> Sequence[Scored]:
    weighed = []
    for pair in pairs:
        said = others.step_of(pair.left, pair.right)
        parts = (Part(FOUND, found, bits[found] if found else 0.0), Part(OTHERS, said, bits[said]))
        weight = pair.weight + sum(part.weight for part in parts)
        held = (*pair.parts, *parts)
        weighed.append(replace(pair, weight=weight, probability=probability_of(weight), parts=held))
    return weighed


def _without_rivals(pair: Scored) -> float:
    return pair.weight - sum(part.weight for part in pair.parts if part.comparison == RIVALS)


def _in_order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
