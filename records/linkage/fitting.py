"""Learning the weights from pairs whose truth is known: one regression over all steps at once.

Splink's own training takes the comparisons for independent, which families are not: brothers agree in surname, father,
mother and place. Here every step gets the weight it adds beside the others; the form of the model stays Splink's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from typing import Any

import numpy as np
import numpy.typing as npt

from records.linkage.comparisons import COMPARISONS, THROUGH_OTHERS
from records.linkage.parameters import StepWeights

Numbers = npt.NDArray[Any]
# What no agreement outweighs, in bits.
HARD_WEIGHT = -40.0
_RIDGE, _ROUNDS, _AT_ONCE = 1.0, 50, 100_000
_SMALLEST_STEP, _ENOUGH, _FARTHEST = 1e-4, 1e-3, 60.0
_SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that were looked at. ``steps``: int8, a row a pair, a column a comparison, the numbers of the steps.

    ``shares``: float, the same shape: how common the name is by which the step was reached; NaN where none counts.
    ``same``: bool, whether the pair is one person.
    """

    steps: Numbers
    shares: Numbers
    same: Numbers


def pairs_of(table: Mapping[str, Numbers], same: Numbers) -> Pairs:
    """Return the pairs in columns as ``splink_model.candidate_pairs`` gives them."""
    steps = np.stack([table[f"gamma_{one.name}"] for one in COMPARISONS], axis=1).astype(np.int8)
    shares = np.full(steps.shape, np.nan)
    for place, comparison in enumerate(COMPARISONS):
        for step in comparison.steps:
            if step.frequency:
                reached = steps[:, place] == comparison.number_of(step)
                both = np.fmax(table[f"tf_{step.frequency}_l"], table[f"tf_{step.frequency}_r"])
                shares[reached, place] = both[reached]
    return Pairs(steps, shares, same)


def learn_weights(pairs: Pairs, start: float) -> tuple[dict[str, dict[str, StepWeights]], dict[str, float]]:
    """Return the weights of every step, and how far each comparison follows the rarity of names.

    ``start`` is the weight in bits of two records of which nothing is known.
    """
    kept = ~_is_hard(pairs.steps)
    layout = _Layout()
    weights = _regress(pairs, kept, layout, start)
    follows = {name: float(weights[column]) for name, column in layout.rarity.items()}
    steps: dict[str, dict[str, StepWeights]] = {}
    for place, comparison in enumerate(COMPARISONS):
        steps[comparison.name] = {}
        for step in comparison.steps:
            reached = pairs.steps[:, place] == comparison.number_of(step)
            bits = HARD_WEIGHT if step.hard else float(weights[layout.step[comparison.name, step.code]])
            share = (reached[pairs.same].sum() + 0.5) / (pairs.same.sum() + 1)
            other = (reached[~pairs.same].sum() + 0.5) / ((~pairs.same).sum() + 1)
            if step.frequency:
                typical = pairs.shares[reached & pairs.same, place]
                usual = float(np.exp(np.mean(np.log(typical)))) if typical.size else 0.01
                steps[comparison.name][step.code] = _by_rarity(bits, follows[comparison.name], usual)
            else:
                steps[comparison.name][step.code] = _as_shares(bits, float(share), float(other))
    return steps, follows


