"""Names without letters, very long ones, and words that are names and something else, too."""

import pytest

from records.edition.connection import reading
from records.edition.known_names import known_names
from records.edition.nearest_surnames import nearest_surnames
from records.edition.publishing import publish_changes
from records.edition.search import search_people
from records.edition.search_query import read_query
from tests.edition.world import TODAY, person


def named(url: str, **asked: str) -> list[str]:
    with reading(url) as connection:
        found = search_people(connection, read_query(asked.pop("q", ""), **asked), 10)
        return [hit.card["name"] for hit in found.hits]


@pytest.mark.usefixtures("empty_archive")
def test_a_name_without_letters_is_like_no_other(settings) -> None:
    for surname in ("?", "-", "小明", "Żuk"):
        person("Jan", surname)
    publish_changes(TODAY)
    with reading() as connection:
        for typed in ("C", "N.N.", "小明", "?", "Zuk"):
            near = nearest_surnames(connection, typed, 5)
            assert all(one.key for one in near), near
        alike = known_names(connection).surnames_like("小明", 10, at_least=0.5)
        assert len(alike) <= 1


@pytest.mark.usefixtures("empty_archive")
def test_the_mark_of_a_long_list_is_short_and_leads_on(settings) -> None:
    given = "Ксенофонт Варфоломей Пантелеймон Анастасий Илларион Никодим Епифаний Севастиан Агафангел"
    for number in range(12):
        person(f"{given} {'абвгдежзикл'[number % 11]}", "Długonazwiskowski-Bardzodługonazwiskowski")
    publish_changes(TODAY)
    query, seen, after = read_query("Długonazwiskowski-Bardzodługonazwiskowski"), [], ""
    with reading() as connection:
        while True:
            part = search_people(connection, query, 5, after=after)
            seen += [hit.id for hit in part.hits]
            after = part.next
            assert len(after) < 300
            if not after:
                break
    assert len(seen) == len(set(seen)) == 12


def test_a_place_comes_before_surnames_that_are_only_like_it(demo_edition: str) -> None:
    assert len(named(demo_edition, q="Grodno")) > 5
    assert named(demo_edition, q="Grodno")[:5] == named(demo_edition, q="Hrodna")[:5]


def test_a_capital_letter_with_a_dot_is_an_initial(demo_edition: str) -> None:
    assert named(demo_edition, q="W. Pietkiewicz")[0] == named(demo_edition, q="Pietkiewicz W.")[0]


def test_the_field_of_the_surname_takes_open_letters(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        found = search_people(connection, read_query("", surname="Szyma*"), 10)
    assert found.hits and {hit.reasons[0].code for hit in found.hits} == {"surname_pattern"}


def test_only_the_agreeing_word_of_a_relative_is_told(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        hits = search_people(connection, read_query("", surname="Szymański", father="Antoni Kowalski"), 10).hits
    told = [reason for hit in hits for reason in hit.reasons if reason.code == "father"]
    assert told and all("Kowalski" not in reason.sought for reason in told)
