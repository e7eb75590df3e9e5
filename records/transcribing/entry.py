"""What a volunteer entered from one page: as it is written, as it is understood, and who is who.

An Entry can be kept as JSON, as a draft or for a second keying, and comes back the same: ``from_plain(to_plain(e))``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_WORDS = (
    *("kind", "title", "signature", "language", "original", "holder_today", "provenance", "rights", "note"),
    *("transcription", "transcription_language", "translation", "translation_language", "status", "hard_to_read"),
)
_KEYS = ("source", "collection")


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it stands on the page, and what it is taken to say.

    ``understood`` is a date in GEDCOM form, words in Latin letters, or a number; empty: as the kernels read the text.
    ``place`` is the key of the chosen Place. Of yes and no the text is "yes" or "no", of a list one entry a line.
    """

    text: str = ""
    understood: str = ""
    place: int | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.understood or self.place)


NOTHING = Written()


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name in Latin letters, in its parts."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    prefix: str = ""

    def __bool__(self) -> bool:
        return bool(self.given or self.patronymic or self.surname or self.prefix)

    @property
    def whole(self) -> str:
        """The name in one line, as a list would have it: surname first."""
        return " ".join(filter(None, (self.surname, self.prefix, self.given, self.patronymic)))


@dataclass(frozen=True, slots=True)
class Decision:
    """Who the name is: "create" a person, "link" an existing one, or "leave" it (only named)."""

    act: str = "create"
    person: int | None = None
    certainty: str = "probable"
    note: str = ""
    not_same: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPerson:
    """One person on the page; ``values`` by the keys of the kind's person fields."""

    role: str = ""
    name: Written = Written()
    read: NameRead = NameRead()
    sex: str = "U"
    relation: str = ""
    row: str = ""
    values: Mapping[str, Written] = field(default_factory=lambda: _NOTHING)
    note: str = ""
    decision: Decision = Decision()

    def value(self, key: str) -> Written:
        return self.values.get(key, Written())


@dataclass(frozen=True, slots=True)
class Entry:
    """One document with everything on it: ``fields`` by the keys of its kind, ``unread`` what has no place."""

    kind: str = ""
    title: str = ""
    date: Written = Written()
    place: Written = Written()
    fields: Mapping[str, Written] = field(default_factory=lambda: _NOTHING)
    people: tuple[EntryPerson, ...] = ()
    source: int | None = None
    collection: int | None = None
    signature: str = ""
    language: str = ""
    original: str = "unknown"
    holder_today: str = ""
    provenance: str = ""
    rights: str = ""
    note: str = ""
    transcription: str = ""
    transcription_language: str = ""
    translation: str = ""
    translation_language: str = ""
    status: str = "draft"
    # "yes": someone else shall read it a second time, without seeing this reading.
    hard_to_read: str = ""
    unread: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def value(self, key: str) -> Written:
        """Return a field of the kind, or ("@date", "@place") of the paper itself."""
        if key == "@date":
            return self.date
        return self.place if key == "@place" else self.fields.get(key, Written())


