"""Ids that files bring along: a UUID in UID or _UID stays our UUID, so that it comes out again as it went in."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from records.gedcom.structure import Structure
from records.importing.leftovers import Leftovers
from records.linkage.merges import people_now
from records.people.models import Person
from records.record_model import Record, public_id_of

UID_TAGS = ("UID", "_UID")
# Old programs add four check digits.
_UUID = re.compile(r"\{?([0-9A-Fa-f]{32})(?:[0-9A-Fa-f]{4})?\}?")
_AT_ONCE = 400


def uuid_of(text: str) -> UUID | None:
    """Return the UUID that a UID holds, None when it is of another making."""
    found = _UUID.fullmatch(text.replace("-", "").strip())
    return UUID(hex=found[1]) if found else None


def first_uuid(structure: Structure) -> tuple[UUID | None, Structure | None]:
    """Return the first well-formed UUID of a record with its line."""
    for tag in UID_TAGS:
        for entry in structure.all(tag):
            uid = uuid_of(entry.value)
            if uid is not None:
                return uid, entry
    return None, None


@dataclass(frozen=True, slots=True)
class HeldId:
    """A UUID of the file that a record in the archive bears already, or one whose end is the same.

    ``is_former``: its record was made one with this one since.
    """

    pk: int
    is_same: bool
    is_former: bool = False


def held_ids(uids: Collection[UUID], model: type[Record]) -> dict[UUID, HeldId]:
    """Return which of these UUIDs are taken: two with the same end would have the same public id."""
    by_end = {public_id_of(uid): uid for uid in uids}
    wanted, found = list(uids), {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        rows = model._default_manager.filter(Q(uid__in=part) | Q(public_id__in=[public_id_of(uid) for uid in part]))
        for pk, uid, public_id in rows.values_list("pk", "uid", "public_id"):
            given = uid if uid in uids else by_end.get(public_id)
            if given is not None and (given not in found or given == uid):
                found[given] = HeldId(pk, given == uid)
    if model is Person:
        present = people_now(uids)
        found |= {uid: HeldId(pk, is_same=True, is_former=True) for uid, pk in present.items()}
    return found


def keep_other_ids(
    structure: Structure, taken: Structure | None, leftovers: Leftovers, *, is_held: bool = False
) -> None:
    """Keep every id of the record but the one that was taken, or all of them."""
    entries = [entry for tag in UID_TAGS for entry in structure.all(tag)]
    for child in sorted(entries, key=lambda entry: entry.line):
        if child is taken:
            leftovers.keep_all(child.children, f"{structure.tag}.{child.tag}")
        elif is_held and uuid_of(child.value) is not None:
            leftovers.keep(child, f"{structure.tag}.UID (already in the archive)")
            is_held = False
        else:
            leftovers.keep(child, f"{structure.tag}.{child.tag}")


def uuids_of(structures: Iterable[Structure]) -> dict[int, tuple[UUID, Structure]]:
    """Return, by the line of a record, the UUID that it brings and the structure it stands in."""
    found = {}
    for structure in structures:
        uid, entry = first_uuid(structure)
        if uid is not None and entry is not None:
            found[structure.line] = (uid, entry)
    return found
