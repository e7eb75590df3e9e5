"""NAME structures: the payload is what the source says; its pieces fill only what it leaves open."""

import re
from typing import Any

from records.gedcom.names import split_name
from records.gedcom.structure import Structure
from records.importing.gedcom_sources import citations_of
from records.importing.leftovers import RecordReading
from records.names.folding import script_of
from records.people.models import Person, PersonName

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
_PIECES = ("NPFX", "GIVN", "NICK", "SPFX", "SURN", "NSFX", "_PATR", "_WRIT")
_TAKEN: dict[str, Any] = {"TYPE": {"PHRASE": {}}, "SOUR": None, **dict.fromkeys(_TRANSLATIONS)}
_TAKEN |= {tag: {} for tag in _PIECES}
_TAKEN_OF_TRANSLATION: dict[str, Any] = {"LANG": {}, "TYPE": {}, **{tag: {} for tag in _PIECES}}
_LANGUAGE = re.compile(r"([A-Za-z]{2,8})(?:-(.+))?")


def names_of(
    structure: Structure, position: int, person: Person, reading: RecordReading
) -> list[tuple[PersonName, list[dict[str, object]]]]:
    """Return a name and its forms in other scripts, each with the columns of its citations."""
    path = "INDI.NAME"
    kind = _kind(structure, reading) or ("birth" if position == 1 else "aka")
    names = [(_name(structure, position, kind, person, reading, path), citations_of(structure, reading, path))]
    for translation in structure.children:
        if translation.tag not in _TRANSLATIONS:
            continue
        below = f"{path}.{translation.tag}"
        other = _name(translation, position + len(names), kind, person, reading, below)
        other.language = _language(translation, other.script, reading, below)
        names.append((other, []))
        reading.keep_rest(translation, _TAKEN_OF_TRANSLATION, below, ())
    reading.keep_rest(structure, _TAKEN, path, ())
    return names


def _kind(structure: Structure, reading: RecordReading) -> str:
    """Return the kind of name; 7.0 has no word for some kinds: OTHER, and the words in a PHRASE."""
    written = structure.first("TYPE")
    if written is None:
        return ""
    phrase = written.first("PHRASE")
    by_phrase = _NAME_KINDS.get(phrase.value.strip().casefold(), "") if phrase else ""
    by_word = _NAME_KINDS.get(written.value.strip().casefold(), "")
    if not (by_phrase or by_word):
        if written.value or phrase:
            reading.keep(written, "INDI.NAME.TYPE")
    elif phrase is not None and not by_phrase:
        reading.keep(phrase, "INDI.NAME.TYPE.PHRASE")
    return by_phrase or by_word


def _name(
    structure: Structure, position: int, kind: str, person: Person, reading: RecordReading, path: str
) -> PersonName:
    given, surname, suffix = split_name(structure.value)
    pieces = {tag: structure.text(tag) for tag in ("NPFX", "GIVN", "SPFX", "SURN", "NSFX")}
    if pieces["NPFX"] and given.startswith(pieces["NPFX"]):
        given = given.removeprefix(pieces["NPFX"]).strip()
    note = _note(structure)
    name = PersonName(
        person=person,
        position=position,
        kind=kind,
        prefix=reading.cut_at(structure, "NPFX", 60, path),
        given=reading.cut(given or pieces["GIVN"], 150, structure, path),
        nickname=reading.cut_at(structure, "NICK", 100, path),
        surname=reading.cut(surname or _joined(pieces["SPFX"], pieces["SURN"]), 150, structure, path),
        suffix=reading.cut(suffix or pieces["NSFX"], 60, structure, path),
        patronymic=reading.cut_at(structure, "_PATR", 100, path),
        as_written=reading.cut_at(structure, "_WRIT", 300, path),
        script=script_of(structure.value),
        note=reading.cut(note, 300, structure, f"{path}.NOTE"),
    )
    _keep_differing(structure, pieces, (given, surname, suffix), reading, path)
    name.derive()
    return name


def _note(structure: Structure) -> str:
    """Return the notes written out below a name: its column is too short for shared ones."""
    notes = [note.value for tag in ("NOTE", "SNOTE") for note in structure.all(tag) if not note.is_pointer]
    return "\n\n".join(filter(None, notes))


def _keep_differing(
    structure: Structure, pieces: dict[str, str], payload: tuple[str, str, str], reading: RecordReading, path: str
) -> None:
    """Keep the pieces that say something else than the payload."""
    given, surname, suffix = payload
    if surname and _joined(pieces["SPFX"], pieces["SURN"]) != _joined(surname):
        surnames = {"SPFX": "", "SURN": _joined(surname)}
    else:
        surnames = {}
    for tag, said in {"GIVN": _joined(given), "NSFX": _joined(suffix)}.items():
        if pieces[tag] and said and _joined(pieces[tag]) != said:
            surnames[tag] = said
    for tag, said in surnames.items():
        piece = structure.first(tag)
        if piece is not None and piece.value.strip() and _joined(piece.value) != said:
            reading.keep(piece, f"{path}.{tag} (differs)")


def _joined(*pieces: str) -> str:
    """Return pieces of a name in one spelling: 5.5.1 sets commas between them."""
    return " ".join(" ".join(pieces).replace(",", " ").split())


def _language(translation: Structure, script: str, reading: RecordReading, path: str) -> str:
    """Return the language of a form; what its tag says beyond language and script is kept."""
    written = next((found for tag in ("LANG", "TYPE") if (found := translation.first(tag)) and found.value), None)
    if written is None:
        return ""
    if written.tag == "LANG" and translation.text("TYPE"):
        reading.keep(translation.first("TYPE") or written, f"{path}.TYPE")
    tagged = _LANGUAGE.fullmatch(written.value.strip())
    if tagged is None or (tagged[2] or script) != script or len(tagged[1]) > 3:
        reading.keep(written, f"{path}.{written.tag}")
    if tagged is None or len(tagged[1]) > 3 or tagged[1] == "und":
        return ""
    return tagged[1].lower()
