"""The two records of a pair as a gap sees them: on which stages of the journey each was, when, and what is known."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from records.documents.kind_shapes import PAGE_DATE, PAGE_PLACE
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document, Mention
from records.gedcom.dates import read_gedcom_date
from records.journeys.models import Traveller
from records.journeys.sequence import begin_of, in_sequence
from records.linkage.evidence import evidence_of
from records.people.models import Person
from records.places.models import Place
from records.record_model import Status

_PERSON, _NAME = "p:", "n:"
Day = int | None


@dataclass(frozen=True, slots=True)
class OnStage:
    """That somebody was on a stage of one of these codes, between these days, at this place (public id, or empty)."""

    codes: tuple[str, ...]
    first: Day
    last: Day
    place: str = ""
    outcome: str = ""


@dataclass(slots=True)
class Side:
    """One record of a pair: its journey in order, or what a page tells of a name; what is known of it in all."""

    key: str
    is_published: bool
    stages: Sequence[OnStage]
    known: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_person(self) -> bool:
        return self.key.startswith(_PERSON)


def sides_of(keys: Collection[str]) -> dict[str, Side]:
    """Return what is known of these records; a fixed number of queries."""
    return _people({key[2:] for key in keys if key.startswith(_PERSON)}) | _names(
        [int(key[2:]) for key in keys if key.startswith(_NAME)]
    )


def _people(public_ids: Collection[str]) -> dict[str, Side]:
    rows = Person.objects.filter(public_id__in=public_ids).exclude(status=Status.WITHDRAWN)
    people = {pk: (public_id, status) for pk, public_id, status in rows.values_list("pk", "public_id", "status")}
    journeys, known = _journeys(people), evidence_of([public_id for public_id, _status in people.values()])
    return {
        f"{_PERSON}{public_id}": Side(
            f"{_PERSON}{public_id}", status == Status.PUBLISHED, journeys.get(pk, []), known[public_id]
        )
        for pk, (public_id, status) in people.items()
    }


_STAGE = (
    "code",
    "place_id",
    "origin_id",
    "place__public_id",
    "public_id",
    "date_value",
    "date_earliest",
    "date_latest",
)
_TRAVEL = ("outcome", "date_text", "date_value", "date_earliest", "date_latest", *(f"stage__{name}" for name in _STAGE))


def _journeys(people: Collection[int]) -> dict[int, list[OnStage]]:
    """Return the stages of each person in the order of the journey, those withdrawn left out."""
    travels: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Traveller.objects.filter(person__in=people).exclude(stage__status=Status.WITHDRAWN).order_by("pk")
    for row in rows.values("person_id", *_TRAVEL):
        travels[row["person_id"]].append(row)
    return {person: _in_order(rows) for person, rows in travels.items()}


def _in_order(rows: Sequence[dict[str, Any]]) -> list[OnStage]:
    begins, stages = [], []
    for row in rows:
        own = "date_" if row["date_text"] or row["date_value"] else "stage__date_"
        first, last = row[f"{own}earliest"], row[f"{own}latest"]
        code, at = row["stage__code"], (row["stage__place_id"], row["stage__origin_id"])
        begins.append(begin_of(code, row[f"{own}value"], first, last, *at, row["stage__public_id"]))
        stages.append(OnStage((code,), first, last, row["stage__place__public_id"] or "", row["outcome"]))
    return [stages[number] for number in in_sequence(begins)]


def _names(pks: Collection[int]) -> dict[str, Side]:
    """Return what published pages tell of these names, with whom nobody is identified."""
    rows = Mention.objects.filter(pk__in=pks, document__status=Status.PUBLISHED)
    names = list(rows.exclude(identifications__withdrawn=False).select_related("document"))
    told = {name.pk: list(_told_by_page(name)) for name in names}
    read = {place for stages in told.values() for *_stage, place in stages if place}
    places = dict(Place.objects.filter(pk__in=read).values_list("pk", "public_id"))
    found = {}
    for name in names:
        stages = [
            OnStage(codes, first, last, places.get(place or 0, "")) for codes, first, last, place in told[name.pk]
        ]
        known = [name.as_written, name.role, json.dumps(name.values, sort_keys=True), name.document.kind, repr(stages)]
        found[f"{_NAME}{name.pk}"] = Side(f"{_NAME}{name.pk}", True, stages, {"name": known})
    return found


def _told_by_page(name: Mention) -> Iterator[tuple[tuple[str, ...], Day, Day, int | None]]:
    """Yield the stages that such a page proves of somebody in this role: codes, days, primary key of a place."""
    paper = name.document
    kind = DOCUMENT_KINDS.get(paper.kind)
    for rule in kind.stages if kind else ():
        if rule.roles and name.role not in rule.roles:
            continue
        values = name.values if rule.per_row else paper.readings
        first, last = (_days(paper, values, key) for key in (rule.date, rule.end_date or rule.date))
        place = paper.place_id if rule.place == PAGE_PLACE else _read(paper.readings, rule.place).get("place")
        chosen = paper.fields.get(rule.choice) if rule.choice else None
        yield (chosen,) if chosen in rule.codes else rule.codes, first[0], last[1], place


def _days(paper: Document, values: Mapping[str, Any], key: str) -> tuple[Day, Day]:
    if key == PAGE_DATE:
        return paper.date_earliest, paper.date_latest
    date = read_gedcom_date(str(_read(values, key).get("understood") or ""))
    return date.earliest, date.latest


def _read(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = values.get(key)
    return value if isinstance(value, dict) else {}
