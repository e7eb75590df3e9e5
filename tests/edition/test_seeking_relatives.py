"""Somebody's wife, daughter or mother's child is found without a name of one's own; hidden relatives help nobody."""

import pytest
import sqlalchemy as sa

from records.edition.composed import MOTHER_BORN
from records.edition.connection import reading
from records.edition.narrowed_search import search_narrowed
from records.edition.nominatives import surname_of_genitive
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.edition.search import Hit, search_people
from records.edition.search_query import read_query
from records.edition.tables import search_key
from records.fixture_files import fixture_rows
from records.people.models import Event, PersonName
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person

GENITIVES = list(fixture_rows("search", "surname_genitives.csv"))


@pytest.fixture
def edition(empty_archive: None, settings) -> str:
    """Two families Kowalski, one of them at Lwów, and the children of a mother born Lichwa."""
    lwow = Place(name="Lwów", status=Status.PUBLISHED, latitude=49.84, longitude=24.03, precision="town")
    lwow.save()
    jan, zofia = person("Jan", "Kowalski", "1880", "M"), person("Zofia", "Kowalska", "1885")
    piotr, wanda = person("Piotr", "Kowalski", "1881", "M"), person("Wanda", "Kowalska", "1886")
    helena = person("Helena", "Lichwa", "1878")
    PersonName(person=helena, given="Helena", surname="Szymańska", kind="married").save()
    antoni = person("Antoni", "Szymański", "1870", "M")
    irena, adam = person("Irena", "Szymańska", "", "F"), person("Adam", "Kowalski", "1911", "M")
    for born_there in (irena, person("Olga", "Bielska", "", "F")):
        Event(person=born_there, kind="birth", date_text="1912", place=lwow).save()
    family_of(jan, zofia)
    family_of(piotr, wanda, children=(adam,))
    family_of(antoni, helena, children=(irena, person("Karol", "Szymański", "1909", "M")))
    rebuild("public", TODAY)
    return settings.EDITION_URL


def hits(url: str, text: str, **fields: str) -> list[Hit]:
    with reading(url) as connection:
        return search_people(connection, read_query(text, **fields), 10).hits


def found(url: str, text: str, **fields: str) -> list[str]:
    return [hit.card["name"] for hit in hits(url, text, **fields)]


def mother_keys(url: str) -> set[str]:
    with reading(url) as connection:
        return set(connection.scalars(sa.select(search_key.c.key).where(search_key.c.role == MOTHER_BORN)))


@pytest.mark.parametrize("row", GENITIVES, ids=[row["genitive"] for row in GENITIVES])
def test_a_surname_in_the_genitive_is_understood(row: dict[str, str]) -> None:
    assert surname_of_genitive(row["genitive"]) == row["surname"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("żona Jana Kowalskiego", "Zofia Kowalska"),
        ("wife of Jan Kowalski", "Zofia Kowalska"),
        ("жена Ивана Ковальского", "Zofia Kowalska"),
        ("żona Piotra Kowalskiego", "Wanda Kowalska"),
        ("syn Piotra Kowalskiego", "Adam Kowalski"),
        ("córka Antoniego, Lwów", "Irena Szymańska"),
        ("matka Helena, Lwów", "Irena Szymańska"),
        ("córka Antoniego, ur. 1912", "Irena Szymańska"),
        ("Szymański, mother née Lichwa, 1909", "Karol Szymański"),
    ],
)
def test_who_is_known_by_relatives_alone_is_found(edition: str, text: str, name: str) -> None:
    assert found(edition, text)[0] == name


def test_only_those_at_the_place_whose_father_is_called_so_are_found(edition: str) -> None:
    assert found(edition, "córka Antoniego, Lwów") == ["Irena Szymańska"]
    assert {one.code for one in hits(edition, "córka Antoniego, Lwów")[0].reasons} == {"father", "place"}


@pytest.mark.parametrize("text", ["matka z domu Lichwa", "mother née Лихва", "mother's maiden name Lichva"])
def test_the_mothers_maiden_name_finds_her_children(edition: str, text: str) -> None:
    assert sorted(found(edition, text)) == ["Irena Szymańska", "Karol Szymański"]
    reason = next(one for one in hits(edition, text)[0].reasons if one.code == "mother")
    assert reason.detail == "maiden"


def test_the_mothers_maiden_name_may_be_a_field_of_a_form(edition: str) -> None:
    assert found(edition, "", mother_maiden="Lichwa", given="Karol")[0] == "Karol Szymański"
    assert found(edition, "", mother_maiden="Qwerty") == []


def test_a_mothers_married_name_is_not_the_name_she_was_born_with(edition: str) -> None:
    assert mother_keys(edition) == {"lichwa", "kowalski"}


def test_a_hidden_mothers_name_is_no_key(empty_archive: None, settings) -> None:
    mother, child = person("Helena", "Lichwa", ""), person("Irena", "Szymańska", "1912")
    family_of(person("Adela", "Lichwa", "1850"), children=(mother,))
    family = family_of(mother, children=(child,))
    publish_changes(TODAY)
    assert "lichwa" in mother_keys(settings.EDITION_URL)
    mother.vital = "living"
    mother.save()
    publish_changes(TODAY)
    assert mother_keys(settings.EDITION_URL) == set()
    assert found(settings.EDITION_URL, "matka z domu Lichwa") == []
    mother.vital = "deceased"
    mother.save()
    publish_changes(TODAY)
    assert mother_keys(settings.EDITION_URL) == {"lichwa"}
    family.status = Status.DRAFT
    family.save()
    publish_changes(TODAY)
    assert "Irena Szymańska" not in found(settings.EDITION_URL, "matka z domu Lichwa")


def test_a_search_may_be_kept_to_some_people(edition: str) -> None:
    query = read_query("Kowalski")
    with reading(edition) as connection:
        everybody = search_people(connection, query)
        some = everybody.ids[1:3]
        kept = search_people(connection, query, 1, only=some)
        assert (kept.ids, kept.number, kept.hits[0].id) == (some, 2, some[0])
        assert search_people(connection, query, 1, after=kept.next, only=some).hits[0].id == some[1]
        assert search_people(connection, query, only=()).hits == []
        narrow = search_narrowed(connection, query, {"decade": ["1880"]}, 1)
        following = search_narrowed(connection, query, {"decade": ["1880"]}, 10, narrow.next)
    assert [hit.id for hit in narrow.hits + following.hits] == narrow.ids
