"""The resolver: which of the recorded name forms may be meant by what a searcher typed.

Fuzzy work is done here, on the distinct forms, never on persons. Forms come near by their vectors (embedding.py) or,
without a model, by the letter groups of their canonical forms; the nearest are then compared closely (likeness.py).
Positions in this index are numbers from 0; the caller knows which form stands at which position.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from records.names.embedding import Embedding
from records.names.likeness import Likeness, closeness, sounds_of
from records.names.nearest import NearestVectors
from records.names.shared_groups import SharedGroups

Numbers = npt.NDArray[Any]
_COMPARED_CLOSELY = 800
_WITHOUT_MODEL = 250


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recorded form that may be meant: its position, and how close it is (0 to 1)."""

    position: int
    closeness: float


class NameIndex:
    """The distinct forms of one kind of name, ready to be searched."""

    def __init__(
        self,
        forms: Sequence[str],
        sounds: Sequence[str],
        *,
        embedding: Embedding | None = None,
        vectors: Numbers | None = None,
    ) -> None:
        """``sounds`` are the canonical forms of each form, joined by blanks; ``vectors`` int8, one row a form."""
        self.likeness = Likeness(forms, sounds)
        self._near: tuple[Embedding, NearestVectors] | SharedGroups
        if embedding is None:
            self._near = SharedGroups(self.likeness)
        else:
            held = vectors if vectors is not None else embedding.small_vectors(forms)
            self._near = (embedding, NearestVectors(held))

    def __len__(self) -> int:
        return len(self.likeness)

    def resolve(self, typed: str, most: int = 800, at_least: float = 0.0) -> list[Candidate]:
        """Return the forms that may be meant, the closest first, at most ``most``, none below ``at_least``."""
        if not len(self):
            return []
        if not sounds_of(typed):
            # A sign, or letters that no sound is known of: only the very same is meant.
            return [Candidate(int(place), 1.0) for place in self.likeness.exact(typed)]
        positions, likeness = self._with_exact(typed, *self.nearest(typed, most))
        return self._ranked(typed, positions, likeness, at_least)

    def nearest(self, typed: str, most: int) -> tuple[Numbers, Numbers]:
        """Return the positions that a first look finds, in no order, and how alike each is."""
        if isinstance(self._near, SharedGroups):
            return self._near.nearest(typed, min(most, _WITHOUT_MODEL))
        embedding, near = self._near
        return near.nearest(embedding.vectors([typed])[0], most)

    def _with_exact(self, typed: str, positions: Numbers, likeness: Numbers) -> tuple[Numbers, Numbers]:
        exact = np.setdiff1d(self.likeness.exact(typed), positions)
        if not len(exact):
            return positions, likeness
        return np.concatenate((exact, positions)), np.concatenate((np.ones(len(exact), likeness.dtype), likeness))

    def _ranked(self, typed: str, positions: Numbers, likeness: Numbers, at_least: float) -> list[Candidate]:
        order = np.lexsort((positions, -likeness))
        near, likeness = positions[order][:_COMPARED_CLOSELY], likeness[order][:_COMPARED_CLOSELY]
        features = self.likeness.features(typed, near, likeness)
        close = closeness(features, learned=not isinstance(self._near, SharedGroups))
        kept = np.nonzero(close >= at_least)[0]
        near, close = near[kept], close[kept]
        order = np.lexsort((near, -close))
        return [Candidate(*pair) for pair in zip(near[order].tolist(), close[order].tolist(), strict=True)]


def index_of(forms: Sequence[str], embedding: Embedding | None) -> NameIndex:
    """Return an index of these forms, everything about them worked out here; without an embedding it has no model."""
    return NameIndex(forms, [sounds_of(form) for form in forms], embedding=embedding)
