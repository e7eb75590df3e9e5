"""NAME structures: the payload is what the source says; its pieces fill only what it leaves open."""

import re
from functools import lru_cache
from typing import NamedTuple

from records.gedcom.names import split_name
from records.gedcom.structure import Structure
from records.importing.gedcom_values import Values
from records.importing.leftovers import Leftovers
from records.importing.plain_records import PlainPart
from records.importing.record_rows import RecordRows
from records.names.folding import fold, script_of
from records.names.surnames import family_key

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
TRANSLATIONS = ("TRAN", "FONE", "ROMN")
_PIECES = frozenset(("NPFX", "GIVN", "NICK", "SPFX", "SURN", "NSFX", "_PATR", "_WRIT"))
_SAME_AS_PAYLOAD = ("GIVN", "SURN")
_LANGUAGE = re.compile(r"([A-Za-z]{2,8})(?:-(.+))?")
_LONGEST_NAME = 150

_folded = lru_cache(maxsize=10_000)(fold)


class ShownName(NamedTuple):
    """A name as lists show it, the same folded, and how many forms it came in."""

    words: str
    folded: str
    forms: int = 1


def add_names(structure: Structure, position: int, person: int, values: Values, rows: RecordRows) -> ShownName:
    """Add the rows of a name and of its forms in other scripts."""
    leftovers, path = values.leftovers, "INDI.NAME"
    key = next(rows.name_ids)
    kind = ""
    pieces: dict[str, Structure] = {}
    translations: list[Structure] = []
    notes: list[Structure] = []
    for child in structure.children:
        tag = child.tag
        if tag in _PIECES or tag == "TYPE":
            if tag in pieces:
                leftovers.keep(child, f"{path}.{tag} (repeated)")
            else:
                pieces[tag] = child
        elif tag == "SOUR":
            values.cite(child, path, key, rows.name_citations)
        elif tag in TRANSLATIONS:
            translations.append(child)
        elif tag in ("NOTE", "SNOTE") and not child.is_pointer:
            notes.append(child)
        else:
            leftovers.keep(child, f"{path}.{tag}")
    if "TYPE" in pieces:
        kind = _kind(pieces.pop("TYPE"), leftovers)
    kind = kind or ("birth" if position == 1 else "aka")
    shown = _add_name((key, person, position, kind), structure, pieces, notes, "", rows, leftovers, path)
    for number, translation in enumerate(translations, 1):
        _add_translation(translation, person, position + number, kind, rows, leftovers)
    return ShownName(shown.words, shown.folded, 1 + len(translations)) if translations else shown


def _add_translation(
    structure: Structure, person: int, position: int, kind: str, rows: RecordRows, leftovers: Leftovers
) -> None:
    path = f"INDI.NAME.{structure.tag}"
    pieces: dict[str, Structure] = {}
    notes: list[Structure] = []
    for child in structure.children:
        tag = child.tag
        if tag in _PIECES or tag in ("LANG", "TYPE"):
            if tag in pieces:
                leftovers.keep(child, f"{path}.{tag} (repeated)")
            else:
                pieces[tag] = child
                if child.children and tag not in _PIECES:
                    leftovers.keep_all(child.children, f"{path}.{tag}")
        elif tag in ("NOTE", "SNOTE") and not child.is_pointer:
            notes.append(child)
        else:
            leftovers.keep(child, f"{path}.{tag}")
    said: dict[str, Structure] = {tag: pieces.pop(tag) for tag in ("LANG", "TYPE") if tag in pieces}
    language = _language(said, script_of(structure.value), leftovers, path) if said else ""
    key = next(rows.name_ids)
    _add_name((key, person, position, kind), structure, pieces, notes, language, rows, leftovers, path)


def _add_name(
    head: tuple[int, int, int, str],
    structure: Structure,
    pieces: dict[str, Structure],
    notes: list[Structure],
    language: str,
    rows: RecordRows,
    leftovers: Leftovers,
    path: str,
) -> ShownName:
    """Add the row of one form of a name."""
    payload = structure.value
    given, surname, suffix = split_name(payload)
    prefix = nickname = patronymic = written = note = ""
    if pieces:
        texts = {tag: piece.value for tag, piece in pieces.items()}
        for tag, piece in pieces.items():
            if piece.children:
                leftovers.keep_all(piece.children, f"{path}.{tag}")
        prefix = texts.get("NPFX", "")
        if prefix and given.startswith(prefix):
            given = given.removeprefix(prefix).strip()
        _keep_differing(pieces, (given, surname, suffix), leftovers, path)
        given = given or texts.get("GIVN", "")
        surname = surname or _joined(texts.get("SPFX", ""), texts.get("SURN", ""))
        suffix = suffix or texts.get("NSFX", "")
        if len(pieces) > 2 or any(tag not in _SAME_AS_PAYLOAD for tag in pieces):
            prefix = leftovers.cut(prefix, 60, pieces.get("NPFX", structure), f"{path}.NPFX")
            nickname = _piece(pieces, "NICK", 100, leftovers, path)
            patronymic = _piece(pieces, "_PATR", 100, leftovers, path)
            written = _piece(pieces, "_WRIT", 300, leftovers, path)
    if notes:
        for entry in notes:
            leftovers.keep_all(entry.children, f"{path}.{entry.tag}")
        note = leftovers.cut("\n\n".join(entry.value for entry in notes), 300, structure, f"{path}.NOTE")
    if len(payload) > _LONGEST_NAME or len(given) > _LONGEST_NAME or len(surname) > _LONGEST_NAME:
        given = leftovers.cut(given, _LONGEST_NAME, structure, path)
        surname = leftovers.cut(surname, _LONGEST_NAME, structure, path)
    if suffix:
        suffix = leftovers.cut(suffix, 60, structure, path)
    if not (prefix or nickname or patronymic or suffix or written or language or note):
        return _add_plain_row(head, given, surname, payload, structure.line, rows)
    folded = f"{_folded(surname)} {_folded(given)} {_folded(patronymic)} {_folded(written)}"
    folded = " ".join(folded.split())[:300]
    key = family_key(surname)[:_LONGEST_NAME]
    row = (*head, given, surname, script_of(payload), head[2] == 1, folded, key, structure.line)
    rows.names_in_full.append((*row, prefix, nickname, patronymic, suffix, written, language, note))
    rest = " ".join(filter(None, [prefix, given, patronymic, suffix]))
    words = (f"{surname}, {rest}" if surname and rest else surname or rest) or written
    return ShownName(words[:300], _folded(words[:300])[:300])


