"""The people whom a file would bring, as they are compared with the archive before anything is written.

Of a long file the first are compared; the others are when they have been taken in. Held in memory is no more than what
is compared, and of everybody else one number and one letter, for they may be kin.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from records.importing import row_shapes as shapes
from records.importing.family_ties import Numbers, NumbersAside
from records.importing.import_report import ImportReport
from records.importing.row_shapes import Shape
from records.linkage.asking_index import AskedBefore, find_in_index
from records.linkage.compared import Told, compared
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scored
from records.linkage.told_people import PERSON, given_names_of
from records.linkage.told_places import place_keys
from records.linkage.told_typed import TypedEvent, TypedName, TypedPerson, told_of_typed
from records.people.models import Person

MOST_COMPARED = 10_000
_OF_ONE = 3
_AT = {shape: {name: place for place, name in enumerate(shape.columns)} for shape in shapes.IN_ORDER}
_NAME_PARTS = ("kind", "given", "patronymic", "surname", "suffix", "as_written")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A new person of the file: the key it would get, its line, the name, and what is told."""

    pk: int
    line: int
    name: str
    typed: TypedPerson


class Newcomers:
    """Gathers the new people of a file as their rows are made, and compares them at its end."""

    def __init__(self) -> None:
        self._kept: list[Newcomer] = []
        self._given_names: dict[str, int] = {"": 0}
        self._given, self._sex, self._first = array("i"), bytearray(), 0
        self._ties = {"FAMS": NumbersAside(), "FAMC": NumbersAside()}
        self._in_order: list[str] = []
        self.total = 0

    def take(self, rows: Mapping[Shape, list[Any]]) -> None:
        """Take the people whose rows have gathered, before they are written."""
        lines = {row[4]: row[2] for row in rows[shapes.IMPORTED] if row[3] == PERSON and row[6]}
        names, events = (
            _by_person(rows, shapes.NAME, shapes.NAME_IN_FULL),
            _by_person(rows, shapes.EVENT, shapes.EVENT_IN_FULL),
        )
        for row in rows[shapes.PERSON]:
            person = dict(zip(shapes.PERSON.columns, row, strict=True))
            pk = person["id"]
            of_name = [_name(one) for one in names[pk]]
            self._note_kin(pk, person["sex"], next((one.given for one in of_name if one.given), ""))
            self.total += 1
            if len(self._kept) < MOST_COMPARED:
                typed = TypedPerson(tuple(of_name), tuple(map(_event, events[pk])), person["sex"])
                self._kept.append(Newcomer(pk, lines.get(pk, 0), person["sort_name"], typed))

    def _note_kin(self, pk: int, sex: str, given: str) -> None:
        # The keys of new people go up by one, but for those whom the server gave to others meanwhile.
        self._first = self._first or pk
        gap = pk - self._first - len(self._given)
        self._given.extend([0] * gap)
        self._sex.extend(b"U" * gap)
        self._given.append(self._given_names.setdefault(given, len(self._given_names)))
        self._sex.extend((sex or "U").encode()[:1])

    def tie(self, role: str, rows: Iterable[Sequence[Any]]) -> None:
        """Take ties: (family, person, ...), of partners (FAMS) or children (FAMC)."""
        for row in rows:
            self._ties[role].end.extend((row[0], row[1]))
        self._ties[role].put_aside()

    def compare(self, everybody: Collection[int], report: ImportReport, progress: Progress) -> None:
        """Say in the report who may be here already. ``everybody``: the keys of all whom the file knows."""
        kin, places = self._kin(), place_keys()
        likely, before = learned_parameters().likely, AskedBefore()
        in_file = np.sort(np.fromiter(everybody, dtype=np.int64))
        for done, one in enumerate(self._kept, 1):
            told = told_of_typed(one.typed, kin.get(one.pk, _nobody(one.pk)), places)
            found = find_in_index(compared(told), least=likely, most=_OF_ONE, with_kin=True, before=before)
            if found.same or found.kin:
                # Two of one file are two people.
                of_file = _those_in(in_file, [*found.same, *found.kin])
                report.may_be_here(one.line, one.name, _left(found.same, of_file), _left(found.kin, of_file))
            if done % 100 == 0:
                progress("comparing", done, len(self._kept))
        report.compared, report.not_compared = len(self._kept), self.total - len(self._kept)

    def _kin(self) -> dict[int, Told]:
        """Return the given names of the kin of those who are compared, by their keys."""
        partners, children = (self._ties[role].taken().reshape(-1, 2) for role in ("FAMS", "FAMC"))
        wanted = np.array([one.pk for one in self._kept], dtype=np.int64)
        as_partner, as_child = (ties[np.isin(ties[:, 1], wanted)] for ties in (partners, children))
        parents = _members(partners, np.concatenate([as_partner[:, 0], as_child[:, 0]]))
        born = _members(children, as_partner[:, 0])
        known = self._of_archive({pk for members in (*parents.values(), *born.values()) for pk in members})
        kin = {one.pk: _nobody(one.pk) for one in self._kept}
        for family, person in as_child.tolist():
            for parent in parents[family]:
                given, sex = self._called(parent, known)
                if sex == "M" and not kin[person].father:
                    kin[person] = replace(kin[person], father=given)
                elif sex == "F" and not kin[person].mother:
                    kin[person] = replace(kin[person], mother=given)
        for family, person in as_partner.tolist():
            spouses = [self._called(one, known)[0] for one in parents[family] if one != person]
            names = [self._called(one, known)[0] for one in born[family]]
            told = kin[person]
            children_told = (*told.children, *filter(None, names))
            kin[person] = replace(told, spouse=told.spouse or next(iter(spouses), ""), children=children_told)
        return kin

    def _called(self, pk: int, known: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
        if pk in known:
            return known[pk]
        place = pk - self._first
        return self._in_order[self._given[place]], chr(self._sex[place])

    def _of_archive(self, pks: set[int]) -> dict[int, tuple[str, str]]:
        """Return the given names and the sex of those who are in the archive already."""
        self._in_order = list(self._given_names)
        here = [pk for pk in pks if not self._first <= pk < self._first + len(self._given)]
        given = given_names_of(here)
        return {pk: (given.get(pk, ""), sex) for pk, sex in Person.objects.filter(pk__in=here).values_list("pk", "sex")}


def _nobody(pk: int) -> Told:
    return Told(f"new:{pk}", PERSON, "", "")


def _by_person(rows: Mapping[Shape, list[Any]], *of: Shape) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for shape in of:
        person = _AT[shape]["person_id"]
        for row in rows[shape]:
            if row[person] is not None:
                found[row[person]].append(dict(zip(shape.columns, row, strict=True)))
    for parts in found.values():
        parts.sort(key=lambda part: part["id"])
    return found


def _name(row: Mapping[str, Any]) -> TypedName:
    return TypedName(**{part: row.get(part, "") for part in _NAME_PARTS}, preferred=bool(row["preferred"]))


def _event(row: Mapping[str, Any]) -> TypedEvent:
    return TypedEvent(row["kind"], row["date_text"], row["date_value"], row["place_id"])


def _members(ties: Numbers, families: Numbers) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for family, person in ties[np.isin(ties[:, 0], families)].tolist():
        found[family].append(person)
    return found


def _those_in(in_file: Numbers, pairs: Sequence[Scored]) -> set[str]:
    """Return the keys of those whom the file knows, too."""
    ids = [pair.right[2:] for pair in pairs if pair.right.startswith("p:")]
    pks = {
        f"p:{public_id}": pk
        for pk, public_id in Person.objects.filter(public_id__in=ids).values_list("pk", "public_id")
    }
    return {key for key, pk in pks.items() if np.isin(pk, in_file)}


def _left(pairs: Sequence[Scored], of_file: Collection[str]) -> list[Scored]:
    return [pair for pair in pairs if pair.right not in of_file]
