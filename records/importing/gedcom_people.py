"""INDI records: persons with their names, events, stages and citations, written a batch at a time."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from records.gedcom.names import split_name
from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_events import EventDraft, event_of, stage_of
from records.importing.gedcom_ids import given_uid
from records.importing.gedcom_sources import NOTE_TAGS, citations_of, inline_notes, keep_rest
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.names.folding import fold, script_of
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS
from records.people.models import Event, EventCitation, NameCitation, Person, PersonCitation, PersonName
from records.record_model import new_uid, public_id_of

_EVENT_OF_TAG = {tag: kind for kind, (_label, tag, _once) in EVENT_KINDS.items() if kind not in FAMILY_EVENT_KINDS}
_EVENT_OF_TAG |= {"EVEN": "other", "FACT": "fact"}
_SEXES = {"M": "M", "F": "F", "X": "X"}
_NAME_KINDS = {
    "birth": "birth",
    "maiden": "birth",
    "married": "married",
    "aka": "aka",
    "immigrant": "immigrant",
    "religious": "religious",
    "religious name": "religious",
    "nickname": "nickname",
}
_TRANSLATIONS = ("TRAN", "FONE", "ROMN")
_CONFIDENTIAL = ("confidential", "privacy")


@dataclass(slots=True)
class _Draft:
    """One person on the way into the archive."""

    structure: Structure
    person: Person
    names: list[tuple[PersonName, list[dict[str, Any]]]] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    stages: list[tuple[JourneyStage, Traveller, list[dict[str, Any]]]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)


def import_people(structures: list[Structure], batch: Batch) -> None:
    """Write a batch of INDI records."""
    sources = batch.targets(_pointers(structures, ("SOUR",)), "source")
    notes = batch.targets(_pointers(structures, NOTE_TAGS), "note")
    taken = _uids_already_held(structures)
    batch.prepare_places(
        place for structure in structures for child in structure.children for place in child.all("PLAC")
    )
    drafts = [_draft(structure, batch, sources, notes, taken) for structure in structures]
    _write(drafts)
    for draft in drafts:
        batch.became(draft.structure, "person", draft.person.pk, draft.person.public_id, _pedigrees(draft.structure))
        for stage, _traveller, _cited in draft.stages:
            batch.became(Structure("EVEN"), "stage", stage.pk, stage.public_id)
    batch.report.created["people"] += len(drafts)
    batch.report.created["events"] += sum(len(draft.events) for draft in drafts)
    batch.report.created["stages of the journey"] += sum(len(draft.stages) for draft in drafts)


def _pointers(structures: list[Structure], tags: tuple[str, ...]) -> set[str]:
    """Return every pointer below these records in structures with these tags."""
    found, pending = set(), list(structures)
    while pending:
        structure = pending.pop()
        if structure.tag in tags and structure.value.startswith("@"):
            found.add(structure.value)
        pending += structure.children
    return found


def _uids_already_held(structures: list[Structure]) -> set[UUID]:
    given = {uid for uid in map(given_uid, structures) if uid is not None}
    return (
        set(Person.objects.filter(uid__in=given).values_list("uid", flat=True))
        | set(uid for uid in given if Person.objects.filter(public_id=public_id_of(uid)).exists())
        if given
        else set()
    )


def _draft(
    structure: Structure,
    batch: Batch,
    sources: dict[str, tuple[int, str]],
    notes: dict[str, tuple[int, str]],
    taken: set[UUID],
) -> _Draft:
    given = given_uid(structure)
    if given is not None and given in taken:
        batch.not_taken(Structure("UID", str(given), line=structure.line), "INDI.UID (already in the archive)")
        given = None
    if given is not None:
        taken.add(given)
    person = Person(
        uid=given or new_uid(),
        status=batch.status,
        sex=_SEXES.get(structure.text("SEX").strip().upper(), "U"),
    )
    draft = _Draft(structure, person)
    shared = [notes[note.value][1] for tag in NOTE_TAGS for note in structure.all(tag) if note.value in notes]
    person.note = "\n\n".join(filter(None, [inline_notes(structure), *shared]))
    for child in structure.children:
        if not _take(child, draft, batch, sources, notes):
            batch.not_taken(child, f"INDI.{child.tag}", "person", person.public_id)
    draft.citations = citations_of(structure, batch, sources)
    if draft.names:
        draft.names[0][0].preferred = True
        person.sort_name = str(draft.names[0][0])[:300]
        person.folded = fold(person.sort_name)[:300]
    return draft


def _take(
    child: Structure,
    draft: _Draft,
    batch: Batch,
    sources: dict[str, tuple[int, str]],
    notes: dict[str, tuple[int, str]],
) -> bool:
    """Take one structure of a person into the draft; return False when it has no home."""
    tag, person = child.tag, draft.person
    if tag == "NAME":
        _take_name(child, draft, batch, sources)
    elif tag in _EVENT_OF_TAG:
        stage = stage_of(child, person, batch, sources, notes)
        if stage is not None:
            draft.stages.append(stage)
        else:
            draft.events.append(
                event_of(
                    child,
                    _EVENT_OF_TAG[tag],
                    batch,
                    sources,
                    notes,
                    kind_of_owner="person",
                    owner_id=person.public_id,
                )
            )
    elif tag == "RESN":
        words = child.value.casefold()
        if not any(word in words for word in _CONFIDENTIAL):
            return False
        person.confidential = True
    elif tag == "REFN" and not person.reference and not child.children:
        person.reference = child.value[:100]
    elif tag in NOTE_TAGS:
        return (not child.is_pointer or child.value in notes) and not child.children
    else:
        uuid_taken = tag in ("UID", "_UID") and given_uid(draft.structure) == person.uid
        return (
            tag in ("SEX", "FAMS", "SOUR")
            or uuid_taken
            or (tag == "FAMC" and {part.tag for part in child.children} <= {"PEDI"})
        )
    return True


def _take_name(structure: Structure, draft: _Draft, batch: Batch, sources: dict[str, tuple[int, str]]) -> None:
    position = len(draft.names) + 1
    # 7.0 has no word for some kinds: OTHER, and the words in a PHRASE.
    words = (structure.text("TYPE", "PHRASE") or structure.text("TYPE")).strip().casefold()
    kind = _NAME_KINDS.get(words, "birth" if position == 1 else "aka")
    name = _name(structure, position, kind, draft.person)
    draft.names.append((name, citations_of(structure, batch, sources)))
    for tag in _TRANSLATIONS:
        for translation in structure.all(tag):
            other = _name(translation, len(draft.names) + 1, kind, draft.person)
            language = (translation.text("LANG") or translation.text("TYPE")).strip()
            other.language = language.split("-")[0][:12] if language else ""
            draft.names.append((other, []))
            keep_rest(
                translation,
                batch,
                {"LANG", "TYPE", *_PIECES},
                "person",
                draft.person.public_id,
                f"INDI.NAME.{tag}",
            )
    keep_rest(
        structure,
        batch,
        {"TYPE", "SOUR", *_PIECES, *_TRANSLATIONS},
        "person",
        draft.person.public_id,
        "INDI.NAME",
    )


_PIECES = ("NPFX", "GIVN", "NICK", "SPFX", "SURN", "NSFX", "_PATR", "_WRIT")


def _name(structure: Structure, position: int, kind: str, person: Person) -> PersonName:
    given, surname, suffix = split_name(structure.value)
    # The payload is what the source says; pieces fill only what it leaves open.
    name = PersonName(
        person=person,
        position=position,
        kind=kind,
        prefix=structure.text("NPFX")[:60],
        given=(given or structure.text("GIVN"))[:150],
        nickname=structure.text("NICK")[:100],
        surname=(surname or " ".join(filter(None, [structure.text("SPFX"), structure.text("SURN")])))[:150],
        suffix=(suffix or structure.text("NSFX"))[:60],
        patronymic=structure.text("_PATR")[:100],
        as_written=structure.text("_WRIT")[:300],
        script=script_of(structure.value),
        note=inline_notes(structure)[:300],
    )
    prefix = name.prefix
    if prefix and name.given.startswith(prefix):
        name.given = name.given.removeprefix(prefix).strip()
    name.derive()
    return name


def _pedigrees(structure: Structure) -> str:
    """Return as JSON in which families the person is a child other than by birth."""
    kinds = {
        family.value: family.text("PEDI").strip().casefold() for family in structure.all("FAMC") if family.text("PEDI")
    }
    other = {family: kind for family, kind in kinds.items() if kind in ("adopted", "foster")}
    return json.dumps(other) if other else ""


def _write(drafts: list[_Draft]) -> None:
    Person.objects.bulk_create([draft.person for draft in drafts])
    names = [entry for draft in drafts for entry in draft.names]
    PersonName.objects.bulk_create([name for name, _cited in names])
    NameCitation.objects.bulk_create(
        [NameCitation(name=name, **cited) for name, citations in names for cited in citations]
    )
    events = [(draft, entry) for draft in drafts for entry in draft.events]
    for draft, entry in events:
        entry.event.person = draft.person
    Event.objects.bulk_create([entry.event for _draft, entry in events])
    EventCitation.objects.bulk_create(
        [EventCitation(event=entry.event, **cited) for _draft, entry in events for cited in entry.citations]
    )
    PersonCitation.objects.bulk_create(
        [PersonCitation(person=draft.person, **cited) for draft in drafts for cited in draft.citations]
    )
    stages = [entry for draft in drafts for entry in draft.stages]
    JourneyStage.objects.bulk_create([stage for stage, _traveller, _cited in stages])
    for stage, traveller, _cited in stages:
        traveller.stage = stage
    for draft in drafts:
        for _stage, traveller, _cited in draft.stages:
            traveller.person = draft.person
    Traveller.objects.bulk_create([traveller for _stage, traveller, _cited in stages])
    StageCitation.objects.bulk_create(
        [StageCitation(stage=stage, **cited) for stage, _traveller, citations in stages for cited in citations]
    )