def learn_through_others(
    said: Sequence[Mapping[str, str]], alone: Numbers, same: Numbers, names: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return the bits of what other records say of a pair, beside the weight it has without them.

    ``said``: of each pair the step of each of THROUGH_OTHERS; ``alone``: its bits; ``same``: bool; ``names``: of which
    of THROUGH_OTHERS to learn.
    """
    keys = [(name, code) for name in names for code in THROUGH_OTHERS[name]]
    rows = np.array([[one.get(name) == code for name, code in keys] for one in said]) * log(2)
    start = np.clip(alone, -_FARTHEST, _FARTHEST) * log(2)
    bits = np.zeros(len(keys))
    for _round in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-(rows @ bits + start)))
        slope = rows.T @ (same - likely) - _RIDGE * bits
        move = np.linalg.solve((rows * (likely * (1 - likely))[:, None]).T @ rows + np.eye(len(bits)) * _RIDGE, slope)
        bits += move
        if np.abs(move).max() < _ENOUGH:
            break
    learned = dict(zip(keys, bits.tolist(), strict=True))
    return {name: {code: learned[name, code] for code in THROUGH_OTHERS[name]} for name, _code in keys}


class _Layout:
    """Which column of the regression is which step, and which is the rarity of which comparison."""

    def __init__(self) -> None:
        keys = [(one.name, step.code) for one in COMPARISONS for step in one.steps]
        self.step = {key: column for column, key in enumerate(keys)}
        rare = [one.name for one in COMPARISONS if any(step.frequency for step in one.steps)]
        self.rarity = {name: len(keys) + place for place, name in enumerate(rare)}
        self.width = len(keys) + len(rare)

    def rows(self, pairs: Pairs, part: Numbers) -> Numbers:
        """Return a row for each of these pairs: 1 for each step reached, and the bits of rarity."""
        rows = np.zeros((len(part), self.width))
        every = np.arange(len(part))
        for place, comparison in enumerate(COMPARISONS):
            first, last = self.step[comparison.name, comparison.steps[0].code], len(comparison.steps) - 1
            numbers = pairs.steps[part, place]
            told = numbers >= 0
            rows[every[told], first + last - numbers[told]] = 1
            if comparison.name in self.rarity:
                shares = pairs.shares[part, place]
                rows[:, self.rarity[comparison.name]] = np.where(np.isnan(shares), 0, -np.log2(shares))
        return rows


def _is_hard(steps: Numbers) -> Numbers:
    hard = np.zeros(len(steps), bool)
    for place, comparison in enumerate(COMPARISONS):
        for step in comparison.steps:
            if step.hard:
                hard |= steps[:, place] == comparison.number_of(step)
    return hard


def _regress(pairs: Pairs, kept: Numbers, layout: _Layout, start: float) -> Numbers:
    """Return the weights in bits by Newton's method, the square of each held small and rarity between 0 and 1."""
    chosen = np.flatnonzero(kept)
    parts = [chosen[first : first + _AT_ONCE] for first in range(0, len(chosen), _AT_ONCE)]
    rarities = list(layout.rarity.values())
    weights = np.zeros(layout.width)
    weights[rarities] = 0.5
    good, slope, curve = _goodness(pairs, parts, layout, start, weights)
    for _round in range(_ROUNDS):
        # A rarity at its bound that would go further stays there.
        free = np.ones(layout.width, bool)
        for column in rarities:
            free[column] = not (
                (weights[column] <= 0 and slope[column] < 0) or (weights[column] >= 1 and slope[column] > 0)
            )
        move = np.zeros(layout.width)
        move[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        size = 1.0
        while size > _SMALLEST_STEP:
            tried = weights + size * move
            tried[rarities] = np.clip(tried[rarities], 0, 1)
            found = _goodness(pairs, parts, layout, start, tried)
            if found[0] > good:
                break
            size /= 2
        else:
            break
        better = found[0] - good
        weights, (good, slope, curve) = tried, found
        if better < _ENOUGH:
            break
    return weights


def _goodness(
    pairs: Pairs, parts: list[Numbers], layout: _Layout, start: float, weights: Numbers
) -> tuple[float, Numbers, Numbers]:
    """Return the logarithm of the likelihood, less the penalty, with its slope and its curvature."""
    good = -_RIDGE / 2 * float(weights @ weights)
    slope, curve = -_RIDGE * weights, np.eye(layout.width) * _RIDGE
    for part in parts:
        rows = layout.rows(pairs, part) * log(2)
        odds, same = rows @ weights + start * log(2), pairs.same[part]
        good -= float(np.logaddexp(0, np.where(same, -odds, odds)).sum())
        likely = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
        slope += rows.T @ (same - likely)
        curve += (rows * (likely * (1 - likely))[:, None]).T @ rows
    return good, slope, curve


def _as_shares(bits: float, share: float, other: float) -> StepWeights:
    """Return m and u of this weight, of which the larger is as observed."""
    m, u = (share, share / 2**bits) if bits >= 0 else (other * 2**bits, other)
    return StepWeights(max(m, _SMALLEST * 2 ** min(bits, 0)), max(u, _SMALLEST * 2 ** -max(bits, 0)))


def _by_rarity(bits: float, follows: float, usual: float) -> StepWeights:
    """Return m and u of a step whose weight is ``bits`` and, for each bit of rarity, ``follows`` more.

    Splink measures rarity against u; with u as the usual share, the step's own weight is that of a usual name.
    """
    return StepWeights(2 ** (bits + (1 - follows) * log2(usual)), usual)
