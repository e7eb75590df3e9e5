"""Which word of a name is the surname, told by the surnames of the others on the page: the same for every way in."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from records.transcribing.entry import EntryPerson
from records.transcribing.name_proposals import propose_names, sex_of
from records.transcribing.reading_values import name_of
from records.transcribing.written_forms import written_forms


def read_by_page(
    people: Sequence[EntryPerson], beside: Iterable[str] = (), *, anew: bool = False
) -> tuple[EntryPerson, ...]:
    """Return the people, a name of which the order is in doubt read as the others' surnames tell; no query.

    ``beside`` are further surnames of the page. Readings that somebody chose stay; with ``anew`` nobody chose any.
    """
    doubtful = [(anew or not person.read) and _order_is_in_doubt(person) for person in people]
    if not any(doubtful):
        return tuple(people)
    known = (name_of(person).surname for person, doubt in zip(people, doubtful, strict=True) if not doubt)
    surnames = frozenset(filter(None, (*known, *beside)))
    return tuple(
        _read_beside(person, surnames) if doubt else person for person, doubt in zip(people, doubtful, strict=True)
    )


def _order_is_in_doubt(person: EntryPerson) -> bool:
    text = person.name.text
    return " " in text and not person.name.understood and any(form.why == "order" for form in written_forms(text))


def _read_beside(person: EntryPerson, surnames: Set[str]) -> EntryPerson:
    found = propose_names(person.name.text, surnames=surnames) if surnames else []
    if not found or found[0].read == name_of(person):
        return person
    read = found[0].read
    return replace(person, read=read, sex=person.sex if person.sex != "U" else sex_of(read))
