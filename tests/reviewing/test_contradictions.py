"""Claims that cannot both be true are found when they are written, or on the daily walk, and by index alone."""

from itertools import pairwise

import psycopg
import pytest
from django.utils import timezone

from records.documents.collections import Collection
from records.journeys.models import JourneyStage
from records.linkage.models import Identification
from records.people.claims_that_differ import Contradiction, find_everywhere, several_claims_query
from records.people.models import Event, Family, Person
from records.places.models import Place
from records.reviewing.deciding import NotNow, conclude
from records.reviewing.queries import contradictions, with_claims
from tests.admin.desk import document, mention, person
from tests.transcribing.entries import linked, page, save, somebody

pytestmark = pytest.mark.usefixtures("empty_archive")


def _birth(someone: Person, date: str, **columns: object) -> Event:
    claim = Event(person=someone, kind="birth", date_text=date, **columns)
    claim.save()
    return claim


def _found() -> list[tuple[str, int, str]]:
    return list(Contradiction.objects.order_by("id").values_list("owner", "key", "kind"))


@pytest.mark.parametrize(
    ("dates", "contradict"),
    [
        (("1898", "1899"), True),
        (("1898", "3 May 1898"), False),
        (("1898", ""), False),
        (("3 May 1898", "4 May 1898"), True),
        (("about 1898", "1898"), False),
        (("before 1890", "1899"), True),
    ],
)
def test_two_births(dates: tuple[str, str], contradict: bool) -> None:
    someone = person()
    for date in dates:
        _birth(someone, date)
    assert _found() == ([("person", someone.pk, "birth")] if contradict else [])


def test_two_places_and_what_happens_often() -> None:
    someone = person()
    places = [Place(name=name) for name in ("Lwów", "Równe")]
    for place in places:
        place.save()
        Event(person=someone, kind="residence", place=place).save()
    assert _found() == []
    for place in places:
        _birth(someone, "1898", place=place)
    assert _found() == [("person", someone.pk, "birth")]


def test_concluding_settles_it_and_taking_the_conclusion_away_opens_it_again() -> None:
    someone = person()
    first, second = _birth(someone, "1898"), _birth(someone, "1899")
    with pytest.raises(NotNow):
        conclude(first, " ", "Ada", timezone.localdate())
    conclude(first, "The register was kept on the day.", "Ada", timezone.localdate())
    assert _found() == []
    conclude(second, "The register is a copy.", "Ewa", timezone.localdate())
    assert [claim.is_conclusion for claim in Event.objects.order_by("pk")] == [False, True]
    second.refresh_from_db()
    second.is_conclusion = False
    second.save()
    assert _found() == [("person", someone.pk, "birth")]
    second.delete()
    assert _found() == []


def test_a_page_that_says_otherwise_of_someone_known() -> None:
    someone = person()
    _birth(someone, "1899")
    save(page("udostoverenie", linked(somebody("holder", "Ковальский Ян", birth_year="1897"), someone.pk, "sure")))
    assert _found() == [("person", someone.pk, "birth")]


def test_what_came_in_bulk_is_found_on_the_daily_walk_and_what_is_gone_forgotten() -> None:
    someone, other = person(), person("Anna", "Nowak")
    Event.objects.bulk_create(
        [Event(person=someone, kind="death", date_earliest=day, date_latest=day) for day in (2430000, 2430100)]
    )
    Contradiction.objects.create(owner="person", key=other.pk, kind="birth")
    assert find_everywhere() == 1
    assert _found() == [("person", someone.pk, "death")]


def test_a_marriage_is_no_once_in_a_life_but_the_list_words_a_family() -> None:
    family = Family()
    family.save()
    for date in ("1920", "1921"):
        Event(family=family, kind="marriage", date_text=date).save()
    assert _found() == []


def test_the_list_is_shown_by_page_and_collection_and_leaves_out_what_was_settled_unseen() -> None:
    people = [person("Jan", f"Kowalski {number}") for number in range(3)]
    for someone in people:
        _birth(someone, "1898"), _birth(someone, "1899")
    assert [row.key for row in contradictions()] == [someone.pk for someone in reversed(people)]
    last = contradictions()[0].pk
    assert all(one.pk > other.pk for one, other in pairwise(contradictions(before=last)))
    assert len(contradictions(before=last)) == 2
    kept = Collection.objects.create(name="Hoover")
    Identification(mention=mention(document(collection=kept), "Kowalski"), person=people[1]).save()
    assert [row.key for row in contradictions(kept.pk)] == [people[1].pk]
    Event.objects.filter(person=people[0]).delete()
    assert {one.owner for one in with_claims(contradictions())} == {people[1], people[2]}
    assert not JourneyStage.objects.exists()


def test_no_list_reads_all_people_or_claims_on_sqlite() -> None:
    queries = [contradictions()[:51], contradictions(7, 900)[:51], several_claims_query("person", 0, 20_000)]
    for found in queries:
        plan = found.explain()
        assert "SCAN event" not in plan and "SCAN records_event" not in plan, plan
        assert "SCAN records_person" not in plan and "SCAN records_identification" not in plan, plan


def test_nor_on_postgresql(postgres_url: str) -> None:
    # The columns and indexes that these queries need, under their own names, and the queries as Django writes them.
    make = """
        CREATE TABLE records_contradiction
            (id bigserial PRIMARY KEY, owner text, key bigint, kind text, found_at timestamptz DEFAULT now());
        CREATE TABLE records_event (id bigserial PRIMARY KEY, person_id bigint, kind text);
        CREATE INDEX event_of_person ON records_event (person_id) WHERE person_id IS NOT NULL;
        INSERT INTO records_event (person_id, kind) SELECT n / 2, 'birth' FROM generate_series(1, 200000) n;
        INSERT INTO records_contradiction (owner, key, kind)
            SELECT 'person', n, 'birth' FROM generate_series(1, 5000) n;
        ANALYZE;
    """
    asked = [contradictions()[:51], several_claims_query("person", 0, 2_000)]
    with psycopg.connect(postgres_url) as server:
        server.execute(make)
        for found in asked:
            query, values = found.query.sql_with_params()
            plan = "\n".join(row[0] for row in server.execute(f"EXPLAIN {query}", values))
            assert "Seq Scan" not in plan, plan
