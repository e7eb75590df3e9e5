"""Who was there: by month at a place, with somebody stage by stage, and what a place's page says of then and now."""

import html
import re
import sqlite3
from pathlib import Path

import pytest
from django.test import Client

from records.dates.overlaps import Stay
from records.edition.who_was_there import PersonsStay
from records.website.beside_on_papers import was_on
from records.website.days_in_words import stay_words
from records.website.months import Month, month_of, read_month
from records.website.place_times import figures_of
from tests.dates.test_overlaps import stay
from tests.website.conftest import PERSON, one_id


def words(client: Client, address: str) -> str:
    """Return the words of a page without its tags and runs of blanks."""
    text = client.get(address).content.decode()
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


@pytest.fixture
def port(demo_archive: Path, demo_edition: str) -> str:
    return f"/en/places/{one_id(demo_archive, 'place', 'Pahlevi')}"


@pytest.mark.parametrize(
    ("written", "month"),
    [("1941-03", Month(1941, 3)), ("1941-13", None), ("1941-3", None), ("0000-01", None), ("", None), ("x", None)],
)
def test_a_month_of_an_address_is_read(written: str, month: Month | None) -> None:
    assert read_month(written) == month
    if month:
        assert month.code == written and month_of(month.first) == month_of(month.last) == month
        assert month.moved(-3).moved(3) == month and month_of(month.last + 1) == month.moved(1)


def test_only_those_of_the_chosen_months_are_listed(client: Client, port: str) -> None:
    everyone, spring = words(client, f"{port}/people/"), words(client, f"{port}/people/?from=1942-03&to=1942-04")
    assert "Wiktoria Borowska" in everyone and "Mieczysław Dąbrowski" in everyone
    assert "Mieczysław Dąbrowski" in spring and "Wiktoria Borowska" not in spring
    assert "March 1942 – April 1942: 8 stays" in spring and "8 of them surely in this time" in spring
    assert "surely there on 13 days of this time" in spring and "surely there on 1 day of this time" in spring
    assert "before: Wrewskoje , Polish Army in Central Asia" in spring
    # The wrong way round is turned; what is no month is as if it were not there.
    assert "March 1942 – April 1942: 8 stays" in words(client, f"{port}/people/?from=1942-04&to=1942-03")
    assert words(client, f"{port}/people/?from=never&to=%00") == everyone
    assert "Of nobody is it known" in words(client, f"{port}/people/?from=1930-01&to=1930-02")


def test_the_table_says_what_the_bars_show(client: Client, port: str) -> None:
    text = client.get(f"{port}/people/").content.decode()
    rows = re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a></th><td>(\d+)</td><td>(\d+)</td>', text)
    assert rows[0] == ("March 1942", "8", "8") and len(rows) == 7
    assert len(re.findall(r'<rect class="bar-possible"', text)) == sum(int(row[2]) > 0 for row in rows)


def test_somebodys_companions_are_told_apart_by_how_sure_it_is(
    client: Client, demo_archive: Path, demo_edition
) -> None:
    nurse = one_id(demo_archive, "person", "Wiktoria Borowska")
    text = words(client, f"/en/people/{nurse}/companions/")
    for sentence in ("Together on this very stage", "Possibly at the same place"):
        assert sentence in text, sentence
    person = one_id(demo_archive, "person", PERSON)
    papers = words(client, f"/en/people/{person}/companions/")
    assert "Beside them" in papers and re.search(r"\d rows? (above|below)", papers)
    leads = client.get(f"/en/people/{person}/").content.decode()
    stage = re.search(rf'/en/people/{person}/companions/#(stage-\w+)"', leads)
    assert stage and f'id="{stage[1]}"' in client.get(f"/en/people/{person}/companions/").content.decode()


def test_a_paper_stands_under_a_stage_only_with_those_who_were_there(
    client: Client, demo_archive: Path, demo_edition
) -> None:
    prisoner = one_id(demo_archive, "person", "Шиманский")
    text = words(client, f"/en/people/{prisoner}/companions/")
    stages, _heading, papers = text.partition("Beside them in other papers")
    # The card of the wife and the daughter, who were elsewhere, names the husband.
    assert "Шиманская" not in stages and "on this paper: husband, arrested" in papers
    assert "daughter · 1 row above" in papers and "holder · 2 rows above" in papers
    nurse = words(client, f"/en/people/{one_id(demo_archive, 'person', PERSON)}/companions/")
    assert "Beside them on a list" in nurse


