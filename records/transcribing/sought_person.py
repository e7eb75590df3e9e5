"""Whom a name on the page speaks of, as keys, numbers and letters that an index of the archive answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet

from records.dates.day_numbers import day_number, from_day_number
from records.documents.kinds import DocumentKind
from records.index_ranges import beginning
from records.names.folding import fold
from records.names.given_name_table import given_name_table, sets_of_form
from records.names.given_names import given_name_sets
from records.names.given_sets import father_numbers, given_set_numbers, words_of
from records.names.illegible import likeliest_letters, read_illegible
from records.names.surnames import family_key, family_keys
from records.people.models import Event
from records.transcribing.ages import years_of_age
from records.transcribing.entry import Entry, EntryPerson, NameRead
from records.transcribing.name_proposals import propose_names
from records.transcribing.reading_values import birth_year_of, date_of, name_of, part_of

YEARS_OFF = 3
_KEYS, _FEWEST_LETTERS = 12, 3
# Readings of the surname, and forms of the given name, that are sought together, as they stand in the index.
_SURNAMES, _GIVEN_FORMS = 4, 8
_GAP = re.compile(r"\[[^\]]*\]|\?|\*|\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Sought:
    """What the page says of the person, as numbers and keys."""

    keys: dict[str, str]
    wholes: tuple[str, ...]
    pattern: str
    given_forms: tuple[str, ...]
    given_written: tuple[str, ...]
    given: frozenset[int]
    given_words: frozenset[str]
    fathers: frozenset[int]
    year: int | None
    places: frozenset[int]
    place_words: frozenset[str]
    sex: str
    relatives: frozenset[int]


def sought_person(person: EntryPerson, entry: Entry, kind: DocumentKind) -> Sought:
    """Return what the page says of a person."""
    read = name_of(person)
    readings = [read, *(proposal.read for proposal in propose_names(person.name.text))]
    keys: dict[str, str] = {}
    for number, reading in enumerate(readings):
        for key in family_keys(reading.surname)[:4]:
            keys.setdefault(key, "surname_reading" if number else "surname")
    maiden = part_of(kind, person, "maiden")
    if maiden.text and family_key(maiden.text):
        keys.setdefault(family_key(maiden.text), "surname_reading")
    unclear = read_illegible(read.surname)
    pattern = "" if unclear.is_complete or unclear.alternatives else read.surname
    given = words_of(likeliest_letters(read.given))
    forms = _given_forms([word for one in readings for word in words_of(likeliest_letters(one.given))[:1]])
    father = part_of(kind, person, "father").text or read.patronymic
    places = [person.value(asked.key) for asked in kind.fields_of(person.role) if asked.part == "place"]
    places += [entry.place]
    linked = {one.decision.person for one in entry.people if one is not person and one.decision.act == "link"}
    return Sought(
        dict(list(keys.items())[:_KEYS]),
        () if _begins_open(pattern) else _wholes(readings, forms),
        pattern,
        forms,
        _given_written(readings),
        frozenset(number for word in given for number in given_set_numbers(word)),
        frozenset(fold(word) for word in given),
        frozenset(father_numbers(father)) if father else frozenset(),
        birth_year_of(kind, person) or _year_by_age(person, entry, kind),
        frozenset(place.place for place in places if place.place),
        frozenset(fold(place.text) for place in places if fold(place.text)),
        person.sex,
        frozenset(pk for pk in linked if pk),
    )


def _begins_open(pattern: str) -> bool:
    """Tell whether too few letters are read at the beginning of a surname for seeking it by them."""
    return bool(pattern) and len(fold(_GAP.split(pattern)[0])) < _FEWEST_LETTERS


def _wholes(readings: Sequence[NameRead], forms: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{surname} {form}" for surname in _surname_forms(readings) for form in forms)


def _given_written(readings: Sequence[NameRead]) -> tuple[str, ...]:
    """Return the given name as the archive may write it, in every reading and in Polish."""
    words = [word for one in readings for word in one.given.split()[:1] if read_illegible(word).is_complete]
    polish = [given_name_table()[key].polish for word in words for key in sorted(sets_of_form(word))]
    return tuple(dict.fromkeys([*words, *polish]))[:_GIVEN_FORMS]


def _surname_forms(readings: Sequence[NameRead]) -> list[str]:
    """Return the surname as the index may have it: as read, of a man and of a woman."""
    forms: dict[str, None] = {}
    for read in readings:
        surname = likeliest_letters(read.surname)
        for form in (fold(surname), *family_keys(surname)[:1]):
            forms[form] = None
            if form.endswith(("ski", "cki", "zki")):
                forms[f"{form[:-1]}a"] = None
    return [form for form in forms if form][:_SURNAMES]


def _given_forms(given: Sequence[str]) -> tuple[str, ...]:
    """Return how the archive may write this given name: as read, and the full names that it may stand for."""
    forms = dict.fromkeys(fold(word) for word in given)
    for word in given:
        forms |= dict.fromkeys(sorted(given_name_sets(word)))
    return tuple(form for form in forms if len(form) > 1)[:_GIVEN_FORMS]


def _year_by_age(person: EntryPerson, entry: Entry, kind: DocumentKind) -> int | None:
    age = years_of_age(part_of(kind, person, "age").text)
    written = date_of(entry.date).earliest
    return from_day_number(written)[0] - age if age is not None and written else None


def births_near(year: int) -> QuerySet[Event]:
    """Return the births of the person of a name (the outer query) that may lie so near this year."""
    first, last = day_number(year - YEARS_OFF, 1, 1), day_number(year + YEARS_OFF, 12, 31)
    births = Event.objects.filter(person=OuterRef("person"), kind="birth")
    return births.filter(date_latest__gte=first, date_earliest__lte=last)


def called_so(sought: Sought) -> Q | None:
    """Return the condition for names that are the whole name sought, as far as it could be read; None without one.

    ``name_ending`` in it is the Ending of the family's key.
    """
    called = Q()
    for whole in sought.wholes:
        called |= beginning("folded", whole)
    read = _GAP.split(sought.pattern)
    letters, ending = fold(read[0]), fold(read[-1])
    if _begins_open(sought.pattern) and len(ending) >= _FEWEST_LETTERS:
        last = {fold(ending)[-3:], *(key[-3:] for key in family_keys(f"x{ending}"))}
        so_called = Q(given__in=sought.given_written) if sought.given_written else Q()
        called |= Q(name_ending__in=sorted(last)) & so_called
    elif sought.pattern and len(letters) >= _FEWEST_LETTERS:
        ends = Q()
        for form in sought.given_forms:
            ends |= Q(folded__contains=f"{ending} {form}")
        called |= beginning("folded", letters) & ends
    return called or None
