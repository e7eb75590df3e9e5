"""Events of a GEDCOM file: ordinary ones, and those whose TYPE names a stage of the journey."""

from dataclasses import dataclass, field
from typing import Any

from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_sources import NOTE_TAGS, citations_of, inline_notes, keep_rest
from records.journeys.models import JourneyStage, Outcome, Presence, Traveller
from records.journeys.stages import STAGE_OF_GEDCOM_TYPE
from records.people.kinds import EVENT_TYPES
from records.people.models import Event, Person

# What the exporter writes for the parts of a stage; taken back here.
STAGE_TAGS = {"_ROLE", "_OUTCOME", "_PRESENCE", "_TRANSPORT", "_REASON", "_TITLE", "_STAGE"}
_KIND_OF_TYPE = {words.casefold(): kind for kind, words in EVENT_TYPES.items()}
_KNOWN = {"TYPE", "DATE", "PLAC", "SOUR", "AGE", "AGNC", "CAUS", "RESN", "_CONCLUSION", "_CONCLUDED_BY"}
_PLACE_PARTS = {"MAP", "FORM"}


@dataclass(slots=True)
class EventDraft:
    """An event and the columns of its citations."""

    event: Event
    citations: list[dict[str, Any]] = field(default_factory=list)


def notes_of(structure: Structure, notes: dict[str, tuple[int, str]]) -> str:
    """Return the notes of a structure, written out or shared."""
    shared = [notes[note.value][1] for tag in NOTE_TAGS for note in structure.all(tag) if note.value in notes]
    return "\n\n".join(filter(None, [inline_notes(structure), *shared]))


def event_of(
    structure: Structure,
    kind: str,
    batch: Batch,
    sources: dict[str, tuple[int, str]],
    notes: dict[str, tuple[int, str]],
    *,
    kind_of_owner: str,
    owner_id: str,
) -> EventDraft:
    """Read one event; what it has beyond our columns is kept beside its owner."""
    type_text = structure.text("TYPE").strip()
    if kind == "other" and type_text.casefold() in _KIND_OF_TYPE:
        kind, type_text = _KIND_OF_TYPE[type_text.casefold()], ""
    place = structure.first("PLAC")
    event = Event(
        kind=kind,
        type_text=type_text[:120],
        value="" if structure.value.strip().upper() == "Y" else structure.value[:500],
        place=batch.place(place),
        place_as_written=(place.value if place else "")[:300],
        cause=structure.text("CAUS")[:200],
        agency=structure.text("AGNC")[:200],
        age_text=structure.text("AGE")[:60],
        note=notes_of(structure, notes),
        confidential="confidential" in structure.text("RESN").casefold(),
        **batch.date(structure.first("DATE")),
    )
    if structure.text("_CONCLUSION"):
        event.is_conclusion, event.conclusion_reason = True, structure.text("_CONCLUSION")
        event.concluded_by = structure.text("_CONCLUDED_BY")[:150]
    if len(structure.value) > 500:
        event.note = "\n\n".join(filter(None, [structure.value, event.note]))
    path = f"{'INDI' if kind_of_owner == 'person' else 'FAM'}.{structure.tag}"
    for child in structure.children:
        note_taken = child.tag in NOTE_TAGS and (not child.is_pointer or child.value in notes) and not child.children
        if child.tag not in _KNOWN and not note_taken:
            batch.not_taken(child, f"{path}.{child.tag}", kind_of_owner, owner_id)
    if place is not None:
        keep_rest(place, batch, _PLACE_PARTS, kind_of_owner, owner_id, f"{path}.PLAC")
    date = structure.first("DATE")
    if date is not None:
        keep_rest(date, batch, {"PHRASE"}, kind_of_owner, owner_id, f"{path}.DATE")
    return EventDraft(event, citations_of(structure, batch, sources))


def stage_of(
    structure: Structure,
    person: Person,
    batch: Batch,
    sources: dict[str, tuple[int, str]],
    notes: dict[str, tuple[int, str]],
) -> tuple[JourneyStage, Traveller, list[dict[str, Any]]] | None:
    """Read an EVEN whose TYPE is a stage of the journey; None for any other event."""
    stage_kind = (
        STAGE_OF_GEDCOM_TYPE.get(structure.text("TYPE").strip().casefold()) if structure.tag == "EVEN" else None
    )
    if stage_kind is None:
        return None
    place = structure.first("PLAC")
    stage = JourneyStage(
        status=batch.status,
        code=stage_kind.code,
        title=(structure.text("_TITLE") or structure.value)[:300],
        place=batch.place(place),
        place_as_written=(place.value if place else "")[:300],
        transport=structure.text("_TRANSPORT")[:100],
        note=notes_of(structure, notes),
        **batch.date(structure.first("DATE")),
    )
    outcome, presence = structure.text("_OUTCOME"), structure.text("_PRESENCE")
    traveller = Traveller(
        role=structure.text("_ROLE")[:100],
        outcome=outcome if outcome in Outcome.values else Outcome.UNKNOWN,
        presence=presence if presence in Presence.values else Presence.DOCUMENTED,
        reason=structure.text("_REASON")[:20],
    )
    for child in structure.children:
        note_taken = child.tag in NOTE_TAGS and (not child.is_pointer or child.value in notes) and not child.children
        if child.tag not in {"TYPE", "DATE", "PLAC", "SOUR", "SDATE", *STAGE_TAGS} and not note_taken:
            batch.not_taken(child, f"INDI.EVEN.{child.tag}", "person", person.public_id)
    return stage, traveller, citations_of(structure, batch, sources)
