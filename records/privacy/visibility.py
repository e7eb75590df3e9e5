"""Which records an audience may see, and why not. Every answer covers a batch in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.conf import settings

from records.dates.day_numbers import day_number
from records.journeys.models import Outcome, Traveller
from records.people.kinds import DEATH_KINDS, TIMELESS_KINDS
from records.people.models import Event, FamilyChild, FamilyPartner, Person
from records.privacy.living import LifeFacts, presumed_living
from records.record_model import Status

# With parents and children these are some ten thousand, of 32,766 values that any SQLite takes.
_AT_ONCE = 2_000


class Audience(StrEnum):
    """For whom an edition is made: the public website, or an archive's complete preservation copy."""

    PUBLIC = "public"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Viewer:
    """An audience on a day (a Julian Day Number): what the decisions depend on.

    ``decided`` remembers decisions about persons while a whole edition is built, in which everybody is asked about with
    every relative; what is announced meanwhile is published afterwards.
    """

    audience: Audience
    today: int
    decided: "dict[int, Visibility] | None" = field(default=None, compare=False, repr=False)

    @property
    def sees_all(self) -> bool:
        return self.audience is Audience.ARCHIVE


def viewer(audience: str, iso_day: tuple[int, int, int], *, remembers: bool = False) -> Viewer:
    """Return the viewer of this audience on this Gregorian day."""
    return Viewer(Audience(audience), day_number(*iso_day), {} if remembers else None)