class _Unread:
    """Takes what it knows out of plain values and remembers the rest, by its path."""

    def __init__(self) -> None:
        self.rest: dict[str, Any] = {}

    def known(self, plain: Any, path: str, keys: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(plain, Mapping):
            if plain is not None:
                self.rest[path.rstrip(".")] = plain
            return {}
        self.rest.update({f"{path}{key}": value for key, value in plain.items() if key not in keys})
        return {key: plain[key] for key in keys if key in plain}

    def words(self, plain: Mapping[str, Any], path: str, keys: tuple[str, ...]) -> dict[str, Any]:
        found = {key: plain[key] for key in keys if isinstance(plain.get(key), str)}
        self.rest.update({f"{path}{key}": plain[key] for key in keys if key in plain and key not in found})
        return found

    def number(self, plain: Mapping[str, Any], path: str, key: str) -> int | None:
        value = plain.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.rest[f"{path}{key}"] = value
        return None

    def written(self, plain: Any, path: str) -> Written:
        known = self.known(plain, f"{path}.", ("text", "understood", "place"))
        words = self.words(known, f"{path}.", ("text", "understood"))
        return Written(place=self.number(known, f"{path}.", "place"), **words)

    def several(self, plain: Any, path: str) -> Mapping[str, Written]:
        if not isinstance(plain, Mapping):
            self.known(plain, f"{path}.", ())
            return _NOTHING
        return {str(key): self.written(value, f"{path}.{key}") for key, value in plain.items()}

    def decision(self, plain: Any, path: str) -> Decision:
        known = self.known(plain, f"{path}.", ("act", "person", "certainty", "note", "not_same"))
        words = self.words(known, f"{path}.", ("act", "certainty", "note"))
        given = known.get("not_same", [])
        refused = tuple(pk for pk in given if isinstance(pk, int)) if isinstance(given, list | tuple) else ()
        if len(refused) != len(given if isinstance(given, list | tuple) else [given]):
            self.rest[f"{path}.not_same"] = given
        return Decision(person=self.number(known, f"{path}.", "person"), not_same=refused, **words)

    def person(self, plain: Any, path: str) -> EntryPerson:
        words = ("role", "sex", "relation", "row", "note")
        known = self.known(plain, f"{path}.", (*words, "name", "read", "values", "decision"))
        parts = ("given", "patronymic", "surname", "prefix")
        read = self.known(known.get("read"), f"{path}.read.", parts)
        return EntryPerson(
            name=self.written(known.get("name"), f"{path}.name"),
            read=NameRead(**self.words(read, f"{path}.read.", parts)),
            values=self.several(known.get("values"), f"{path}.values"),
            decision=self.decision(known.get("decision"), f"{path}.decision"),
            **self.words(known, f"{path}.", words),
        )


def _plain_written(written: Written) -> dict[str, Any]:
    plain: dict[str, Any] = {"text": written.text, "understood": written.understood, "place": written.place}
    return {key: value for key, value in plain.items() if value not in ("", None)}


def _plain_person(person: EntryPerson) -> dict[str, Any]:
    read, decision = person.read, person.decision
    return {
        **{key: getattr(person, key) for key in ("role", "sex", "relation", "row", "note")},
        "name": _plain_written(person.name),
        "read": {key: getattr(read, key) for key in ("given", "patronymic", "surname", "prefix")},
        "values": {key: _plain_written(value) for key, value in person.values.items()},
        "decision": {
            **{key: getattr(decision, key) for key in ("act", "person", "certainty", "note")},
            "not_same": list(decision.not_same),
        },
    }


def to_plain(entry: Entry) -> dict[str, Any]:
    """Return the entry as plain values for JSON."""
    return {
        **{key: getattr(entry, key) for key in (*_WORDS, *_KEYS)},
        "date": _plain_written(entry.date),
        "place": _plain_written(entry.place),
        "fields": {key: _plain_written(value) for key, value in entry.fields.items()},
        "people": [_plain_person(person) for person in entry.people],
        "unread": dict(entry.unread),
    }


def from_plain(plain: Mapping[str, Any]) -> Entry:
    """Return the entry of plain values; never fails: what has no place stands, by its path, in ``unread``."""
    taken = _Unread()
    known = taken.known(plain, "", (*_WORDS, *_KEYS, "date", "place", "fields", "people", "unread"))
    before = known.get("unread") or {}
    people = known.get("people") or []
    if not isinstance(people, list | tuple):
        taken.rest["people"], people = people, []
    return Entry(
        date=taken.written(known.get("date"), "date"),
        place=taken.written(known.get("place"), "place"),
        fields=taken.several(known.get("fields"), "fields"),
        people=tuple(taken.person(person, f"people.{number}") for number, person in enumerate(people)),
        source=taken.number(known, "", "source"),
        collection=taken.number(known, "", "collection"),
        **taken.words(known, "", _WORDS),
        unread={**(before if isinstance(before, Mapping) else {"unread": before}), **taken.rest},
    )
