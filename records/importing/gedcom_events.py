"""Events of a GEDCOM file: ordinary ones, and those whose TYPE names a stage of the journey."""

from records.dates.iso import from_iso
from records.gedcom.structure import Structure
from records.importing.date_rows import NO_DATE, DateRow
from records.importing.gedcom_values import Values
from records.importing.leftovers import NOTE_TAGS, is_confidential
from records.importing.plain_records import PlainPart
from records.importing.record_rows import RecordRows
from records.journeys.models import Outcome, Presence
from records.journeys.separation import SEPARATION_REASONS
from records.journeys.stages import STAGE_OF_GEDCOM_TYPE, Stage
from records.people.kinds import DEATH_KINDS, EVENT_TYPES

_KIND_OF_TYPE = {words.casefold(): kind for kind, words in EVENT_TYPES.items()}
_ONCE = frozenset({"DATE", "PLAC", "TYPE", "AGNC", "CAUS", "AGE", "_CONCLUSION", "_CONCLUDED_BY"})
_DIED_HERE = "died here"
_LONGEST_PLACE, _LONGEST_TYPE, _LONGEST_AGENCY = 300, 120, 200
_UID_TAGS = ("UID", "_UID")


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


def add_event(
    structure: Structure,
    kind: str,
    path: str,
    owner: tuple[int | None, int | None],
    values: Values,
    rows: RecordRows,
    concluded: set[str],
    *,
    hidden: bool = False,
) -> None:
    """Add the row of an event and of its citations; what it has beyond our columns is kept beside its owner.

    ``owner`` is (person, family); ``concluded`` are the kinds of event of this record that have a conclusion;
    ``hidden`` makes it confidential whatever it says itself.
    """
    key = next(rows.event_ids)
    date, place, written = NO_DATE, None, ""
    date_read = place_read = False
    found: dict[str, Structure] | None = None
    notes: list[str] | None = None
    leftovers = values.leftovers
    for child in structure.children:
        tag = child.tag
        if tag == "DATE" and not date_read:
            date_read = True
            date = values.date(child, path)
        elif tag == "PLAC" and not place_read:
            place_read = True
            place = values.places.find(child, leftovers, path)
            written = child.value
            if len(written) > _LONGEST_PLACE:
                written = leftovers.cut(written, _LONGEST_PLACE, child, f"{path}.PLAC")
        elif tag == "SOUR":
            values.cite(child, path, key, rows.event_citations)
        elif tag in _ONCE:
            found = {} if found is None else found
            if tag in found or tag in ("DATE", "PLAC"):
                leftovers.keep(child, f"{path}.{tag} (repeated)")
            else:
                found[tag] = child
        elif tag in NOTE_TAGS:
            notes = [] if notes is None else notes
            notes.append(values.note(child, path) or "")
        elif tag == "RESN":
            hidden = leftovers.is_confidential(child, path) or hidden
        else:
            leftovers.keep(child, f"{path}.{tag}")
    value = structure.value
    head = (key, *owner, kind, place, written, *date, structure.line)
    if found is None and notes is None and not hidden and (not value or value == "Y"):
        rows.events.append(head)
    else:
        rows.events_in_full.append(
            _in_full(head, structure, path, found or {}, notes or [], values, concluded, hidden=hidden)
        )


def add_plain_event(
    part: PlainPart, line: int, kind: str, owner: tuple[int | None, int | None], values: Values, rows: RecordRows
) -> bool:
    """Add the rows of an event by the payloads of its part, as add_event() would; False when that has to do it."""
    whole, tag, value, type_text, given, surname, date, place, agency, pointer, page, quality = part
    columns = values.plain_date(date) if date else NO_DATE
    if columns is None or len(place) > _LONGEST_PLACE or given or surname:
        return False
    if value == "Y":
        value = ""
    elif kind in DEATH_KINDS and (value or not (date.strip() or place.strip(" ,"))):
        # Whether anybody is said to have died takes a second look.
        return False
    in_full = type_text or agency or value
    if in_full and not _fits(tag, type_text, agency):
        return False
    citation = values.plain_citation(pointer, page, quality) if pointer else None
    if pointer and citation is None:
        return False
    key = next(rows.event_ids)
    place_key = values.places.plain(place, line, values.leftovers) if place else None
    head = (key, *owner, kind, place_key, place, *columns, line)
    if in_full:
        found = {name: Structure(name, words) for name, words in (("TYPE", type_text), ("AGNC", agency)) if words}
        structure = Structure(tag, value, line=line)
        rows.events_in_full.append(_in_full(head, structure, tag, found, [], values, set(), hidden=False))
    else:
        rows.events.append(head)
    if citation is not None:
        below = whole.count("\n") - (page != "") - (quality != "")
        rows.event_citations.append((key, *citation, "", "", line + below))
    return True


