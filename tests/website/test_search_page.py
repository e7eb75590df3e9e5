"""Searching as a reader does it: the reasons, the facets, the honest empty answer, hostile input."""

import html
import re
from urllib.parse import quote

import pytest
from django.test import Client


def _search(client: Client, query: str, language: str = "en") -> str:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def _numbers(text: str) -> dict[str, int]:
    """Return the facets of a page: what each is called to its number."""
    rows = re.findall(r'rel="nofollow">(?:<span.*?</span> )?([^<]+)</a> <span class="count">(\d+)</span>', text)
    return {label: int(number) for label, number in rows}


def _people(text: str) -> list[str]:
    return re.findall(r'class="person" href="/\w\w/people/(\w+)/"', text)


def test_a_polish_spelling_finds_a_cyrillic_record_and_says_why(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Szymanski")
    assert "Шиманский" in text and "the same surname in Russian letters:" in text
    assert "read as" in text
    assert "Release certificates" in text[: text.index('class="others"')]


def test_reasons_are_worded_in_the_language_of_the_page(client: Client, demo_edition: str) -> None:
    assert "to samo nazwisko rosyjskimi literami:" in _search(client, "q=Szymanski", "pl")
    assert "derselbe Nachname in russischen Buchstaben:" in _search(client, "q=Szymanski", "de")


def test_father_year_and_place_are_among_the_reasons(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Shimansky+Yan,+father+Anton,+about+1912,+Lvov")
    first = text[text.index('<li class="result') : text.index("</ul>", text.index('class="reasons"'))]
    assert "Ян Антонович Шиманский" in first
    for words in ("the father’s name agrees: Антонович", "born close to 1912: 1911", "was at Lwów"):
        assert words in first


def test_a_look_alike_is_called_similar_and_what_differs_is_named(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Szumanski")
    assert "Similar names" in text and "y instead of u" in text
    group = text[text.index('class="similar-group"') : text.index("</ol>")]
    assert group.count("mark-similar") == group.count('<li class="result')
    assert "the same surname" not in group


def test_the_same_name_stands_before_a_similar_one(client: Client, demo_edition: str) -> None:
    for words in ("Szymanski", "Dabrowski", "Nowak", "Zarebski", "Sawicki"):
        text = _search(client, f"q={words}")
        same = text.rfind('<li class="result">')
        similar = text.find('<li class="result similar">')
        assert similar == -1 or same < similar, words


def test_each_surname_leads_to_everyone_who_bears_it_in_any_spelling(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Шиманский")
    assert 'href="/en/surnames/szymanski/"' in text
    page = client.get("/en/surnames/szymanski/").content.decode()
    assert "Szymański" in page and "Шиманская" in page and "Cyrillic letters" in page


@pytest.mark.parametrize("spelling", ["Шиманская", "Szymańska", "szymanska"])
def test_any_spelling_in_the_address_leads_to_the_surname(client: Client, demo_edition: str, spelling: str) -> None:
    response = client.get(f"/en/surnames/{quote(spelling)}/")
    assert response.status_code == 302 and response["Location"] == "/en/surnames/szymanski/"


def test_a_facet_narrows_the_results_and_can_be_taken_back(client: Client, demo_edition: str) -> None:
    everyone = _search(client, "q=Nowak")
    assert 'href="/en/search/?q=Nowak&stage=EVAC_2"' in everyone
    narrowed = _search(client, "q=Nowak&stage=EVAC_2")
    assert set(_people(narrowed)) < set(_people(everyone))
    assert re.search(r'<ul class="taken".*?href="/en/search/\?q=Nowak"', narrowed)


def test_every_number_is_the_number_of_people_behind_its_link(client: Client, demo_edition: str) -> None:
    for start in ("q=Nowak", "stage=DEPORT_1", "stage=DEPORT_1&fate=died"):
        text = _search(client, start)
        links = re.findall(
            r'<li><a href="/en/search/\?([^"]+)" rel="nofollow">([^<]+)</a> <span class="count">(\d+)</span>', text
        )
        assert len(links) > 5
        for query, label, number in links:
            found = re.search(r"(\d+) (?:person|people) may fit", _search(client, query))
            assert found and int(found.group(1)) == int(number), (start, label)


def test_several_facets_are_chosen_together(client: Client, demo_edition: str) -> None:
    one = _search(client, "stage=DEPORT_1&stage=EVAC_2")
    both = _search(client, "stage=DEPORT_1&stage=EVAC_2&fate=died&named=sure")
    assert set(_people(both)) < set(_people(one))
    assert both.count("Take back:") == 8, "four above the results, four among the facets"
    parts = ("Deportation", "Region", "Camp, settlement or town", "Stage of the journey", "What became of them")
    for heading in (*parts, "Named in a paper of this kind", "Decade of birth", "How surely a paper means them"):
        assert f"<h3>{heading}</h3>" in _search(client, "q=Nowak") + one, heading


def test_a_long_answer_goes_on_without_gap_or_repetition(client: Client, demo_edition: str) -> None:
    for start in ("stage=PREWAR", "stage=PREWAR&named=sure"):
        text = _search(client, start)
        number = int(re.findall(r"(\d+) people may fit", text)[0])
        seen, address = _people(text), re.search(r'<p class="more"><a class="button" href="/en/search/\?([^"]+)"', text)
        while address:
            text = _search(client, address.group(1))
            seen += _people(text)
            address = re.search(r'<p class="more"><a class="button" href="/en/search/\?([^"]+)"', text)
        assert len(seen) == len(set(seen)) == number > 25


def test_an_empty_answer_says_what_was_tried_and_what_to_try(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Xyzzyk+1899&father=Onufry&mother=Pelagia&number=AK+77")
    assert "We found nobody this time" in text
    for words in ("a father called Onufry", "a mother called Pelagia", "born 1896–1902", "a number in the papers"):
        assert words in text, words
    assert "not indexed here" in text and 'href="/en/sources/"' in text and 'href="/en/tell/"' in text


def test_the_nearest_names_are_offered_when_nobody_is_found(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=Semashkevich&born=1650")
    if "We found nobody" in text:
        assert "The nearest surnames recorded here" in text


def test_the_fields_of_the_form_ask_what_the_one_field_asks(client: Client, demo_edition: str) -> None:
    together = _people(_search(client, "q=Szymanski+Jan,+father+Antoni,+1911"))
    apart = _people(_search(client, "surname=Szymanski&given=Jan&father=Antoni&born=1911"))
    assert together[0] == apart[0]
    assert "Born: 1912" in _search(client, "q=Szymanski") and 'name="maiden"' in _search(client, "")


def test_the_old_name_of_the_year_still_counts(client: Client, demo_edition: str) -> None:
    assert 'name="born" value="1911"' in _search(client, "q=Szymanski&year=1911")


def test_what_is_typed_comes_back_only_as_text(client: Client, demo_edition: str) -> None:
    fields = ("q", "surname", "given", "maiden", "father", "mother", "spouse", "born", "place", "number", "year")
    for field in (*fields, "stage", "at", "region", "fate", "paper", "decade", "named", "after"):
        response = client.get(f"/en/search/?q=Nowak&{field}=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%00")
        assert response.status_code == 200
        assert "<script>" not in response.content.decode(), field


def test_strange_marks_in_the_address_are_no_error(client: Client, demo_edition: str) -> None:
    for address in (
        "search/?q=Nowak&after=x",
        "search/?q=Nowak&after=" + "A" * 5000,
        "search/?q=Nowak&fate=died&after=%F0%9F",
        "search/?stage=NOTHING",
        "search/?stage=DEPORT_1&" + "&".join(f"fate=x{number}" for number in range(50)),
        "search/?decade=1900",
        "search/?q=Nowak&decade=%D9%A1%D9%A9%D9%A0%D9%A0",
        "places/?after=x",
        "places/?after=a~b",
        "surnames/?initial=%00",
        "documents/?kind=%27",
        "search/?q=" + "a" * 5000,
        "search/?q=%5B%3F%5D*%28%29%22",
    ):
        assert client.get(f"/en/{address}").status_code == 200, address


def test_other_records_are_found_by_their_words(client: Client, demo_edition: str) -> None:
    assert "Samarkanda" in _search(client, "q=Samarkand")


def test_a_word_of_a_history_is_shown_where_it_stands(client: Client, demo_edition: str) -> None:
    text = _search(client, "q=orchard")
    marked = re.findall(r"<mark>([^<]+)</mark>", text) + re.findall(r"<mark>([^<]+)</mark>", _search(client, "q=train"))
    assert {word.casefold() for word in marked} & {"orchard", "train"}


def test_a_place_found_says_what_it_belonged_to(demo_edition: str, client: Client) -> None:
    page = client.get("/en/search/", {"q": "Lemberg"}).content.decode()
    assert "województwo lwowskie, Rzeczpospolita Polska (1939)" in page
    assert "today Lviv, Ukraine" in page


@pytest.mark.parametrize(
    ("query", "without"),
    [
        ("Nowak Siberia", ["Siberia"]),
        ("Nowak, deported to Siberia", ["Siberia"]),
        ("Новак Сибирь", ["Сибирь"]),
        ("Nowak Russia", []),
        ("Nowak Kazakhstan", ["Kazakhstan"]),
        ("Semeniuk, Kazakhstan", []),
        ("Semeniuk Sibirien", ["Sibirien"]),
        ("Szymanski Atlantis", ["Atlantis"]),
        ("Szymanski Jan 1911", []),
        ("Шиманский Ян Антонович, near Lwów", []),
        ("Shimansky Yan, father Anton", []),
    ],
)
def test_words_that_changed_nothing_are_told(client: Client, demo_edition: str, query: str, without: list[str]) -> None:
    text = client.get("/en/search/", {"q": query}).content.decode()
    told = re.findall(r"agrees with: (.*?)\. They were found", text)
    assert re.findall("<strong>(.*?)</strong>", "".join(told)) == without


@pytest.mark.parametrize("query", ["Siberia", "Syberia", "Sibirien", "Сибирь", "Russia", "Rosja", "ZSRR", "UdSSR"])
def test_wide_regions_are_places(client: Client, demo_edition: str, query: str) -> None:
    assert "was at" in client.get("/en/search/", {"q": query}).content.decode()
