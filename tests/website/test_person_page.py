"""A person's page: rival claims side by side, the journey in order, its gaps, the sources."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from records.edition.connection import reading
from records.edition.queries import all_ids
from records.website.date_words import payload_words
from records.website.journey_gaps import journey_gaps
from records.website.person_page import surname_links
from tests.website.conftest import PERSON, one_id

# codes with outcomes, and after which place of the journey a gap is shown
GAPS = [
    ("deported, and then nothing", ["PREWAR", "DEPORT_1"], [1]),
    ("deported, then suddenly in the army", ["DEPORT_2", "ENLIST_VOLGA"], [0]),
    ("exiled, never released", ["DEPORT_1", "EXILE_SETTLEMENT", "EVAC_1", "IRAN"], [1]),
    ("the whole way", ["DEPORT_1", "EXILE_SETTLEMENT", "AMNESTY", "EVAC_2", "IRAN"], []),
    ("evacuated, and then nothing", ["DEPORT_1", "EXILE_KOLKHOZ", "AMNESTY", "EVAC_2"], [3]),
    ("released, and then nothing", ["DEPORT_1", "EXILE_SETTLEMENT", "AMNESTY"], [2]),
    ("on the way south, and then nothing", ["ARREST", "LABOUR_CAMP", "AMNESTY", "JOURNEY_SOUTH"], [3]),
    ("died on the way south", ["ARREST", "LABOUR_CAMP", "AMNESTY", "JOURNEY_SOUTH:died"], []),
    ("stayed in the USSR", ["DEPORT_1", "EXILE_KOLKHOZ", "STAYED_USSR"], []),
    ("died in exile", ["DEPORT_1", "EXILE_KOLKHOZ:died"], []),
    ("died on the train", ["DEPORT_1:died"], []),
    ("murdered at Katyn", ["SEPT_CAMPAIGN", "POW_CAMP", "KATYN"], []),
    ("never deported", ["PREWAR", "SEPT_CAMPAIGN"], []),
]


@pytest.mark.parametrize(("case", "codes", "expected"), GAPS, ids=[gap[0] for gap in GAPS])
def test_gaps_of_a_journey(case: str, codes: list[str], expected: list[int]) -> None:
    stages = [(code.partition(":")[0], code.partition(":")[2] or "arrived") for code in codes]
    with override("en"):
        gaps = journey_gaps(stages)
    assert [gap.position for gap in gaps] == expected
    assert all(gap.sentence.startswith("Nothing is recorded") and gap.archives for gap in gaps)


def test_rival_births_stand_side_by_side_with_the_conclusion_marked(client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/en/{addresses['person']}").content.decode()
    life = text[text.index('id="life"') : text.index('id="journey"')]
    assert "the sources disagree" in life
    assert "14 April 1897 (2 April 1897, Julian)" in life and "14 May 1898" in life
    assert life.count("our conclusion") == 1
    assert "22 November 2026" in life
    # Who concluded so is a living volunteer, named in the house only.
    assert "Demonstration volunteer" not in text


def test_the_journey_is_an_ordered_list_in_order(client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/en/{addresses['person']}").content.decode()
    journey = text[text.index('<ol class="journey">') : text.index('id="family"')]
    order = ["Pre-war life", "First mass deportation", "Special settlement", "Release under", "Italian campaign"]
    places = [journey.index(label) for label in order]
    assert places == sorted(places)
    assert re.search(r"12 other people known here", journey)


def test_every_footnote_mark_has_its_footnote(client: Client, addresses: dict[str, str]) -> None:
    for name in ("person", "person_cyrillic", "stage"):
        text = client.get(f"/de/{addresses[name]}").content.decode()
        assert set(re.findall(r'href="#(source-\d+)"', text)) == set(re.findall(r'id="(source-\d+)"', text)), name


def test_places_are_named_as_then_and_as_today(client: Client, addresses: dict[str, str]) -> None:
    for language, words in (
        ("en", "today Kostopil, Ukraine"),
        ("pl", "dziś Kostopil, Ukraina"),
        ("de", "heute Kostopil"),
    ):
        assert words in client.get(f"/{language}/{addresses['person']}").content.decode()


def test_beside_a_gap_stands_what_to_quote_in_a_request(client: Client, demo_edition: str) -> None:
    found = 0
    with reading() as edition:
        people = all_ids(edition, "person")
    for person in people:
        text = client.get(f"/en/people/{person}/").content.decode()
        assert ('class="gap"' in text) == ('class="request"' in text), person
        if 'class="request"' in text:
            part = text[text.index('class="request"') :].split("</details>")[0]
            assert f"/en/people/{person}/" in part and part.count("<li>") >= 2
            found += 1
    assert found > 2


def test_papers_that_may_be_about_somebody_else_are_marked_and_can_be_hidden(
    client: Client, addresses: dict[str, str], demo_archive: Path
) -> None:
    with closing(sqlite3.connect(demo_archive)) as connection:
        query = "SELECT to_id, from_id FROM link WHERE certainty = 'uncertain' AND to_kind = 'person' LIMIT 1"
        person, paper = connection.execute(query).fetchone()
    text = client.get(f"/en/people/{person}/").content.decode()
    assert 'type="checkbox" id="hide-guessed"' in text
    line = next(part for part in text.split("<li") if f"/documents/{paper}/" in part and "documents" in part)
    assert "only-guessed" in line and "perhaps this person" in line


def test_a_person_with_sure_papers_alone_is_not_asked_to_hide_any(client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/en/{addresses['person']}").content.decode()
    assert 'id="papers"' in text
    assert "hide-guessed" not in text and "perhaps this person" not in text


def test_a_julian_birth_is_told_by_the_civil_date_first(client: Client, demo_archive: Path, demo_edition: str) -> None:
    page = client.get(f"/en/people/{one_id(demo_archive, 'person', PERSON)}/").content.decode()
    assert re.search(r'<p class="lead">born 14 April 1897 \(2 April 1897, Julian\)', page)
    with override("pl"):
        assert payload_words("JULIAN 2 APR 1897 / 14 MAY 1898") == (
            "14 kwietnia 1897 (2 kwietnia 1897, kalendarz juliański) / 14 maja 1898"
        )
        assert payload_words("JULIAN APR 1897") == "kwiecień 1897 (kalendarz juliański)"


def test_a_surname_leads_on_in_latin_letters_first() -> None:
    names = [
        {"family_key": "zarebski", "surname": "Зарембская"},
        {"family_key": "zarebski", "surname": "Zarębska"},
        {"family_key": "zarebski", "surname": "Zarebski"},
        {"family_key": "", "surname": ""},
    ]
    only_cyrillic = [{"family_key": "szymanski", "surname": "Шиманская"}]
    first, second = surname_links([*only_cyrillic, *names])
    assert (first.key, str(first.form), [str(one) for one in first.others]) == (
        "zarebski",
        "Zarębska",
        ["Zarebski", "Зарембская"],
    )
    assert not first.reading
    assert (str(second.form), second.others, str(second.reading)) == ("Шиманская", [], "Szymańska")
