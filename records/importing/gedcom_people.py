"""INDI records: persons with their names, events, stages and citations, written a batch at a time."""

from dataclasses import dataclass, field
from typing import Any

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_events import EventDraft, asserts_nothing, event_of, stage_of
from records.importing.gedcom_ids import UID_TAGS, IdsOfRecords
from records.importing.gedcom_names import names_of
from records.importing.gedcom_sources import citations_of
from records.importing.gedcom_ties import TIE_TAGS, remember_ties
from records.importing.leftovers import NOTE_TAGS, RecordReading
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.names.folding import fold
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS
from records.people.models import Event, EventCitation, NameCitation, Person, PersonCitation, PersonName

_EVENT_OF_TAG = {tag: kind for kind, (_label, tag, _once) in EVENT_KINDS.items() if kind not in FAMILY_EVENT_KINDS}
_EVENT_OF_TAG |= {"EVEN": "other", "FACT": "fact"}
_SEXES = ("M", "F", "X", "U")
_ELSEWHERE = dict.fromkeys(("NAME", "SEX", "RESN", "REFN", "SOUR", *UID_TAGS, *TIE_TAGS, *_EVENT_OF_TAG))


@dataclass(slots=True)
class _Draft:
    """One person on the way into the archive."""

    structure: Structure
    person: Person
    reading: RecordReading
    names: list[tuple[PersonName, list[dict[str, Any]]]] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    stages: list[tuple[JourneyStage, Traveller, list[dict[str, Any]]]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)


def import_people(structures: list[Structure], batch: Batch) -> None:
    """Write a batch of INDI records."""
    sources = batch.targets(pointers_below(structures, ("SOUR",)), "source")
    notes = batch.shared_notes(pointers_below(structures, NOTE_TAGS))
    ids = IdsOfRecords(structures, Person)
    batch.prepare_places(
        place for structure in structures for child in structure.children for place in child.all("PLAC")
    )
    drafts = [_draft(structure, ids, batch, sources, notes) for structure in structures]
    _write(drafts)
    for draft in drafts:
        remember_ties(draft.structure, draft.person.pk, draft.reading)
        batch.became(draft.structure, "person", draft.person.pk, draft.person.public_id)
        for stage, _traveller, _cited in draft.stages:
            batch.became(Structure("EVEN"), "stage", stage.pk, stage.public_id)
    batch.report.created["people"] += len(drafts)
    batch.report.created["events"] += sum(len(draft.events) for draft in drafts)
    batch.report.created["stages of the journey"] += sum(len(draft.stages) for draft in drafts)


def pointers_below(structures: list[Structure], tags: tuple[str, ...]) -> set[str]:
    """Return every pointer below these records in structures with these tags."""
    found, pending = set(), list(structures)
    while pending:
        structure = pending.pop()
        if structure.tag in tags and structure.value.startswith("@"):
            found.add(structure.value)
        pending += structure.children
    return found


def _draft(
    structure: Structure,
    ids: IdsOfRecords,
    batch: Batch,
    sources: dict[str, tuple[int, str]],
    notes: dict[str, tuple[int, str]],
) -> _Draft:
    given = ids.take(structure)
    person = Person(uid=given.uid, status=batch.status)
    reading = RecordReading(batch, "person", person.public_id, sources, notes)
    draft = _Draft(structure, person, reading)
    given.keep_others(structure, reading)
    person.sex = _sex(structure, reading)
    person.note = reading.notes_of(structure)
    person.confidential = reading.confidential(structure, "INDI")
    for child in structure.children:
        _take(child, draft)
    reading.keep_rest(structure, _ELSEWHERE, "INDI", notes)
    draft.citations = citations_of(structure, reading, "INDI")
    if draft.names:
        draft.names[0][0].preferred = True
        person.sort_name = str(draft.names[0][0])[:300]
        person.folded = fold(person.sort_name)[:300]
    return draft


def _sex(structure: Structure, reading: RecordReading) -> str:
    """Return the sex; a word that is none of GEDCOM's, and a second one, are kept."""
    written = structure.all("SEX")
    for again in written[1:]:
        reading.keep(again, "INDI.SEX (repeated)")
    if not written:
        return "U"
    reading.keep_rest(written[0], {}, "INDI.SEX")
    word = written[0].value.strip().upper()
    if word in _SEXES:
        return word
    if word:
        reading.keep(written[0], "INDI.SEX (not understood)")
    return "U"


def _take(child: Structure, draft: _Draft) -> None:
    """Take a name, an event or the reference number of a person into the draft."""
    tag, person, reading = child.tag, draft.person, draft.reading
    if tag == "NAME":
        draft.names += names_of(child, len(draft.names) + 1, person, reading)
    elif tag in _EVENT_OF_TAG:
        kind, path = _EVENT_OF_TAG[tag], f"INDI.{tag}"
        if asserts_nothing(child, kind):
            # Nobody is to be presumed dead by it.
            reading.keep(child, f"{path} (asserts nothing)" if child.value.strip() else path)
            return
        stage = stage_of(child, reading)
        if stage is not None:
            draft.stages.append(stage)
        else:
            draft.events.append(event_of(child, kind, reading, path))
    elif tag == "REFN":
        if person.reference or child.children:
            reading.keep(child, "INDI.REFN")
        else:
            person.reference = reading.cut(child.value, 100, child, "INDI.REFN")


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
