"""The weights of the comparisons: learned once, kept as JSON with what they were learned from, read by every engine."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from math import log2
from pathlib import Path
from typing import Any

from records.linkage.comparisons import COMPARISONS, THROUGH_OTHERS

MODEL = Path(__file__).with_name("model") / "weights.json"
# However small the archive: that two of its records are one person is never taken for likelier than this.
_LIKELIEST = 0.01


class OtherComparisons(ValueError):
    """The file holds weights for other comparisons than the program makes."""


@dataclass(frozen=True, slots=True)
class StepWeights:
    """How often two records of one person (m), and of two (u), reach a step; among pairs that were looked at."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """Return the bits for (or, below 0, against) one person."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything learned. ``by_frequency`` says how far a comparison follows the rarity of a name, from 0 to 1.

    ``pairs_per_record`` is how many pairs of one person an archive holds for each of its records. ``kept`` is the
    probability above which a pair, standing alone, is kept to be weighed through others; ``likely`` and ``certain``
    are those above which it is then proposed, and proposed first. ``through_others``: bits for what others say of it.
    """

    version: str
    trained_on: Mapping[str, Any]
    pairs_per_record: float
    kept: float
    likely: float
    certain: float
    by_frequency: Mapping[str, float]
    steps: Mapping[str, Mapping[str, StepWeights]]
    through_others: Mapping[str, Mapping[str, float]]

    def prior(self, records: int) -> float:
        """Return the probability that any two of so many records are of one person."""
        return min(_LIKELIEST, 2 * self.pairs_per_record / max(records - 1, 1))

    def start(self, records: int) -> float:
        """Return the weight in bits from which two records of so many start, before anything is compared."""
        prior = self.prior(records)
        return log2(prior / (1 - prior))

    def written(self) -> str:
        """Return the JSON text."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def read_parameters(text: str) -> Parameters:
    """Return the parameters in a JSON text; raise OtherComparisons where they are of other comparisons."""
    held = json.loads(text)
    steps = {
        name: {code: StepWeights(**weights) for code, weights in each.items()} for name, each in held["steps"].items()
    }
    expected = {one.name: {step.code for step in one.steps} for one in COMPARISONS}
    expected |= {name: set(codes) for name, codes in THROUGH_OTHERS.items()}
    if {name: set(each) for name, each in (*steps.items(), *held["through_others"].items())} != expected:
        raise OtherComparisons("The weights are of other comparisons: learn them again.")
    return Parameters(**{**held, "steps": steps})


@lru_cache(maxsize=1)
def learned_parameters() -> Parameters:
    """Return the parameters that come with the program."""
    return read_parameters(MODEL.read_text(encoding="utf-8"))
