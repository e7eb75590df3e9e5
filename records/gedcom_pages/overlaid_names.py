"""A name that came with a file, with its forms in other scripts, as it goes out after a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from records.gedcom.names import split_name
from records.gedcom_pages.names import add_names, add_type, name_payload
from records.gedcom_pages.overlaid_citations import mend_citations
from records.gedcom_pages.overlay import Overlay, imported_here, is_untouched
from records.gedcom_pages.record_text import language_tag
from records.gedcom_pages.said_in_file import plain
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.structure_edits import NOTE_TAGS, StructureEdits
from records.names.folding import script_of

Row = Mapping[str, Any]
FORMS = ("TRAN", "FONE", "ROMN")
_KINDS = {
    "birth": "birth",
    "maiden": "birth",
    "married": "married",
    "aka": "aka",
    "immigrant": "immigrant",
    "religious": "religious",
    "religious name": "religious",
    "nickname": "nickname",
}
# Pieces of which the payload has no part, with their columns and how much these hold.
_BESIDE = (("NICK", "nickname", 100), ("_PATR", "patronymic", 100), ("_WRIT", "as_written", 300))
_LONGEST = {"prefix": 60, "given": 150, "surname": 150, "suffix": 60}
_LONGEST_NOTE = 300
_LONGEST_LANGUAGE = 3


@dataclass(frozen=True, slots=True)
class Said:
    """The columns that the payload of a form and its pieces fill."""

    prefix: str
    given: str
    surname: str
    suffix: str

    @classmethod
    def by(cls, payload: str, pieces: Mapping[str, str]) -> "Said":
        """Return them: the pieces fill only what the payload leaves open."""
        given, surname, suffix = split_name(payload)
        prefix = pieces.get("NPFX", "")
        if prefix and given.startswith(prefix):
            given = given.removeprefix(prefix).strip()
        surname = surname or _joined(pieces.get("SPFX", ""), pieces.get("SURN", ""))
        said = (prefix, given or pieces.get("GIVN", ""), surname, suffix or pieces.get("NSFX", ""))
        return cls(*(plain(words[:most]) for words, most in zip(said, _LONGEST.values(), strict=True)))

    @classmethod
    def held(cls, row: Row) -> "Said":
        """Return what the columns hold."""
        return cls(*(plain(row[key]) for key in _LONGEST))


class NamesOfPerson:
    """The NAME structures of one person, in the order of the file."""

    def __init__(self, over: Overlay, names: Sequence[Row]) -> None:
        self._over = over
        self._rows = {found["line"]: row for row in names if (found := imported_here(row)) is not None}
        self._forms_told: set[str] = set()
        self._first = True

    def take(self, part: Part) -> None:
        """Let a name go out as it stood, mended, or not at all."""
        over, forms = self._over, [child for child in part.children if child.tag in FORMS]
        if part.value in self._forms_told and _is_bare_alias(part):
            # Said again for programs that do not know forms in other scripts.
            over.keep(part)
            return
        default = "birth" if self._first else "aka"
        self._first = False
        self._forms_told.update(form.value for form in forms)
        row = self._rows.get(part.line)
        rows = [found for form in forms if (found := self._rows.get(form.line)) is not None]
        if row is None:
            if rows:
                over.put(part, over.out.taken(lambda: add_names(over.out, rows)))
            return
        if is_untouched(row) and len(rows) == len(forms) and all(map(is_untouched, rows)):
            over.keep(part)
            return
        edits = over.edits(part)
        if not is_untouched(row):
            _mend_form(over, edits, row)
            _mend_kind(over, edits, row, default)
            mend_citations(over, edits, row["citations"])
        apart: list[Row] = []
        for form in forms:
            told = self._rows.get(form.line)
            if told is not None and not is_untouched(told) and told["kind"] != row["kind"]:
                # A form is of the kind of its name: one of another kind is a name by itself.
                apart.append(told)
                told = None
            edits.put(form, _mended_translation(over, form, told) if told is not None else [])
        edits.mend_repetitions(lambda: add_names(over.out, [{**row, "citations": ()}]))
        over.put(part, [*edits.lines(), *over.out.taken(lambda: add_names(over.out, apart))])


def _mended_translation(over: Overlay, part: Part, row: Row) -> list[str]:
    if is_untouched(row):
        return list(part.lines)
    edits = over.edits(part)
    _mend_form(over, edits, row)
    _mend_language(over, edits, row)
    mend_citations(over, edits, row["citations"])
    return edits.lines()


def _mend_form(over: Overlay, edits: StructureEdits, row: Row) -> None:
    """Mend payload, pieces and notes of one form."""
    part, out, level = edits.part, over.out, edits.part.level + 1
    for tag, key, most in _BESIDE:
        child = part.first(tag)
        same = plain((child.value if child is not None else "")[:most]) == plain(row[key])
        edits.say(_those(child), same, lambda tag=tag, key=key: out.text(level, tag, row[key]))  # type: ignore[misc]
    notes = [note for note in part.all(*NOTE_TAGS) if not note.structure.is_pointer]
    if plain("\n\n".join(note.value for note in notes)[:_LONGEST_NOTE]) != plain(row["note"]):
        over.mend_notes(edits, notes, row["note"])
    pieces = {tag: found for tag in ("NPFX", "GIVN", "SPFX", "SURN", "NSFX") if (found := part.first(tag)) is not None}
    texts = {tag: piece.value for tag, piece in pieces.items()}
    said, now = Said.by(part.value, texts), Said.held(row)
    if said == now or (not any((now.given, now.surname, now.suffix, now.prefix)) and row["as_written"] and not texts):
        return
    payload = _mended_payload(part.value, said, now)
    anew = _pieces_now(texts, said, now)
    if Said.by(payload, anew) != now:
        payload, anew = name_payload(row), {tag: words for tag, words in _all_pieces(now).items() if tag in texts}
        if now.prefix:
            anew["NPFX"] = now.prefix
    if payload != part.value:
        edits.begin(out.taken(lambda: out.text(part.level, part.tag, payload)) or [f"{part.level} {part.tag}"])
    for tag in dict.fromkeys((*texts, *anew)):
        words = anew.get(tag, "")
        same = words == texts.get(tag, "")
        edits.say(_those(pieces.get(tag)), same, lambda tag=tag, words=words: out.text(level, tag, words))  # type: ignore[misc]


def _mended_payload(payload: str, said: Said, now: Said) -> str:
    """Return the payload with what changed in it, and the rest as it stood."""
    before, slash, rest = payload.partition("/")
    within, end, behind = rest.partition("/")
    before = _exchanged(before, said.given, now.given)
    before = _exchanged(before, said.prefix, now.prefix)
    within = _exchanged(within, said.surname, now.surname)
    behind = _exchanged(behind, said.suffix, now.suffix)
    return f"{before}{slash}{within}{end}{behind}"


def _exchanged(words: str, old: str, new: str) -> str:
    return words.replace(old, new, 1) if old and old != new and old in words else words


def _pieces_now(texts: Mapping[str, str], said: Said, now: Said) -> dict[str, str]:
    """Return the pieces that the file has, of which only what changed is another."""
    pieces, anew = dict(texts), _all_pieces(now)
    for tag, same in (
        ("NPFX", said.prefix == now.prefix),
        ("GIVN", said.given == now.given),
        ("NSFX", said.suffix == now.suffix),
    ):
        if not same and tag in pieces:
            pieces[tag] = anew[tag]
    if said.prefix != now.prefix:
        pieces["NPFX"] = now.prefix
    if said.surname != now.surname and ("SURN" in pieces or "SPFX" in pieces):
        before = pieces.get("SPFX", "")
        keeps = bool(before) and now.surname.startswith(f"{before} ")
        pieces["SURN"] = now.surname[len(before) + 1 :] if keeps else now.surname
        pieces["SPFX"] = before if keeps else ""
    return {tag: words for tag, words in pieces.items() if words}


def _all_pieces(now: Said) -> dict[str, str]:
    return {"NPFX": now.prefix, "GIVN": now.given, "SURN": now.surname, "NSFX": now.suffix}


def _mend_kind(over: Overlay, edits: StructureEdits, row: Row, default: str) -> None:
    child = edits.part.first("TYPE")
    said = ""
    if child is not None:
        phrase = _KINDS.get(child.structure.text("PHRASE").strip().casefold(), "")
        said = phrase or _KINDS.get(child.value.strip().casefold(), "")
    edits.say(_those(child), (said or default) == row["kind"], lambda: add_type(over.out, row))


def _mend_language(over: Overlay, edits: StructureEdits, row: Row) -> None:
    part, out = edits.part, over.out
    child = next((found for tag in ("LANG", "TYPE") if (found := part.first(tag)) is not None and found.value), None)
    said, script = _language(child.value.strip(), script_of(part.value)) if child is not None else ("", "")
    same = said == row["language"].casefold() and (not script or script == row["script"])
    if not same:
        tag = child.tag if child is not None else "LANG" if out.seven else "TYPE"
        words = f"{language_tag(row['language']) or 'und'}-{row['script']}"
        edits.say(_those(child), False, lambda: out.text(part.level + 1, tag, words))


def _language(tag: str, script: str) -> tuple[str, str]:
    """Return the language of a form by its tag, and the script that it tells."""
    language, _, told = tag.partition("-")
    known = language.isascii() and language.isalpha() and len(language) <= _LONGEST_LANGUAGE and language != "und"
    return (language.lower() if known else ""), (told if told == script else "")


def _is_bare_alias(name: Part) -> bool:
    """Say whether a name says nothing beyond its payload but that it is one more."""
    words = name.text("TYPE").strip().casefold() in ("aka", "other", "")
    return words and all(child.tag in ("TYPE", "GIVN", "SURN") for child in name.children)


def _joined(*pieces: str) -> str:
    """Return pieces of a name in one spelling: 5.5.1 sets commas between them."""
    return " ".join(" ".join(pieces).replace(",", " ").split())


def _those(part: Part | None) -> Sequence[Part]:
    return [part] if part is not None else []
