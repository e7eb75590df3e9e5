"""What stands behind the numbers at the side of the results and behind what is offered while typing."""

import json

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from records.dates.day_numbers import day_number
from records.edition.connection import reading
from records.edition.facet_counting import FACETS, count_facets, decades_of, narrowed
from records.edition.narrowed_search import chosen_facets, facets_in_rows, search_narrowed
from records.edition.outlines import Outline
from records.edition.queries import cards
from records.edition.rebuilding import rebuild
from records.edition.search_query import read_query
from records.edition.suggesting import beginnings, suggest_places, suggest_surnames
from records.edition.tables import outline
from records.names.folding import fold
from tests.conftest import TODAY
from tests.website.conftest import counted_queries


def everybody(connection: sa.Connection) -> list[Outline]:
    """Return the outlines of all people."""
    return list(map(Outline._make, connection.execute(sa.select(outline).order_by(outline.c.number))))


BIRTHS = [
    ("one year", 1911, 1911, (1910,)),
    ("about the turn of a decade", 1908, 1912, (1900, 1910)),
    ("a decade", 1920, 1929, (1920,)),
    ("too wide to say", 1895, 1925, ()),
]
BEGINNINGS = [
    ("Szym", "szym"),
    ("Шим", "szym"),
    ("Shim", "szym"),
    ("Schim", "szym"),
    ("Żuk", "zuk"),
    ("Домбр", "dabr"),
    ("Vish", "wisz"),
    ("ŁĄC", "lac"),
]


@pytest.mark.parametrize(("case", "first", "last", "expected"), BIRTHS, ids=[case[0] for case in BIRTHS])
def test_the_decades_in_which_somebody_may_be_born(case: str, first: int, last: int, expected: tuple[int, ...]) -> None:
    assert decades_of(day_number(first, 1, 1), day_number(last, 12, 31)) == expected


def test_a_birth_without_bounds_is_in_no_decade() -> None:
    assert decades_of(None, day_number(1911, 1, 1)) == decades_of(day_number(1911, 1, 1), None) == ()


@pytest.mark.parametrize(("typed", "expected"), BEGINNINGS)
def test_typed_letters_are_read_as_a_polish_clerk_would_write_them(typed: str, expected: str) -> None:
    assert expected in beginnings(typed)


@given(st.text(max_size=12))
def test_any_letters_may_be_typed(typed: str) -> None:
    assert all(reading == fold(reading) and len(reading) >= 2 for reading in beginnings(typed))


def test_counting_takes_two_queries_however_many_people_there_are(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        people = everybody(connection)
        asked = []
        for part in (people[:3], people):
            with counted_queries() as statements:
                count_facets(connection, part)
            asked.append(len(statements))
    assert max(asked) <= 2


def test_a_region_holds_whoever_was_at_any_place_in_it(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        counted = count_facets(connection, everybody(connection))
        names = cards(connection, [("place", value) for name in ("region", "place") for value in counted[name]])
    called = {card["name"]: key[1] for key, card in names.items()}
    lwow, region = counted["place"][called["Lwów"]], counted["region"][called["województwo lwowskie"]]
    assert lwow and lwow <= region
    assert not set(counted["region"]) & set(counted["place"])


def test_whoever_is_counted_is_one_of_those_found(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        counted = count_facets(connection, everybody(connection)[:20])
        ids = [one.id for one in everybody(connection)[:20]]
    assert set(counted) == set(FACETS)
    assert set().union(*(people for values in counted.values() for people in values.values())) <= set(ids)
    assert narrowed(ids, counted, {}) == ids and narrowed(ids, counted, {"fate": ["nonsense"]}) == []


def test_a_deportation_is_a_stage_in_the_address_and_a_wave_among_the_facets() -> None:
    values = {"stage": ["DEPORT_1", "EVAC_2", "EVAC_2", ""], "at": ["x" * 200], "fate": ["a\x00b"]}
    chosen = chosen_facets(lambda name: values.get(name, []))
    assert chosen == {"wave": ["DEPORT_1"], "stage": ["EVAC_2"], "place": ["x" * 80]}
    assert facets_in_rows(chosen) == {"stage": "DEPORT_1", "place": "x" * 80}


@pytest.mark.postgres
def test_facets_and_suggestions_are_alike_on_postgresql(demo_edition: str, postgres_url: str) -> None:
    rebuild("public", TODAY, url=postgres_url)
    answers = []
    for url in (demo_edition, postgres_url):
        with reading(url) as connection:
            counted = count_facets(connection, everybody(connection))
            offered = [suggest_surnames(connection, typed, 6) for typed in ("sz", "Шим", "Shim", "ko", "za", "нов")]
            places = [suggest_places(connection, typed, 6) for typed in ("sa", "Lwó", "Льв", "kazach")]
            chosen = {"wave": ["DEPORT_1"], "fate": ["died"], "certainty": ["sure"]}
            found = search_narrowed(connection, read_query("", facets=facets_in_rows(chosen)), chosen, 5)
        people = {name: {value: sorted(ids) for value, ids in values.items()} for name, values in counted.items()}
        answers.append(json.dumps([people, repr(offered), repr(places), found.ids, found.next], sort_keys=True))
    assert answers[0] == answers[1]
