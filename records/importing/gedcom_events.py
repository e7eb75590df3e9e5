"""Events of a GEDCOM file as rows; those whose TYPE names a stage of the journey are in gedcom_stages.py."""

from records.gedcom.structure import Structure
from records.importing.date_rows import NO_DATE
from records.importing.gedcom_values import Values
from records.importing.leftovers import NOTE_TAGS
from records.importing.plain_records import PlainPart, plain_place
from records.importing.record_rows import RecordRows
from records.journeys.stages import STAGE_OF_GEDCOM_TYPE
from records.people.kinds import DEATH_KINDS, EVENT_TYPES

_KIND_OF_TYPE = {words.casefold(): kind for kind, words in EVENT_TYPES.items()}
_ONCE = frozenset({"DATE", "PLAC", "TYPE", "AGNC", "CAUS", "AGE", "_CONCLUSION", "_CONCLUDED_BY"})
_NOWHERE = (None, "")
_LONGEST_PLACE, _LONGEST_TYPE, _LONGEST_AGENCY = 300, 120, 200


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
    head = (key, *owner, kind, place, written, structure.line, *date)
    if found is None and notes is None and not hidden and (not value or value == "Y"):
        rows.events.append(head)
    else:
        rows.events_in_full.append(
            _in_full(head, structure, path, found or {}, notes or [], values, concluded, hidden=hidden)
        )


def add_plain_event(
    part: PlainPart, line: int, kind: str, owner: tuple[int | None, int | None], values: Values, rows: RecordRows
) -> bool:
    """Add the rows of an event by the payloads of its part, as add_event() would; False when that has to do it.

    In one piece, for nothing else is done so often: a million people have five million events.
    """
    (
        whole, tag, value, type_text, given, surname, date, place, latitude, _longitude, agency, pointer, page, quality
    ) = part  # fmt: skip
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
    if latitude:
        structure = plain_place(part, line)
        written = place
        place_key = values.places.find(structure, values.leftovers, f"{'INDI' if owner[0] else 'FAM'}.{tag}")
    else:
        place_key, written = values.places.plain(place, line, values.leftovers) if place else _NOWHERE
    head = (key, *owner, kind, place_key, written, line, *columns)
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
    note = "\n\n".join(filter(None, [value if len(value) > 500 else "", *without_first(notes, value)]))
    concludes, reason, by, note = _conclusion(kind, path, found, values, concluded, note)
    row = (type_text, value[:500], cause, agency, age, note, hidden, concludes, reason, by)
    return (*head[:3], kind, *head[4:], *row)


def without_first(notes: list[str], value: str) -> list[str]:
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