@pytest.mark.parametrize(
    ("stage", "code", "place", "were_there"),
    [
        ("own", "EXILE_KOLKHOZ", "x", True),
        ("other", "LABOUR_CAMP", "camp", True),
        ("other", "LABOUR_CAMP", "elsewhere", False),
        ("other", "LABOUR_CAMP", None, False),
        ("other", "PRISON", "camp", False),
    ],
)
def test_who_was_on_a_stage_as_well(stage: str, code: str, place: str | None, were_there: bool) -> None:
    own = PersonsStay("a", "own", "camp", "LABOUR_CAMP", Stay(None, None))
    assert was_on(own, [PersonsStay("b", stage, place, code, Stay(None, None))]) is were_there
    nowhere = PersonsStay("a", "own", None, "LABOUR_CAMP", Stay(None, None))
    assert not was_on(nowhere, [PersonsStay("b", "other", None, "LABOUR_CAMP", Stay(None, None))])


def test_nobody_is_beside_another_on_a_paper_that_is_kept_back(demo_archive: Path) -> None:
    with sqlite3.connect(demo_archive) as edition:
        withheld = "SELECT id FROM page WHERE kind = 'document' AND card LIKE '%\"withheld\":true%'"
        assert edition.execute(f"SELECT count(*) FROM ({withheld})").fetchone()[0] > 0
        assert edition.execute(f"SELECT count(*) FROM list_row WHERE document_id IN ({withheld})").fetchone()[0] == 0
        hidden = "SELECT count(*) FROM list_row WHERE person_id NOT IN (SELECT id FROM page WHERE kind = 'person')"
        assert edition.execute("SELECT count(*) FROM list_row").fetchone()[0] > 50
        assert edition.execute(hidden).fetchone()[0] == 0


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3 000 (Hulewicz); 5 000 (a report of 1943)", [("3 000", "Hulewicz"), ("5 000", "a report of 1943")]),
        ("about 2 000\n2 600 (Red Cross)", [("about 2 000", ""), ("2 600", "Red Cross")]),
        ("650, about 800 or about 1 000", [("650, about 800 or about 1 000", "")]),
        ("(unknown)", [("(unknown)", "")]),
        (" ; ", []),
    ],
)
def test_rival_figures_stand_side_by_side(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(one.text, one.source) for one in figures_of(text)] == figures


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("5 MAR 1940", "5 March 1940"),
        ("FROM 1 MAR 1940 TO 5 APR 1940", "from 1 March 1940 to 5 April 1940"),
        ("BET 1 MAR 1940 AND 5 APR 1940", "between 1 March 1940 and 5 April 1940"),
        ("FROM 30 AUG 1942", "from 30 August 1942"),
        ("BEF 30 AUG 1942", "before 30 August 1942"),
    ],
)
def test_days_are_worded_as_what_they_are(payload: str, words: str) -> None:
    assert str(stay_words(stay(payload))) == words


def test_a_place_tells_of_then_and_now_and_of_what_is_near(client: Client, demo_archive: Path, demo_edition) -> None:
    region = one_id(demo_archive, "place", "województwo tarnopolskie")
    text = words(client, f"/en/places/{region}/")
    assert "in August 1939 województwo tarnopolskie › Rzeczpospolita Polska" in text
    assert "Camps and settlements" in text and "With a ring: only the region" in text
    # Nothing is "km from" the middle of a region.
    assert not re.search(r"\d km", text)
    town = client.get(f"/en/places/{one_id(demo_archive, 'place', 'Buzuluk')}/").content.decode()
    near = re.findall(r"(\d+) km", town)
    assert len(near) > 2 and near == sorted(near, key=int)


def test_all_places_are_on_the_map_and_in_the_list(client: Client, demo_archive: Path, demo_edition) -> None:
    text = client.get("/en/places/map/").content.decode()
    listed = set(re.findall(r'<li><a href="/en/places/(\w{12})/"', text))
    with sqlite3.connect(demo_archive) as edition:
        assert listed == {row[0] for row in edition.execute("SELECT id FROM page WHERE kind = 'place'")}
    assert client.get("/en/places/map/?around=nobody").status_code == 200
