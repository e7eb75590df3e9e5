"""A person's page: names in all forms, events with rival claims, the stages of the journey, the families."""

from collections.abc import Collection
from typing import Any

from records.dates.historical_date import Certainty, Qualifier
from records.dates.overlaps import sure_span
from records.dates.value import parse_value
from records.edition.composed import DATE_COLUMNS, Composed, Presence, counting_once, date_row
from records.edition.composing.imported import origins
from records.edition.composing.person_card import best_date, bound_of, card_of, home_of, sort_key_of
from records.edition.composing.person_keys import add_bearers, add_words
from records.edition.composing.relatives import relatives_of
from records.edition.composing.rows import (
    RESIDUE_COLUMNS,
    Row,
    citations,
    cited_links,
    grouped,
    mark_part,
    part_columns,
    residue_values,
)
from records.importing.models import Residue
from records.journeys.models import Traveller
from records.journeys.sequence import Begin, begin_of, in_sequence
from records.journeys.stages import STAGES
from records.linkage.merges import former_ids
from records.names.folding import script_of
from records.names.patronymics import patronymic_in_heading
from records.names.surnames import family_key
from records.names.transliteration import to_polish_letters
from records.people.models import (
    Event,
    EventCitation,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.privacy.visibility import Viewer, people_visibility
from records.record_model import Status

_NAME_COLUMNS = (
    "id",
    "person_id",
    "kind",
    "prefix",
    "given",
    "nickname",
    "patronymic",
    "surname",
    "suffix",
    "as_written",
    "language",
    "script",
    "preferred",
    "note",
)
# What is read of an event, beside whose it is.
EVENT_COLUMNS = (
    "id",
    "kind",
    "type_text",
    "value",
    "place__public_id",
    "place_as_written",
    "cause",
    "agency",
    "age_text",
    "note",
    "confidential",
    "is_conclusion",
    "conclusion_reason",
    "concluded_by",
    "concluded_on",
    *DATE_COLUMNS,
)
_CAME = frozenset({"arrived", "joined", "born"})
# Events whose value is a number that stands in the papers.
_NUMBERED = frozenset({"identity_number", "military"})
_TRAVEL_COLUMNS = (
    "person_id",
    "role",
    "outcome",
    "presence",
    "reason",
    "note",
    *DATE_COLUMNS,
    "stage__public_id",
    "stage__status",
    "stage__code",
    "stage__place__public_id",
    "stage__place_id",
    "stage__origin_id",
    "stage__date_earliest",
    "stage__date_latest",
    "stage__date_value",
    "stage__date_certainty",
)
# A stage is shared: what is changed in it changes the records of all who came with a file.
_OF_STAGES = ("stage__worked_on_at",)


def compose_people(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these persons."""
    people: dict[int, Any] = {row["id"]: row for row in Person.objects.filter(public_id__in=public_ids).values()}
    decisions = people_visibility(people.keys(), who, anew=True)
    people = {pk: row for pk, row in people.items() if pk in decisions and decisions[pk].visible}
    batch = _Batch(people.keys(), [row["public_id"] for row in people.values()], who)
    return [batch.compose(row) for row in people.values()]


class _Batch:
    """The rows of one batch of visible persons, read once."""

    def __init__(self, pks: Collection[int], public_ids: Collection[str], who: Viewer) -> None:
        self.who = who
        self.names = grouped(
            PersonName.objects.filter(person__in=pks)
            .order_by("person_id", "-preferred", "position", "id")
            .values(*_NAME_COLUMNS, *part_columns(who)),
            "person_id",
        )
        self.events = grouped(
            Event.objects.filter(person__in=pks)
            .order_by("person_id", "date_earliest", "id")
            .values("person_id", *EVENT_COLUMNS, *part_columns(who)),
            "person_id",
        )
        self.travels = grouped(
            Traveller.objects.filter(person__in=pks)
            .order_by("person_id", "id")
            .values(*_TRAVEL_COLUMNS, *(_OF_STAGES if who.sees_all else ()), *part_columns(who)),
            "person_id",
        )
        name_ids = [row["id"] for rows in self.names.values() for row in rows]
        event_ids = [row["id"] for rows in self.events.values() for row in rows]
        self.name_citations = citations(NameCitation, "name", name_ids, who)
        self.event_citations = citations(EventCitation, "event", event_ids, who)
        self.person_citations = citations(PersonCitation, "person", pks, who)
        self.families_as_child = grouped(
            FamilyChild.objects.filter(person__in=pks)
            .order_by("id")
            .values("person_id", "family__public_id", "family_id", "pedigree", "family__status", *part_columns(who)),
            "person_id",
        )
        self.families_as_partner = grouped(
            FamilyPartner.objects.filter(person__in=pks)
            .order_by("id")
            .values("person_id", "family__public_id", "family_id", "family__status", *part_columns(who)),
            "person_id",
        )
        self.residue = (
            grouped(
                Residue.objects.filter(
                    kind="person", record_id__in=Person.objects.filter(pk__in=pks).values("public_id")
                )
                .order_by("id")
                .values(*RESIDUE_COLUMNS),
                "record_id",
            )
            if who.sees_all
            else {}
        )
        self.origins = origins("person", pks, who)
        self.former_ids = former_ids(public_ids, public=not who.sees_all)
        self.relatives = relatives_of(self.families_as_child, self.families_as_partner, who)

    def compose(self, person: Row) -> Composed:
        pk = person["id"]
        names = [self._name(row) for row in self.names.get(pk, [])]
        events = self._events(pk)
        births = [event for event in events if event["kind"] == "birth"]
        best_birth, best_death = (
            best_date(events, ("birth", "christening", "baptism")),
            best_date(events, ("death", "burial", "cremation")),
        )
        composed = Composed(
            kind="person",
            id=person["public_id"],
            position=pk,
            sort_key=sort_key_of(names),
            card=card_of(person, names, best_birth, best_death),
            body={},
            earliest=bound_of(births, "earliest", min),
            latest=bound_of(births, "latest", max),
            former_ids=self.former_ids.get(person["public_id"], []),
        )
        composed.body = {
            **{key: person[key] for key in ("sex", "status", "invented", "note", "reference")},
            "uid": str(person["uid"]),
            "vital": person["vital"] if self.who.sees_all else "deceased",
            "confidential": person["confidential"] or (self.who.sees_all and person["status"] != Status.PUBLISHED),
            "names": names,
            "events": events,
            "citations": self.person_citations.get(pk, []),
            "journey": self._journey(pk, composed),
            "families_as_child": self._family_ids(self.families_as_child.get(pk, []), "pedigree"),
            "families_as_partner": [row["id"] for row in self._family_ids(self.families_as_partner.get(pk, []))],
        }
        if self.who.sees_all:
            composed.body |= {
                "private_note": person["private_note"],
                "changed": person["changed_at"].date().isoformat(),
                "created": person["created_at"].date().isoformat(),
                "imported": self._imported(person),
                "ties_as_partner": self._family_ids(self.families_as_partner.get(pk, [])),
            }
            composed.body["residue"] = residue_values(self.residue.get(person["public_id"], []))
        self._index(person, composed)
        return composed

    def _imported(self, person: Row) -> Row | None:
        """Return where in a file the person comes from, and whether anything of the record was changed since."""
        origin = self.origins.get(person["id"])
        if origin is None:
            return None
        stages = self.travels.get(person["id"], [])
        touched = person["worked_on_at"] is not None or any(_changed_since(row) for row in stages)
        return origin.value(touched=touched, confidential=person["confidential"])

    def _name(self, row: Row) -> Row:
        value = {key: row[key] for key in _NAME_COLUMNS if key not in ("id", "person_id")}
        parts = (row["given"], patronymic_in_heading(row["patronymic"]), row["surname"])
        written = " ".join(part for part in parts if part) or row["as_written"]
        value["reading"] = to_polish_letters(written) if script_of(written) == "Cyrl" else ""
        value["family_key"] = family_key(row["surname"]) if row["surname"] else ""
        value["citations"] = self.name_citations.get(row["id"], [])
        return mark_part(value, row)

    def _events(self, pk: int) -> list[Row]:
        rows = [row for row in self.events.get(pk, []) if self.who.sees_all or not row["confidential"]]
        return [
            event_value(row, self.event_citations.get(row["id"], []), _rivals(rows, row["kind"]), self.who)
            for row in rows
        ]

    def _journey(self, pk: int, composed: Composed) -> list[Row]:
        stages: list[Row] = []
        begins: list[Begin] = []
        for row in self.travels.get(pk, []):
            if not self.who.sees_all and row["stage__status"] != Status.PUBLISHED:
                continue
            own = date_row(row)
            earliest = row["date_earliest"] if own else row["stage__date_earliest"]
            latest = row["date_latest"] if own else row["stage__date_latest"]
            part = {
                "stage": row["stage__public_id"],
                "code": row["stage__code"],
                "date": own,
                **{key: row[key] for key in ("role", "outcome", "presence", "reason", "note")},
            }
            begins.append(
                begin_of(
                    row["stage__code"],
                    row["date_value"] if own else row["stage__date_value"],
                    earliest,
                    latest,
                    row["stage__place_id"],
                    row["stage__origin_id"],
                    row["stage__public_id"],
                )
            )
            stages.append(mark_part(part, row))
            composed.links.add(("stage", row["stage__public_id"]))
            if row["stage__place__public_id"]:
                composed.facets.add(("place", row["stage__place__public_id"]))
            composed.facets.add(("stage", row["stage__code"]))
            composed.presences.append(
                Presence(
                    row["stage__public_id"],
                    row["stage__place__public_id"],
                    row["stage__code"],
                    earliest,
                    latest,
                    row["role"],
                    row["outcome"],
                    row["presence"] == "documented",
                    *_surely_there(row, "date_" if own else "stage__date_"),
                )
            )
        composed.presences = counting_once(composed.presences)
        return [stages[number] for number in in_sequence(begins)]

    def _family_ids(self, rows: list[Row], *more: str) -> list[Row]:
        return [
            mark_part({"id": row["family__public_id"], **{key: row[key] for key in more}}, row)
            for row in rows
            if self.who.sees_all or row["family__status"] == Status.PUBLISHED
        ]

    def _index(self, person: Row, composed: Composed) -> None:
        add_bearers(composed, composed.body["names"], self.relatives[person["id"]], home_of(composed.body["events"]))
        add_words(
            composed,
            [
                str(person["reference"]),
                *(str(event["value"]) for event in composed.body["events"] if event["kind"] in _NUMBERED),
            ],
        )
        for event in composed.body["events"]:
            if event["place"]:
                composed.facets.add(("place", event["place"]))
                composed.links.add(("place", event["place"]))
        composed.facets.update(
            ("phase", STAGES[value].phase)
            for facet, value in list(composed.facets)
            if facet == "stage" and value in STAGES
        )
        groups = [name["citations"] for name in composed.body["names"]] + [
            event["citations"] for event in composed.body["events"]
        ]
        composed.links |= cited_links([*groups, composed.body["citations"]])
        composed.links |= {("family", row["id"]) for row in composed.body["families_as_child"]}
        composed.links |= {("family", family) for family in composed.body["families_as_partner"]}


def event_value(row: Row, cited: list[Row], rivals: int, who: Viewer) -> Row:
    """Return one event as page values; ``rivals`` counts the claims of its kind where only one can be true."""
    conclusion = None
    if row["is_conclusion"]:
        on = row["concluded_on"].isoformat() if row["concluded_on"] else ""
        conclusion = {"reason": row["conclusion_reason"], "by": row["concluded_by"] if who.sees_all else "", "on": on}
    value = {
        **{key: row[key] for key in ("kind", "value", "place_as_written", "cause", "agency", "note", "confidential")},
        "type": row["type_text"],
        "age": row["age_text"],
        "place": row["place__public_id"],
        "date": date_row(row),
        "conclusion": conclusion,
        "rival": rivals > 1,
        "citations": cited,
    }
    return mark_part(value, row)


def _changed_since(travel: Row) -> bool:
    """Say whether a stage was changed after it was made."""
    return travel["stage__worked_on_at"] is not None


def stage_order(earliest: int | None, latest: int | None, code: str) -> tuple[int, int, int]:
    """Return the place of a stage in a journey: by date; an undated one stands where its kind belongs."""
    order = STAGES[code].order if code in STAGES else 999
    if earliest is None and latest is None:
        bounds = STAGES[code].typical_bounds() if code in STAGES else (None, None)
        earliest, latest = bounds
    first = earliest if earliest is not None else (latest if latest is not None else 9_999_999)
    return first, order, latest if latest is not None else 9_999_999


def _surely_there(travel: Row, prefix: str) -> tuple[int | None, int | None]:
    """Return the first and last day on which a traveller was surely at the place of the stage."""
    date = parse_value(travel[f"{prefix}value"])
    if travel[f"{prefix}certainty"] == Certainty.UNCERTAIN:
        return None, None
    if travel["stage__origin_id"] is not None:
        # On the way there: of its days, the last is that of coming, for those who came.
        end = date.end if date.qualifier is Qualifier.PERIOD and travel["outcome"] in _CAME else None
        return (end.earliest, end.latest) if end and end.earliest == end.latest else (None, None)
    return sure_span(date) or (None, None)


def _rivals(rows: list[Row], kind: str) -> int:
    from records.people.kinds import EVENT_KINDS

    return sum(row["kind"] == kind for row in rows) if EVENT_KINDS.get(kind, ("", "", False))[2] else 0
