"""What running text is taken to say: a table of sentences as readers write them."""

import pytest

from records.contributions.reading_words import read_name, read_stage, read_when_and_where
from records.places.models import Place

WHEN_AND_WHERE = [
    ("She died in Leeds on 3 May 1972.", "3 MAY 1972", "Leeds"),
    ("He was born about 1912 near Lwów", "ABT 1912", "Lwów"),
    ("Zmarł we Lwowie w lutym 1941 r.", "FEB 1941", "Lwowie"),
    ("Sie starb 1950 in München", "1950", "München"),
    ("evacuated to Pahlevi in August 1942", "AUG 1942", "Pahlevi"),
    ("Nobody knows.", "", ""),
    ("", "", ""),
]
NAMES = [
    ("Her husband Jan Kowalski was in Uzbekistan", "Jan", "Kowalski", "M"),
    ("His wife was called Zofia Nowak.", "Zofia", "Nowak", "F"),
    ("her maiden name was Zielińska", "", "Zielińska", "F"),
    ("Its name was Anna", "Anna", "", "F"),
    ("Мужа звали Ян Ковальский", "Jan", "Kowalski", "M"),
]


@pytest.mark.parametrize(("words", "value", "place"), WHEN_AND_WHERE)
def test_a_date_and_a_place_are_found_in_a_sentence(words: str, value: str, place: str, db) -> None:
    read = read_when_and_where(words)
    assert (read.date_value, read.place_text) == (value, place)


def test_a_place_of_the_gazetteer_is_known_in_any_case_and_doubted_where_two_bear_its_name(db) -> None:
    lake = Place(name="Zzyzxów")
    lake.save()
    assert read_when_and_where("Mieszkała w Zzyzxowie po wojnie").place == lake.pk
    Place(name="Zzyzxów").save()
    read = read_when_and_where("Mieszkała w Zzyzxowie po wojnie")
    assert (read.place, read.place_text) == (None, "Zzyzxowie")


def test_the_queries_do_not_grow_with_the_words(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        read_when_and_where("From Lwów to Karaganda, from Karaganda to Tehran, from Tehran to Leeds. " * 6)


@pytest.mark.parametrize(("words", "given", "surname", "sex"), NAMES)
def test_a_name_is_found_in_a_sentence(words: str, given: str, surname: str, sex: str) -> None:
    found = read_name(words)
    assert found is not None
    assert (found.given, found.surname, found.sex) == (given, surname, sex)


@pytest.mark.parametrize("words", ["", "she came from there", "She was kind."])
def test_no_name_is_made_of_other_words(words: str) -> None:
    assert read_name(words) is None


@pytest.mark.parametrize("words", ["deported in the night", "She liked tea.", ""])
def test_a_stage_is_told_only_where_one_is_meant(words: str) -> None:
    assert read_stage(words) == ""
