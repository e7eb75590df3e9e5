"""A place is found by any of its names: historical, modern, in another script, inflected, misspelt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.dates.day_numbers import day_number
from records.edition.connection import reading
from records.edition.known_places import KnownPlace, KnownPlaces, known_places
from records.edition.named_places import places_named, search_places
from records.edition.place_hierarchy import distance_km, place_hierarchy
from records.edition.place_words import stems
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.fixture_files import fixture_rows
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY

TYPED = [(row["typed"], row["place"]) for row in fixture_rows("search", "places.csv")]


@pytest.mark.parametrize(("typed", "place"), TYPED)
def test_a_place_is_found_by_any_of_its_names(demo_edition: str, typed: str, place: str) -> None:
    with reading(demo_edition) as connection:
        found = search_places(connection, typed, 5)
    assert found[0][1]["name"] == place


def test_the_table_of_places_names_only_places_that_are_known() -> None:
    known = {row["name"] for row in fixture_rows("reference", "places.csv")}
    meant = [row["means"] for row in fixture_rows("search", "place_words.csv")]
    named = {name for cell in meant if not cell.startswith("country:") and cell != "-" for name in cell.split(";")}
    assert named <= known


@pytest.mark.parametrize("word", ["Kowalska", "Szymański", "Nowak", "Anton", "Maria", "Zarębska", "Wróbel", "Xyzzy"])
def test_a_name_of_a_person_is_no_place(demo_edition: str, word: str) -> None:
    with reading(demo_edition) as connection:
        assert not places_named(connection, [word]).near


def test_a_place_nearby_is_less_near_than_the_place_itself(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        named = places_named(connection, [], ["Lwów"])
    near = {named.names[place]: weight for place, weight in named.near.items()}
    assert near["Lwów"] == 1.0
    assert 0.4 <= near["Gródek Jagielloński"] < 0.8
    assert "Tarnopol" not in near


def test_a_region_holds_its_places(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        named = places_named(connection, [], ["województwo lwowskie"])
    near = {named.names[place]: weight for place, weight in named.near.items()}
    assert near["województwo lwowskie"] == 1.0
    assert near["Sambor"] == 0.8


def test_siberia_is_many_regions(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        named = places_named(connection, ["Siberia"])
    assert {"Kraj Ałtajski", "obwód irkucki"} <= set(named.names.values())


def test_a_place_of_two_words_is_found_among_names(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        named = places_named(connection, ["Jan", "Nowak", "Rawa", "Ruska"])
    assert list(named.by_word) == ["Rawa Ruska"]


def test_words_after_a_preposition_that_name_no_place_are_given_back(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        named = places_named(connection, [], ["Lwowa Qwxqwx"])
    assert list(named.by_word) == ["Lwowa"]
    assert named.unknown == ("Qwxqwx",)


def test_what_a_place_belonged_to_depends_on_the_day(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        places = known_places(connection)
        lwow = search_places(connection, "Lwów", 1)[0][0]
    then = place_hierarchy(places, lwow, day_number(1939, 6, 1))
    today = place_hierarchy(places, lwow)
    assert then is not None and [step.name for step in then.steps] == [
        "Lwów",
        "województwo lwowskie",
        "Rzeczpospolita Polska",
    ]
    assert today is not None and ([step.name for step in today.steps], today.countries) == (["Lviv"], ("UA",))
    assert place_hierarchy(places, "nowhere") is None


def test_a_circle_of_parents_ends() -> None:
    def place(own: str, parent: str) -> KnownPlace:
        return KnownPlace(own, own, "", (own,), "", None, False, ((parent, None, None),), "")

    places = KnownPlaces({"a": place("a", "b"), "b": place("b", "a")})
    then = place_hierarchy(places, "a", 2429000)
    assert then is not None and [step.id for step in then.steps] == ["a", "b"]


def test_distances_are_those_of_the_map() -> None:
    assert distance_km((49.8383, 24.0232), (52.2297, 21.0122)) == pytest.approx(341, abs=5)
    assert distance_km((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=5)


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_any_word_has_stems_that_begin_it(word: str) -> None:
    assert all(word.startswith(stem) for stem in stems(word))


@pytest.mark.usefixtures("empty_archive")
def test_a_place_is_found_by_its_new_name_as_soon_as_that_is_published(settings) -> None:
    place = Place(name="Osada Stara", status=Status.PUBLISHED)
    place.save()
    rebuild("public", TODAY)

    def found(text: str) -> list[str]:
        with reading(settings.EDITION_URL) as connection:
            return [card["name"] for _id, card, _name, _how in search_places(connection, text)]

    assert found("Stara") == ["Osada Stara"]
    for name in ("Wieś Nowa", "Wieś Cicha"):
        place.name = name
        place.save()
        publish_changes(TODAY)
        assert found(name) == [name]
    assert found("Stara") == []
    place.status = Status.WITHDRAWN
    place.save()
    publish_changes(TODAY)
    assert found("Cicha") == []
