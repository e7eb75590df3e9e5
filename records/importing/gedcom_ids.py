"""Ids that files bring along: a UUID in UID or _UID stays our UUID, so that it comes out again as it went in."""

from uuid import UUID

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.record_model import Record, new_uid, public_id_of


def given_uid(structure: Structure) -> UUID | None:
    """Return the first well-formed UUID of a record, if it has one; old programs add four check digits."""
    for tag in ("UID", "_UID"):
        for entry in structure.all(tag):
            digits = entry.value.replace("-", "").strip("{} ")
            if len(digits) == 36:
                digits = digits[:32]
            try:
                return UUID(hex=digits)
            except ValueError:
                continue
    return None


def uid_of(structure: Structure, model: type[Record], batch: Batch) -> UUID:
    """Return the UUID for a new record: the file's own, unless the archive holds another record under it."""
    given = given_uid(structure)
    if given is None:
        return new_uid()
    held = (
        model._default_manager.filter(uid=given).exists()
        or model._default_manager.filter(public_id=public_id_of(given)).exists()
    )
    if held:
        batch.not_taken(
            Structure("UID", str(given), line=structure.line), f"{structure.tag}.UID (already in the archive)"
        )
        return new_uid()
    return given
