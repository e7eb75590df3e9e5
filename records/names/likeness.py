"""How close two name forms are, in numbers: on the letters, on the sounds, on the coarse sounds, and learned.

The weights that bring these together were fitted on names of which no form is used for judging (learning/weights.py).
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from records.names.canonical import canonical_forms, skeletons
from records.names.folding import fold, script_of
from records.names.transliteration import to_polish_letters

Numbers = npt.NDArray[Any]
# The features, in this order; the first is the likeness that found the candidate.
FEATURES = (
    "found_by", "sounds", "skeletons", "letters", "same_sounds", "same_skeleton", "same_letters", "same_initial",
    "letters_wrong",
)  # fmt: skip
_MOST_WRONG = 4


def spelled(form: str) -> str:
    """Return a form as compared letter by letter: folded, Cyrillic letters read as Polish ones."""
    return fold(to_polish_letters(form) if script_of(form) == "Cyrl" else form).replace(" ", "")


def sounds_of(form: str) -> str:
    """Return the canonical forms of a name of one or several words, joined by blanks."""
    return " ".join(dict.fromkeys(sound for word in form.replace("-", " ").split() for sound in canonical_forms(word)))


class Likeness:
    """The forms of an index in the shapes in which they are compared."""

    def __init__(self, forms: Sequence[str], sounds: Sequence[str]) -> None:
        self.spelled = [spelled(form) for form in forms]
        self.sounds = list(sounds)
        # What every comparison needs of each form is worked out once: hundreds are compared for each name sought.
        readings = [form.split() or [""] for form in self.sounds]
        coarse = iter(skeletons([one for forms_ in readings for one in forms_]))
        self._readings = _held(readings)
        self._coarse = _held([[next(coarse) for _one in forms_] for forms_ in readings])
        self._letters = _held(self.spelled)
        self._initials = _held([form[:1] for form in self.spelled])
        self._lengths = np.array([len(form) for form in self.spelled], np.int32)
        self._how_many = np.array([len(forms_) for forms_ in readings], np.int32)
        hashes = np.fromiter((hash(form) for form in self.spelled), np.int64, len(self.spelled))
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]

    def __len__(self) -> int:
        return len(self.spelled)

    def exact(self, typed: str) -> Numbers:
        """Return the positions of the forms that are spelled like this but for diacritics and script."""
        wanted = spelled(typed)
        start, end = np.searchsorted(self._hashes, [hash(wanted)], "left"), None
        end = np.searchsorted(self._hashes, [hash(wanted)], "right")
        found = self._order[start[0] : end[0]]
        return np.array([place for place in found if self.spelled[place] == wanted], np.int32)

    def features(self, typed: str, positions: Numbers, found_by: Numbers) -> Numbers:
        """Return one row of FEATURES for each position: float32."""
        letters = spelled(typed)
        own = sounds_of(typed).split() or [""]
        starts = np.cumsum(self._how_many[positions]) - self._how_many[positions]
        wrong = cdist([letters], self._letters[positions].tolist(), scorer=OSA.distance, dtype=np.int32)[0].astype(
            np.float32
        )
        lengths = self._lengths[positions]
        longest = np.maximum(lengths, max(len(letters), 1)).astype(np.float32)
        # What has no letters, such as "?", is like nothing.
        empty = (lengths == 0) | (not letters)
        wrong[empty], longest[empty] = _MOST_WRONG, _MOST_WRONG
        sounds = _best(own, _all(self._readings[positions]), starts)
        coarse = _best(skeletons(own), _all(self._coarse[positions]), starts)
        initial = (self._initials[positions] == letters[:1]).astype(np.float32)
        columns = (found_by, sounds, coarse, 1 - wrong / longest, sounds == 1, coarse == 1, wrong == 0, initial,
                   np.minimum(wrong, _MOST_WRONG) / _MOST_WRONG)  # fmt: skip
        return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _held(values: Sequence[Any]) -> Numbers:
    """Return values of any kind so that many can be taken at once."""
    return np.fromiter(values, object, len(values))


def _all(readings: Numbers) -> list[str]:
    return list(chain.from_iterable(readings))


def _best(own: list[str], others: list[str], starts: Numbers) -> Numbers:
    table = cdist(own, others, scorer=OSA.normalized_similarity, dtype=np.float32)
    table[:, [place for place, other in enumerate(others) if not other]] = 0
    table[[place for place, form in enumerate(own) if not form]] = 0
    best: Numbers = np.maximum.reduceat(table.max(axis=0), starts)
    return best


# Fitted by learning/weights.py, with the learned likeness and without a model; in the order of FEATURES.
LEARNED_WEIGHTS = np.array([17.31, 0.47, 3.11, 2.47, 0.52, 0.31, -1.29, 0.02, -3.92], np.float32)
PLAIN_WEIGHTS = np.array([0.13, 2.90, 4.64, 8.02, 0.85, 1.24, -1.49, 0.41, -5.23], np.float32)
_ALL_ALIKE = np.array([1, 1, 1, 1, 1, 1, 1, 1, 0], np.float32)


def closeness(features: Numbers, *, learned: bool) -> Numbers:
    """Return the closeness of each row of features: 1 for the very same, falling with every difference."""
    weights = LEARNED_WEIGHTS if learned else PLAIN_WEIGHTS
    close: Numbers = np.clip(features @ weights / float(weights @ _ALL_ALIKE), 0, 1)
    return close
