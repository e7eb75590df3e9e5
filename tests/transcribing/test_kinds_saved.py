"""One invented page of every kind becomes the rows it should: a table of entries and of what is made of them."""

from dataclasses import dataclass, field

import pytest

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Mention
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.journeys.stages import STAGES
from records.people.kinds import EVENT_KINDS
from records.people.models import ChildCitation, Event, EventCitation, Family, NameCitation, Person, PersonName
from records.record_model import Status
from records.transcribing.entry import Entry
from tests.transcribing.entries import CERTIFICATE, page, save, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_archive")]


@dataclass(frozen=True)
class Made:
    """What a page should give: events as (surname or family, kind, date, place), stages as (code, date, travellers)."""

    people: int
    events: set[tuple[str, str, str, str]]
    stages: set[tuple[str, str, int]] = field(default_factory=set)
    families: set[tuple[int, int]] = field(default_factory=set)
    page: str = ""
    title: str = ""


CASES: dict[str, tuple[Entry, Made]] = {
    "udostoverenie": (
        CERTIFICATE,
        Made(
            4,
            {
                ("Wydumański", "birth", "1897", "г. Львов"),
                ("Wydumański", "nationality", "", ""),
                ("Wydumańska", "birth", "1901", ""),
                ("Wydumański", "birth", "1926", ""),
                ("Wydumańska", "birth", "1931", ""),
            },
            {("AMNESTY", "5 SEP 1941", 4)},
            {(2, 2)},
            "No. 4117",
            "Release certificate (udostoverenie): Wydumański Jan Antonowicz",
        ),
    ),
    "deportation_card": (
        page(
            "deportation_card",
            somebody("holder", "Выдуманский Ян", birth_year="1890"),
            somebody("child", "Выдуманская Ирена", birth_year="1931"),
            somebody("kin", "Выдуманская Катерина", relation="мать"),
            fields={
                "file_number": "33",
                "deported_on": "10.II.1940",
                "deported_from": "Сарны",
                "settlement": "пос. Выдуманный",
                "date_in": "3.III.1940",
                "date_out": "29.VIII.1941",
                "stage": "EXILE_SETTLEMENT",
            },
        ),
        Made(
            3,
            {("Wydumański", "birth", "1890", ""), ("Wydumańska", "birth", "1931", "")},
            {("DEPORT_1", "10 FEB 1940", 3), ("EXILE_SETTLEMENT", "FROM 3 MAR 1940 TO 29 AUG 1941", 3)},
            {(1, 1)},
            "file 33",
        ),
    ),
    "train_list": (
        page(
            "train_list",
            somebody("listed", "Выдуманский Ян", birth_year="1890", residence="хут. Выдумка"),
            somebody("listed", "Придуманов Олег"),
            date="13.IV.1940",
            fields={"departure_station": "Сарны", "arrival_station": "Котлас", "train_number": "7"},
        ),
        Made(
            2,
            {("Wydumański", "birth", "1890", ""), ("Wydumański", "residence", "", "хут. Выдумка")},
            {("DEPORT_2", "13 APR 1940", 2)},
            page="train 7",
            title="Deportation train list: Сарны – Котлас",
        ),
    ),
    "settlement_register": (
        page(
            "settlement_register",
            somebody("listed", "Выдуманский Ян", arrived="3.III.1940", left="29.VIII.1941"),
            somebody("listed", "Придуманов Олег", arrived="4.III.1940"),
            fields={"settlement": "пос. Выдуманный", "stage": "EXILE_SETTLEMENT"},
        ),
        Made(2, set(), {("EXILE_SETTLEMENT", "", 2)}),
    ),
    "army_record": (
        page(
            "army_record",
            somebody("holder", "Wydumański Jan", birth_date="3.V.1912", religion="rz.-kat."),
            somebody("mother", "Wydumańska Maria", maiden_name="Zmyślona"),
            fields={
                "army_number": "W-1",
                "enlisted": "15.X.1941",
                "place_of_enlistment": "Tockoje",
                "unit": "6 Dywizja",
                "stage": "ENLIST_VOLGA",
            },
        ),
        Made(
            2,
            {
                ("Wydumański", "birth", "3 MAY 1912", ""),
                ("Wydumański", "religion", "", ""),
                ("Wydumański", "military", "15 OCT 1941", "Tockoje"),
            },
            {("ENLIST_VOLGA", "15 OCT 1941", 1)},
            {(1, 1)},
            "army number W-1",
        ),
    ),
    "evacuation_list": (
        page(
            "evacuation_list",
            somebody("listed", "Wydumańska Anna", birth_year="1915"),
            fields={"ship": "Żdanow", "to_port": "Pahlevi", "departure": "14.VIII.1942", "stage": "EVAC_2"},
        ),
        Made(1, {("Wydumańska", "birth", "1915", "")}, {("EVAC_2", "14 AUG 1942", 1)}),
    ),
    "camp_register": (
        page(
            "camp_register",
            somebody("listed", "Wydumańska Anna", birth_year="1915"),
            fields={"camp": "Isfahan", "arrived": "IX.1942", "left": "IX.1944", "stage": "IRAN", "number": "6"},
        ),
        Made(1, {("Wydumańska", "birth", "1915", "")}, {("IRAN", "FROM SEP 1942 TO SEP 1944", 1)}, page="No. 6"),
    ),
    "ship_list": (
        page(
            "ship_list",
            somebody("listed", "WYDUMANSKI Jan", birth_year="1915"),
            fields={"ship": "General Invented", "to_port": "Perth", "arrival": "18.II.1950", "stage": "EMIGRATION"},
        ),
        Made(
            1,
            {("Wydumanski", "birth", "1915", "")},
            {("EMIGRATION", "TO 18 FEB 1950", 1)},
            page="General Invented",
        ),
    ),
    "parish_record": (
        page(
            "parish_record",
            somebody("child", "Franciscus Wydumański", birth_date="3.V.1912", baptism_date="5.V.1912"),
            somebody("father", "Antonius Wydumański", occupation="agricola"),
            somebody("mother", "Catharina", maiden_name="Zmyślona"),
            somebody("godparent", "Joannes Zmyślony"),
            fields={"act": "baptism", "year": "1912", "entry": "31", "parish": "Gródek"},
        ),
        Made(
            4,
            {
                ("Wydumański", "birth", "3 MAY 1912", ""),
                ("Wydumański", "baptism", "5 MAY 1912", "Gródek"),
                ("Wydumański", "occupation", "", ""),
            },
            families={(2, 1)},
            page="1912, entry 31",
        ),
    ),
    "parish_record marriage": (
        page(
            "parish_record",
            somebody("groom", "Jan Wydumański"),
            somebody("bride", "Anna Zmyślona"),
            somebody("groom_father", "Antoni Wydumański"),
            date="4.II.1930",
            place="Gródek",
            fields={"act": "marriage", "year": "1930"},
        ),
        Made(3, {("family", "marriage", "4 FEB 1930", "Gródek")}, families={(2, 0), (1, 1)}),
    ),
    "parish_record death": (
        page(
            "parish_record",
            somebody("deceased", "Jan Wydumański", death_date="1.I.1935", cause="tyfus"),
            somebody("spouse", "Anna Wydumańska"),
            fields={"act": "death"},
        ),
        Made(2, {("Wydumański", "death", "1 JAN 1935", "")}, families={(2, 0)}),
    ),
    "grave": (
        page(
            "grave",
            somebody("buried", "Ś.P. Helena Wydumańska", death_date="1942"),
            fields={"cemetery": "Guzar", "row": "4", "grave": "12"},
        ),
        Made(1, {("Wydumańska", "death", "1942", ""), ("Wydumańska", "burial", "", "Guzar")}, page="row 4, grave 12"),
    ),
    "cemetery_list": (
        page("cemetery_list", somebody("listed", "Wydumańska H.", age="30"), fields={"cemetery": "Guzar"}),
        Made(1, {("Wydumańska", "death", "", ""), ("Wydumańska", "burial", "", "Guzar")}),
    ),
    "photograph": (
        page("photograph", somebody("listed", "Irka", position="trzecia z lewej"), fields={"back": "Izfahan 43"}),
        Made(1, set(), page="position trzecia z lewej"),
    ),
    "letter": (
        page("letter", somebody("sender", "Jadwiga Wydumańska"), transcription="Kochana Mamo", language="pl"),
        Made(1, set(), title="Letter: Wydumańska Jadwiga"),
    ),
    "questionnaire": (
        page("questionnaire", somebody("holder", "Anna Wydumańska", birth_year="1920"), somebody("father", "Jan W.")),
        Made(2, {("Wydumańska", "birth", "1920", "")}, families={(1, 1)}),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_page_becomes_what_it_proves(case: str) -> None:
    entry, made = CASES[case]
    saved = save(entry)
    assert saved.left_out == ()
    assert Person.objects.count() == len(saved.created) == made.people
    events = {
        (
            event.person.names.get(preferred=True).surname if event.person else "family",
            event.kind,
            event.date_value,
            event.place_as_written,
        )
        for event in Event.objects.select_related("person")
    }
    assert events == made.events
    stages = {(one.code, one.date_value, one.travellers.count()) for one in JourneyStage.objects.all()}
    assert stages == made.stages
    assert {(one.partners.count(), one.children.count()) for one in Family.objects.all()} == made.families
    assert made.page in NameCitation.objects.values_list("page", flat=True) or not made.page
    assert made.title in ("", saved.document.title)


@pytest.mark.parametrize("case", CASES)
def test_every_value_leads_to_the_paper_and_is_a_draft(case: str) -> None:
    entry, _made = CASES[case]
    saved = save(entry)
    assert saved.document.source == saved.source
    for rows, citations, owner in (
        (PersonName, NameCitation, "name"),
        (Event, EventCitation, "event"),
        (JourneyStage, StageCitation, "stage"),
    ):
        cited = set(citations.objects.filter(source=saved.source).values_list(owner, flat=True))
        assert cited == set(rows.objects.values_list("pk", flat=True))
    assert ChildCitation.objects.count() == sum(family.children.count() for family in Family.objects.all())
    assert set(Traveller.objects.values_list("presence", flat=True)) <= {"documented"}
    assert Mention.objects.filter(identifications__isnull=True).count() == 0
    assert [record.status for record in (saved.document, saved.source, *saved.created)] == [Status.DRAFT] * (
        2 + len(saved.created)
    )
    saved.document.clean()


def test_the_fields_stay_as_written_and_readings_stand_beside() -> None:
    saved = save(CERTIFICATE)
    fields = saved.document.fields
    assert (fields["number"], fields["photo"], fields["validity_months"]) == ("4117", False, 3)
    assert fields["endorsements"] == ["хлеб", "билет"]
    assert (fields["holder_as_written"], fields["holder_romanised"]) == (
        "Выдуманский Ян Антонович",
        "Wydumański Jan Antonowicz",
    )
    assert (fields["issue_date"], fields["birth_year"]) == ("5 сентября 1941 г.", 1897)
    card = save(CASES["deportation_card"][0]).document
    assert (card.fields["date_in"], card.readings["date_in"]) == ("3.III.1940", {"understood": "3 MAR 1940"})


def test_a_cyrillic_name_is_kept_in_both_alphabets() -> None:
    save(page("grave", somebody("buried", "Выдуманская Елена")))
    names = PersonName.objects.order_by("position").values_list("surname", "given", "script", "as_written", "preferred")
    assert list(names) == [
        ("Wydumańska", "Helena", "Latn", "Выдуманская Елена", True),
        ("Выдуманская", "Елена", "Cyrl", "Выдуманская Елена", False),
    ]


def test_unclear_letters_stay_and_every_reading_is_findable() -> None:
    save(page("grave", somebody("buried", "Выдум[а/о]нский Ян")))
    mention = Mention.objects.get()
    assert (mention.as_written, mention.folded) == ("Выдум[а/о]нский Ян", "wydumanski jan")
    keys = set(PersonName.objects.values_list("family_key", flat=True))
    assert {"wydumanski", "wydumonski"} <= keys


def test_the_travellers_of_a_register_have_their_own_days() -> None:
    save(CASES["settlement_register"][0])
    days = Traveller.objects.order_by("pk").values_list("date_value", "date_text")
    assert list(days) == [
        ("FROM 3 MAR 1940 TO 29 AUG 1941", "3.III.1940 – 29.VIII.1941"),
        ("4 MAR 1940", "4.III.1940"),
    ]


def test_no_stage_is_guessed() -> None:
    saved = save(page("camp_register", somebody("listed", "Wydumański Jan"), fields={"camp": "nieznany"}))
    assert (saved.stages, len(saved.left_out)) == ((), 1)


@pytest.mark.parametrize("key", DOCUMENT_KINDS)
def test_a_kind_names_only_what_there_is(key: str) -> None:
    kind = DOCUMENT_KINDS[key]
    fields, roles = {one.key for one in kind.fields}, {one.key for one in kind.roles}
    asked = {one.key: one for one in kind.person_fields}
    assert len(fields) == len(kind.fields)
    assert str(kind.sentence)
    for person_field in kind.person_fields:
        assert not person_field.event or person_field.event in EVENT_KINDS
        assert set(person_field.roles) <= roles
    for rule in kind.stages:
        assert set(rule.codes) <= set(STAGES)
        assert set(rule.roles) <= roles
        days = set(asked) if rule.per_row else fields | {"@date"}
        assert {rule.date, rule.end_date} <= days | {""}
        assert {rule.place, rule.origin, rule.title, rule.choice} <= fields | {"@place", ""}
        assert not rule.choice or kind.field(rule.choice).form == "stage"
    for event in kind.events:
        assert event.kind in EVENT_KINDS
        assert set(event.roles) <= roles
        assert {event.date, event.place, event.value} <= fields | {"@date", "@place", ""}
    for family in kind.families:
        assert set(family.partners + family.children) <= roles
