"""What the values of an entry say, where nobody chose a reading: dates, years, names in Latin letters."""

from functools import lru_cache

from records.dates.day_numbers import from_day_number
from records.dates.historical_date import HistoricalDate
from records.dates.reading import read_date
from records.documents.kinds import DocumentKind
from records.gedcom.dates import read_gedcom_date
from records.names.folding import script_of
from records.names.illegible import read_illegible
from records.names.transliteration import to_polish_letters
from records.transcribing.entry import Entry, EntryPerson, NameRead, Written
from records.transcribing.name_proposals import divided, propose_names, sex_of

_YEARS = range(1700, 2101)
_RELATIONS = {
    ("spouse", "F"): "wife",
    ("spouse", "M"): "husband",
    ("child", "F"): "daughter",
    ("child", "M"): "son",
}


def date_of(written: Written) -> HistoricalDate:
    """Return a date as understood, with its words as written."""
    if written.understood:
        return read_gedcom_date(written.understood, written.text)
    return _read_words(written.text)


@lru_cache(maxsize=5_000)
def _read_words(text: str) -> HistoricalDate:
    """The same years come again and again in a list, and each is asked for several times."""
    return read_date(text)


def in_latin_letters(written: Written) -> str:
    """Return words as understood, else in Latin letters."""
    text = written.understood or written.text
    return to_polish_letters(text) if script_of(text) == "Cyrl" else text


@lru_cache(maxsize=5_000)
def _likeliest(text: str) -> NameRead:
    found = propose_names(text)
    return found[0].read if found else NameRead()


def name_of(person: EntryPerson) -> NameRead:
    """Return the name as read: as chosen, else as written in Latin letters by hand, else the likeliest reading."""
    if person.read:
        return person.read
    return divided(person.name.understood) if person.name.understood else _likeliest(person.name.text)


def unclear(text: str) -> bool:
    """Tell whether letters of a name were marked as illegible."""
    return not read_illegible(text).is_complete


def part_of(kind: DocumentKind, person: EntryPerson, part: str) -> Written:
    """Return what the page says of a person in the field that is this part of no event."""
    for entry in kind.fields_of(person.role):
        if not entry.event and entry.part == part and person.value(entry.key):
            return person.value(entry.key)
    return Written()


def age_of(kind: DocumentKind, person: EntryPerson) -> str:
    """Return the age as written."""
    fields = (entry for entry in kind.fields_of(person.role) if entry.part == "age")
    return next((person.value(entry.key).text for entry in fields if person.value(entry.key)), "")


def birth_year_of(kind: DocumentKind, person: EntryPerson) -> int | None:
    """Return the year of birth where the page gives one year and no more."""
    for entry in kind.fields_of(person.role):
        if entry.event == "birth" and entry.part == "date" and person.value(entry.key):
            date = date_of(person.value(entry.key))
            if date.earliest is not None and date.latest is not None:
                first, last = from_day_number(date.earliest)[0], from_day_number(date.latest)[0]
                if first == last and first in _YEARS:
                    return first
    return None


def sex_of_person(kind: DocumentKind, person: EntryPerson) -> str:
    """Return the sex as chosen, else as the role says it, else as the name tells it."""
    if person.sex in ("F", "M", "X"):
        return person.sex
    role = kind.role(person.role)
    if role is not None and role.sex:
        return role.sex
    told = sex_of(name_of(person))
    return told if told != "U" else sex_of(divided(person.name.text))


def relation_of(kind: DocumentKind, person: EntryPerson) -> str:
    """Return how the page relates a person to the holder: in its words, else as the role says."""
    said = person.relation or part_of(kind, person, "relation").text
    role = kind.role(person.role)
    if said or role is None:
        return said
    return _RELATIONS.get((role.relation, sex_of_person(kind, person)), role.relation)


def row_of(kind: DocumentKind, person: EntryPerson) -> str:
    """Return the row or position of a person on the page."""
    return person.row or part_of(kind, person, "row").text


def first_in(entry: Entry, role: str) -> EntryPerson | None:
    """Return the first person in a role."""
    return next((person for person in entry.people if person.role == role), None)
