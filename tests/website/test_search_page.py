"""Searching as a reader does it: the reasons, the facets, the honest empty answer, hostile input."""

import re

from django.test import Client


def _search(client: Client, query: str, language: str = "en") -> str:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_polish_spelling_finds_a_cyrillic_record_and_says_why(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Szymanski")
    assert "Шиманский" in text and "the same surname in other letters:" in text
    assert "read as" in text


def test_reasons_are_worded_in_the_language_of_the_page(client: Client, demo_edition: str) -> None:
    assert "to samo nazwisko innym alfabetem:" in _search(client, "q=Szymanski", "pl")
    assert "derselbe Nachname in anderen Buchstaben:" in _search(client, "q=Szymanski", "de")


def test_a_facet_narrows_the_results_and_can_be_taken_back(client: Client, demo_edition: str) -> None:
    everyone = _search(client, "q=Nowak")
    link = re.search(r'href="/en/search/\?(q=Nowak&amp;stage=EVAC_2)"', everyone)
    assert link
    narrowed = _search(client, link.group(1).replace("&amp;", "&"))
    assert narrowed.count('class="result"') < everyone.count('class="result"')
    assert 'href="/en/search/?q=Nowak" class="chosen"' in narrowed


def test_an_empty_answer_says_what_was_tried_and_what_to_try(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Szczebrzeszynskij+1899&father=Onufry")
    assert "Nobody found" in text and "a father called Onufry" in text and "born about 1899" in text
    assert "Surnames that begin alike" in text


def test_what_is_typed_comes_back_only_as_text(client: Client, demo_edition: str) -> None:
    for field in ("q", "father", "place", "year"):
        text = _search(client, f"{field}=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%00")
        assert "<script" not in text


def test_strange_marks_in_the_address_are_no_error(client: Client, demo_edition: str) -> None:
    for address in (
        "search/?q=Nowak&from=x",
        "search/?q=Nowak&from=999",
        "search/?stage=NOTHING",
        "places/?after=x",
        "places/?after=a~b",
        "surnames/?initial=%00",
        "documents/?kind=%27",
        "search/?q=" + "a" * 5000,
    ):
        assert client.get(f"/en/{address}").status_code == 200, address


def test_other_records_are_found_by_their_words(client: Client, demo_edition: str) -> None:
    assert "Samarkanda" in _search(client, "q=Samarkand")
