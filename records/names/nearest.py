"""The nearest vectors among many: in groups around centres, so that a question looks at a few groups only."""

from typing import Any

import numpy as np
import numpy.typing as npt

from records.names.embedding import SMALL

Numbers = npt.NDArray[Any]
# Below this, all are looked at: a millisecond.
_FEW = 100_000
_SAMPLE = 40_000
_ROUNDS = 6
_GROUPS_LOOKED_AT = 96
_AT_ONCE = 4_000


class NearestVectors:
    """Vectors of length about 1, held as int8 (SMALL stands for 1), shape (forms, size)."""

    def __init__(self, vectors: Numbers) -> None:
        self._count = len(vectors)
        self._centres: Numbers | None = None
        if self._count < _FEW:
            self._held, self._order = vectors.astype(np.float32), np.arange(self._count, dtype=np.int32)
            return
        self._centres = _centres(vectors, round(self._count**0.5))
        group = _nearest_centre(vectors, self._centres)
        self._order = np.argsort(group, kind="stable").astype(np.int32)
        self._held = vectors[self._order]
        self._starts = np.searchsorted(group[self._order], np.arange(len(self._centres) + 1))

    def nearest(self, vector: Numbers, most: int) -> tuple[Numbers, Numbers]:
        """Return the positions of at most ``most`` near vectors and their likeness (1 is the same)."""
        if self._centres is None:
            positions, likeness = self._order, _products(self._held, vector)
        else:
            positions, likeness = self._in_groups(vector, self._centres)
        if len(positions) > most:
            best = np.argpartition(-likeness, most)[:most]
            positions, likeness = positions[best], likeness[best]
        return positions, likeness

    def _in_groups(self, vector: Numbers, centres: Numbers) -> tuple[Numbers, Numbers]:
        looked_at = min(_GROUPS_LOOKED_AT, len(centres) - 1)
        near = np.argpartition(-(centres @ vector), looked_at)[:looked_at]
        spans = [slice(self._starts[group], self._starts[group + 1]) for group in near]
        likeness = np.concatenate([_products(self._held[span], vector) for span in spans])
        return np.concatenate([self._order[span] for span in spans]), likeness


def _products(held: Numbers, vector: Numbers) -> Numbers:
    likeness: Numbers = held.astype(np.float32, copy=False) @ (vector.astype(np.float32) / SMALL)
    return likeness


def _centres(vectors: Numbers, number: int) -> Numbers:
    """Return the centres of groups (k-means on an even sample: the same vectors give the same centres)."""
    sample = vectors[:: max(1, len(vectors) // _SAMPLE)].astype(np.float32)
    centres = sample[:: max(1, len(sample) // number)][:number].copy()
    for _round in range(_ROUNDS):
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
        group = _nearest_centre(sample, centres)
        order = np.argsort(group, kind="stable")
        present, starts = np.unique(group[order], return_index=True)
        centres[present] = np.add.reduceat(sample[order], starts, axis=0)
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return centres


def _nearest_centre(vectors: Numbers, centres: Numbers) -> Numbers:
    parts = [
        np.argmax(vectors[start : start + _AT_ONCE].astype(np.float32) @ centres.T, axis=1)
        for start in range(0, len(vectors), _AT_ONCE)
    ]
    return np.concatenate(parts)
