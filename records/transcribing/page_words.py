"""The document itself: its title, its fields as they are stored beside their readings, and how it is cited."""

import re
from collections.abc import Iterable
from string import Formatter
from typing import Any

from django.utils.text import capfirst

from records.documents.kinds import DOCUMENT_KINDS, DocumentField, DocumentKind
from records.transcribing.entry import Entry, EntryPerson, Written
from records.transcribing.reading_values import (
    birth_year_of,
    date_of,
    first_in,
    in_latin_letters,
    name_of,
    relation_of,
    row_of,
)

_SEAMS = re.compile(r"^[\s:–,-]+|[\s:–,-]+$")
_LONGEST_TITLE, _LONGEST_PAGE = 300, 300
_COLUMNS = frozenset({"original", "holder_today", "provenance"})


def title_of(entry: Entry) -> str:
    """Return the title as given, else the one that the kind proposes from what was entered."""
    if entry.title.strip():
        return entry.title.strip()
    kind = DOCUMENT_KINDS[entry.kind]
    known = {field.key: entry.value(field.key).text for field in kind.fields}
    for role in kind.roles:
        person = first_in(entry, role.key)
        if person is not None:
            known[role.key] = name_of(person).whole or person.name.text
    label = str(capfirst(str(kind.label)))
    filled = _filled(kind.title or "{label}", {**known, "label": label})
    return filled[:_LONGEST_TITLE] or label


def citation_of(entry: Entry, row: str = "") -> str:
    """Return where on the paper a statement stands, in the words of its kind: "No. 4117, row 3"."""
    kind = DOCUMENT_KINDS[entry.kind]
    known = {field.key: entry.value(field.key).text for field in kind.fields} | {"row": row or ""}
    if not known["row"]:
        known["row"] = entry.value("row").text
    pieces = [
        piece for piece in str(kind.citation).split(", ") if piece and all(known.get(key) for key in _keys(piece))
    ]
    words = ", ".join(piece.format_map(known) for piece in pieces)
    if entry.source is None:
        return words[:_LONGEST_PAGE]
    # A source holds many papers: the citation must lead to this one.
    return "; ".join(filter(None, (entry.signature or title_of(entry), words)))[:_LONGEST_PAGE]


def stored_fields(entry: Entry) -> dict[str, Any]:
    """Return Document.fields: every value as it is written, also those that stand elsewhere in the entry."""
    kind = DOCUMENT_KINDS[entry.kind]
    stored: dict[str, Any] = {}
    for field in kind.fields:
        written = entry.fields.get(field.key)
        value = (
            _stored(field, written) if written else (_followed(entry, kind, field.follows) if field.follows else None)
        )
        if value not in (None, "", []):
            stored[field.key] = value
    return stored


def field_readings(entry: Entry) -> dict[str, dict[str, Any]]:
    """Return Document.readings: how the fields were understood, where that says more than their words."""
    found: dict[str, dict[str, Any]] = {}
    for field in DOCUMENT_KINDS[entry.kind].fields:
        written = entry.fields.get(field.key, Written())
        understood = written.understood
        if written.text and not understood and field.form == "date":
            understood = date_of(written).value
        if written.text and not understood and field.form == "name":
            understood = in_latin_letters(written)
        reading: dict[str, Any] = {"understood": understood, "place": written.place}
        kept = {key: value for key, value in reading.items() if value not in ("", None)}
        if kept:
            found[field.key] = kept
    return found


def _keys(pattern: str) -> list[str]:
    return [key for _text, key, _spec, _conversion in Formatter().parse(pattern) if key]


def _filled(pattern: str, known: dict[str, str]) -> str:
    words = pattern.format_map({key: known.get(key, "") for key in _keys(pattern)})
    return _SEAMS.sub("", " ".join(words.split()))


def _stored(field: DocumentField, written: Written) -> Any:
    text = written.text.strip()
    if field.form == "yes_no":
        return {"yes": True, "no": False}.get(text)
    if field.form == "number" and text.isdecimal():
        return int(text)
    if field.form in ("list", "people"):
        return [line.strip() for line in text.splitlines() if line.strip()]
    if field.form in ("stage", "choice"):
        return written.understood or text
    return text or written.understood


def _followed(entry: Entry, kind: DocumentKind, follows: str) -> Any:
    """Return a value that stands elsewhere in the entry: see DocumentField.follows."""
    if follows in ("@date", "@place"):
        return entry.value(follows).text
    if follows in _COLUMNS:
        value = getattr(entry, follows)
        return "" if value == "unknown" else value
    role, _dot, what = follows.partition(".")
    person = first_in(entry, role)
    if kind.role(role) is not None and not what:
        return [_listed(kind, one) for one in entry.people if one.role == role]
    if kind.field(follows) is not None:
        return in_latin_letters(entry.value(follows))
    if person is None:
        return None
    if what == "name":
        return person.name.text
    if what == "read":
        return name_of(person).whole
    text = person.value(what).text
    return int(text) if text.isdecimal() else text


def _listed(kind: DocumentKind, person: EntryPerson) -> dict[str, Any]:
    relation = row_of(kind, person) if kind.layout == "picture" else relation_of(kind, person)
    return {"as_written": person.name.text, "relation": relation, "birth_year": birth_year_of(kind, person)}


def words_on_page(values: Iterable[Written]) -> str:
    """Return the words of several values in one line, for the text of a citation."""
    return "; ".join(dict.fromkeys(value.text for value in values if value.text))
