"""Records and people are counted apart wherever a figure stands, and a page says how."""

import sqlite3
from pathlib import Path

import pytest
from django.test import Client

from records.edition.connection import writing
from records.edition.tables import ESTIMATE
from records.edition.writing import set_info

# Where figures of people or of names stand; each leads to the page that says how they are counted.
WITH_FIGURES = (
    "home", "search_results", "search_similar", "document", "documents", "documents_of_kind", "place_port", "stage",
    "stage_kind", "journey", "chapter", "surnames", "surname", "source", "about", "people_place", "people_stage",
)  # fmt: skip


@pytest.mark.parametrize("page", WITH_FIGURES)
def test_where_a_figure_stands_it_is_said_how_it_was_counted(
    page: str, client: Client, addresses: dict[str, str]
) -> None:
    shown = client.get(f"/en/{addresses[page]}").content.decode()
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert '<a class="how-counted" href="/en/counting/">' in main


def test_the_page_gives_the_figures_of_the_edition(client: Client, demo_archive: Path, demo_edition: str) -> None:
    with sqlite3.connect(demo_archive) as connection:
        people = connection.execute("SELECT count(*) FROM page WHERE kind = 'person'").fetchone()[0]
        names, unidentified = connection.execute("SELECT sum(names), sum(unidentified) FROM tally").fetchone()
    shown = client.get("/en/counting/").content.decode()
    for number in (people, names, names - unidentified, unidentified):
        assert f"<dd>{number}</dd>" in shown
    assert "there is no estimate" in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "They are likely about 29,000 people: between 27,900 and 31,200."),
        ("pl", "około 29\xa0000 osób: od 27\xa0900 do 31\xa0200"),
        ("de", "etwa 29.000 Menschen: zwischen 27.900 und 31.200"),
    ],
)
def test_the_estimate_is_told_with_its_range(client: Client, own_edition: Path, settings, language, words) -> None:
    url = settings.EDITION_URL = f"sqlite:///{own_edition}"
    told = '{"day": "2026-11-22", "fewest": 27900, "likely": 29000, "most": 31200, "names": 20000, "people": 21000}'
    with writing(url) as engine, engine.begin() as connection:
        set_info(connection, **{ESTIMATE: told})
    assert words in client.get(f"/{language}/counting/").content.decode()
