"""A descendant's query finds the record, in whatever alphabet it stands, and says why."""

import pytest

from records.edition.connection import reading
from records.edition.search import Hit, search_other, search_people
from records.edition.search_query import read_query

QUERIES = [
    ("Shimansky Yan, father Anton, about 1912, Lvov", ("Шиманский",), "Anton", (), 1912),
    ("Szymanski near Lwów", ("Szymanski",), "", ("Lwów",), None),
    ("Szymanski", ("Szymanski",), "", (), None),
]


@pytest.mark.parametrize(("text", "_words", "father", "places", "year"), QUERIES)
def test_a_query_is_understood(
    text: str, _words: tuple[str, ...], father: str, places: tuple[str, ...], year: int | None
) -> None:
    query = read_query(text)
    assert (query.father, query.year) == (father, year)
    assert set(places) <= set(query.places)


def test_the_fields_of_the_form_outrank_the_text() -> None:
    query = read_query("Szymanski 1900", father="Antoni", place="Lwów", year="1912")
    assert (query.father, query.places, query.year) == ("Antoni", ("Lwów",), 1912)


@pytest.mark.parametrize("text", ["", "   ", ",,,", "%_'\"--", "\x00", "🙂", "1941", "a" * 500])
def test_odd_queries_are_answered(demo_edition: str, text: str) -> None:
    with reading(demo_edition) as connection:
        search_people(connection, read_query(text))
        search_other(connection, text)


def find(url: str, text: str) -> list[Hit]:
    with reading(url) as connection:
        return search_people(connection, read_query(text), 10)


@pytest.mark.parametrize(
    "text",
    [
        "Shimansky Yan, father Anton, about 1912, Lvov",
        "Szymanski near Lwów",
        "Шиманский",
        "Jan Szymański 1911",
        "Szymanski Jan syn Antoniego",
    ],
)
def test_a_cyrillic_card_is_found_by_its_descendants(demo_edition: str, text: str) -> None:
    hits = find(demo_edition, text)
    assert "Ян Антонович Шиманский" in [hit.card["name"] for hit in hits[:2]]
    assert all(hit.reasons for hit in hits)


def test_the_reason_names_both_spellings(demo_edition: str) -> None:
    best = find(demo_edition, "Shimansky Yan")[0]
    assert ("surname_other_script", "Шиманский", "Shimansky") in [
        (reason.code, reason.recorded, reason.sought) for reason in best.reasons
    ]


def test_the_word_order_does_not_matter(demo_edition: str) -> None:
    assert [hit.id for hit in find(demo_edition, "Irena Zarębska")] == [
        hit.id for hit in find(demo_edition, "Zarebska Irena")
    ]


def test_a_place_alone_finds_who_was_there(demo_edition: str) -> None:
    assert find(demo_edition, "Tengeru")
    with reading(demo_edition) as connection:
        assert "place" in search_other(connection, "Pahlevi") or "place" in search_other(connection, "Pahlewi")


def test_a_facet_narrows(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        everyone = search_people(connection, read_query("Zarębski"))
        soldiers = search_people(connection, read_query("Zarębski", facets={"stage": "ITALY"}))
    assert 0 < len(soldiers) < len(everyone)
