"""What the archive knows, told as plain records: names, kin, birth, homes, stays; names on pages whom nobody knows."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.dates.day_numbers import day_number
from records.documents.models import Document, Mention, Source
from records.journeys.models import JourneyStage, Outcome, Traveller
from records.linkage.compared import Told
from records.linkage.models import Identification
from records.linkage.told_names import told_names
from records.linkage.told_people import key_of_person, told_people
from records.people.models import Event, Person, PersonName
from records.places.models import Place, PlaceKind, PlaceParent
from records.record_model import Status
from tests.edition.world import family_of, person

pytestmark = pytest.mark.usefixtures("empty_archive")


def _place(name: str, kind: str, within: Place | None = None) -> Place:
    place = Place(name=name, status=Status.PUBLISHED)
    place.save()
    PlaceKind(place=place, kind=kind).save()
    if within is not None:
        PlaceParent(place=place, parent=within).save()
    return place


@pytest.fixture
def home() -> Place:
    return _place("Kostopol", "home_town", _place("powiat kostopolski", "powiat", _place("wołyńskie", "wojewodztwo")))


def _told(someone: Person) -> Told:
    return next(one for one in told_people() if one.key == key_of_person(someone.public_id))


def test_a_wife_is_told_with_her_kin_and_the_name_she_was_born_with(home: Place) -> None:
    father, mother = person("Antoni", "Lisowski", "1870", "M"), person("Maria", "Lisowska", "1875")
    wife, husband = person("Helena", "Zarębska", "18 August 1903"), person("Władysław", "Zarębski", "1897", "M")
    PersonName(person=wife, kind="birth", given="Helena", surname="Lisowska", position=2).save()
    PersonName(person=wife, kind="aka", given="Елена", surname="Зарембская", position=3).save()
    family_of(father, mother, children=(wife,))
    family_of(wife, husband, children=(person("Irena", "Zarębska", "1931"),))
    Event(person=wife, kind="residence", place=home).save()
    Event(person=wife, kind="death", date_text="June 1942").save()
    told = _told(wife)
    assert (told.surname, told.given, told.maiden, told.sex) == ("Zarębska", "Helena", "Lisowska", "f")
    assert (told.father, told.mother, told.spouse, told.children) == ("Antoni", "Maria", "Władysław", ("Irena",))
    assert told.born == (day_number(1903, 8, 18),) * 2
    assert told.places == tuple(Place.objects.get(name=n).public_id for n in ("Kostopol", "powiat kostopolski",
                                                                              "wołyńskie"))  # fmt: skip
    assert told.dead_by == day_number(1942, 6, 30)


def test_only_stays_with_sure_days_are_told_and_no_way(home: Place) -> None:
    someone, days = person("Jan", "Nowak"), "from 1 March 1940 to 20 August 1941"
    posiolek = _place("Kotłas", "special_settlement_region")
    for code, place, text, outcome in (
        ("EXILE_SETTLEMENT", posiolek, days, Outcome.ARRIVED),
        ("HOME", home, "from 1920 to 1 September 1939", Outcome.ARRIVED),
        ("LABOUR_CAMP", posiolek, "1941", Outcome.ARRIVED),
        ("EXILE_SETTLEMENT", home, days, Outcome.DIED),
        ("DEPORT_1", posiolek, "from 10 February 1940 to 1 March 1940", Outcome.ARRIVED),
    ):
        stage = JourneyStage(code=code, place=place, date_text=text, origin=home if code == "DEPORT_1" else None)
        stage.save()
        Traveller(stage=stage, person=someone, outcome=outcome).save()
    told = _told(someone)
    # Where they were since the first deportation comes first: it tells more than where all their village was.
    assert [(stay.first_day, stay.place) for stay in told.stays] == [
        (day_number(1940, 3, 1), ""), (day_number(1920, 12, 31), home.public_id),
    ]  # fmt: skip
    assert told.alive_on == day_number(1941, 8, 20)
    assert told.transport == JourneyStage.objects.get(code="DEPORT_1").public_id


def test_a_person_of_whom_nothing_is_known_is_told_and_a_withdrawn_one_is_not() -> None:
    bare = Person(status=Status.DRAFT)
    bare.save()
    person("Anna", "Wycofana", status=Status.WITHDRAWN)
    assert [one.key for one in told_people()] == [key_of_person(bare.public_id)]


@pytest.fixture
def paper() -> Document:
    source = Source(title="Lists", status=Status.PUBLISHED)
    source.save()
    document = Document(source=source, title="A list", kind="train_list", status=Status.PUBLISHED)
    document.save()
    return document


def test_a_row_of_a_list_is_told_as_it_is_read(paper: Document, home: Place) -> None:
    row = Mention(document=paper, as_written="Зарембский Владислав Антонович", role="listed", birth_year=1897)
    row.values = {"birth_place": {"text": "Костополь", "place": home.pk}, "maiden_name": {"text": "Lisowska"}}
    row.save()
    [told] = list(told_names())
    assert (told.key, told.source) == (f"n:{row.pk}", paper.public_id)
    assert (told.surname, told.given, told.father) == ("Зарембский", "Владислав", "Антонович")
    assert (told.born, told.maiden) == ((day_number(1897, 1, 1), day_number(1897, 12, 31)), "Lisowska")
    assert told.places[0] == home.public_id


def test_whoever_is_identified_is_told_as_the_person_only(paper: Document) -> None:
    known = Mention(document=paper, as_written="Nowak Jan")
    known.save()
    Identification(mention=known, person=person("Jan", "Nowak")).save()
    assert not list(told_names())
    Identification.objects.update(withdrawn=True)
    assert [one.key for one in told_names()] == [f"n:{known.pk}"]


def _queries(run: Iterator[Told]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(run)
    return len(asked)


def test_many_take_as_many_queries_as_one(paper: Document) -> None:
    family_of(person("Jan", "Nowak", sex="M"), person("Anna", "Nowak"), children=(person("Ewa", "Nowak"),))
    Mention(document=paper, as_written="Nowak Piotr").save()
    few = _queries(told_people()), _queries(told_names())
    for number in range(20):
        family_of(person("Jan", f"Nowak{number}", sex="M"), person("Anna", "Nowak"), children=(person("Ewa", "N"),))
        Mention(document=paper, as_written=f"Nowak Piotr {number}").save()
    assert (_queries(told_people()), _queries(told_names())) == few