def _fits(tag: str, type_text: str, agency: str) -> bool:
    """Return whether the words of an event fit into their columns, and it is none of the stages of the journey."""
    is_stage = tag == "EVEN" and type_text.strip().casefold() in STAGE_OF_GEDCOM_TYPE
    return not is_stage and len(type_text) <= _LONGEST_TYPE and len(agency) <= _LONGEST_AGENCY


def _in_full(
    head: tuple[object, ...],
    structure: Structure,
    path: str,
    found: dict[str, Structure],
    notes: list[str],
    values: Values,
    concluded: set[str],
    *,
    hidden: bool,
) -> tuple[object, ...]:
    leaf, kind = values.leftovers.leaf, str(head[3])
    type_text = found["TYPE"].value.strip() if "TYPE" in found else ""
    if "TYPE" in found and found["TYPE"].children:
        values.leftovers.keep_all(found["TYPE"].children, f"{path}.TYPE")
    if kind == "other" and type_text.casefold() in _KIND_OF_TYPE:
        kind, type_text = _KIND_OF_TYPE[type_text.casefold()], ""
    type_text = values.leftovers.cut(type_text, _LONGEST_TYPE, found.get("TYPE", structure), f"{path}.TYPE")
    value = "" if structure.value.strip().upper() == "Y" else structure.value
    cause = leaf(found["CAUS"], 200, f"{path}.CAUS") if "CAUS" in found else ""
    agency = leaf(found["AGNC"], _LONGEST_AGENCY, f"{path}.AGNC") if "AGNC" in found else ""
    age = values.age(found["AGE"], path) if "AGE" in found else ""
    # A value that is too long stands whole in the note.
    note = "\n\n".join(filter(None, [value if len(value) > 500 else "", *_without_first(notes, value)]))
    concludes, reason, by, note = _conclusion(kind, path, found, values, concluded, note)
    row = (type_text, value[:500], cause, agency, age, note, hidden, concludes, reason, by)
    return (*head[:3], kind, *head[4:], *row)


def _without_first(notes: list[str], value: str) -> list[str]:
    """Leave out a first note that says what the payload says: some programs drop payloads, so it stands in both."""
    return notes[1:] if notes and value and notes[0] == value else notes


def _conclusion(
    kind: str, path: str, found: dict[str, Structure], values: Values, concluded: set[str], note: str
) -> tuple[bool, str, str, str]:
    """Return whether the event is the conclusion, why, by whom, and the note; of rival claims one may be: the first."""
    said, by = found.get("_CONCLUSION"), found.get("_CONCLUDED_BY")
    if said is None or not said.value:
        for structure in filter(None, (said, by)):
            values.leftovers.keep(structure, f"{path}.{structure.tag}")
        return False, "", "", note
    values.leftovers.keep_all(said.children, f"{path}._CONCLUSION")
    who = values.leftovers.leaf(by, 150, f"{path}._CONCLUDED_BY") if by is not None else ""
    if kind not in concluded:
        concluded.add(kind)
        return True, said.value, who, note
    return False, "", "", "\n\n".join(filter(None, [note, f"Concluded as well: {said.value}", who]))


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
    uid = next((found[tag] for tag in _UID_TAGS if tag in found), None)
    shared = rows.shared_stage(uid.value) if uid is not None else None
    if shared is not None and not rows.travels_first(shared.pk):
        leftovers.keep(structure, f"{path} (repeated)")
        return
    title = _title(structure, found, path, values)
    _word(found, "_STAGE", [kind.code], values)
    notes = [words for words in _without_first(notes, title) if words]
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
_TAKEN_OF_STAGE = frozenset({"DATE", "PLAC", "TYPE", "CAUS", *_UID_TAGS, *_STAGE_TAGS})


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
