"""FAM records: partners, children and family events, written a batch at a time."""

from dataclasses import dataclass, field

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_events import EventDraft, event_of
from records.importing.gedcom_ids import UID_TAGS, IdsOfRecords
from records.importing.gedcom_people import pointers_below
from records.importing.gedcom_ties import Tie, ties_of
from records.importing.leftovers import NOTE_TAGS, RecordReading, is_confidential
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS
from records.people.models import Event, EventCitation, Family, FamilyChild, FamilyPartner

_EVENT_OF_TAG = {EVENT_KINDS[kind][1]: kind for kind in FAMILY_EVENT_KINDS} | {
    "EVEN": "other",
    "FACT": "fact",
    "RESI": "residence",
    "CENS": "census",
}
_MEMBER_TAGS = ("HUSB", "WIFE", "CHIL")
_ELSEWHERE = dict.fromkeys((*_MEMBER_TAGS, "RESN", *UID_TAGS, *_EVENT_OF_TAG))
_ONE_SIDED = "The person names the family, but the family does not name the person; the tie was made."


@dataclass(slots=True)
class _Draft:
    """One family on the way into the archive."""

    structure: Structure
    family: Family
    reading: RecordReading
    partners: list[FamilyPartner] = field(default_factory=list)
    children: list[FamilyChild] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)


def import_families(structures: list[Structure], batch: Batch) -> None:
    """Write a batch of FAM records."""
    people = batch.targets(pointers_below(structures, _MEMBER_TAGS), "person")
    sources = batch.targets(pointers_below(structures, ("SOUR",)), "source")
    notes = batch.shared_notes(pointers_below(structures, NOTE_TAGS))
    ties = ties_of((structure.xref for structure in structures), batch)
    # Of two families with the same identifier the first has the ties.
    before = batch.targets((structure.xref for structure in structures), "family")
    ids = IdsOfRecords(structures, Family)
    batch.prepare_places(
        place for structure in structures for child in structure.children for place in child.all("PLAC")
    )
    drafts = []
    for structure in structures:
        given = ids.take(structure)
        family = Family(uid=given.uid, status=batch.status)
        reading = RecordReading(batch, "family", family.public_id, sources, notes)
        given.keep_others(structure, reading)
        family.note = reading.notes_of(structure)
        draft = _Draft(structure, family, reading)
        theirs = [] if structure.xref in before else ties.pop(structure.xref, [])
        _take_members(draft, people, theirs)
        _take_events(draft)
        reading.keep_rest(structure, _ELSEWHERE, "FAM", notes)
        drafts.append(draft)
    _write(drafts)
    for draft in drafts:
        batch.became(draft.structure, "family", draft.family.pk, draft.family.public_id)
    batch.report.created["families"] += len(drafts)
    batch.report.created["events"] += sum(len(draft.events) for draft in drafts)


def _take_members(draft: _Draft, people: dict[str, tuple[int, str]], ties: list[Tie]) -> None:
    """Take the members that the family names, and those who name the family themselves."""
    own_words = {(tie.role, tie.person): tie for tie in ties}
    seen: set[tuple[str, int]] = set()
    for child in draft.structure.children:
        if child.tag not in _MEMBER_TAGS:
            continue
        role = "child" if child.tag == "CHIL" else "partner"
        pk, _text = people.get(child.value, (0, ""))
        if not pk or (role, pk) in seen:
            why = "repeated" if pk else "points to nobody"
            draft.reading.keep(child, f"FAM.{child.tag} ({why})")
            continue
        seen.add((role, pk))
        tie = own_words.pop((role, pk), None)
        _add_member(draft, role, pk, len(seen), tie.pedigree if tie else "birth")
        draft.reading.keep_rest(child, {}, f"FAM.{child.tag}")
    for (role, pk), tie in own_words.items():
        if (role, pk) not in seen:
            seen.add((role, pk))
            _add_member(draft, role, pk, len(seen), tie.pedigree)
            draft.reading.batch.tolerate(tie.line, "one_sided_link", _ONE_SIDED, f"{tie.tag} {tie.family}")


def _add_member(draft: _Draft, role: str, person: int, position: int, pedigree: str) -> None:
    if role == "partner":
        draft.partners.append(FamilyPartner(family=draft.family, person_id=person, position=position))
    else:
        draft.children.append(
            FamilyChild(family=draft.family, person_id=person, position=position, pedigree=pedigree or "birth")
        )


def _take_events(draft: _Draft) -> None:
    """Take the events; what restricts the family makes each of them confidential."""
    hidden = is_confidential(draft.structure)
    for child in draft.structure.children:
        if child.tag in _EVENT_OF_TAG:
            entry = event_of(child, _EVENT_OF_TAG[child.tag], draft.reading, f"FAM.{child.tag}")
            entry.event.family = draft.family
            entry.event.confidential = entry.event.confidential or hidden
            draft.events.append(entry)
        elif child.tag == "RESN":
            # A family itself has no such mark: the line is kept beside it.
            draft.reading.keep(child, "FAM.RESN (its events were marked)" if hidden else "FAM.RESN")


def _write(drafts: list[_Draft]) -> None:
    Family.objects.bulk_create([draft.family for draft in drafts])
    FamilyPartner.objects.bulk_create([partner for draft in drafts for partner in draft.partners])
    FamilyChild.objects.bulk_create([child for draft in drafts for child in draft.children])
    events = [entry for draft in drafts for entry in draft.events]
    Event.objects.bulk_create([entry.event for entry in events])
    EventCitation.objects.bulk_create(
        [EventCitation(event=entry.event, **cited) for entry in events for cited in entry.citations]
    )
