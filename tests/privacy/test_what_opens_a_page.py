"""What the public may not read opens nobody's page: each case is a person without a birth, and what is then known."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.edition.composing.people import compose_people
from records.edition.composing.stages import compose_stages
from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.queries import get_page
from records.journeys.models import JourneyStage, Outcome, Traveller
from records.people.models import Event, Family, Person
from records.privacy import visibility
from records.privacy.visibility import people_visibility, viewer
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person

pytestmark = pytest.mark.django_db
PUBLIC = viewer("public", (TODAY.year, TODAY.month, TODAY.day))


def event(kind: str, date: str, confidential: bool = False) -> Callable[[Person], object]:
    def happen(someone: Person) -> object:
        row = Event(person=someone, kind=kind, date_text=date, confidential=confidential)
        row.save()
        return row

    return happen


def stage(date: str, status: str, outcome: str = Outcome.UNKNOWN) -> Callable[[Person], object]:
    def travel(someone: Person) -> object:
        leg = JourneyStage(code="SETTLE", date_text=date, status=status)
        leg.save()
        Traveller(stage=leg, person=someone, outcome=outcome).save()
        return leg

    return travel


def relative(
    born: str, *, child: bool, of: str = Status.PUBLISHED, family: str = Status.PUBLISHED, confidential: bool = False
) -> Callable[[Person], object]:
    """Give a mother, or a child, born then; the relative's status, and the family's."""

    def relate(someone: Person) -> object:
        other = person("Anna", "Bliska", born, status=of, confidential=confidential)
        bond = family_of(someone, children=(other,)) if child else family_of(other, children=(someone,))
        bond.status = family
        bond.save()
        return bond

    return relate


def both(*acts: Callable[[Person], object]) -> Callable[[Person], object]:
    def all_of_them(someone: Person) -> object:
        return [act(someone) for act in acts]

    return all_of_them


CASES = [
    pytest.param(event("death", "1943"), "death_recorded", id="a death"),
    pytest.param(event("death", "1943", confidential=True), "nothing_known", id="a confidential death"),
    pytest.param(event("birth", "1890"), "born_long_ago", id="a birth"),
    pytest.param(event("birth", "1890", confidential=True), "nothing_known", id="a confidential birth"),
    pytest.param(
        both(event("birth", "1890"), event("birth", "1950", confidential=True)),
        "may_be_alive",
        id="a confidential later birth hides",
    ),
    pytest.param(event("occupation", "1905", confidential=True), "nothing_known", id="a confidential event"),
    pytest.param(stage("1905", Status.PUBLISHED), "born_long_ago", id="a stage long ago"),
    pytest.param(stage("1905", Status.DRAFT), "nothing_known", id="a draft stage long ago"),
    pytest.param(stage("1941", Status.PUBLISHED, Outcome.DIED), "death_recorded", id="died on a stage"),
    pytest.param(stage("1941", Status.REVIEW, Outcome.DIED), "nothing_known", id="died on a stage in review"),
    pytest.param(stage("1941", Status.WITHDRAWN, Outcome.DIED), "nothing_known", id="died on a withdrawn stage"),
    pytest.param(relative("1850", child=False), "born_long_ago", id="an old mother"),
    pytest.param(relative("1850", child=False, of=Status.DRAFT), "nothing_known", id="a draft mother"),
    pytest.param(relative("1850", child=False, confidential=True), "nothing_known", id="a confidential mother"),
    pytest.param(relative("1850", child=False, family=Status.DRAFT), "nothing_known", id="a mother by a draft family"),
    pytest.param(relative("1900", child=True), "born_long_ago", id="an old child"),
    pytest.param(relative("1900", child=True, of=Status.DRAFT), "nothing_known", id="a draft child"),
    pytest.param(relative("1900", child=True, family=Status.REVIEW), "nothing_known", id="a child by a draft family"),
]


@pytest.mark.parametrize(("known", "reason"), CASES)
def test_what_may_not_be_read_opens_nothing(known: Callable[[Person], object], reason: str) -> None:
    someone = person("Maria", "Nieznana", born="")
    known(someone)
    decision = people_visibility([someone.pk], PUBLIC)[someone.pk]
    assert decision.reason == reason


def shown(settings, someone: Person) -> bool:
    with reading(settings.EDITION_URL) as connection:
        return get_page(connection, "person", someone.public_id) is not None


@pytest.mark.usefixtures("empty_archive")
def test_a_page_opens_and_closes_with_what_it_rests_on(settings) -> None:
    by_stage, by_child = person("Maria", "Nieznana", born=""), person("Zofia", "Nieznana", born="")
    leg = stage("1941", Status.DRAFT, Outcome.DIED)(by_stage)
    bond = relative("1900", child=True, family=Status.DRAFT)(by_child)
    assert isinstance(leg, JourneyStage) and isinstance(bond, Family)
    for status, seen in ((Status.DRAFT, False), (Status.PUBLISHED, True), (Status.WITHDRAWN, False)):
        leg.status = bond.status = status
        leg.save()
        bond.save()
        publish_changes(TODAY)
        assert (shown(settings, by_stage), shown(settings, by_child)) == (seen, seen)


def test_what_is_published_is_sorted_out_beside_the_query() -> None:
    """Asked for all of a million that are published, SQLite begins there, and not with the few who are meant."""
    someone = person("Anna", "Bliska", "")
    stage("1940", Status.PUBLISHED, Outcome.DIED)(someone)
    relative("1890", child=False)(someone)
    with CaptureQueriesContext(connection) as asked:
        assert people_visibility([someone.pk], viewer("public", (TODAY.year, TODAY.month, TODAY.day)))[
            someone.pk
        ].visible
    assert [query["sql"] for query in asked if re.search(r'WHERE .*"status"', query["sql"])] == []


def test_more_people_are_decided_about_than_one_question_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility, "_AT_ONCE", 3)
    people = [person("Anna", f"Dawna{number}", "1850" if number % 2 else "") for number in range(8)]
    decided = people_visibility([one.pk for one in people], PUBLIC)
    assert [decided[one.pk].visible for one in people] == [False, True] * 4


def test_while_an_edition_is_built_decisions_are_remembered_but_not_for_a_page_of_ones_own() -> None:
    someone = person("Anna", "Dawna", "1850")
    who = viewer("public", (TODAY.year, TODAY.month, TODAY.day), remembers=True)
    assert people_visibility([someone.pk], who)[someone.pk].visible
    Person.objects.filter(pk=someone.pk).update(confidential=True)
    assert people_visibility([someone.pk], who)[someone.pk].visible, "announced meanwhile: published afterwards"
    assert compose_people([someone.public_id], who) == []
    assert not people_visibility([someone.pk], who)[someone.pk].visible
    assert not people_visibility([someone.pk], PUBLIC)[someone.pk].visible


@pytest.mark.parametrize(("hidden", "seen", "is_shown"), [(30, 1, True), (30, 0, False), (0, 1, True), (1, 0, False)])
def test_a_stage_is_shown_if_one_of_its_many_travellers_may_be_seen(hidden: int, seen: int, is_shown: bool) -> None:
    leg = JourneyStage(code="DEPORT_1", date_text="1940", status=Status.PUBLISHED)
    leg.save()
    for number in range(hidden + seen):
        traveller = person("Anna", f"Dawna{number}", "" if number < hidden else "1850", status=Status.PUBLISHED)
        if number < hidden:
            Person.objects.filter(pk=traveller.pk).update(confidential=True)
        Traveller(stage=leg, person=traveller).save()
    assert [page.id for page in compose_stages([leg.public_id], PUBLIC)] == ([leg.public_id] if is_shown else [])
