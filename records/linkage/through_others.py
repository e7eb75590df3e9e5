"""What a third record says of a pair: whoever is surely the same as the one must fit the other as well.

A pair that stands alone at 0.6 is held up where all such records agree with it, and held down where one does not. One
step only: what is sure is taken from the pairs as they stand alone, never from what is found here, so that the order
of the pairs changes nothing. Two records that nobody compared are compared where both are likely the same as a third.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from records.linkage.compared import Compared
from records.linkage.comparisons import FOUND, LIKELY_OTHERS, NO_OTHERS, OTHERS, OTHERS_SAY, THROUGH_A_THIRD
from records.linkage.rivals import RIVALS
from records.linkage.scoring import Part, Scored, Scorer, probability_of

# Below so many bits between it and the other record of the pair, the least agreeing of the others says this.
_SAID = tuple(zip((-12.0, -5.0, 1.0, 4.0, float("inf")), OTHERS_SAY, strict=True))
LIKELY, _SURE, _ALWAYS = 0.5, 0.9, 1.1

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
            if pair.probability >= LIKELY:
                self._near[pair.left][pair.right] = self._near[pair.right][pair.left] = pair.probability

    def found_through_a_third(self) -> list[Scored]:
        """Return the pairs that nobody compared though both are likely the same as a third, each as it stands alone."""
        met = {_in_order(*two) for near in self._near.values() for two in combinations(near, 2)}
        new = sorted(met - self._weights.keys())
        return [self._scorer.score(self._records[one], self._records[other]) for one, other in new]

    def say(self, left: str, right: str, *, sure: bool) -> str:
        """Return what the least agreeing of those says who are surely, or only likely, one of the two; empty: none."""
        lowest, highest = (_SURE, _ALWAYS) if sure else (LIKELY, _SURE)
        said = [
            self._weight(third, second)
            for first, second in ((left, right), (right, left))
            for third, probability in self._near.get(first, {}).items()
            if third != second and lowest <= probability < highest
        ]
        return next(code for bits, code in _SAID if min(said) < bits) if said else ""

    def _weight(self, one: str, other: str) -> float:
        key = _in_order(one, other)
        if key not in self._weights:
            self._weights[key] = self._scorer.score(self._records[key[0]], self._records[key[1]]).weight
        return self._weights[key]


def weigh_through_others(
    pairs: Iterable[Scored], records: Mapping[str, Compared], scorer: Scorer, bits: Mapping[str, Mapping[str, float]]
) -> list[Scored]:
    """Return the pairs, and those found through a third record, each with three parts more: those of THROUGH_OTHERS.

    ``bits`` are the weights learned for them.
    """
    others = Others(pairs, records, scorer)
    alone = [(pair, "") for pair in others.pairs]
    alone += [(pair, THROUGH_A_THIRD) for pair in others.found_through_a_third()]
    return [hear_others(pair, found, others, bits) for pair, found in alone]


def hear_others(pair: Scored, found: str, others: Others, bits: Mapping[str, Mapping[str, float]]) -> Scored:
    """Return the pair with what others say of it; ``found`` is THROUGH_A_THIRD or empty. They need to hold no more than
    the likely pairs of its two records, and the weights of these with those."""
    said = {
        FOUND: found,
        OTHERS: others.say(pair.left, pair.right, sure=True) or NO_OTHERS,
        LIKELY_OTHERS: others.say(pair.left, pair.right, sure=False),
    }
    parts = parts_of_others(said, bits)
    weight = pair.weight + sum(part.weight for part in parts)
    return replace(pair, weight=weight, probability=probability_of(weight), parts=(*pair.parts, *parts))


def parts_of_others(said: Mapping[str, str], bits: Mapping[str, Mapping[str, float]]) -> list[Part]:
    """Return the parts of what others say: FOUND, OTHERS, LIKELY_OTHERS and the step of each."""
    return [Part(name, step, bits[name][step] if step else 0.0) for name, step in said.items()]


def _without_rivals(pair: Scored) -> float:
    return pair.weight - sum(part.weight for part in pair.parts if part.comparison == RIVALS)


def _in_order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
