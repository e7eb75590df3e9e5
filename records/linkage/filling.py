"""Filling the kept index: everybody of the archive is read anew, a part at a time, and what differs is written.

Each part is one transaction, which notes how far it came: killed at any moment, the next run goes on there. The same
run sees to it that an index that is there already is right: what nobody announced (the gazetteer) is followed by it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Max

from records.documents.models import Mention
from records.linkage.compared import Compared, compared
from records.linkage.index_writing import empty_index, keep_records, writing_index
from records.linkage.kept_index import ComparedRecord, IndexState, number_of_name, number_of_person
from records.linkage.keys_in_order import KEYS, write_waiting_keys
from records.linkage.told_names import told_names
from records.linkage.told_people import key_of_person, told_people
from records.linkage.told_places import PlaceKeys, place_keys
from records.outbox import ComparisonDue
from records.people.models import Person

_AT_ONCE, _OF_NEW = 1_000, 10_000
_PERSON, _NAME = "p:", "n:"
# What is done, how much of it, and of how much in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """How many people and names stand in the index, and how many were new, changed or gone."""

    people: int
    names: int
    written: int


def fill_index(progress: Progress, *, from_nothing: bool = False) -> IndexReport:
    """Bring the whole index to what the archive says; ``from_nothing`` empties it first."""
    with writing_index() as state:
        if from_nothing:
            empty_index(state)
        if not state.filled_to:
            # Row by row, the keys of millions would be written all over their table again and again.
            state.filled_to, state.covers, state.keys_wait = f"{_PERSON}0", _last_due(), not state.records
    places, written = place_keys(), 0
    totals = {_PERSON: _highest(Person), _NAME: _highest(Mention)}
    while (state := IndexState.objects.get(pk=1)).filled_to[:2] in totals:
        kind, last = state.filled_to[:2], int(state.filled_to[2:])
        written += _fill_part(kind, last, places, _OF_NEW if state.keys_wait else _AT_ONCE)
        progress("people" if kind == _PERSON else "names", min(last, totals[kind]), totals[kind])
    write_waiting_keys(progress)
    people = ComparedRecord.objects.filter(key__startswith=_PERSON).count()
    return IndexReport(people, ComparedRecord.objects.count() - people, written)


def _last_due() -> int:
    return int(ComparisonDue.objects.aggregate(last=Max("pk"))["last"] or 0)


def _highest(model: type[Person] | type[Mention]) -> int:
    return int(model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0)


def _fill_part(kind: str, last: int, places: PlaceKeys, at_once: int) -> int:
    """Fill the next part behind this key; return how many were written."""
    with writing_index() as state:
        if state.filled_to != f"{kind}{last}":
            # Another filling is at work: it has done this part.
            return 0
        rows = Person.objects if kind == _PERSON else Mention.objects
        pks = list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:at_once])
        number_of, records_of = _OF_KIND[kind]
        # Of whoever was deleted without a word, the number lies between the others.
        held = ComparedRecord.objects.filter(number__gt=number_of(last))
        held = held.filter(number__lte=number_of(pks[-1])) if pks else held
        numbers = [number for number in held.values_list("number", flat=True) if number % 2 == (kind == _NAME)]
        written = keep_records(state, dict.fromkeys(numbers) | records_of(pks, places))
        state.filled_to = f"{kind}{pks[-1]}" if pks else f"{_NAME}0" if kind == _PERSON else KEYS
        return written


def records_of_people(pks: list[int], places: PlaceKeys) -> dict[int, Compared | None]:
    """Return the compared columns of these people by their numbers; None of those who are not compared."""
    found: dict[int, Compared | None] = {number_of_person(pk): None for pk in pks}
    number_of: dict[str, int] = {}
    for start in range(0, len(pks), _AT_ONCE):
        ids = Person.objects.filter(pk__in=pks[start : start + _AT_ONCE]).order_by()
        number_of |= {key_of_person(one): number_of_person(pk) for pk, one in ids.values_list("pk", "public_id")}
    found |= {number_of[told.key]: compared(told) for told in told_people(pks, places)}
    return found


def records_of_names(pks: list[int], places: PlaceKeys) -> dict[int, Compared | None]:
    """Return the compared columns of these names on pages by their numbers; None of those who are not compared."""
    found: dict[int, Compared | None] = {number_of_name(pk): None for pk in pks}
    found |= {number_of_name(int(told.key[2:])): compared(told) for told in told_names(pks=pks, places=places)}
    return found


_OF_KIND = {_PERSON: (number_of_person, records_of_people), _NAME: (number_of_name, records_of_names)}
