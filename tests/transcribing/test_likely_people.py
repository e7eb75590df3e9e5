"""Who a name on the page may be: found across scripts and grammar, with reasons, by indexes alone."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.people.models import Event, Person, PersonName
from records.transcribing.entry import Written
from records.transcribing.likely_people import likely
from tests.edition.world import family_of, person
from tests.transcribing.entries import linked, page, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_archive")]


def listed(name: str, **values: str | Written):
    return somebody("listed", name, **values)


def codes(name: str, **values: str | Written) -> list[set[str]]:
    who = listed(name, **values)
    return [{code for code, _words in one.reasons} for one in likely(who, page("train_list", who))]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("Szymański Jan", {}, {"surname", "given"}),
        ("SZYMAŃSKI Johann", {}, {"surname", "given_set"}),
        ("Шиманский Ян Антонович", {"birth_year": "1912"}, {"surname", "given", "father", "birth_year_near"}),
        ("Szymańska Jan", {"birth_year": "1911"}, {"surname", "given", "birth_year"}),
        ("Szym[?]ński Jan", {"birth_year": "1911"}, {"surname_reading", "given", "birth_year"}),
        ("Szym[o/a]ński Jan", {}, {"surname_reading", "given"}),
        ("Szymański Jan", {"father_name": "Антон"}, {"surname", "given", "father"}),
        ("Szymański Jan", {"residence": "Gródek"}, {"surname", "given", "place"}),
    ],
)
def test_somebody_is_proposed_with_reasons(name: str, values: dict[str, str], expected: set[str]) -> None:
    known = person("Jan", "Szymański", "1911", "M")
    PersonName.objects.update(patronymic="Antonowicz")
    Event(person=known, kind="residence", place_as_written="Gródek").save()
    person("Zofia", "Nowak", "1911")
    assert codes(name, **values) == [expected]


def test_of_more_namesakes_than_are_looked_at_those_of_the_year_are(monkeypatch) -> None:
    monkeypatch.setattr("records.transcribing.likely_people._NAMESAKES", 2)
    monkeypatch.setattr("records.transcribing.likely_people._NAMES_LOOKED_AT", 2)
    for year in (1861, 1863, 1865, 1867):
        person("Jan", "Kowalski", str(year), "M")
    wanted = person("Jan", "Kowalski", "1911", "M")
    for name in ("Kowalski Johann", "Kow[?]lski Jan", "Ковальский Ян"):
        who = listed(name, birth_year="1911")
        assert likely(who, page("train_list", who))[0].pk == wanted.pk, name


@pytest.mark.parametrize(
    ("name", "values"),
    [("Kowalski Jan", {}), ("Szymański Zygmunt", {}), ("Szymański Jan", {"birth_year": "1870"}), ("?", {})],
)
def test_nobody_is_proposed_who_does_not_fit(name: str, values: dict[str, str]) -> None:
    person("Jan", "Szymański", "1911", "M")
    assert [reasons for reasons in codes(name, **values) if "other_year" not in reasons] == []


UNCLEAR = [
    *("Kowal[...]", "Kowal[...] Jan", "Kowal… Jan", "Kow?lski", "Kow?lski Jan", "Ковал[...] Ян", "Kowalsk[...]"),
    *(
        "[...]ski",
        "[...]ski Jan",
        "Jan [...]ski",
        "[...]walski Johann",
        "[...]ский Ян",
        "K[...]ski Jan",
        "?owalski Jan",
    ),
]


@pytest.mark.parametrize("name", UNCLEAR)
def test_a_name_that_is_read_in_part_is_found_by_its_letters(name: str) -> None:
    wanted = person("Jan", "Kowalski", "1911", "M")
    person("Zofia", "Nowak", "1911")
    who = listed(name)
    found = likely(who, page("train_list", who))
    assert [(one.pk, "surname_reading" in {code for code, _words in one.reasons}) for one in found] == [
        (wanted.pk, True)
    ]


@pytest.mark.parametrize("name", ["Kowal[...] Jan", "[...]ski Jan", "[...]ski", "Kow?lski"])
def test_unread_letters_cost_no_more_among_many_and_read_no_table_through(name: str) -> None:
    wanted = person("Jan", "Kowalski", "1911", "M")
    mother = person("Anna", "Nowak", "1890")
    others = (f"Wy{'abcdefghij'[number % 10]}myślony{number}" for number in range(3000))
    PersonName.objects.bulk_create(_name(mother, surname) for surname in others)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    who = listed(name)
    with CaptureQueriesContext(connection) as asked:
        assert [one.pk for one in likely(who, page("train_list", who))] == [wanted.pk]
    assert len(asked) <= 9
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"{explain} {query['sql']}")
            plan = " ".join(str(row) for row in cursor.fetchall())
            assert "SCAN records_personname" not in plan and "Seq Scan on records_personname" not in plan, plan


def _name(of: Person, surname: str) -> PersonName:
    name = PersonName(person=of, given="Anna", surname=surname)
    name.derive()
    return name


def test_a_relative_of_somebody_linked_comes_first() -> None:
    husband, wife = person("Jan", "Szymański", "", "M"), person("Maria", "Szymańska", "")
    person("Maria", "Szymańska", "")
    family_of(husband, wife)
    holder, spouse = linked(somebody("holder", "Szymański Jan"), husband.pk), somebody("spouse", "Szymańska Maria")
    found = likely(spouse, page("udostoverenie", holder, spouse))
    assert found[0].pk == wife.pk
    assert "relative" in {code for code, _words in found[0].reasons}
    assert len(found) == 2


def test_the_question_takes_as_many_queries_for_many_as_for_few_and_reads_no_table_through() -> None:
    who = listed("Шиманский Ян Антонович", birth_year="1911", father_name="Антон")
    entry = page("train_list", who)
    person("Jan", "Szymański", "1911", "M")
    with CaptureQueriesContext(connection) as few:
        assert likely(who, entry)
    for number in range(12):
        family_of(person("Jan", "Szymański", str(1900 + number), "M"), person("Anna", "Szymańska"))
    with CaptureQueriesContext(connection) as many:
        assert len(likely(who, entry)) == 5
    assert len(few) == len(many) <= 9
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for query in many.captured_queries:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plan = [row[3] for row in cursor.fetchall()]
                assert not [step for step in plan if step.startswith("SCAN records_")], (query["sql"], plan)


def test_who_was_refused_on_this_very_page_comes_last() -> None:
    first, other = person("Jan", "Szymański", "1911", "M"), person("Jan", "Szymański", "1940", "M")
    who = listed("Szymański Jan", birth_year="1911")
    refusing = replace(who, decision=replace(who.decision, not_same=(first.pk,)))
    found = likely(refusing, page("train_list", refusing))
    assert [(one.pk, one.already_refused) for one in found if one.pk == first.pk] == [(first.pk, True)]
    assert found[-1].pk == first.pk != other.pk
