"""Measuring the resolver on labelled pairs: how often the recorded form is among the first that are found."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from records.names.learning.examples import NAMES
from records.names.name_index import NameIndex

ALL = "all"


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of pairs whose recorded form is first, among ten, among fifty."""

    pairs: int
    at_1: float
    at_10: float
    at_50: float


def read_pairs(path: Path = NAMES / "pairs_dev.csv") -> list[tuple[str, str, str]]:
    """Return (kind, recorded, typed) of every labelled pair in a file; by default those for development."""
    with path.open(encoding="utf-8", newline="") as rows:
        return [(row["kind"], row["recorded"], row["typed"]) for row in csv.DictReader(rows)]


def measure_recall(index: NameIndex, forms: list[str], pairs: Iterable[tuple[str, str, str]]) -> dict[str, Recall]:
    """Return the recall over all pairs and for each kind; ``forms`` stand in the index in this order."""
    ranks: dict[str, list[int]] = defaultdict(list)
    for kind, recorded, typed in pairs:
        found = [forms[one.position] for one in index.resolve(typed)]
        rank = found.index(recorded) if recorded in found else len(forms)
        ranks[ALL].append(rank)
        ranks[kind].append(rank)
    return {kind: _recall(ranks[kind]) for kind in [ALL, *sorted(ranks.keys() - {ALL})]}


def _recall(ranks: list[int]) -> Recall:
    shares = [sum(rank < first for rank in ranks) / len(ranks) for first in (1, 10, 50)]
    return Recall(len(ranks), *shares)
