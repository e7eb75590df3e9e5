"""Two readings of one page, field by field: where they agree, and how often.

People are paired by their part on the page and their row, else by their order in that part. What neither has read is
not counted; what only one has read is a difference.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from records.documents.kinds import DOCUMENT_KINDS, DocumentKind, Words
from records.names.folding import fold
from records.transcribing.entry import NOTHING, Entry, EntryPerson, Written
from records.transcribing.reading_values import date_of

NAME, NUMBER, DATE, PLACE, TEXT = "name", "number", "date", "place", "text"
FORMS = (NAME, NUMBER, DATE, PLACE, TEXT)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field in both readings; ``path`` is that of the first reading's entry, or "second.3.name" of one only there.

    ``who`` is the label of the person's part and the name, empty for a field of the page itself.
    """

    path: str
    label: Words
    form: str
    first: Written
    second: Written
    who: str = ""

    @property
    def agrees(self) -> bool:
        return same_reading(self.form, self.first, self.second)

    @property
    def only_in_second(self) -> bool:
        return self.path.startswith("second.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All fields that either reading has."""

    fields: tuple[ComparedField, ...]

    @property
    def differences(self) -> tuple[ComparedField, ...]:
        return tuple(one for one in self.fields if not one.agrees)

    @property
    def rate(self) -> float | None:
        """The share of fields that agree, from 0 to 1; None where nothing was read."""
        return rate_of(self.tally().values())

    def tally(self) -> dict[str, list[int]]:
        """Return for each form of field how many agree, and how many there are."""
        counted: dict[str, list[int]] = {}
        for one in self.fields:
            agree = counted.setdefault(one.form, [0, 0])
            agree[0] += one.agrees
            agree[1] += 1
        return counted


def rate_of(tallies: Iterable[Sequence[int]]) -> float | None:
    """Return the share that agrees over several tallies."""
    tallies = list(tallies)
    compared = sum(tally[1] for tally in tallies)
    return sum(tally[0] for tally in tallies) / compared if compared else None


def same_reading(form: str, one: Written, other: Written) -> bool:
    """Whether two people read the same: case, spaces and accents aside, a date or number by what it says."""
    if fold(one.text) == fold(other.text):
        return True
    if not (one and other):
        return False
    if form == DATE:
        days = [date_of(written) for written in (one, other)]
        return bool(days[0].value) and days[0].value == days[1].value
    if form == NUMBER:
        digits = [_NUMBER.findall(written.text) for written in (one, other)]
        return bool(digits[0]) and digits[0] == digits[1]
    return form == PLACE and one.place is not None and one.place == other.place


def compare(first: Entry, second: Entry) -> Comparison:
    """Return both readings of a page side by side."""
    kind = DOCUMENT_KINDS[first.kind]
    rows = [*_fields_of_page(kind, first, second)]
    for number, one, other in pairs(first, second):
        path = f"people.{number}" if one is not None else f"second.{number}"
        rows += _fields_of_person(kind, path, one or EntryPerson(), other or EntryPerson())
    return Comparison(tuple(row for row in rows if row.first or row.second))


def _fields_of_page(kind: DocumentKind, first: Entry, second: Entry) -> Iterator[ComparedField]:
    yield ComparedField("date", kind_label(kind, "@date"), DATE, first.date, second.date)
    yield ComparedField("place", kind_label(kind, "@place"), PLACE, first.place, second.place)
    for asked in kind.fields:
        if not asked.follows:
            values = first.value(asked.key), second.value(asked.key)
            yield ComparedField(f"fields.{asked.key}", asked.label, _form(asked.form), *values)


def kind_label(kind: DocumentKind, follows: str) -> Words:
    """Return what a kind calls the date or place of the paper itself."""
    return next((one.label for one in kind.fields if one.follows == follows), follows.removeprefix("@"))


def _fields_of_person(kind: DocumentKind, path: str, one: EntryPerson, other: EntryPerson) -> Iterator[ComparedField]:
    role = kind.role(one.role or other.role)
    who = ": ".join(filter(None, (str(role.label) if role else "", one.name.text or other.name.text)))
    yield ComparedField(f"{path}.name", "", NAME, one.name, other.name, who)
    for asked in kind.fields_of(one.role or other.role):
        values = one.value(asked.key), other.value(asked.key)
        yield ComparedField(f"{path}.values.{asked.key}", asked.label, _form(asked.form), *values, who)


def _form(form: str) -> str:
    return form if form in FORMS else TEXT


def pairs(first: Entry, second: Entry) -> Iterator[tuple[int, EntryPerson | None, EntryPerson | None]]:
    """Yield who of one reading is who of the other, with the number in the first (in the second, if only there)."""
    there = _by_place(second.people)
    taken: set[int] = set()
    for place, number in _by_place(first.people).items():
        match = there.get(place)
        if match is not None:
            taken.add(match)
        yield number, first.people[number], second.people[match] if match is not None else None
    for number, person in enumerate(second.people):
        if number not in taken:
            yield number, None, person


def _by_place(people: Sequence[EntryPerson]) -> Mapping[tuple[str, str, int], int]:
    """Return the number of each person by part, row and the order among those of the same part and row."""
    met: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[tuple[str, str, int], int] = {}
    for number, person in enumerate(people):
        where = (person.role, person.row.strip())
        found[(*where, met[where])] = number
        met[where] += 1
    return found


def written_of(value: object) -> Written:
    """Return a stored field as it stood in an entry."""
    if isinstance(value, bool):
        return Written("yes" if value else "no")
    if isinstance(value, list):
        return Written("\n".join(str(line) for line in value))
    return NOTHING if value in (None, "") else Written(str(value))
