"""A word may be a surname, a given name and a town at once: it is read in every sensible way, and the best counts."""

import pytest

from records.edition.connection import reading
from records.edition.rebuilding import rebuild
from records.edition.search import Hit, search_people
from records.edition.search_query import read_query
from records.people.models import Event, PersonName
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person


@pytest.fixture
def edition(empty_archive: None, settings) -> str:
    """People whose names are towns and given names, and a bride with two surnames."""
    sokal = Place(name="Sokal", status=Status.PUBLISHED, latitude=50.48, longitude=24.28, precision="town")
    sokal.save()
    lida = Place(name="Lida", status=Status.PUBLISHED)
    lida.save()
    person("Jan", "Sokal", "1911", "M")
    from_sokal = person("Jan", "Nowak", "", "M")
    Event(person=from_sokal, kind="birth", date_text="1911", place=sokal).save()
    person("Jan", "Anton", "1905", "M")
    from_lida = person("Maria", "Wójcik", "", "F")
    Event(person=from_lida, kind="birth", date_text="1910", place=lida).save()
    person("Lidia", "Wójcik", "1912", "F")
    bride = person("Helena", "Bielska", "1901", "F")
    PersonName(person=bride, given="Helena", surname="Kruk", kind="birth").save()
    person("Helena", "Bielska", "1901", "F")
    person("Helena", "Kruk", "1901", "F")
    widow, husband = person("Zofia", "Lis", "1899", "F"), person("Ignacy", "Lis", "1890", "M")
    family_of(husband, widow, children=(person("Zofia", "Lis", "1914", "F"),))
    person("Stanisław Kostka", "Górski", "1900", "M", reference="AK 1234/41")
    person("Szczepan", "Górski", "1900", "M")
    rebuild("public", TODAY)
    return settings.EDITION_URL


def hits(url: str, text: str, **fields: str) -> list[Hit]:
    with reading(url) as connection:
        return search_people(connection, read_query(text, **fields), 10).hits


def found(url: str, text: str, **fields: str) -> list[str]:
    return [hit.card["name"] for hit in hits(url, text, **fields)]


def test_a_town_is_a_surname_and_a_home(edition: str) -> None:
    assert found(edition, "Jan Sokal")[:2] == ["Jan Sokal", "Jan Nowak"]
    assert found(edition, "Nowak Sokal")[0] == "Jan Nowak"
    assert [reason.code for reason in hits(edition, "Nowak Sokal")[0].reasons] == ["surname_same_spelling", "place"]


@pytest.mark.parametrize("text", ["Anton Jan", "Jan Anton"])
def test_a_given_name_is_a_surname_where_nothing_else_is(edition: str, text: str) -> None:
    assert found(edition, text)[0] == "Jan Anton"


def test_a_given_name_that_is_a_town_is_read_as_both(edition: str) -> None:
    assert set(found(edition, "Wójcik Lida")[:2]) == {"Lidia Wójcik", "Maria Wójcik"}


@pytest.mark.parametrize("text", ["Helena Bielska née Kruk", "Helena Kruk vel Bielska", "Bielska Kruk Helena"])
def test_who_bears_both_surnames_comes_first(edition: str, text: str) -> None:
    best, second = hits(edition, text)[:2]
    assert best.card["other_names"] == ["Helena Kruk"]
    assert best.score > second.score


def test_the_wife_comes_before_the_daughter_of_her_name(edition: str) -> None:
    best = hits(edition, "Zofia Lis, wife of Ignacy")[0]
    assert (best.card["born"], best.reasons[-1].code) == ("1899", "spouse")
    assert hits(edition, "Zofia Lis, father Ignacy")[0].card["born"] == "1914"
    assert hits(edition, "Zofia Lis, mother Zofia")[0].reasons[-1].code == "mother"


def test_an_initial_fits_or_does_not(edition: str) -> None:
    names = found(edition, "K. Górski")
    assert names[0] == "Stanisław Kostka Górski"
    assert set(found(edition, "S. Górski")[:2]) == {"Stanisław Kostka Górski", "Szczepan Górski"}
    assert found(edition, "Sz. Górski")[0] == "Szczepan Górski"


@pytest.mark.parametrize("text", ["AK 1234/41", "nr 1234/41", "ak 1234/41 Górski", "1234/41"])
def test_a_number_finds_whom_it_stands_for(edition: str, text: str) -> None:
    best = hits(edition, text)[0]
    assert best.card["name"] == "Stanisław Kostka Górski"
    assert "number" in [reason.code for reason in best.reasons]


def test_a_year_alone_finds_who_was_born_then_the_nearest_first(edition: str) -> None:
    born = [hit.card["born"] for hit in hits(edition, "1911±8")]
    assert born[:2] == ["1911", "1911"]
    assert set(born) <= {str(year) for year in range(1903, 1920)}
