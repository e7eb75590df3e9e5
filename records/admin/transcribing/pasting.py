"""Rows pasted from a spreadsheet: how they are understood, before anything of it is entered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.admin.transcribing.screen import free_numbers, numbers_of
from records.documents.kinds import DocumentKind
from records.transcribing.entry import EntryPerson
from records.transcribing.rows import from_table

_PARTS = ("given", "patronymic", "surname", "prefix")


def read_table(kind: DocumentKind, text: str, beside: Sequence[str] = ()) -> dict[str, Any]:
    """Return what was understood: words, columns with their labels, rows by column, and what was not.

    ``beside`` are the surnames of those who are on the page already.
    """
    read = from_table(text, kind.key, beside=beside)
    rows = [_cells(person) for person in read.people]
    filled = {key for row in rows for key, cell in row.items() if cell and key not in ("parts", "sex")}
    labels = {"row": _("Row"), "name": _("Name as written")}
    labels |= {entry.key: capfirst(str(entry.label)) for entry in kind.person_fields}
    return {
        "words": _("Read by the headings:") if read.by_head else _("Read by the order of the columns:"),
        "columns": [{"key": key, "label": label} for key, label in labels.items() if key in filled],
        "rows": rows,
        "problems": [str(words) for words in read.report],
        "take": ngettext("Take over %d row", "Take over %d rows", len(rows)) % len(rows),
    }


def _cells(person: EntryPerson) -> dict[str, Any]:
    return {
        "row": person.row,
        "name": person.name.text,
        **{key: written.text for key, written in person.values.items()},
        "parts": {part: getattr(person.read, part) for part in _PARTS},
        "sex": person.sex,
    }


def pasted_values(kind: DocumentKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the form with the pasted rows in its empty rows and below: the way without scripts."""
    beside = [str(values[path]) for path in values if path.startswith("people.") and path.endswith(".read.surname")]
    people = from_table(str(values.get("table") or ""), kind.key, beside=beside).people
    filled: dict[str, Any] = {path: values[path] for path in values if path != "table"}
    empty = [number for number in numbers_of(values) if not str(values.get(f"people.{number}.name.text") or "").strip()]
    numbers = empty + free_numbers(values, kind.roles[0], kind, max(0, len(people) - len(empty)))
    for number, person in zip(numbers, people, strict=False):
        path = f"people.{number}"
        filled |= {f"{path}.role": person.role, f"{path}.row": person.row, f"{path}.sex": person.sex}
        filled[f"{path}.name.text"] = person.name.text
        filled |= {f"{path}.values.{key}.text": written.text for key, written in person.values.items()}
        filled |= {f"{path}.read.{part}": getattr(person.read, part) for part in _PARTS}
    return filled
