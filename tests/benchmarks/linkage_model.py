"""Learn the weights of linkage again: python -m tests.benchmarks.linkage_model --records 200000 --seed 7

Trains on the half of the invented people whose household number is even, and writes records/linkage/model/weights.json.
The other half is for tests/benchmarks/linkage.py. Takes about a minute for each 100,000 records.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import comb
from typing import Any

import numpy as np

from records.linkage.compared import compared
from records.linkage.comparisons import FAMILY, HEARD, THROUGH_OTHERS
from records.linkage.family_ties import weigh_families
from records.linkage.fitting import learn_through_others, learn_weights, pairs_of
from records.linkage.parameters import MODEL, Parameters
from records.linkage.rivals import weigh_rivals
from records.linkage.scoring import Scored, Scorer, frequencies_of, probability_of
from records.linkage.splink_model import candidate_pairs, duckdb_connection, scored_pairs, table_of
from records.linkage.through_others import weigh_through_others
from tests.benchmarks.labelled_families import told_relatives
from tests.benchmarks.labelled_records import VERSION, Labelled, labelled_records

# Above the likeliest trap of the training half by so many bits.
_MARGIN, _LEAST_CERTAIN = 3.0, 0.95
_KEPT, _LIKELY = 0.003, 0.8
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
    """Return the parameters learned from labelled records: first the steps, then what others say beside them."""
    by_key = {one.told.key: one for one in records}
    rows = {one.told.key: compared(one.told) for one in records}
    with duckdb_connection(threads, "4GB") as connection:
        found = candidate_pairs(connection, table_of(rows.values()))
    sides = [found.column(f"unique_id_{side}").to_pylist() for side in "lr"]
    same = _same(by_key, *sides)
    pairs = pairs_of({name: found.column(name).to_numpy() for name in found.column_names[2:]}, same)
    told = {**trained_on, "records": len(records), "pairs": int(same.sum()), "looked_at": len(same)}
    silent = {name: dict.fromkeys(codes, 0.0) for name, codes in THROUGH_OTHERS.items()}
    alone = Parameters(f"{trained_on['date']}.{VERSION}", told, true_pairs(records) / len(records), _KEPT, _LIKELY, 1.0,
                       {}, {}, silent)  # fmt: skip
    steps, follows = learn_weights(pairs, alone.start(len(records)))
    alone = replace(alone, by_frequency=follows, steps=steps)
    with duckdb_connection(threads, "4GB") as connection:
        kept = weigh_rivals(scored_pairs(connection, table_of(rows.values()), alone, _KEPT), lists_of(records))
    scorer = Scorer(alone, frequencies_of(rows.values()), len(rows))
    bits = _learn_through_others(weigh_through_others(kept, rows, scorer, silent), by_key, HEARD)
    # Families last and beside all that: where none are told, the rest weighs as it does.
    heard, relatives = weigh_through_others(kept, rows, scorer, bits), told_relatives(records)
    bits |= _learn_through_others(weigh_families(heard, relatives, silent[FAMILY]), by_key, [FAMILY])
    certain = _certain(weigh_families(heard, relatives, bits[FAMILY]), by_key)
    return replace(alone, through_others=bits, certain=certain)


def lists_of(records: Iterable[Labelled]) -> dict[str, str | None]:
    """Return the list in which each record stands."""
    return {one.told.key: one.told.source or None for one in records}


def _same(by_key: dict[str, Labelled], lefts: Sequence[str], rights: Sequence[str]) -> Any:
    return np.array([by_key[one].person == by_key[other].person for one, other in zip(lefts, rights, strict=True)])


def _learn_through_others(
    pairs: Sequence[Scored], by_key: dict[str, Labelled], names: Iterable[str]
) -> dict[str, dict[str, float]]:
    said = [{part.comparison: part.step for part in pair.parts} for pair in pairs]
    same = _same(by_key, [pair.left for pair in pairs], [pair.right for pair in pairs])
    return learn_through_others(said, np.array([pair.weight for pair in pairs]), same, names)


def _certain(pairs: Sequence[Scored], by_key: dict[str, Labelled]) -> float:
    """Return the probability above which no trap lies, and nearly nothing that is wrong."""
    enough = sorted((pair for pair in pairs if pair.tells_enough()), key=lambda pair: -pair.weight)
    same = _same(by_key, [pair.left for pair in enough], [pair.right for pair in enough])
    right = np.cumsum(same) / np.arange(1, len(enough) + 1)
    good = np.flatnonzero(right >= _SUREST)
    least = enough[good[-1] if good.size else 0].weight
    traps = [
        pair.weight
        for pair, is_same in zip(enough, same, strict=True)
        if not is_same and are_trap(by_key[pair.left], by_key[pair.right])
    ]
    return max(_LEAST_CERTAIN, probability_of(max(least, max(traps, default=-99.0) + _MARGIN)))


def main() -> None:
    """Train and write the parameters."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--records", type=int, default=200_000)
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
