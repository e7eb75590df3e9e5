"""Which records of a file the archive has already, by the ids that the file gives them; a group at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max

from records.gedcom.structure import Structure
from records.importing.earlier_file import EarlierFile
from records.importing.gedcom_ids import HeldId, held_ids, uuids_of
from records.importing.known_records import KnownRecords, known_families, known_people
from records.importing.models import ExternalId
from records.people.models import Family, Person
from records.record_model import public_id_of

_AT_ONCE = 500
_KINDS: dict[str, tuple[str, Any]] = {"INDI": ("person", Person), "FAM": ("family", Family)}


@dataclass(slots=True)
class GroupIds:
    """The ids of one group of records: which are taken, and what the archive says of those it has."""

    # The lines of the records that may bring ids of ours.
    bringing: set[int]
    # By the line of the record: its UUID and where that stands.
    given: dict[int, tuple[UUID, Structure]]
    held: dict[UUID, HeldId]
    highest: int
    # By the line of the record: whom an identifier of another authority means, or its pointer in a known file.
    external: dict[int, int]
    # Records of ours that this file met already: a second one is another person with a copied id.
    used: set[int]
    known: KnownRecords = field(default_factory=KnownRecords)
    _taken: set[str] = field(default_factory=set)

    def met(self, structure: Structure, uid: UUID | None) -> int | None:
        """Return the key of our record that this record is; None when the archive has none, or it came before."""
        before = self.held.get(uid) if uid is not None else None
        found = before.pk if before is not None and before.is_same else self.external.get(structure.line)
        if found is None or found > self.highest or found not in self.known.heads:
            return None
        if before is not None and before.is_former:
            # Two records of the file may be one person by now.
            return found
        if found in self.used:
            return None
        self.used.add(found)
        return found

    def take(self, uid: UUID) -> str:
        """Take a UUID for a new record and return its public id; "" when a record has it, or one with the same end."""
        public_id = public_id_of(uid)
        if uid in self.held or public_id in self._taken:
            return ""
        self._taken.add(public_id)
        return public_id


class GivenIds:
    """The ids of one kind of record in a file."""

    def __init__(self, tag: str, earlier: EarlierFile | None = None) -> None:
        self._tag = tag
        self._earlier = earlier
        self._kind, self._model = _KINDS[tag]
        self.highest = int(self._model.objects.aggregate(highest=Max("pk"))["highest"] or 0)
        self._archive_has = self.highest > 0
        self._has_external = ExternalId.objects.filter(kind=self._kind).exists()
        self._used: set[int] = set()

    def of(self, group: Iterable[tuple[Structure, str]]) -> GroupIds:
        """Look up the ids of a group; a fixed number of queries."""
        mine = [(structure, text) for structure, text in group if structure.tag == self._tag]
        bringing = [structure for structure, text in mine if "UID " in text]
        given = uuids_of(bringing)
        held = held_ids({uid for uid, _line in given.values()}, self._model) if given and self._archive_has else {}
        # From now on the file's own records may be met again.
        self._archive_has = self._archive_has or bool(given)
        external = self._external(structure for structure, text in mine if "EXID" in text) if self._has_external else {}
        if self._earlier is not None:
            nameless = ((structure, text) for structure, text in mine if structure.line not in given)
            external = self._earlier.of(self._tag, nameless) | external
        ids = GroupIds({structure.line for structure in bringing}, given, held, self.highest, external, self._used)
        met = {found.pk for found in held.values() if found.is_same} | set(external.values())
        met = {pk for pk in met if pk <= self.highest}
        if met:
            ids.known = known_people(met) if self._tag == "INDI" else known_families(met)
        return ids

    def _external(self, structures: Iterable[Structure]) -> dict[int, int]:
        """Return, by the line of a record, which of ours bears the same identifier of the same authority."""
        lines = {
            (entry.value, entry.text("TYPE")): structure.line
            for structure in structures
            for entry in structure.all("EXID")
            if entry.value
        }
        found: dict[int, int] = {}
        values = [value for value, _scheme in lines]
        for start in range(0, len(values), _AT_ONCE):
            rows = ExternalId.objects.filter(kind=self._kind, value__in=values[start : start + _AT_ONCE])
            for value, scheme, target in rows.values_list("value", "scheme", "target"):
                if (value, scheme) in lines:
                    found[lines[(value, scheme)]] = target
        return found
