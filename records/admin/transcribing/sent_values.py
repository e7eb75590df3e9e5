"""What the form sends, as an entry: the name of each field is its path there ("people.3.read.surname")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from records.transcribing.entry import Entry, from_plain
from records.transcribing.page_surnames import read_by_page

_KEYS = ("place", "person", "source", "collection")
# Paths are short; a longer one was never written by our form.
_DEEPEST = 6
# Signs that no paper bears, and that turn round or break off what stands beside them: controls, direction marks.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class SentEntry:
    """An entry with the numbers that its people have in the form, where some may be missing between."""

    entry: Entry
    numbers: tuple[str, ...]

    def in_form(self, path: str) -> str:
        """Return the path in the form of a path in the entry ("people.0.name" is "people.7.name" there)."""
        room, _dot, rest = path.partition(".")
        number, dot, field = rest.partition(".")
        if room != "people" or not number.isdecimal() or int(number) >= len(self.numbers):
            return path
        return f"people.{self.numbers[int(number)]}{dot}{field}"


def read_sent(post: QueryDict, kind: str, status: str = "draft") -> SentEntry:
    """Return what was entered; rows in which nothing was entered are left out.

    Names of which nobody chose a reading are read as the surnames of the page tell.
    """
    plain = _nested(post)
    rows = plain.pop("people", {})
    rows = rows if isinstance(rows, dict) else {}
    numbers = sorted((number for number in rows if number.isdecimal()), key=int)
    people = {number: _person(rows[number], post, number) for number in numbers if isinstance(rows[number], dict)}
    said = {number: person for number, person in people.items() if _says_something(person)}
    # An empty choice says nothing, and leaves what the entry has by itself.
    asked = {key for key in Entry.__dataclass_fields__ if key != "unread"}
    known = {key: plain[key] for key in plain if key in asked and plain[key] != ""}
    entry = from_plain({**known, "kind": kind, "status": status, "people": list(said.values())})
    return SentEntry(replace(entry, people=read_by_page(entry.people)), tuple(said))


def _nested(post: QueryDict) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name in post:
        *rooms, last = name.split(".")
        if len(rooms) >= _DEEPEST:
            continue
        inside: Any = plain
        for room in rooms:
            inside = inside.setdefault(room, {}) if isinstance(inside, dict) else None
        if isinstance(inside, dict):
            inside[last] = _value(last, str(post[name]))
    return plain


def _value(last: str, text: str) -> Any:
    text = _UNSEEN.sub("", text.replace("\r\n", "\n")).strip()
    if last in _KEYS:
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
    return text


def _person(plain: dict[str, Any], post: QueryDict, number: str) -> dict[str, Any]:
    decision = plain.get("decision")
    decision = dict(decision) if isinstance(decision, dict) else {}
    act, _colon, key = str(decision.get("act") or "create").partition(":")
    refused = [int(key) for key in post.getlist(f"people.{number}.decision.not_same") if key.isdecimal()]
    decision |= {"act": act, "person": int(key) if key.isdecimal() else None, "not_same": refused}
    return {**plain, "decision": decision}


def _says_something(person: Mapping[str, Any]) -> bool:
    """Whether anything was entered: a role, a row number, or a decision alone says nothing of anybody."""
    entered = [person.get("name"), person.get("read"), person.get("values"), person.get("note"), person.get("relation")]
    return any(_any_words(part) for part in entered)


def _any_words(part: Any) -> bool:
    return any(_any_words(inside) for inside in part.values()) if isinstance(part, dict) else bool(part)
