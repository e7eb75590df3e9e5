"""One pair scored while somebody waits: the comparisons and weights of the large run, in Python, without any engine.

The probability is the same as the engines' to the ninth digit; a test holds them together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from records.linkage.compared import Compared
from records.linkage.comparisons import CERTAIN_BY, COMPARISONS, FREQUENCIES, UNCERTAIN_BY
from records.linkage.parameters import Parameters

Frequencies = Mapping[str, Mapping[str | int, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison adds: its step (empty where one is silent), the bits of the step, those of rarity."""

    comparison: str
    step: str
    weight: float
    rarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """How likely two records are one person. ``weight`` is ``start`` and all the parts together, in bits."""

    left: str
    right: str
    probability: float
    weight: float
    start: float
    parts: tuple[Part, ...]

    def has_hard_evidence(self) -> bool:
        """Tell whether something speaks against one person that nothing outweighs."""
        return any((part.comparison, part.step) in HARD for part in self.parts)

    def is_certain(self, parameters: Parameters) -> bool:
        """Tell whether the pair is above the automatic threshold: likely enough, and by what tells namesakes apart."""
        return self.probability >= parameters.certain and self.tells_enough()

    def tells_enough(self) -> bool:
        """Tell whether the two agree in what tells namesakes apart, and no other record speaks against it."""
        steps = {part.comparison: part.step for part in self.parts}
        return not UNCERTAIN_BY & steps.items() and any(
            all(steps[name] in codes for name, codes in way) for way in CERTAIN_BY
        )


HARD = frozenset((one.name, step.code) for one in COMPARISONS for step in one.steps if step.hard)


def frequencies_of(records: Iterable[Compared]) -> Frequencies:
    """Return how large a share of the records that tell it has each value, for every column whose rarity counts."""
    counted: dict[str, Counter[str | int]] = {column: Counter() for column in FREQUENCIES}
    for record in records:
        for column, counter in counted.items():
            value = getattr(record, column)
            if value is not None:
                counter[value] += 1
    return {
        column: {value: number / total for value, number in counter.items()}
        for column, counter in counted.items()
        if (total := counter.total())
    }


class Scorer:
    """Scores pairs by given parameters, for an archive of so many records with these frequencies."""

    def __init__(self, parameters: Parameters, frequencies: Frequencies, records: int) -> None:
        self._frequencies = frequencies
        self.start = parameters.start(records)
        # Made once: a hundred records are scored while somebody waits.
        self._silent = {comparison.name: Part(comparison.name, "", 0.0) for comparison in COMPARISONS}
        self._weights = {
            (name, code): (Part(name, code, weights.weight), log2(weights.u), parameters.by_frequency.get(name, 0.0))
            for name, each in parameters.steps.items()
            for code, weights in each.items()
        }

    def score(self, left: Compared, right: Compared) -> Scored:
        """Return the probability that two records are of one person, with every part of it."""
        parts = []
        weight = self.start
        for comparison in COMPARISONS:
            step = comparison.step_of(left, right)
            if step is None:
                parts.append(self._silent[comparison.name])
                continue
            part, log_u, follows = self._weights[comparison.name, step.code]
            if step.frequency:
                rarity = self._rarity(step.frequency, left, right, log_u) * follows
                part = Part(part.comparison, part.step, part.weight, rarity)
            parts.append(part)
            weight += part.weight + part.rarity
        return Scored(left.unique_id, right.unique_id, probability_of(weight), weight, self.start, tuple(parts))

    def best(self, one: Compared, candidates: Iterable[Compared], *, least: float, most: int) -> Sequence[Scored]:
        """Return the likeliest candidates, best first: at most so many, each of at least this probability."""
        scored = [self.score(one, candidate) for candidate in candidates]
        scored.sort(key=lambda pair: (-pair.weight, pair.right))
        return [pair for pair in scored[:most] if pair.probability >= least]

    def _rarity(self, column: str, left: Compared, right: Compared, log_u: float) -> float:
        # The commoner of the two counts: a rare misspelling of a common name is no rare name.
        shares = self._frequencies.get(column, {})
        found = [share for record in (left, right) if (share := shares.get(getattr(record, column))) is not None]
        return log_u - log2(max(found)) if found else 0.0


def probability_of(weight: float) -> float:
    """Return the probability of a weight in bits."""
    if weight >= 0:
        return 1 / (1 + 2.0**-weight)
    return 2.0**weight / (1 + 2.0**weight)
