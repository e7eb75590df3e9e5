"""What somebody has typed of a person so far, as a plain record to be compared; kin and stays are the stored ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from records.dates.reading import read_date
from records.gedcom.dates import read_gedcom_date
from records.linkage.compared import Told
from records.linkage.told_people import PERSON, other_surname
from records.linkage.told_places import NOWHERE, PlaceKeys, place_keys_of

_BIRTHS, _HOMES = ("birth", "baptism", "christening"), ("birth", "baptism", "christening", "residence")
NOBODY = Told("", PERSON, "", "")


@dataclass(frozen=True, slots=True)
class TypedName:
    """One name as it stands in the form."""

    kind: str = ""
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    suffix: str = ""
    as_written: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class TypedEvent:
    """One event as it stands in the form; ``place`` is a primary key."""

    kind: str
    date_text: str = ""
    date_value: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What stands in the form of a person."""

    names: Sequence[TypedName] = ()
    events: Sequence[TypedEvent] = ()
    sex: str = ""


def told_of_typed(typed: TypedPerson, stored: Told = NOBODY, places: PlaceKeys | None = None) -> Told:
    """Return what is typed; of a person who is in the archive, beside what is ``stored`` of kin and journey.

    ``places``: the gazetteer, where it was read already.
    """
    in_order = sorted(typed.names, key=lambda name: not name.preferred)
    names = [name for name in in_order if name.given or name.surname or name.as_written]
    name = names[0] if names else TypedName()
    rows = [{"surname": one.surname, "kind": one.kind} for one in names]
    return replace(
        stored,
        surname=name.surname or ("" if name.given else name.as_written),
        given=name.given,
        sex=typed.sex.lower() if typed.sex in ("M", "F") else "",
        maiden=other_surname(name.surname, rows),
        father=next((one.patronymic for one in names if one.patronymic), "") or stored.father,
        born=_born(typed.events),
        places=_home(typed.events, places),
        generation=name.suffix,
    )


def _born(events: Sequence[TypedEvent]) -> tuple[int | None, int | None]:
    for event in events:
        if event.kind in _BIRTHS and (event.date_text or event.date_value):
            text = event.date_text
            date = read_gedcom_date(event.date_value, text) if event.date_value else read_date(text)
            if date.earliest is not None:
                return date.earliest, date.latest
    return None, None


def _home(events: Sequence[TypedEvent], places: PlaceKeys | None) -> tuple[str, str, str]:
    by_kind = {event.kind: event.place for event in reversed(events) if event.place is not None}
    place = next((by_kind[kind] for kind in _HOMES if kind in by_kind), None)
    if place is None:
        return NOWHERE
    return (places or place_keys_of([place])).of(place)
