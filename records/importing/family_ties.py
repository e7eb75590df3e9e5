"""Who belongs to which family: what FAM records say (HUSB, WIFE, CHIL) and what people say themselves (FAMS, FAMC).

Both are gathered as numbers in temporary files and joined at the end: a million people have two million ties,
and either side may come first in the file or say it alone.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray

from records.importing.xref_table import XrefTable
from records.people.kinds import PEDIGREES

_PEDIGREES = list(PEDIGREES)
_NUMBER_OF_PEDIGREE = {pedigree: number for number, pedigree in enumerate(_PEDIGREES)}
_MOST_POSITIONS = (1 << 15) - 1
_AT_ONCE = 20_000
_KEPT_IN_MEMORY = 65_536
Numbers = NDArray[np.int64]


class NumbersAside:
    """A long row of numbers that waits in a temporary file, but for its end."""

    def __init__(self) -> None:
        self.end: array[int] = array("q")
        self._file = TemporaryFile()  # noqa: SIM115

    def put_aside(self) -> None:
        """Write what has gathered, if it is much."""
        if len(self.end) >= _KEPT_IN_MEMORY:
            self.end.tofile(self._file)
            del self.end[:]

    def taken(self) -> Numbers:
        """Return all of them, and let them go."""
        self.end.tofile(self._file)
        del self.end[:]
        self._file.seek(0)
        with self._file as stream:
            return np.frombuffer(stream.read(), dtype=np.int64)


class _Side:
    """The ties of one role as one side tells them: family and person in one number, line and detail in another."""

    def __init__(self) -> None:
        self._ties, self._told = NumbersAside(), NumbersAside()

    def add(self, family: int, person: int, line: int, detail: int) -> None:
        self._ties.end.append((family << 32) | person)
        self._told.end.append((line << 16) | detail)

    def put_aside(self) -> None:
        """Write what has gathered to the files."""
        self._ties.put_aside()
        self._told.put_aside()

    def taken(self) -> tuple[Numbers, Numbers]:
        """Return both rows of numbers, and let them go."""
        return self._ties.taken(), self._told.taken()


class FamilyTies:
    """The ties of one file, by the ordinals of its families and people."""

    def __init__(self, families: XrefTable, people: XrefTable) -> None:
        self._families, self._people = families, people
        self._by_family = {"FAMS": _Side(), "FAMC": _Side()}
        self._by_person = {"FAMS": _Side(), "FAMC": _Side()}

    def put_aside(self) -> None:
        """Write what has gathered to the files, now and then."""
        for sides in (self._by_family, self._by_person):
            for side in sides.values():
                side.put_aside()

    def family_of(self, xref: str) -> int:
        """Return the ordinal of the family that a FAMS or FAMC means, or NOBODY."""
        return self._families.get(xref)

    def from_person(self, tag: str, line: int, family: int, person: int, pedigree: str) -> None:
        """Take a FAMS or FAMC of a person."""
        self._by_person[tag].add(family, person, line, _NUMBER_OF_PEDIGREE[pedigree])

    def person_of(self, xref: str) -> int:
        """Return the ordinal of the person that a HUSB, WIFE or CHIL means, or NOBODY."""
        return self._people.get(xref)

    def from_family(self, tag: str, line: int, family: int, person: int, position: int) -> None:
        """Take a HUSB, WIFE or CHIL of a family."""
        role = "FAMC" if tag == "CHIL" else "FAMS"
        self._by_family[role].add(family, person, line, min(position, _MOST_POSITIONS))

    def rows(
        self,
        role: str,
        family_keys: Sequence[int],
        person_keys: Sequence[int],
        one_sided: Callable[[int, str], None],
    ) -> Iterator[list[tuple[int, int, int, int, str]]]:
        """Yield (family, person, position, line, pedigree) in parts, for one role: "FAMS" partners, "FAMC" children.

        ``one_sided`` is told line and tag of each tie that only the person names. Each role can be taken once.
        """
        ties, told = self._by_family[role].taken()
        own, own_told = self._by_person[role].taken()
        order = np.argsort(own, kind="stable")
        own, own_told = own[order], own_told[order]
        for start in range(0, len(ties), _AT_ONCE):
            part = ties[start : start + _AT_ONCE]
            details = told[start : start + _AT_ONCE]
            pedigrees = _pedigrees_of(part, own, own_told)
            yield [
                (
                    family_keys[tie >> 32],
                    person_keys[tie & 0xFFFFFFFF],
                    detail & 0xFFFF,
                    detail >> 16,
                    _PEDIGREES[pedigree],
                )
                for tie, detail, pedigree in zip(part.tolist(), details.tolist(), pedigrees.tolist(), strict=True)
            ]
        yield from self._told_by_people_alone(role, ties, own, own_told, family_keys, person_keys, one_sided)

    def _told_by_people_alone(
        self,
        role: str,
        ties: Numbers,
        own: Numbers,
        own_told: Numbers,
        family_keys: Sequence[int],
        person_keys: Sequence[int],
        one_sided: Callable[[int, str], None],
    ) -> Iterator[list[tuple[int, int, int, int, str]]]:
        theirs = np.sort(ties)
        alone = _missing(own, theirs)
        families = theirs >> 32
        own, own_told = own[alone], own_told[alone]
        in_order = np.argsort(own_told, kind="stable")
        rows: list[tuple[int, int, int, int, str]] = []
        added: dict[int, int] = {}
        for tie, detail in zip(own[in_order].tolist(), own_told[in_order].tolist(), strict=True):
            family = tie >> 32
            if family not in added:
                ends = np.searchsorted(families, [family, family + 1])
                added[family] = int(ends[1] - ends[0])
            added[family] += 1
            one_sided(detail >> 16, role)
            rows.append(
                (
                    family_keys[family],
                    person_keys[tie & 0xFFFFFFFF],
                    added[family],
                    detail >> 16,
                    _PEDIGREES[detail & 0xFFFF],
                )
            )
        if rows:
            yield rows


def _missing(own: Numbers, theirs: Numbers) -> NDArray[np.bool_]:
    """Return which of these ties the other side does not tell; a part at a time, to spare memory."""
    if not len(theirs):
        return np.ones(len(own), dtype=np.bool_)
    found = np.empty(len(own), dtype=np.bool_)
    for start in range(0, len(own), _AT_ONCE):
        part = own[start : start + _AT_ONCE]
        at = np.minimum(np.searchsorted(theirs, part), len(theirs) - 1)
        found[start : start + _AT_ONCE] = theirs[at] != part
    return found


def _pedigrees_of(ties: Numbers, own: Numbers, own_told: Numbers) -> Numbers:
    """Return the pedigree that the person tells for each of these ties; birth where it tells nothing."""
    if not len(own):
        return np.zeros(len(ties), dtype=np.int64)
    at = np.minimum(np.searchsorted(own, ties), len(own) - 1)
    return np.where(own[at] == ties, own_told[at] & 0xFFFF, _PEDIGREES.index("birth"))
