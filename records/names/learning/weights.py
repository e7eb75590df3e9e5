"""Fitting the weights that bring the kinds of likeness together, on names the vectors were not trained on.

Each example is a name as somebody may type it, the recorded form that is meant, and the nearest others; the weights are
those that put the meant one first most often (a softmax over each list).
"""

import random
from typing import Any

import numpy as np
import numpy.typing as npt

from records.names.learning.examples import Examples
from records.names.learning.training import SHOWN
from records.names.learning.variants import WRITERS, misspell
from records.names.likeness import FEATURES
from records.names.name_index import NameIndex

Numbers = npt.NDArray[Any]
_OTHERS = 40
_ROUNDS = 900
_GROUPS, _SURNAMES = 700, 4000


def fit_weights(index: NameIndex, forms: list[str], examples: Examples, seed: int) -> Numbers:
    """Return one weight for each feature: float32, shape (len(FEATURES),)."""
    chance = random.Random(seed)
    positions = {form: place for place, form in enumerate(forms)}
    lists = [
        shown
        for form, typed in _asked(examples, positions, chance)
        if (shown := _list_of(index, positions[form], typed)) is not None
    ]
    return _softmax_weights(np.stack(lists))


def _asked(examples: Examples, positions: dict[str, int], chance: random.Random) -> list[tuple[str, str]]:
    """Return (recorded form, what is typed) from the examples held back."""
    kinds, weights = list(WRITERS), [SHOWN[kind] for kind in WRITERS]
    known = [name for name in examples.held_back_surnames if name in positions]
    asked = [
        (name, misspell(name, chance.choices(kinds, weights)[0], chance))
        for name in chance.sample(known, min(_SURNAMES, len(known)))
    ]
    groups = [group for group in examples.held_back_groups if any(member in positions for member in group)]
    for group in chance.sample(groups, min(_GROUPS, len(groups))):
        form = next(member for member in group if member in positions)
        asked.append((form, chance.choice([member for member in group if member != form])))
    return [(form, typed) for form, typed in asked if typed and typed != form]


def _list_of(index: NameIndex, meant: int, typed: str) -> Numbers | None:
    """Return the features of the meant form, first, and of the others nearest to what is typed."""
    positions, likeness = index.nearest(typed, 250)
    places = np.nonzero(positions == meant)[0]
    if not len(places) or len(positions) <= _OTHERS:
        return None
    others = np.argsort(-likeness, kind="stable")
    others = others[others != places[0]][:_OTHERS]
    chosen = np.concatenate((places[:1], others))
    return index.likeness.features(typed, positions[chosen], likeness[chosen])


def _softmax_weights(lists: Numbers) -> Numbers:
    """Return the weights under which the first of each list is likeliest (Adam-like steps from the found likeness)."""
    weights = np.zeros(len(FEATURES))
    weights[0] = 5.0
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for _round in range(_ROUNDS):
        raw = lists @ weights
        shares = np.exp(raw - raw.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = ((shares[:, :, None] * lists).sum(axis=1) - lists[:, 0]).mean(axis=0) + 2e-4 * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights -= 0.05 * mean / (np.sqrt(square) + 1e-8)
    return weights.astype(np.float32)
