"""The rules P1-P16, a table of what they notice and what they let pass. They warn; nothing is ever rejected."""

from collections.abc import Callable

import pytest

from records.documents.models import Document, Mention
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.people.models import Event, Person
from records.places.models import Place
from records.plausibility.checking import PartySizes, check_archive
from tests.edition.world import family_of, person

pytestmark = pytest.mark.usefixtures("empty_archive")


def travel(someone: Person, code: str, when: str, place: Place | None = None, **columns: str) -> JourneyStage:
    stage = JourneyStage(code=code, date_text=when, place=place)
    stage.save()
    Traveller(stage=stage, person=someone, **columns).save()
    return stage


def life(*stages: tuple[str, str], born: str = "1905", sex: str = "M") -> Callable[[], None]:
    def build() -> None:
        someone = person("Jan", "Badany", born, sex)
        for code, when in stages:
            travel(someone, code, when)

    return build


def udostoverenie(issued: str, *, child_born: int | None = None, died: str = "", south: str = "") -> Callable[[], None]:
    def build() -> None:
        holder = person("Ewa", "Badana")
        paper = Document(kind="udostoverenie", title="Удостоверение", date_text=issued)
        paper.save()
        mention = Mention(document=paper, as_written="Бадана Ева", role="holder")
        mention.save()
        Identification(mention=mention, person=holder).save()
        if child_born:
            Mention(document=paper, as_written="Бадана Мария", role="dependant", birth_year=child_born).save()
        if died:
            Event(person=holder, kind="death", date_text=died).save()
        if south:
            travel(holder, "JOURNEY_SOUTH", south)

    return build


def parents(mother_born: str, child_born: str, father_died: str = "") -> Callable[[], None]:
    def build() -> None:
        mother, father, child = (
            person("Ewa", "B", mother_born),
            person("Jan", "B", "1880", "M"),
            person("Zofia", "B", child_born),
        )
        if father_died:
            Event(person=father, kind="death", date_text=father_died).save()
        family_of(mother, father, children=(child,))

    return build


def births(first: str, second: str) -> Callable[[], None]:
    def build() -> None:
        someone = person("Piotr", "B", first, "M")
        Event(person=someone, kind="birth", date_text=second).save()

    return build


def buried_before_death() -> None:
    someone = person("Piotr", "B", "1880", "M")
    Event(person=someone, kind="death", date_text="10 May 1942").save()
    Event(person=someone, kind="burial", date_text="1 May 1942").save()


def place_out_of_time() -> None:
    camp = Place(name="Obóz", date_text="from 1942 to 1943")
    camp.save()
    travel(person("Jan", "B", "1900", "M"), "IRAN", "from January 1944 to May 1944", camp)


def separate_transports(reason: str = "") -> Callable[[], None]:
    def build() -> None:
        mother, child = person("Ewa", "B", "1900"), person("Jan", "B", "1925", "M")
        family_of(mother, children=(child,))
        travel(mother, "DEPORT_1", "10 February 1940")
        travel(child, "DEPORT_1", "11 February 1940", reason=reason)

    return build


CASES = [
    ("P1", life(("DEPORT_1", "10 May 1941")), life(("DEPORT_1", "10 February 1940"))),
    ("P2", life(("DEPORT_1", "5 February 1940")), life(("DEPORT_1", "10 February 1940"))),
    ("P2", life(("AMNESTY", "4 August 1941")), life(("AMNESTY", "20 August 1941"))),
    (
        "P3",
        life(("EXILE_SETTLEMENT", "from March 1940 to September 1941"), ("PRISON", "from May 1940 to May 1941")),
        life(
            ("EXILE_SETTLEMENT", "from March 1940 to August 1941"),
            ("JOURNEY_SOUTH", "from September 1941 to November 1941"),
        ),
    ),
    (
        "P4",
        life(("DEPORT_2", "13 April 1940"), ("EXILE_SETTLEMENT", "May 1940")),
        life(("DEPORT_2", "13 April 1940"), ("EXILE_KOLKHOZ", "May 1940")),
    ),
    (
        "P6",
        life(("KATYN", "April 1940"), ("IRAN", "May 1942")),
        life(("POW_CAMP", "October 1939"), ("KATYN", "April 1940")),
    ),
    ("P7", parents("1920", "1925"), parents("1900", "1925")),
    ("P7", parents("1900", "1925", father_died="1920"), parents("1900", "1925", father_died="1924")),
    ("P8", udostoverenie("5 September 1941", child_born=1920), udostoverenie("5 September 1941", child_born=1930)),
    ("P9", udostoverenie("1 July 1941"), udostoverenie("5 September 1941")),
    ("P9", udostoverenie("1 March 1943"), udostoverenie("5 March 1942")),
    (
        "P10",
        udostoverenie("5 September 1941", south="10 January 1942"),
        udostoverenie("5 September 1941", south="10 October 1941"),
    ),
    ("P11", life(("ENLIST_VOLGA", "1 August 1941")), life(("ENLIST_VOLGA", "1 September 1941"))),
    (
        "P11",
        life(("ENLIST_VOLGA", "1 September 1941"), born="1935"),
        life(("ENLIST_VOLGA", "1 September 1941"), born="1915"),
    ),
    ("P11", life(("CADETS", "1 June 1942"), born="1890"), life(("CADETS", "1 June 1942"), born="1927")),
    ("P12", life(("EVAC_1", "1 July 1942")), life(("EVAC_1", "30 March 1942"))),
    ("P13", place_out_of_time, life(("IRAN", "May 1942"))),
    ("P14", separate_transports(), separate_transports("missed_train")),
    ("P15", births("7 May 1869", "19 May 1869"), births("7 May 1869", "21 May 1869")),
    ("P16", buried_before_death, life(("IRAN", "May 1942"))),
    (
        "P16",
        udostoverenie("5 September 1941", died="1 August 1941"),
        udostoverenie("5 September 1941", died="1 March 1942"),
    ),
]


@pytest.mark.parametrize(("rule", "unlikely", "_likely"), CASES)
def test_the_unlikely_is_noticed(rule: str, unlikely: Callable[[], None], _likely: Callable[[], None]) -> None:
    unlikely()
    found = [warning for warning in check_archive() if warning.rule == rule]
    assert found
    assert all(
        warning.sentence.endswith((".", "?")) and warning.level in ("error", "warning", "note") for warning in found
    )


@pytest.mark.parametrize(("rule", "_unlikely", "likely"), CASES)
def test_the_likely_passes(rule: str, _unlikely: Callable[[], None], likely: Callable[[], None]) -> None:
    likely()
    assert [warning for warning in check_archive() if warning.rule == rule] == []


def test_p5_is_a_statistic() -> None:
    separate_transports("unknown")()
    sizes = PartySizes()
    list(check_archive(sizes))
    assert sizes.averages() == {"DEPORT_1": 2.0}


def test_checking_takes_a_fixed_number_of_queries(django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _number in range(3):
        udostoverenie("5 September 1941", child_born=1930, south="10 October 1941")()
    with CaptureQueriesContext(connection) as few:
        list(check_archive())
    for _number in range(10):
        udostoverenie("5 September 1941", child_born=1930, south="10 October 1941")()
    with django_assert_num_queries(len(few)):
        list(check_archive())
