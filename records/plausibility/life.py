"""What the rules look at: one person's life as plain values, read from the archive a batch at a time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from records.dates.historical_date import Qualifier
from records.journeys.models import Traveller
from records.people.models import Event, FamilyChild, FamilyPartner, Person


@dataclass(frozen=True, slots=True)
class Warning_:
    """One warning: the rule (P1-P16), its level ("error", "warning", "note"), the record, and a sentence."""

    rule: str
    level: str
    kind: str
    record_id: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated thing: bounds as Julian Day Numbers, and whether they are a stay that really lasted so long."""

    kind: str
    earliest: int | None
    latest: int | None
    lasting: bool = False
    stage_id: str = ""
    place: str = ""
    place_from: int | None = None
    place_to: int | None = None
    outcome: str = ""
    reason: str = ""


@dataclass(slots=True)
class Life:
    """One person with events and stages in order, and the parents by public id."""

    pk: int
    public_id: str
    name: str
    sex: str
    events: list[Dated] = field(default_factory=list)
    stages: list[Dated] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Dated]:
        return [event for event in self.events if event.kind in kinds]

    def warn(self, rule: str, level: str, sentence: str) -> Warning_:
        return Warning_(rule, level, "person", self.public_id, self.name, sentence)


def read_lives(pks: Collection[int]) -> dict[int, Life]:
    """Read these persons and their parents in a fixed number of queries."""
    parents = _parents(pks)
    everyone = set(pks) | {parent for group in parents.values() for parent in group}
    lives = {
        pk: Life(pk, public_id, name or public_id, sex)
        for pk, public_id, name, sex in Person.objects.filter(pk__in=everyone).values_list(
            "pk", "public_id", "sort_name", "sex"
        )
    }
    for pk, group in parents.items():
        lives[pk].parents = [parent for parent in group if parent in lives]
    _read_events(lives)
    _read_stages(lives)
    return lives


def _parents(pks: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    families = dict(FamilyChild.objects.filter(person__in=pks, pedigree="birth").values_list("person_id", "family_id"))
    partners: dict[int, list[int]] = defaultdict(list)
    for family, person in FamilyPartner.objects.filter(family__in=set(families.values())).values_list(
        "family_id", "person_id"
    ):
        partners[family].append(person)
    for child, family in families.items():
        found[child] = partners[family]
    return found


def _read_events(lives: dict[int, Life]) -> None:
    rows = (
        Event.objects.filter(person__in=lives)
        .order_by("date_earliest", "id")
        .values_list("person_id", "kind", "date_earliest", "date_latest")
    )
    for person, kind, earliest, latest in rows:
        lives[person].events.append(Dated(kind, earliest, latest))


def _read_stages(lives: dict[int, Life]) -> None:
    rows = Traveller.objects.filter(person__in=lives).values(
        "person_id",
        "date_earliest",
        "date_latest",
        "date_qualifier",
        "outcome",
        "reason",
        "stage__code",
        "stage__public_id",
        "stage__date_earliest",
        "stage__date_latest",
        "stage__date_qualifier",
        "stage__place__name",
        "stage__place__date_earliest",
        "stage__place__date_latest",
    )
    for row in rows:
        own = row["date_earliest"] is not None or row["date_latest"] is not None
        earliest = row["date_earliest"] if own else row["stage__date_earliest"]
        latest = row["date_latest"] if own else row["stage__date_latest"]
        qualifier = row["date_qualifier"] if own else row["stage__date_qualifier"]
        lives[row["person_id"]].stages.append(
            Dated(
                row["stage__code"],
                earliest,
                latest,
                qualifier == Qualifier.PERIOD,
                row["stage__public_id"],
                row["stage__place__name"] or "",
                row["stage__place__date_earliest"],
                row["stage__place__date_latest"],
                row["outcome"],
                row["reason"],
            )
        )
    for life in lives.values():
        life.stages.sort(key=lambda stage: (stage.earliest or 9_999_999, stage.latest or 9_999_999))
