"""FAM records: partners, children and family events, written a batch at a time."""

import json

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_events import EventDraft, event_of
from records.importing.gedcom_ids import given_uid
from records.importing.gedcom_sources import NOTE_TAGS, inline_notes
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS
from records.people.models import Event, EventCitation, Family, FamilyChild, FamilyPartner
from records.record_model import new_uid

_EVENT_OF_TAG = {EVENT_KINDS[kind][1]: kind for kind in FAMILY_EVENT_KINDS} | {
    "EVEN": "other",
    "FACT": "fact",
    "RESI": "residence",
    "CENS": "census",
}
_PARTNER_TAGS = ("HUSB", "WIFE")


def import_families(structures: list[Structure], batch: Batch) -> None:
    """Write a batch of FAM records."""
    pointers = {child.value for structure in structures for child in structure.children if child.value.startswith("@")}
    pointers |= {
        source.value for structure in structures for child in structure.children for source in child.all("SOUR")
    }
    pointers |= {
        note.value
        for structure in structures
        for child in structure.children
        for tag in NOTE_TAGS
        for note in child.all(tag)
        if note.value.startswith("@")
    }
    people, sources, notes = (batch.targets(pointers, kind) for kind in ("person", "source", "note"))
    batch.prepare_places(
        place for structure in structures for child in structure.children for place in child.all("PLAC")
    )
    given = {uid for uid in map(given_uid, structures) if uid is not None}
    held = set(Family.objects.filter(uid__in=given).values_list("uid", flat=True))
    families = []
    for structure in structures:
        uid = given_uid(structure)
        families.append(
            Family(
                uid=uid if uid and uid not in held else new_uid(),
                status=batch.status,
                note=inline_notes(structure),
            )
        )
        held |= {families[-1].uid}
    Family.objects.bulk_create(families)
    partners: list[FamilyPartner] = []
    children: list[FamilyChild] = []
    events: list[EventDraft] = []
    for structure, family in zip(structures, families, strict=True):
        _members(structure, family, batch, people, partners, children)
        events += _events(structure, family, batch, sources, notes)
        batch.became(structure, "family", family.pk, family.public_id)
    FamilyPartner.objects.bulk_create(partners)
    FamilyChild.objects.bulk_create(children)
    Event.objects.bulk_create([draft.event for draft in events])
    EventCitation.objects.bulk_create(
        [EventCitation(event=draft.event, **cited) for draft in events for cited in draft.citations]
    )
    batch.report.created["families"] += len(families)
    batch.report.created["events"] += len(events)


def _members(
    structure: Structure,
    family: Family,
    batch: Batch,
    people: dict[str, tuple[int, str]],
    partners: list[FamilyPartner],
    children: list[FamilyChild],
) -> None:
    seen: set[tuple[str, int]] = set()
    for child in structure.children:
        if child.tag not in (*_PARTNER_TAGS, "CHIL"):
            continue
        role = "child" if child.tag == "CHIL" else "partner"
        pk, pedigrees = people.get(child.value, (0, ""))
        if not pk or (role, pk) in seen:
            # A pointer to nobody, or a second one to the same person.
            batch.not_taken(
                child,
                f"FAM.{child.tag} ({'repeated' if pk else 'points to nobody'})",
                "family",
                family.public_id,
            )
            continue
        seen.add((role, pk))
        if role == "partner":
            partners.append(FamilyPartner(family=family, person_id=pk, position=len(seen)))
        else:
            pedigree = json.loads(pedigrees).get(structure.xref, "birth") if pedigrees else "birth"
            children.append(FamilyChild(family=family, person_id=pk, position=len(seen), pedigree=pedigree))
        for part in child.children:
            batch.not_taken(part, f"FAM.{child.tag}.{part.tag}", "family", family.public_id)


def _events(
    structure: Structure,
    family: Family,
    batch: Batch,
    sources: dict[str, tuple[int, str]],
    notes: dict[str, tuple[int, str]],
) -> list[EventDraft]:
    drafts = []
    for child in structure.children:
        if child.tag in _EVENT_OF_TAG:
            draft = event_of(
                child,
                _EVENT_OF_TAG[child.tag],
                batch,
                sources,
                notes,
                kind_of_owner="family",
                owner_id=family.public_id,
            )
            draft.event.family = family
            drafts.append(draft)
        elif child.tag not in (*_PARTNER_TAGS, "CHIL") and not _taken(child, structure, family):
            batch.not_taken(child, f"FAM.{child.tag}", "family", family.public_id)
    return drafts


def _taken(child: Structure, structure: Structure, family: Family) -> bool:
    if child.tag in ("UID", "_UID"):
        return given_uid(structure) == family.uid
    return child.tag in NOTE_TAGS and not child.is_pointer and not child.children
