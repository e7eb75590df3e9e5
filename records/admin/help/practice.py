"""A practice entry beside the known reading of the practice certificate: what was good, and what was missed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from records.documents.kinds import DOCUMENT_KINDS
from records.fixture_files import fixture_path
from records.names.folding import fold
from records.transcribing.entry import Entry, EntryPerson, Written
from records.transcribing.reading_values import birth_year_of, date_of, name_of


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that stands on the certificate: what it is, what was entered, what is right."""

    label: str
    entered: str
    known: str
    good: bool


@cache
def known_reading() -> Mapping[str, Any]:
    """Return the known reading: values, or lists of spellings each of which is right."""
    return json.loads(fixture_path("help", "practice.json").read_text(encoding="utf-8"))


def compared(entry: Entry) -> list[Checked]:
    """Return everything on the certificate, good or missed, in the order of the form."""
    known, kind = known_reading(), DOCUMENT_KINDS["udostoverenie"]
    date = date_of(entry.date)
    found = [
        Checked(_("date"), entry.date.text, known["date_text"], date.value == known["date"]),
        _words(_("place"), entry.place, known["place"]),
    ]
    for key, spellings in known["fields"].items():
        label = next(str(field.label) for field in kind.fields if field.key == key)
        found.append(_words(label, entry.value(key), spellings))
    left = list(entry.people)
    for person in known["people"]:
        found += _person(person, _taken(person, left))
    return found


def _words(label: str, written: Written, spellings: Sequence[str]) -> Checked:
    said = f"{written.text} {written.understood}"
    good = any(fold(spelling) in fold(said) for spelling in spellings)
    return Checked(label, written.text, spellings[0], good)


def _taken(known: Mapping[str, Any], left: list[EntryPerson]) -> EntryPerson | None:
    """Return who was entered for this person: of the same role, by the given name if it was read, else the next."""
    same = [person for person in left if person.role == known["role"]]
    named = [person for person in same if _one_of(name_of(person).given, known["given"])]
    chosen = next(iter([*named, *same]), None)
    if chosen is not None:
        left.remove(chosen)
    return chosen


def _person(known: Mapping[str, Any], person: EntryPerson | None) -> list[Checked]:
    kind = DOCUMENT_KINDS["udostoverenie"]
    role = kind.role(known["role"])
    who = f"{role.label if role else ''} ({known['given'][0]})"
    right = f"{known['surname'][0]} {known['given'][0]}"
    if person is None:
        return [Checked(who, "", f"{right}, {known['birth_year']}", False)]
    read = name_of(person)
    name_good = _one_of(read.surname, known["surname"]) and _one_of(read.given, known["given"])
    year = birth_year_of(kind, person)
    found = [
        Checked(who, person.name.text or read.whole, right, name_good),
        Checked(
            f"{who}: {_('year of birth')}",
            person.value("birth_year").text,
            known["birth_year"],
            str(year) == known["birth_year"],
        ),
    ]
    if "birth_place" in known:
        found.append(_words(f"{who}: {_('place of birth')}", person.value("birth_place"), known["birth_place"]))
    return found


def _one_of(read: str, spellings: Sequence[str]) -> bool:
    return fold(read) in {fold(spelling) for spelling in spellings}
