"""Who was born to whom, as far as it is known."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Birth(NamedTuple):
    """A child's place in a family: how it came about ("birth", "adopted", "foster", "unknown"), and the parents."""

    family: str
    pedigree: str
    parents: tuple[str, ...]


# Somebody who is not in it has no known parents.
Pedigree = Mapping[str, Sequence[Birth]]


def pedigree_of(rows: Iterable[tuple[str, str, str, str | None]]) -> dict[str, list[Birth]]:
    """Gather rows of (child, family, how, parent or None) into the births of each child."""
    parents: dict[tuple[str, str, str], dict[str, None]] = {}
    for child, family, how, parent in rows:
        known = parents.setdefault((child, family, how), {})
        if parent is not None:
            known[parent] = None
    births: dict[str, list[Birth]] = {}
    for (child, family, how), known in parents.items():
        births.setdefault(child, []).append(Birth(family, how, tuple(known)))
    return births
