"""Stages of the journey: the EVEN structures of a GEDCOM file whose TYPE names one."""

from records.dates.iso import from_iso
from records.gedcom.structure import Structure
from records.importing.date_rows import NO_DATE, DateRow
from records.importing.gedcom_events import without_first
from records.importing.gedcom_ids import UID_TAGS
from records.importing.gedcom_values import Values
from records.importing.leftovers import NOTE_TAGS, is_confidential
from records.importing.record_rows import RecordRows
from records.journeys.models import Outcome, Presence
from records.journeys.separation import SEPARATION_REASONS
from records.journeys.stages import STAGE_OF_GEDCOM_TYPE, Stage

_DIED_HERE = "died here"


def stage_kind(structure: Structure) -> Stage | None:
    """Return the stage of the journey that an EVEN means; None for any other event.

    A stage is shared and cannot be confidential: a confidential one stays an event of its person.
    """
    if structure.tag != "EVEN" or is_confidential(structure):
        return None
    return STAGE_OF_GEDCOM_TYPE.get(structure.text("TYPE").strip().casefold())


def add_stage(structure: Structure, kind: Stage, person: int, values: Values, rows: RecordRows) -> None:
    """Add a stage of the journey with its traveller; one whose UID came before in the file is shared."""
    path, leftovers = "INDI.EVEN", values.leftovers
    found: dict[str, Structure] = {}
    sources: list[Structure] = []
    notes: list[str] = []
    date: DateRow = NO_DATE
    shared_date: DateRow | None = None
    place, origin, written = None, None, ""
    for child in structure.children:
        tag = child.tag
        if tag == "SOUR":
            sources.append(child)
        elif tag in NOTE_TAGS:
            notes.append(values.note(child, path) or "")
        elif tag == "SDATE":
            # It only puts the stage in its place: its own date does that, or the time at which such stages were usual.
            if child.children or child.value not in (structure.text("DATE"), from_iso(kind.typical_from).value):
                leftovers.keep(child, f"{path}.SDATE")
        elif tag not in _TAKEN_OF_STAGE or (tag == "CAUS" and not _died_here(structure)):
            leftovers.keep(child, f"{path}.{tag}")
        elif tag in found:
            leftovers.keep(child, f"{path}.{tag} (repeated)")
        else:
            found[tag] = child
            if tag == "DATE":
                date = values.date(child, path)
            elif tag == "PLAC":
                place = values.places.find(child, leftovers, path)
                written = leftovers.cut(child.value, 300, child, f"{path}.PLAC")
            elif tag == "_ORIGIN":
                origin = values.places.find(Structure("PLAC", child.value, line=child.line), leftovers, path)
            elif tag == "_SHARED_DATE":
                shared_date = values.date(Structure("DATE", child.value, line=child.line), path)
            elif child.children and tag != "TYPE":
                leftovers.keep_all(child.children, f"{path}.{tag}")
    uid = next((found[tag] for tag in UID_TAGS if tag in found), None)
    shared = rows.shared_stage(uid.value) if uid is not None else None
    if shared is not None and not rows.travels_first(shared.pk):
        leftovers.keep(structure, f"{path} (repeated)")
        return
    title = _title(structure, found, path, values)
    _word(found, "_STAGE", [kind.code], values)
    notes = [words for words in without_first(notes, title) if words]
    transport = (
        leftovers.cut(found["_TRANSPORT"].value, 100, found["_TRANSPORT"], path) if "_TRANSPORT" in found else ""
    )
    stage = shared or rows.new_stage(uid.value if uid is not None else "")
    note = ""
    if not shared:
        told = "\n\n".join(notes)
        stage_date = shared_date or date
        rows.stages.append((*stage.columns, kind.code, title, place, written, origin, transport, told, *stage_date))
        for source in sources:
            values.cite(source, path, stage.pk, rows.stage_citations)
        if uid is not None:
            rows.share_stage(uid.value, stage, stage_date, frozenset(notes))
    else:
        note = leftovers.cut("\n\n".join(words for words in notes if words not in shared.notes), 500, structure, path)
    own = date if shared_date or (shared and shared.date != date) else NO_DATE
    role = leftovers.cut(found["_ROLE"].value, 100, found["_ROLE"], f"{path}._ROLE") if "_ROLE" in found else ""
    outcome = _word(found, "_OUTCOME", Outcome.values, values) or str(Outcome.UNKNOWN)
    presence = _word(found, "_PRESENCE", Presence.values, values) or str(Presence.DOCUMENTED)
    reason = _word(found, "_REASON", list(SEPARATION_REASONS), values)
    rows.travellers.append((stage.pk, person, role, outcome, presence, reason, note, structure.line, *own))


_STAGE_TAGS = (
    "_ROLE",
    "_OUTCOME",
    "_PRESENCE",
    "_TRANSPORT",
    "_REASON",
    "_TITLE",
    "_STAGE",
    "_ORIGIN",
    "_SHARED_DATE",
)
# What the exporter writes for the parts of a stage; taken back here.
_TAKEN_OF_STAGE = frozenset({"DATE", "PLAC", "TYPE", "CAUS", *UID_TAGS, *_STAGE_TAGS})


def _died_here(structure: Structure) -> bool:
    return structure.text("_OUTCOME") == Outcome.DIED and structure.text("CAUS") == _DIED_HERE


def _title(structure: Structure, found: dict[str, Structure], path: str, values: Values) -> str:
    title = found.get("_TITLE")
    if title is None or not title.value:
        title = structure
    elif structure.value not in ("", title.value):
        values.leftovers.keep(Structure("EVEN", structure.value, line=structure.line), f"{path} (with a title)")
    return values.leftovers.cut(title.value, 300, title, f"{path}._TITLE")


def _word(found: dict[str, Structure], tag: str, words: list[str], values: Values) -> str:
    """Return the word of one of our vocabularies; any other word is kept."""
    child = found.get(tag)
    if child is None or child.value in words:
        return child.value if child else ""
    if child.value:
        values.leftovers.keep(child, f"INDI.EVEN.{tag} (not understood)")
    return ""
