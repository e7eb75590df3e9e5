"""Without a model: the forms that share most pairs of letters, sounds and coarse sounds with what was typed.

Each form is a bag of pairs of neighbours, and of letters one apart, of its spelling, its canonical form and its
skeleton; rare pairs weigh more; the likeness of two forms is the share of the weight they have in common.
"""

from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from records.names.canonical import skeleton
from records.names.likeness import Likeness, sounds_of, spelled

Numbers = npt.NDArray[Any]


class SharedGroups:
    """Which forms hold which pair of letters."""

    def __init__(self, likeness: Likeness) -> None:
        holders: dict[str, list[int]] = defaultdict(list)
        for position in range(len(likeness)):
            for pair in _pairs(likeness.spelled[position], likeness.sounds[position].split()):
                holders[pair].append(position)
        self._count = len(likeness)
        self._holders = {pair: np.array(held, np.int32) for pair, held in holders.items()}
        self._weight = {pair: float(np.log(self._count / len(held)) + 0.1) for pair, held in holders.items()}
        squares = np.zeros(self._count)
        for pair, held in self._holders.items():
            squares[held] += self._weight[pair] ** 2
        self._length = np.sqrt(squares)

    def nearest(self, typed: str, most: int) -> tuple[Numbers, Numbers]:
        """Return the positions of at most ``most`` forms that share the most, and their likeness."""
        shared = np.zeros(self._count)
        own = 0.0
        unheard = float(np.log(self._count + 1))
        for pair in _pairs(spelled(typed), sounds_of(typed).split()):
            weight = self._weight.get(pair, unheard)
            own += weight**2
            if pair in self._holders:
                shared[self._holders[pair]] += weight**2
        likeness = shared / np.maximum(self._length * np.sqrt(own), 1e-9)
        best = np.argpartition(-likeness, most)[:most] if self._count > most else np.arange(self._count)
        return best, likeness[best].astype(np.float32)


def _pairs(spelling: str, sounds: list[str]) -> set[str]:
    marked = f"^{spelling}$"
    found = {f"s{one}{two}" for one, two in pairwise(marked)}
    for form in sounds:
        whole, coarse = f"^{form}$", f"^{skeleton(form)}$"
        found |= {f"c{one}{two}" for one, two in pairwise(whole)}
        found |= {f"k{one}{two}" for one, two in pairwise(coarse)}
        found |= {f"o{one}{two}" for one, two in zip(coarse, coarse[2:], strict=False)}
    return found
