"""What a page that is being entered says of a person, as a plain record to be compared with the archive."""

from collections.abc import Iterable, Iterator

from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.linkage.compared import Told
from records.linkage.told_names import NAME
from records.linkage.told_places import NOWHERE, PlaceKeys, place_keys_of
from records.transcribing.entry import Entry, EntryPerson
from records.transcribing.reading_values import date_of, name_of, part_of, sex_of_person

_HOLDER, _SPOUSE, _CHILD = "holder", "spouse", "child"


def told_of_entry(person: EntryPerson, entry: Entry, places: PlaceKeys | None = None) -> Told | None:
    """Return what the page says of a person; None of a kind of document that is not known. ``places``: the gazetteer,
    where it was read already.
    """
    kind = DOCUMENT_KINDS.get(entry.kind)
    if kind is None:
        return None
    read = name_of(person)
    beside = entry.people if person.role == _HOLDER else ()
    sex = sex_of_person(kind, person)
    return Told(
        key="",
        kind=NAME,
        surname=read.surname,
        given=read.given,
        sex=sex.lower() if sex in ("M", "F") else "",
        maiden=part_of(kind, person, "maiden").text,
        father=part_of(kind, person, "father").text or read.patronymic,
        spouse=next(_called(beside, _SPOUSE), ""),
        children=tuple(_called(beside, _CHILD)),
        born=_born(kind, person),
        places=_home(kind, person, places),
    )


def _called(people: Iterable[EntryPerson], role: str) -> Iterator[str]:
    return (given for one in people if one.role == role and (given := name_of(one).given))


def _born(kind: DocumentKind, person: EntryPerson) -> tuple[int | None, int | None]:
    for asked in kind.fields_of(person.role):
        if asked.event == "birth" and asked.part == "date" and person.value(asked.key):
            date = date_of(person.value(asked.key))
            return date.earliest, date.latest
    return None, None


def _home(kind: DocumentKind, person: EntryPerson, places: PlaceKeys | None) -> tuple[str, str, str]:
    chosen = {
        asked.event: place
        for asked in kind.fields_of(person.role)
        if asked.part == "place" and (place := person.value(asked.key).place)
    }
    for event in ("birth", "residence"):
        if event in chosen:
            return (places or place_keys_of([chosen[event]])).of(chosen[event])
    return NOWHERE