@lru_cache(maxsize=10_000)
def _name_columns(given: str, surname: str) -> tuple[str, str, str]:
    """Return the folded name, the key of its family and its words in lists, of nothing but given names and surname."""
    folded = f"{_folded(surname)} {_folded(given)}".strip()[:300]
    words = f"{surname}, {given}" if surname and given else surname or given
    return folded, family_key(surname)[:_LONGEST_NAME], words[:300]


def _add_plain_row(
    head: tuple[int, int, int, str], given: str, surname: str, payload: str, line: int, rows: RecordRows
) -> ShownName:
    """Add the row of a name of nothing but given names and surname."""
    folded, key, words = _name_columns(given, surname)
    rows.names.append((*head, given, surname, script_of(payload), head[2] == 1, folded, key, line))
    return ShownName(words, folded)


def add_plain_name(
    part: PlainPart, line: int, position: int, person: int, values: Values, rows: RecordRows
) -> ShownName | None:
    """Add the rows of a name by the payloads of its part, as add_names() would; None when that has to do it."""
    whole, _tag, payload, type_text, given, surname = part[:6]
    pointer, page, quality = part[-3:]
    said = split_name(payload)
    # Between them stand the parts of events.
    if said[2] or (given and given != said[0]) or (surname and surname != said[1]) or any(part[6:-3]):
        return None
    kind = _NAME_KINDS.get(type_text.strip().casefold(), "") if type_text else "birth" if position == 1 else "aka"
    citation = values.plain_citation(pointer, page, quality) if pointer else None
    if not kind or len(payload) > _LONGEST_NAME or (pointer and citation is None):
        return None
    key = next(rows.name_ids)
    if citation is not None:
        below = whole.count("\n") - (page != "") - (quality != "")
        rows.name_citations.append((key, *citation, "", "", line + below))
    return _add_plain_row((key, person, position, kind), said[0], said[1], payload, line, rows)


def _piece(pieces: dict[str, Structure], tag: str, most: int, leftovers: Leftovers, path: str) -> str:
    piece = pieces.get(tag)
    return "" if piece is None else leftovers.cut(piece.value, most, piece, f"{path}.{tag}")


def _kind(written: Structure, leftovers: Leftovers) -> str:
    """Return the kind of name; 7.0 has no word for some kinds: OTHER, and the words in a PHRASE."""
    phrase = written.first("PHRASE")
    by_phrase = _NAME_KINDS.get(phrase.value.strip().casefold(), "") if phrase else ""
    by_word = _NAME_KINDS.get(written.value.strip().casefold(), "")
    if not (by_phrase or by_word):
        if written.value or phrase:
            leftovers.keep(written, "INDI.NAME.TYPE")
    else:
        if phrase is not None and not by_phrase:
            leftovers.keep(phrase, "INDI.NAME.TYPE.PHRASE")
        leftovers.keep_rest(written, {"PHRASE": {}}, "INDI.NAME.TYPE")
    return by_phrase or by_word


def _keep_differing(
    pieces: dict[str, Structure], payload: tuple[str, str, str], leftovers: Leftovers, path: str
) -> None:
    """Keep the pieces that say something else than the payload."""
    given, surname, suffix = payload
    differing: dict[str, str] = {}
    prefix = pieces["SPFX"].value if "SPFX" in pieces else ""
    own = pieces["SURN"].value if "SURN" in pieces else ""
    if surname and (prefix or own != surname) and _joined(prefix, own) != _joined(surname):
        differing |= {"SPFX": "", "SURN": _joined(surname)}
    for tag, said in (("GIVN", given), ("NSFX", suffix)):
        piece = pieces.get(tag)
        if piece is not None and said and piece.value and piece.value != said:
            said = _joined(said)
            if _joined(piece.value) != said:
                differing[tag] = said
    for tag, said in differing.items():
        piece = pieces.get(tag)
        if piece is not None and piece.value.strip() and _joined(piece.value) != said:
            leftovers.keep(piece, f"{path}.{tag} (differs)")


def _joined(*pieces: str) -> str:
    """Return pieces of a name in one spelling: 5.5.1 sets commas between them."""
    return " ".join(" ".join(pieces).replace(",", " ").split())


def _language(said: dict[str, Structure], script: str, leftovers: Leftovers, path: str) -> str:
    """Return the language of a form; what its tag says beyond language and script is kept."""
    written = next((said[tag] for tag in ("LANG", "TYPE") if tag in said and said[tag].value), None)
    if written is None:
        return ""
    if written.tag == "LANG" and "TYPE" in said and said["TYPE"].value:
        leftovers.keep(said["TYPE"], f"{path}.TYPE")
    tagged = _LANGUAGE.fullmatch(written.value.strip())
    if tagged is None or (tagged[2] or script) != script or len(tagged[1]) > 3:
        leftovers.keep(written, f"{path}.{written.tag}")
    if tagged is None or len(tagged[1]) > 3 or tagged[1] == "und":
        return ""
    return tagged[1].lower()
