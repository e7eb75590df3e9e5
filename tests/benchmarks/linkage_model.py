"""Learn the weights of linkage again: python -m tests.benchmarks.linkage_model --records 100000 --seed 7

Trains on the half of the invented people whose household number is even, and writes records/linkage/model/weights.json.
The other half is for tests/benchmarks/linkage.py. Takes about a minute for each 100,000 records.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import comb, log2
from typing import Any

import numpy as np

from records.linkage.compared import compared
from records.linkage.comparisons import CERTAIN_BY, COMPARISONS
from records.linkage.fitting import Pairs, learn_weights, pairs_of
from records.linkage.parameters import MODEL, Parameters
from records.linkage.scoring import probability_of
from records.linkage.splink_model import candidate_pairs, duckdb_connection, table_of
from tests.benchmarks.labelled_records import VERSION, Labelled, labelled_records

# Above the likeliest trap of the training half by so many bits.
_MARGIN, _LEAST_CERTAIN = 3.0, 0.95
_LIKELY = 0.5
_SUREST = 0.999


def half(records: Sequence[Labelled], training: bool) -> list[Labelled]:
    """Return the records of the people to learn from, or of those to test with."""
    return [one for one in records if (one.household % 2 == 0) == training]


def true_pairs(records: Sequence[Labelled]) -> int:
    """Return how many pairs of the records are of one person."""
    return sum(comb(number, 2) for number in Counter(one.person for one in records).values())


def are_trap(one: Labelled, other: Labelled) -> bool:
    """Tell whether two records are of twins, of father and son of one name, or of namesakes of one village."""
    return one.person in other.traps or other.person in one.traps


def train(records: Sequence[Labelled], trained_on: dict[str, Any], *, threads: int = 1) -> Parameters:
    """Return the parameters learned from labelled records."""
    with duckdb_connection(threads, "4GB") as connection:
        found = candidate_pairs(connection, table_of([compared(one.told) for one in records]))
    by_key = {one.told.key: one for one in records}
    sides = [[by_key[key] for key in found.column(f"unique_id_{side}").to_pylist()] for side in "lr"]
    same = np.array([one.person == other.person for one, other in zip(*sides, strict=True)])
    traps = np.array([are_trap(one, other) for one, other in zip(*sides, strict=True)])
    pairs = pairs_of({name: found.column(name).to_numpy() for name in found.column_names[2:]}, same)
    rough = Parameters("", {}, true_pairs(records) / len(records), _LIKELY, 1.0, {}, {})
    start = rough.start(len(records))
    steps, follows = learn_weights(pairs, start)
    told = {**trained_on, "records": len(records), "pairs": int(same.sum()), "looked_at": len(same)}
    enough = _tells_enough(pairs)
    weights = _weights(pairs, steps, follows, start)[enough]
    certain = _certain(weights, same[enough], traps[enough])
    return Parameters(f"{trained_on['date']}.{VERSION}", told, rough.pairs_per_record, _LIKELY, certain, follows, steps)


def _weights(pairs: Pairs, steps: Any, follows: Any, start: float) -> Any:
    total = np.full(len(pairs.same), start)
    for place, comparison in enumerate(COMPARISONS):
        for step in comparison.steps:
            reached = pairs.steps[:, place] == comparison.number_of(step)
            one = steps[comparison.name][step.code]
            total[reached] += one.weight
            if step.frequency:
                total[reached] += follows[comparison.name] * (log2(one.u) - np.log2(pairs.shares[reached, place]))
    return total


def _tells_enough(pairs: Pairs) -> Any:
    """Return which pairs agree in what tells namesakes apart."""
    enough = np.zeros(len(pairs.same), bool)
    for way in CERTAIN_BY:
        agrees = np.ones(len(pairs.same), bool)
        for name, codes in way:
            place, comparison = next((place, one) for place, one in enumerate(COMPARISONS) if one.name == name)
            numbers = [comparison.number_of(step) for step in comparison.steps if step.code in codes]
            agrees &= np.isin(pairs.steps[:, place], numbers)
        enough |= agrees
    return enough


def _certain(weights: Any, same: Any, traps: Any) -> float:
    """Return the probability above which no trap lies, and nearly nothing that is wrong."""
    order = np.argsort(-weights)
    right = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= _SUREST)
    least = float(weights[order[good[-1]]]) if good.size else float(weights.max())
    likeliest_trap = float(weights[traps & ~same].max(initial=-99.0)) + _MARGIN
    return max(_LEAST_CERTAIN, probability_of(max(least, likeliest_trap)))


def main() -> None:
    """Train and write the parameters."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--records", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--threads", type=int, default=2)
    words.add_argument("--date", default=date.today().isoformat())
    asked = words.parse_args()
    records = half(labelled_records(asked.records, asked.seed), training=True)
    told = {"generator": "tests/benchmarks/labelled_records.py", "generator_version": VERSION, "seed": asked.seed,
            "drawn": asked.records, "half": "households of even number", "date": asked.date}  # fmt: skip
    parameters = train(records, told, threads=asked.threads)
    MODEL.write_text(parameters.written(), encoding="utf-8")
    print(f"Learned from {parameters.trained_on}; certain above {parameters.certain:.6f}.")


if __name__ == "__main__":
    main()
