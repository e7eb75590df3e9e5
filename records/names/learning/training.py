"""Training the vectors of letter groups, so that the forms of one name come near each other and others do not.

Each step takes pairs: two members of a group, or a surname and a misspelling of it. Every other name of the step is a
counter-example (InfoNCE, both ways); the rows of the letter groups follow the slope (RMSprop by row).
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from records.names.embedding import letter_groups
from records.names.learning.examples import Examples
from records.names.learning.variants import WRITERS, misspell

Numbers = npt.NDArray[Any]
Tell = Callable[[int, float], None]

# How often each kind of misspelling is shown: what is hard to learn is shown more often.
SHOWN = {
    "gender": 1.0, "diacritics_lost": 0.7, "russian": 1.2, "russian_feminine": 1.0, "russian_by_ear": 1.6,
    "english_of_russian": 1.2, "ukrainian": 0.8, "belarusian": 1.2, "german": 1.0, "parish_latin": 1.0,
    "anglicised": 1.2, "one_letter_wrong": 2.0, "two_letters_wrong": 5.0,
}  # fmt: skip
BUCKETS, SIZE, STEPS = 32_768, 64, 8_000
_PAIRS = 768
_TEMPERATURE = 0.07
_RATE = 0.02
_KEPT_SLOPE = 0.97


def train(examples: Examples, *, seed: int, steps: int = STEPS, tell: Tell = lambda _step, _loss: None) -> Numbers:
    """Return the learned rows: float32, shape (BUCKETS, SIZE). Eight thousand steps take about three CPU minutes."""
    chance = random.Random(seed)
    rows = np.random.default_rng(seed).standard_normal((BUCKETS, SIZE)).astype(np.float32) * np.float32(0.1)
    slopes = np.full(BUCKETS, 1e-4, np.float32)
    for step in range(1, steps + 1):
        ours, theirs = _pairs(examples, chance)
        loss, slope = _slope(rows, _bags(ours), _bags(theirs))
        squares = (slope * slope).mean(axis=1)
        touched = np.nonzero(squares)[0]
        slopes[touched] = _KEPT_SLOPE * slopes[touched] + (1 - _KEPT_SLOPE) * squares[touched]
        rate = _RATE * min(1.0, step / 100) * (1 - 0.9 * step / steps)
        rows[touched] -= rate * slope[touched] / (np.sqrt(slopes[touched])[:, None] + 1e-8)
        tell(step, loss)
    return rows


def as_model(rows: Numbers) -> Numbers:
    """Return the rows as int8: one scale for all, which leaves the directions as they are."""
    scale = 127 / float(np.abs(rows).max())
    return np.clip(np.round(rows * scale), -127, 127).astype(np.int8)


def _pairs(examples: Examples, chance: random.Random) -> tuple[list[str], list[str]]:
    ours, theirs = [], []
    for group in chance.sample(examples.groups, min(_PAIRS // 2, len(examples.groups))):
        one, other = chance.sample(group, 2)
        ours.append(one)
        theirs.append(other)
    kinds, weights = list(WRITERS), [SHOWN[kind] for kind in WRITERS]
    for name in chance.sample(examples.surnames, min(_PAIRS // 2, len(examples.surnames))):
        ours.append(name)
        theirs.append(misspell(name, chance.choices(kinds, weights)[0], chance) or name)
    return ours, theirs


def _bags(names: Sequence[str]) -> csr_matrix:
    groups, starts = letter_groups(names, BUCKETS)
    ends = np.append(starts, len(groups))
    sizes = np.diff(ends)
    weights = np.repeat(1 / np.maximum(sizes, 1), sizes).astype(np.float32)
    return csr_matrix((weights, groups, ends), shape=(len(names), BUCKETS))


def _slope(rows: Numbers, ours: csr_matrix, theirs: csr_matrix) -> tuple[float, Numbers]:
    """Return the loss of one step and its slope for every row."""
    one, one_length = _to_length_one(ours @ rows)
    other, other_length = _to_length_one(theirs @ rows)
    products = one @ other.T / _TEMPERATURE
    across, down = _shares(products, 1), _shares(products, 0)
    number = len(one)
    loss = float(-np.log(across.diagonal() + 1e-9).mean())
    pull = (across + down) / 2
    pull[np.arange(number), np.arange(number)] -= 1
    pull /= number * _TEMPERATURE
    to_one, to_other = pull @ other, pull.T @ one
    to_one = (to_one - one * (to_one * one).sum(axis=1, keepdims=True)) / one_length
    to_other = (to_other - other * (to_other * other).sum(axis=1, keepdims=True)) / other_length
    return loss, np.asarray(ours.T @ to_one + theirs.T @ to_other)


def _to_length_one(vectors: Numbers) -> tuple[Numbers, Numbers]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vectors / lengths, lengths


def _shares(products: Numbers, axis: int) -> Numbers:
    raised = np.exp(products - products.max(axis=axis, keepdims=True))
    shares: Numbers = raised / raised.sum(axis=axis, keepdims=True)
    return shares
