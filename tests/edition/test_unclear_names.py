"""Surnames of which letters could not be read: found by what was read of them, as typed and as recorded."""

import pytest

from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.edition.unclear_forms import UnclearForms
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
