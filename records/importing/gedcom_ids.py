"""Ids that files bring along: a UUID in UID or _UID stays our UUID, so that it comes out again as it went in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from records.gedcom.structure import Structure
from records.importing.leftovers import RecordReading
from records.record_model import Record, new_uid, public_id_of

UID_TAGS = ("UID", "_UID")
# Old programs add four check digits.
_UUID = re.compile(r"\{?([0-9A-Fa-f]{32})(?:[0-9A-Fa-f]{4})?\}?")
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class GivenId:
    """The UUID of a new record, and the line it was taken from, if the file gave it."""

    uid: UUID
    line: Structure | None
    # The file gave one that another record bears already.
    is_held: bool = False

    def keep_others(self, structure: Structure, reading: RecordReading) -> None:
        """Keep every other id of the record, or all of them."""
        path, refused = structure.tag, self.is_held
        for child in structure.children:
            if child.tag not in UID_TAGS:
                continue
            if child is self.line:
                reading.keep_rest(child, {}, f"{path}.{child.tag}")
            elif refused and _uuid_of(child) is not None:
                reading.keep(child, f"{path}.UID (already in the archive)")
                refused = False
            else:
                reading.keep(child, f"{path}.{child.tag}")


class IdsOfRecords:
    """The ids of new records of one kind: none may meet one that the archive holds, or another of its file."""

    def __init__(self, structures: Iterable[Structure], model: type[Record]) -> None:
        given = [uid for uid, _line in map(_given, structures) if uid is not None]
        self._held: set[str] = set()
        for start in range(0, len(given), _AT_ONCE):
            part = given[start : start + _AT_ONCE]
            rows = model._default_manager.filter(Q(uid__in=part) | Q(public_id__in=[public_id_of(uid) for uid in part]))
            for uid, public_id in rows.values_list("uid", "public_id"):
                self._held |= {public_id, public_id_of(uid)}

    def take(self, structure: Structure) -> GivenId:
        """Return the id for the new record of this structure: the file's own, or a new one when that is taken."""
        given, line = _given(structure)
        # Two UUIDs with the same end would have the same public id.
        is_held = given is not None and public_id_of(given) in self._held
        if given is None or is_held:
            return GivenId(new_uid(), None, is_held)
        self._held.add(public_id_of(given))
        return GivenId(given, line)


def _given(structure: Structure) -> tuple[UUID | None, Structure | None]:
    """Return the first well-formed UUID of a record with its line."""
    for tag in UID_TAGS:
        for entry in structure.all(tag):
            uid = _uuid_of(entry)
            if uid is not None:
                return uid, entry
    return None, None


def _uuid_of(entry: Structure) -> UUID | None:
    found = _UUID.fullmatch(entry.value.replace("-", "").strip())
    return UUID(hex=found[1]) if found else None