def public_on(day: date) -> Viewer:
    """Return the public as it is on this day: what it may see changes from day to day."""
    return viewer("public", (day.year, day.month, day.day))


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether a record may be shown, and the reason as a code."""

    visible: bool
    reason: str


def status_visibility(status: str, who: Viewer) -> Visibility:
    """Decide by status alone: the public sees published records, an archive edition holds every record."""
    if who.sees_all:
        return Visibility(True, "archive_copy")
    return Visibility(status == Status.PUBLISHED, f"status_{status}")


def people_visibility(person_ids: Collection[int], who: Viewer, *, anew: bool = False) -> dict[int, Visibility]:
    """Decide about persons, given by primary key; an id that no longer exists is missing from the answer.

    However many they are: a train list may name more people than a database takes in one question. ``anew``: what was
    remembered of them is not trusted.
    """
    known = who.decided if who.decided is not None and not anew else {}
    found = {pk: known[pk] for pk in person_ids if pk in known}
    asked = [pk for pk in person_ids if pk not in known]
    for start in range(0, len(asked), _AT_ONCE):
        decided = _decide(asked[start : start + _AT_ONCE], who)
        found |= decided
        if who.decided is not None:
            who.decided.update(decided)
    return found


def _decide(person_ids: Collection[int], who: Viewer) -> dict[int, Visibility]:
    if who.sees_all:
        found = Person.objects.filter(pk__in=person_ids).values_list("pk", flat=True)
        return {pk: Visibility(True, "archive_copy") for pk in found}
    rows = Person.objects.filter(pk__in=person_ids).values_list("pk", "status", "confidential")
    decided: dict[int, Visibility] = {}
    undecided: list[int] = []
    for pk, status, confidential in rows:
        by_status = status_visibility(status, who)
        if confidential:
            decided[pk] = Visibility(False, "confidential")
        elif not by_status.visible:
            decided[pk] = by_status
        else:
            undecided.append(pk)
    for pk, facts in life_facts(undecided).items():
        verdict = presumed_living(facts, today=who.today, after_years=settings.PRESUMED_DEAD_AFTER_YEARS)
        decided[pk] = Visibility(not verdict.presumed_living, verdict.reason)
    return decided


def life_facts(person_ids: Collection[int]) -> dict[int, LifeFacts]:
    """Gather what bounds these persons' lives: their own events and stages, and those of parents and children.

    Only published stages, families and relatives are heard; a confidential birth is kept apart.
    """
    if not person_ids:
        return {}
    parents, children = _parents_and_children(person_ids)
    everyone = set(person_ids) | {pk for kin in (parents, children) for group in kin.values() for pk in group}
    own = _own_facts(everyone)
    sexes = dict(
        Person.objects.filter(pk__in={pk for group in parents.values() for pk in group}).values_list("pk", "sex")
    )
    complete = {}
    for pk in person_ids:
        if pk not in own:
            continue
        mothers = tuple(own[parent] for parent in parents[pk] if sexes.get(parent) == "F" and parent in own)
        others = tuple(own[parent] for parent in parents[pk] if sexes.get(parent) != "F" and parent in own)
        complete[pk] = replace(
            own[pk],
            children=tuple(own[child] for child in children[pk] if child in own),
            mothers=mothers,
            fathers=others,
        )
    return complete


Kin = Mapping[int, list[int]]


def _parents_and_children(person_ids: Collection[int]) -> tuple[Kin, Kin]:
    """Return, by person, the parents and the children by birth."""
    # What is published is sorted out here: as conditions of the query, SQLite would begin with all that is published.
    parents: dict[int, list[int]] = defaultdict(list)
    children: dict[int, list[int]] = defaultdict(list)
    above = FamilyChild.objects.filter(person__in=person_ids, pedigree="birth").values_list(
        "person_id", "family__status", *_open_columns("family__partners__person")
    )
    for child, family, parent, status, confidential in above:
        if parent is not None and (family, status, confidential) == _OPEN:
            parents[child].append(parent)
    below = FamilyPartner.objects.filter(person__in=person_ids).values_list(
        "person_id", "family__status", *_open_columns("family__children__person"), "family__children__pedigree"
    )
    for parent, family, child, status, confidential, pedigree in below:
        if child is not None and pedigree == "birth" and (family, status, confidential) == _OPEN:
            children[parent].append(child)
    return parents, children


_OPEN = (Status.PUBLISHED, Status.PUBLISHED, False)


def _open_columns(path: str) -> tuple[str, str, str]:
    """Return the columns that say who somebody is and whether the public may read of them."""
    return f"{path}_id", f"{path}__status", f"{path}__confidential"


def _own_facts(person_ids: Collection[int]) -> dict[int, LifeFacts]:
    dead: set[int] = set()
    births: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    withheld: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    days: dict[int, list[int]] = defaultdict(list)
    events = Event.objects.filter(person__in=person_ids).values_list(
        "person_id", "kind", "date_earliest", "date_latest", "confidential"
    )
    for pk, kind, earliest, latest, confidential in events:
        if pk is None:
            continue
        if confidential:
            if kind == "birth":
                withheld[pk].append((earliest, latest))
        elif kind in DEATH_KINDS:
            dead.add(pk)
        elif kind == "birth":
            births[pk].append((earliest, latest))
        elif latest is not None and kind not in TIMELESS_KINDS:
            days[pk].append(latest)
    # What is published is sorted out here, as above.
    travels = Traveller.objects.filter(person__in=person_ids).values_list(
        "person_id", "outcome", "date_latest", "stage__date_latest", "stage__code", "stage__status"
    )
    for pk, outcome, own_latest, stage_latest, code, status in travels:
        if status != Status.PUBLISHED:
            continue
        if outcome == Outcome.DIED or code == "KATYN":
            dead.add(pk)
        latest = own_latest if own_latest is not None else stage_latest
        if latest is not None:
            days[pk].append(latest)
    vitals = Person.objects.filter(pk__in=person_ids).values_list("pk", "vital")
    return {
        pk: LifeFacts(
            vital=vital,
            death_recorded=pk in dead,
            births=tuple(births[pk]),
            withheld_births=tuple(withheld[pk]),
            other_days=tuple(days[pk]),
        )
        for pk, vital in vitals
    }


def visible_ids(person_ids: Iterable[int], who: Viewer) -> set[int]:
    """Return those of the persons that this viewer may see."""
    return {pk for pk, decision in people_visibility(set(person_ids), who).items() if decision.visible}
