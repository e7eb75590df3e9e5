"""The forms of a person's name: NAME with its pieces, and the same name in another script as its translation."""

from collections.abc import Mapping, Sequence
from typing import Any

from records.gedcom.names import join_name
from records.gedcom_pages.record_text import RecordText, language_tag

Row = Mapping[str, Any]
_NAME_TYPES = {
    "birth": "BIRTH",
    "married": "MARRIED",
    "aka": "AKA",
    "religious": "RELIGIOUS",
    "nickname": "NICKNAME",
    "immigrant": "IMMIGRANT",
    "document": "AKA",
}
_NOT_IN_SEVEN = {"RELIGIOUS": "Religious name", "NICKNAME": "Nickname"}
_PIECES = (
    ("NPFX", "prefix"),
    ("GIVN", "given"),
    ("NICK", "nickname"),
    ("SURN", "surname"),
    ("NSFX", "suffix"),
)


def add_names(out: RecordText, names: Sequence[Row]) -> None:
    """Write each form of the name; one in another script follows the form it renders."""
    rendered = ""
    for name in names:
        if rendered and _renders(name, rendered):
            _add_translation(out, name)
            continue
        payload = name_payload(name)
        if not payload:
            out.losses["names_without_words"] += 1
            continue
        out.text(1, "NAME", payload)
        add_type(out, name)
        _add_pieces(out, 2, name)
        if name["as_written"] and name["as_written"] != payload.replace("/", ""):
            _add_words_of_source(out, name)
        out.text(2, "NOTE", name["note"])
        out.citations(2, name["citations"])
        rendered = name["kind"] if name["script"] == "Latn" else rendered
    if out.profile.repeats_for_others:
        _repeat_translations(out, names)


def name_payload(name: Row) -> str:
    """Return the words of a NAME, the surname between slashes."""
    given = f"{name['prefix']} {name['given']}" if name["prefix"] else name["given"]
    return join_name(given, name["surname"], name["suffix"]) or name["as_written"].replace("/", " ")


def _renders(name: Row, kind: str) -> bool:
    """Say whether a form is only the one before it in another script, without a source or words of its own."""
    plain = not name["citations"] and not name["as_written"] and not name["note"]
    return name["script"] != "Latn" and name["kind"] == kind and plain


def _add_translation(out: RecordText, name: Row) -> None:
    out.repeatable = True
    if not out.seven:
        return
    out.text(2, "TRAN", name_payload(name))
    out.lines.append(f"3 LANG {language_tag(name['language']) or 'und'}-{name['script']}")
    _add_pieces(out, 3, name)


def _repeat_translations(out: RecordText, names: Sequence[Row]) -> None:
    """Write each translation again as a name of its own: many programs drop TRAN, FONE and ROMN."""
    rendered = ""
    for name in names:
        if rendered and _renders(name, rendered):
            out.text(1, "NAME", name_payload(name))
            out.lines.append("2 TYPE AKA" if out.seven else "2 TYPE aka")
            _add_pieces(out, 2, name)
            out.mark_repeated(1)
            if not out.seven:
                out.losses["name_scripts"] += 1
        elif name["script"] == "Latn" and name_payload(name):
            rendered = name["kind"]


def add_type(out: RecordText, name: Row) -> None:
    """Write the kind of a name; 7.0 has no word for some kinds."""
    kind = _NAME_TYPES.get(name["kind"], "AKA")
    if not out.seven:
        out.lines.append(f"2 TYPE {kind.lower()}")
    elif kind in _NOT_IN_SEVEN:
        out.lines.append(f"2 TYPE OTHER\n3 PHRASE {_NOT_IN_SEVEN[kind]}")
    else:
        out.lines.append(f"2 TYPE {kind}")


def _add_pieces(out: RecordText, level: int, name: Row) -> None:
    for tag, key in _PIECES:
        if name[key]:
            out.text(level, tag, name[key])
    if name["patronymic"]:
        out.extension(level, "_PATR", name["patronymic"])
        if level == 2:
            out.repeat(level, "NOTE", f"Patronymic: {name['patronymic']}")


def _add_words_of_source(out: RecordText, name: Row) -> None:
    out.extension(2, "_WRIT", name["as_written"])
    out.repeat(2, "NOTE", f"As written: {name['as_written']}")
