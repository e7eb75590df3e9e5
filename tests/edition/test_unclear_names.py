"""Surnames of which letters could not be read: found by what was read of them, as typed and as recorded."""

import pytest
import sqlalchemy as sa

from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.edition.tables import name_form
from records.edition.unclear_forms import UnclearForms
from records.edition.wildcards import forms_matching, may_fit
from tests.edition.world import TODAY, person

MEANT = [
    ("Kowal[...]", "Kowalski", True),
    ("Kowal[...]", "Kowalska", True),
    ("Kowal[...]", "Ковальский", True),
    ("Kowal[...]", "Kowal", True),
    ("Kowal[...]", "Kowerski", False),
    ("[...]walski", "Kowalski", True),
    ("[...]walska", "Kowalski", True),
    ("Kow?lski", "Kowalska", True),
    ("Ковал[...]", "Kowalczyk", True),
    ("K[...]", "Kowalski", False),
    ("Kowalski", "Kowalski", False),
    ("[...]", "Kowalski", False),
]


@pytest.mark.parametrize(("recorded", "typed", "meant"), MEANT)
def test_a_surname_read_in_part_may_be_the_one_typed(recorded: str, typed: str, meant: bool) -> None:
    forms = UnclearForms()
    forms.take(7, recorded)
    assert [position for position, _close in forms.meant_by(typed)] == [7] * meant


def test_what_a_search_looks_at_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.edition.unclear_forms._MOST_LOOKED_AT", 3)
    forms = UnclearForms()
    for number in range(50):
        forms.take(number, "Kowal[...]")
        forms.take(100 + number, "Nowak[...]")
    assert [position for position, _close in forms.meant_by("Kowalski")] == [0, 1, 2]
    assert [position for position, _close in forms.meant_by("Nowakowski")] == [100, 101, 102]


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_archive")
def test_both_the_searcher_and_the_page_may_leave_letters_open(settings) -> None:
    for given, surname in (("Jan", "Kowal[...]"), ("Piotr", "[...]walski"), ("Adam", "Kowalski"), ("Ewa", "Żuk")):
        person(given, surname)
    publish_changes(TODAY)
    with reading() as connection:
        for typed in ("Kowalski", "Kowal[...]", "[...]walski", "Kow?lski"):
            found = [hit.card["name"] for hit in search_people(connection, read_query(typed), 10).hits]
            assert "Adam Kowalski" in found and not any("Żuk" in name for name in found), typed
        names = [hit.card["name"] for hit in search_people(connection, read_query("Kowalski"), 10).hits]
        assert names[0] == "Adam Kowalski"
        assert set(names) == {"Adam Kowalski", "Jan Kowal[...]", "Piotr [...]walski"}
        assert "Jan Kowal[...]" in [
            hit.card["name"] for hit in search_people(connection, read_query("Kowal[...]"), 10).hits
        ]


@pytest.mark.parametrize("typed", ["Zaręb[...]", "Zar?bska", "[...]bska", "[...]rębska"])
def test_open_letters_are_answered_by_the_index_of_the_distinct_surnames(demo_edition: str, typed: str) -> None:
    with reading(demo_edition) as connection:
        found = forms_matching(connection, typed)
        texts = set(
            connection.scalars(sa.select(name_form.c.text).where(name_form.c.id.in_([f.number for f in found])))
        )
        assert "Zarębska" in texts
        query = sa.select(name_form.c.id).where(name_form.c.kind == "surname", may_fit(typed))
        words = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
        plan = [str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}".replace("%", "%%"))]
    assert all("USING" in step and "INDEX" in step for step in plan), plan


@pytest.mark.postgres
def test_postgresql_answers_alike_and_by_the_same_index(demo_edition: str, postgres_url: str) -> None:
    rebuild("public", TODAY, url=postgres_url)
    with reading(demo_edition) as here, reading(postgres_url) as there:
        # So few rows are read through more quickly than looked up.
        there.exec_driver_sql("SET enable_seqscan = off")
        for typed in ("Zaręb[...]", "Zar?bska", "[...]bska", "Irena [...]rębska"):
            hits = [[hit.id for hit in search_people(one, read_query(typed), 20).hits] for one in (here, there)]
            assert hits[0] == hits[1] != [], typed
            query = sa.select(name_form.c.id).where(name_form.c.kind == "surname", may_fit(typed.split()[-1]))
            words = str(query.compile(there.engine, compile_kwargs={"literal_binds": True}))
            cursor = there.connection.cursor()
            cursor.execute(f"EXPLAIN {words}".replace("%%", "%"))
            plan = [str(row) for row in cursor.fetchall()]
            assert any("Index" in step for step in plan) and not any("Seq Scan" in step for step in plan), plan
