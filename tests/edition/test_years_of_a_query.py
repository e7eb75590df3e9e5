"""Years sought: every year of a span fits in full, those beside it less, and others hardly."""

import pytest

from records.edition.connection import reading
from records.edition.empty_answers import tried
from records.edition.person_ranking import Sought
from records.edition.rebuilding import rebuild
from records.edition.search import Hit, search_people
from records.edition.search_query import PersonQuery, read_query
from records.fixture_files import fixture_rows
from tests.edition.world import TODAY, person

ROWS = list(fixture_rows("search", "years.csv"))


@pytest.fixture
def edition(empty_archive: None, settings) -> str:
    for born in ("1885", "1898", "1900", "1903", "1905", "1907", "1915"):
        person("Jan", "Nowak", born, "M")
    rebuild("public", TODAY)
    return settings.EDITION_URL


def hits(url: str, text: str) -> dict[str, Hit]:
    with reading(url) as connection:
        found = search_people(connection, read_query(text), 20).hits
    return {hit.card["born"]: hit for hit in found}


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_years_are_understood_wherever_they_are_typed(row: dict[str, str]) -> None:
    for query in (read_query(f"Nowak {row['text']}"), read_query("Nowak", born=row["text"])):
        assert query.born == (int(row["first"]), int(row["last"]))
        assert query.years_beside == int(row["beside"])
        assert dict(tried(query))["year"] == row["tried"]


@pytest.mark.parametrize("text", ["Jan Nowak 1900-1905", "Nowak between 1900 and 1905", "Nowak 1900–1905"])
def test_every_year_of_a_span_fits_alike(edition: str, text: str) -> None:
    found = hits(edition, text)
    assert set(list(found)[:3]) == {"1900", "1903", "1905"}
    assert len({found[year].score for year in ("1900", "1903", "1905")}) == 1
    assert found["1898"].score < found["1900"].score
    assert found["1907"].score < found["1900"].score
    years = {year: [one.code for one in hit.reasons if one.code.startswith("year")] for year, hit in found.items()}
    assert (years["1903"], years["1907"]) == (["year_same"], ["year_near"])
    assert not years.get("1915")
    reason = next(one for one in found["1903"].reasons if one.code == "year_same")
    assert (reason.recorded, reason.sought) == ("1903", "1900–1905")


def test_before_and_after_are_open(edition: str) -> None:
    before, after = hits(edition, "Jan Nowak before 1904"), hits(edition, "Jan Nowak after 1904")
    assert before["1885"].score == before["1900"].score
    assert "1915" not in before or before["1915"].score < before["1885"].score
    assert after["1915"].score == after["1905"].score
    assert "1885" not in after or after["1885"].score < after["1915"].score


def test_a_span_alone_finds_who_was_born_then(edition: str) -> None:
    assert set(list(hits(edition, "1900-1905"))[:3]) == {"1900", "1903", "1905"}
    assert "1915" not in hits(edition, "1900-1905")


def test_a_year_with_its_width_is_still_asked_for() -> None:
    query = PersonQuery(words=("Nowak",), year=1912, years_around=5)
    assert (query.born, query.years_beside) == ((1912, 1912), 5)
    assert Sought("Nowak", year=1912).born == (1912, 1912)
