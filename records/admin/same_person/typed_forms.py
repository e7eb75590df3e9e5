"""The form of a person as it is being filled: its rows of names and events, read without checking them."""

import re
from collections.abc import Mapping
from typing import Any

from records.linkage.told_typed import TypedEvent, TypedName, TypedPerson

_ROW = re.compile(r"(names|events)-(\d{1,4})-(\w+)")
_LONGEST, _MOST_ROWS = 300, 50


def read_typed(sent: Mapping[str, Any]) -> TypedPerson:
    """Return what stands in the form; rows that are marked to be deleted are left out."""
    rows: dict[str, dict[int, dict[str, str]]] = {"names": {}, "events": {}}
    for name, value in sent.items():
        part = _ROW.fullmatch(name)
        if part and isinstance(value, str) and value.strip():
            rows[part[1]].setdefault(int(part[2]), {})[part[3]] = value.replace("\x00", "").strip()[:_LONGEST]
    names, events = (_standing(rows[part]) for part in ("names", "events"))
    names.sort(key=lambda row: _number(row.get("position", "")) or 0)
    return TypedPerson(tuple(map(_name, names)), tuple(map(_event, events)), str(sent.get("sex", "")))


def _standing(rows: dict[int, dict[str, str]]) -> list[dict[str, str]]:
    return [rows[number] for number in sorted(rows)[:_MOST_ROWS] if "DELETE" not in rows[number]]


def _name(row: Mapping[str, str]) -> TypedName:
    text = {part: row.get(part, "") for part in ("kind", "given", "patronymic", "surname", "suffix", "as_written")}
    return TypedName(**text, preferred="preferred" in row)


def _event(row: Mapping[str, str]) -> TypedEvent:
    words = row.get("kind", ""), row.get("date_text", ""), row.get("date_value", "")
    return TypedEvent(*words, _number(row.get("place", "")))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None
