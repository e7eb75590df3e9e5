"""Kinship by marriage: a line between two people, lengthened by a partner at either end, or at the top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from records.kinship.lines import Line, find_lines
from records.kinship.pedigree import Pedigree

Partners = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Kin:
    """How the second of two people is related to the first.

    ``before`` is a partner of the first and ``after`` one of the second, where the line runs between these; ``line``
    is None for two who are partners themselves. ``step``: the line's forebears are two partners, each the parent of
    one of the two.
    """

    first: str
    second: str
    line: Line | None
    before: str = ""
    after: str = ""
    step: bool = False

    @property
    def back(self) -> "Kin":
        """How the first is related to the second."""
        line = self.line
        if line is not None:
            line = replace(line, rise=line.fall[::-1], fall=line.rise[::-1], forebears=line.forebears[::-1])
        return Kin(self.second, self.first, line, self.after, self.before, self.step)

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone on the way from the first to the second, each once."""
        inner = self.line.people if self.line else ()
        return tuple(dict.fromkeys((self.first, *inner, self.second)))


def find_kin(pedigree: Pedigree, partners: Partners, first: str, second: str, most: int = 6) -> list[Kin]:
    """Return the ways in which two people are related: by blood (and to each other married), else by marriage.

    Marriages are looked for only where there is no line by birth or adoption: by one, or else by two.
    """
    if first == second:
        return []
    found = [Kin(first, second, None)] if second in partners.get(first, ()) else []
    found += [Kin(first, second, line) for line in find_lines(pedigree, first, second, most)]
    if not found:
        found = sorted(_by_one(pedigree, partners, first, second), key=_nearness)
    if not found:
        found = sorted(_by_two(pedigree, partners, first, second), key=_nearness)
    return found[:most]


def _nearness(kin: Kin) -> int:
    return kin.line.length if kin.line else 0


def _by_one(pedigree: Pedigree, partners: Partners, first: str, second: str) -> Iterator[Kin]:
    for partner in partners.get(first, ()):
        for line in find_lines(pedigree, partner, second, 1):
            yield Kin(first, second, line, before=partner)
    for partner in partners.get(second, ()):
        for line in find_lines(pedigree, first, partner, 1):
            yield Kin(first, second, line, after=partner)
    for parent, other in product(_parents(pedigree, first), _parents(pedigree, second)):
        if other in partners.get(parent, ()):
            yield Kin(first, second, Line((first,), (second,), (parent, other)), step=True)


def _by_two(pedigree: Pedigree, partners: Partners, first: str, second: str) -> Iterator[Kin]:
    for partner, other in product(partners.get(first, ()), partners.get(second, ())):
        if partner not in (second, other):
            for line in find_lines(pedigree, partner, other, 1):
                yield Kin(first, second, line, before=partner, after=other)


def _parents(pedigree: Pedigree, person: str) -> list[str]:
    return list(dict.fromkeys(parent for birth in pedigree.get(person, ()) for parent in birth.parents))
