"""Events of a GEDCOM file: ordinary ones, and those whose TYPE names a stage of the journey."""

from dataclasses import dataclass, field
from typing import Any

from records.gedcom.structure import Structure
from records.importing.gedcom_sources import citations_of
from records.importing.leftovers import RecordReading, is_confidential
from records.journeys.models import JourneyStage, Outcome, Presence, Traveller
from records.journeys.separation import SEPARATION_REASONS
from records.journeys.stages import STAGE_OF_GEDCOM_TYPE
from records.people.kinds import DEATH_KINDS, EVENT_TYPES
from records.people.models import Event

_KIND_OF_TYPE = {words.casefold(): kind for kind, words in EVENT_TYPES.items()}
_DATE_AND_PLACE: dict[str, Any] = {"DATE": {"PHRASE": {}}, "PLAC": {"MAP": {"LATI": {}, "LONG": {}}}}
_TAKEN = _DATE_AND_PLACE | {"TYPE": {}, "AGNC": {}, "CAUS": {}, "AGE": {"PHRASE": {}}, "RESN": None, "SOUR": None}
_TAKEN_OF_CONCLUSION = _TAKEN | {"_CONCLUSION": {}, "_CONCLUDED_BY": {}}
# What the exporter writes for the parts of a stage; taken back here.
_STAGE_TAGS = ("_ROLE", "_OUTCOME", "_PRESENCE", "_TRANSPORT", "_REASON", "_TITLE", "_STAGE")
_TAKEN_OF_STAGE = _DATE_AND_PLACE | {"TYPE": {}, "SOUR": None, "SDATE": None, **{tag: {} for tag in _STAGE_TAGS}}
_DIED_HERE = "died here"


# A stage, its traveller, and the columns of its citations.
StageDraft = tuple[JourneyStage, Traveller, list[dict[str, Any]]]


@dataclass(slots=True)
class EventDraft:
    """An event and the columns of its citations."""

    event: Event
    citations: list[dict[str, Any]] = field(default_factory=list)


def asserts_nothing(structure: Structure, kind: str) -> bool:
    """Return whether this is a death that the file does not say to have happened: no Y, no date, no place, or N."""
    if kind not in DEATH_KINDS:
        return False
    said = structure.value.strip().upper()
    if said in ("N", "NO"):
        return True
    date, place = structure.first("DATE"), structure.text("PLAC").strip(" ,")
    is_dated = date is not None and bool(date.value.strip() or date.text("PHRASE").strip())
    return said not in ("Y", "YES") and not is_dated and not place


def event_of(structure: Structure, kind: str, reading: RecordReading, path: str) -> EventDraft:
    """Read one event; what it has beyond our columns is kept beside its owner."""
    type_text = structure.text("TYPE").strip()
    if kind == "other" and type_text.casefold() in _KIND_OF_TYPE:
        kind, type_text = _KIND_OF_TYPE[type_text.casefold()], ""
    said = structure.value.strip()
    value = "" if said.upper() == "Y" else structure.value
    event = Event(
        kind=kind,
        type_text=reading.cut(type_text, 120, structure.first("TYPE") or structure, f"{path}.TYPE"),
        value=value[:500],
        **reading.place(structure, path),
        cause=reading.cut_at(structure, "CAUS", 200, path),
        agency=reading.cut_at(structure, "AGNC", 200, path),
        age_text=_age(structure, reading, path),
        # A value that is too long stands whole in the note.
        note="\n\n".join(filter(None, [value if len(value) > 500 else "", reading.notes_of(structure)])),
        confidential=reading.confidential(structure, path),
        **reading.date(structure, path),
    )
    reason = structure.text("_CONCLUSION")
    if reason and kind not in reading.concluded:
        reading.concluded.add(kind)
        event.is_conclusion, event.conclusion_reason = True, reason
        event.concluded_by = reading.cut_at(structure, "_CONCLUDED_BY", 150, path)
    elif reason:
        # Of rival claims one may be the conclusion: the first.
        by = structure.text("_CONCLUDED_BY")
        event.note = "\n\n".join(filter(None, [event.note, f"Concluded as well: {reason}", by]))
    reading.keep_rest(structure, _TAKEN_OF_CONCLUSION if reason else _TAKEN, path, reading.notes)
    return EventDraft(event, citations_of(structure, reading, path))


def _age(structure: Structure, reading: RecordReading, path: str) -> str:
    """Return the age, or its words where it has no figures."""
    age = structure.first("AGE")
    if age is None:
        return ""
    phrase = age.first("PHRASE")
    if phrase is not None and age.value.strip():
        reading.keep(phrase, f"{path}.AGE.PHRASE")
    return reading.cut(age.value.strip() or age.text("PHRASE"), 60, age, f"{path}.AGE")


def stage_of(
    structure: Structure, reading: RecordReading
) -> tuple[JourneyStage, Traveller, list[dict[str, Any]]] | None:
    """Read an EVEN whose TYPE is a stage of the journey; None for any other event.

    A stage is shared and cannot be confidential: a confidential one stays an event of its person.
    """
    if structure.tag != "EVEN" or is_confidential(structure):
        return None
    kind = STAGE_OF_GEDCOM_TYPE.get(structure.text("TYPE").strip().casefold())
    if kind is None:
        return None
    path = "INDI.EVEN"
    title = structure.first("_TITLE")
    if title is None or not title.value:
        title = structure
    elif structure.value not in ("", title.value):
        reading.keep(Structure("EVEN", structure.value, line=structure.line), f"{path} (with a title)")
    stage = JourneyStage(
        status=reading.batch.status,
        code=kind.code,
        title=reading.cut(title.value, 300, title, f"{path}._TITLE"),
        **reading.place(structure, path),
        transport=reading.cut_at(structure, "_TRANSPORT", 100, path),
        note=reading.notes_of(structure),
        **reading.date(structure, path),
    )
    traveller = Traveller(
        role=reading.cut_at(structure, "_ROLE", 100, path),
        outcome=_word(structure, "_OUTCOME", Outcome.values, reading) or Outcome.UNKNOWN,
        presence=_word(structure, "_PRESENCE", Presence.values, reading) or Presence.DOCUMENTED,
        reason=_word(structure, "_REASON", list(SEPARATION_REASONS), reading),
    )
    _word(structure, "_STAGE", [kind.code], reading)
    for sorting in structure.all("SDATE"):
        if sorting.children or sorting.value != structure.text("DATE"):
            reading.keep(sorting, f"{path}.SDATE")
    taken = _TAKEN_OF_STAGE
    if traveller.outcome == Outcome.DIED and structure.text("CAUS") == _DIED_HERE:
        taken = taken | {"CAUS": {}}
    reading.keep_rest(structure, taken, path, reading.notes)
    return stage, traveller, citations_of(structure, reading, path)


def _word(structure: Structure, tag: str, words: list[str], reading: RecordReading) -> str:
    """Return the word of one of our vocabularies; any other word is kept."""
    child = structure.first(tag)
    if child is None or child.value in words:
        return child.value if child else ""
    if child.value:
        reading.keep(child, f"INDI.EVEN.{tag} (not understood)")
    return ""
