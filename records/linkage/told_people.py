"""People of the archive as plain records to be compared: names, kin, birth, places, stays.

Of several names the one to show first stands for the person, and the name of another kind beside it as the maiden name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from records.dates.overlaps import sure_span
from records.gedcom.dates import read_gedcom_date
from records.journeys.models import Outcome, Traveller
from records.linkage.compared import Stay, Told
from records.linkage.told_places import NOWHERE, PlaceKeys, place_keys
from records.names.surnames import family_key
from records.people.models import Event, FamilyChild, FamilyPartner, Person, PersonName
from records.record_model import Status

PERSON = "person"
_AT_ONCE = 1_000
_BIRTHS, _DEATHS = ("birth", "baptism", "christening"), ("death", "burial", "cremation")
# A person in these was alive; to be on a list of the dead, or to own something, is no such thing.
_LIVED = frozenset({"marriage", "military", "naturalisation", "census", "graduation", "immigration", "emigration"})
_NOT_COMPARED = (Status.WITHDRAWN,)
# The first train went on 10 February 1940. Where somebody was since then tells more than where all their village was.
_FIRST_DEPORTATION = 2_429_670
Row = Mapping[str, Any]
# What somebody is in a family.
_PARTS: Mapping[str, type[Any]] = {"partner": FamilyPartner, "child": FamilyChild}
# As what somebody stands in a family, as what somebody else does, and what the other is to the one; the last counts.
TIES = (
    ("partner", "partner", "spouse"),
    ("partner", "child", "child"),
    ("child", "partner", "parent"),
    ("child", "child", "sibling"),
)


def key_of_person(public_id: str) -> str:
    """Return the key under which a person is compared."""
    return f"p:{public_id}"


def told_people(pks: Iterable[int] | None = None, places: PlaceKeys | None = None) -> Iterator[Told]:
    """Yield the people of the archive, or these, in the order of their keys; a fixed number of queries a thousand."""
    places, last = places or place_keys(), 0
    people = people_to_compare().order_by("pk")
    if pks is not None:
        people = people.filter(pk__in=list(pks))
    while part := list(people.filter(pk__gt=last).values("pk", "public_id", "sex")[:_AT_ONCE]):
        last = part[-1]["pk"]
        yield from _Batch([row["pk"] for row in part], places).told(part)


def people_to_compare() -> QuerySet[Person]:
    """Return the people who are compared."""
    return Person.objects.exclude(status__in=_NOT_COMPARED)


@dataclass(slots=True)
class _Kin:
    """Given names of the relatives."""

    father: str = ""
    mother: str = ""
    spouse: str = ""
    children: list[str] = field(default_factory=list)


class _Batch:
    """What stands in the archive about some people."""

    def __init__(self, pks: Sequence[int], places: PlaceKeys) -> None:
        self._places = places
        self._names = _by_person(
            PersonName.objects.filter(person__in=pks)
            .order_by("-preferred", "position", "pk")
            .values("person_id", "kind", "given", "patronymic", "surname", "suffix", "as_written")
        )
        self._events = _by_person(
            Event.objects.filter(person__in=pks)
            .order_by("-is_conclusion", "pk")
            .values("person_id", "kind", "date_earliest", "date_latest", "place_id")
        )
        self._travels = _by_person(
            Traveller.objects.filter(person__in=pks)
            .order_by("stage__date_earliest", "pk")
            .values(
                "person_id", "outcome", "date_value", "date_text", "stage__code", "stage__public_id",
                "stage__place_id", "stage__origin_id", "stage__date_value", "stage__date_text",
            )
        )  # fmt: skip
        self._kin = _kin_of(pks)

    def told(self, people: Iterable[Row]) -> Iterator[Told]:
        for person in people:
            yield self._told(person)

    def _told(self, person: Row) -> Told:
        pk = person["pk"]
        names, events, travels = self._names[pk], self._events[pk], self._travels[pk]
        name = names[0] if names else {"given": "", "surname": "", "patronymic": "", "suffix": "", "as_written": ""}
        kin = self._kin[pk]
        births = [event for event in events if event["kind"] in _BIRTHS and event["date_earliest"] is not None]
        stays = sorted(self._stays(travels), key=lambda stay: stay.first_day < _FIRST_DEPORTATION)
        return Told(
            key=key_of_person(person["public_id"]),
            kind=PERSON,
            surname=name["surname"] or ("" if name["given"] else name["as_written"]),
            given=name["given"],
            sex=person["sex"].lower() if person["sex"] in ("M", "F") else "",
            maiden=other_surname(name["surname"], names),
            father=kin.father or next((row["patronymic"] for row in names if row["patronymic"]), ""),
            mother=kin.mother,
            spouse=kin.spouse,
            children=tuple(kin.children),
            born=(births[0]["date_earliest"], births[0]["date_latest"]) if births else (None, None),
            places=self._home(events),
            transport=next((one["stage__public_id"] for one in travels if one["stage__code"].startswith("DEPORT")), ""),
            stays=stays,
            alive_on=max((*_days_alive(events), *(stay.last_day for stay in stays)), default=None),
            dead_by=min((event["date_latest"] for event in events if _is_death(event)), default=None),
            generation=name["suffix"],
        )

    def _home(self, events: Iterable[Row]) -> tuple[str, str, str]:
        by_kind: dict[str, tuple[str, str, str]] = {}
        for event in events:
            if event["place_id"] is not None:
                by_kind.setdefault(event["kind"], self._places.of(event["place_id"]))
        return next((by_kind[kind] for kind in (*_BIRTHS, "residence") if kind in by_kind), NOWHERE)

    def _stays(self, travels: Iterable[Row]) -> Iterator[Stay]:
        """Yield the stays with days that are sure; who died or stayed behind was not there to the end."""
        for row in travels:
            value, text = row["date_value"], row["date_text"]
            if not value and not text:
                value, text = row["stage__date_value"], row["stage__date_text"]
            span = sure_span(read_gedcom_date(value, text)) if value else None
            place, _district, region = self._places.of(row["stage__place_id"])
            # On the way nobody is at the place that they are bound for.
            if span and region and row["stage__origin_id"] is None and row["outcome"] == Outcome.ARRIVED:
                yield Stay(region, *span, place)


def _by_person(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["person_id"]].append(row)
    return found


def other_surname(surname: str, names: Iterable[Row]) -> str:
    """Return a surname of another family that the person bore, the one at birth first."""
    own = family_key(surname) if surname else ""
    others = [row for row in names if row["surname"] and family_key(row["surname"]) != own]
    others.sort(key=lambda row: row["kind"] != "birth")
    married = [row for row in others if row["kind"] in ("birth", "married")]
    return str(married[0]["surname"]) if own and married else ""


def _days_alive(events: Iterable[Row]) -> Iterator[int]:
    for event in events:
        if event["kind"] in _LIVED and event["date_earliest"] is not None:
            yield event["date_earliest"]


def _is_death(event: Row) -> bool:
    return event["kind"] in _DEATHS and event["date_latest"] is not None


def _kin_of(pks: Sequence[int]) -> dict[int, _Kin]:
    """Return the given names of parents, spouses and children: five queries."""
    kin: dict[int, _Kin] = defaultdict(_Kin)
    as_child = list(FamilyChild.objects.filter(person__in=pks).values_list("family_id", "person_id"))
    as_partner = list(FamilyPartner.objects.filter(person__in=pks).values_list("family_id", "person_id"))
    families = {family for family, _person in (*as_child, *as_partner)}
    partners = _members(FamilyPartner, families)
    children = _members(FamilyChild, {family for family, _person in as_partner})
    given = given_names_of({one for rows in (partners, children) for members in rows.values() for one, _sex in members})
    for family, person in as_child:
        for parent, sex in partners.get(family, ()):
            if sex == "M":
                kin[person].father = kin[person].father or given.get(parent, "")
            elif sex == "F":
                kin[person].mother = kin[person].mother or given.get(parent, "")
    for family, person in as_partner:
        for partner, _sex in partners.get(family, ()):
            if partner != person:
                kin[person].spouse = kin[person].spouse or given.get(partner, "")
        kin[person].children += [name for child, _sex in children.get(family, ()) if (name := given.get(child, ""))]
    return kin


def _members(part: type[Any], families: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = part._default_manager.filter(family__in=list(families)).order_by("position", "pk")
    for family, person, sex in rows.values_list("family_id", "person_id", "person__sex"):
        found[family].append((person, sex))
    return found


def given_names_of(people: Iterable[int]) -> dict[int, str]:
    """Return the given names of these people, each from the name to show first; one query."""
    names = PersonName.objects.filter(person__in=list(people)).exclude(given="")
    rows = names.order_by("preferred", "-position", "-pk").values_list("person_id", "given")
    # The last that is read stands: the one to show first.
    return dict(rows)


def relatives_of_people(pks: Iterable[int] | None = None) -> dict[str, dict[str, str]]:
    """Return, by the key of each person with a family, the keys of spouses, parents, children and siblings, each as
    what it is to the person (family_ties.py): two queries for the whole archive, four for these people.

    Of two who meet in several families, the last says what they are.
    """
    families = None if pks is None else _families_of(list(pks))
    members = {part: _of_families(model, families) for part, model in _PARTS.items()}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for family in sorted({family for of_part in members.values() for family in of_part}):
        for mine, theirs, tie in TIES:
            for one in members[mine].get(family, ()):
                found[one] |= {other: tie for other in members[theirs].get(family, ()) if other != one}
    return dict(found)


def members_of_families() -> Iterator[tuple[int, str, str]]:
    """Yield who stands in which family as what: (family, key of the person, "partner" or "child"), row by row."""
    for part, model in _PARTS.items():
        rows = model._default_manager.order_by().values_list("family_id", "person__public_id")
        yield from ((family, key_of_person(public_id), part) for family, public_id in rows.iterator())


def kin_of_person(person: Person) -> set[str]:
    """Return the public ids of partners, parents and children: two queries."""
    found: set[str] = set()
    of_partner = FamilyPartner.objects.filter(person=person).values("family")
    of_child = FamilyChild.objects.filter(person=person).values("family")
    partners = FamilyPartner.objects.filter(Q(family__in=of_partner) | Q(family__in=of_child))
    found.update(partners.values_list("person__public_id", flat=True))
    found.update(FamilyChild.objects.filter(family__in=of_partner).values_list("person__public_id", flat=True))
    return found - {person.public_id}


def _families_of(pks: list[int]) -> set[int]:
    return {
        family
        for part in _PARTS.values()
        for family in part._default_manager.filter(person__in=pks).values_list("family_id", flat=True)
    }


def _of_families(part: type[Any], families: set[int] | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = part._default_manager.order_by("family_id", "position", "pk")
    if families is not None:
        rows = rows.filter(family__in=families)
    for family, public_id in rows.values_list("family_id", "person__public_id").iterator():
        found[family].append(key_of_person(public_id))
    return found
