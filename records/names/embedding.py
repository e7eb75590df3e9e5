"""The learned matcher: a surname in any script becomes a short vector, and like names have like vectors.

A name is the mean of the rows that its groups of one to four letters point to, brought to length 1; the likeness of
two names is the product of their vectors. The rows were learned (learning/training.py) and stand in model/.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from records.names.folding import script_of

MODEL_FOLDER = Path(__file__).parent / "model"
ROWS_FILE, ABOUT_FILE = "surnames.npy", "surnames.json"
LONGEST_GROUP = 4
# The parts of a vector of 64 parts and length 1 are about an eighth; the few beyond 127/320 are cut.
SMALL = 320
Numbers = npt.NDArray[Any]

_MARKS = {"Cyrl": ("<", ">"), "Hebr": ("{", "}"), "Latn": ("^", "$")}
_MIX = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D))
# So many names at once fit the processor's cache.
_AT_ONCE = 256


def letter_groups(names: Sequence[str], buckets: int) -> tuple[Numbers, Numbers]:
    """Return the bucket of every letter group of every name, name after name, and where each name begins."""
    marked = [_marked(name) for name in names]
    lengths = np.fromiter((len(name) for name in marked), np.int64, len(marked))
    codes = np.frombuffer("".join(marked).encode("utf-32-le"), np.uint32)
    owner = np.repeat(np.arange(len(marked)), lengths)
    found: list[Numbers] = []
    owners: list[Numbers] = []
    hashed = np.zeros(len(codes), np.uint32)
    for size in range(1, LONGEST_GROUP + 1):
        last = len(codes) - size + 1
        if last <= 0:
            break
        with np.errstate(over="ignore"):
            hashed = (hashed[:last] ^ codes[size - 1 :]) * _MIX[0]
            hashed ^= hashed >> np.uint32(15)
            spread = (hashed + np.uint32(size)) * _MIX[1]
            spread ^= spread >> np.uint32(13)
            spread *= _MIX[2]
            spread ^= spread >> np.uint32(16)
        within = owner[:last] == owner[size - 1 :]
        found.append((spread[within] & np.uint32(buckets - 1)).astype(np.int32))
        owners.append(owner[:last][within])
    order = np.argsort(np.concatenate(owners), kind="stable")
    counted = np.bincount(np.concatenate(owners), minlength=len(marked))
    starts = np.concatenate(([0], np.cumsum(counted)[:-1]))
    return np.concatenate(found)[order], starts


def _marked(name: str) -> str:
    lowered = name.lower()
    begin, end = _MARKS[script_of(lowered)]
    return f"{begin}{lowered}{end}"


class Embedding:
    """The learned rows, and the names they make vectors of."""

    def __init__(self, rows: Numbers, version: str) -> None:
        """``rows`` are int8, shape (buckets, size): only their directions matter."""
        self._rows, self.version = rows.astype(np.float32), version
        self.buckets, self.size = rows.shape

    def vectors(self, names: Sequence[str]) -> Numbers:
        """Return one vector of length 1 for each name: float32, shape (names, size)."""
        parts = [self._part(names[start : start + _AT_ONCE]) for start in range(0, len(names), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, self.size), np.float32)

    def small_vectors(self, names: Sequence[str]) -> Numbers:
        """Return the same vectors as int8, SMALL standing for 1: how an edition keeps them."""
        return np.clip(np.round(self.vectors(names) * SMALL), -127, 127).astype(np.int8)

    def _part(self, names: Sequence[str]) -> Numbers:
        groups, starts = letter_groups(names, self.buckets)
        summed = np.add.reduceat(self._rows[groups], starts, axis=0)
        lengths: Numbers = np.linalg.norm(summed, axis=1, keepdims=True)
        return (summed / np.maximum(lengths, 1e-9)).astype(np.float32)


class DamagedModel(RuntimeError):
    """The model's file is not the one that its description speaks of."""


@cache
def shipped_embedding() -> Embedding | None:
    """Return the model that comes with the project, or None where it was left out: all works without it."""
    return read_model(MODEL_FOLDER) if (MODEL_FOLDER / ROWS_FILE).exists() else None


def read_model(folder: Path) -> Embedding:
    """Read a model and hold it against its checksum; raise DamagedModel when they differ."""
    about = json.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
    held = (folder / ROWS_FILE).read_bytes()
    if hashlib.sha256(held).hexdigest() != about["sha256"]:
        raise DamagedModel(
            f"{folder / ROWS_FILE} is damaged or of another version than {ABOUT_FILE} says: "
            "take both from the project again, or run python manage.py train_names."
        )
    return Embedding(np.load(folder / ROWS_FILE, allow_pickle=False), str(about["version"]))


def write_model(folder: Path, rows: Numbers, about: dict[str, Any]) -> None:
    """Write a model with its checksum and what is to be known of it."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / ROWS_FILE, rows)
    sha256 = hashlib.sha256((folder / ROWS_FILE).read_bytes()).hexdigest()
    said = {"version": sha256[:12], "sha256": sha256, **about}
    (folder / ABOUT_FILE).write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
