"""What a newcomer stumbled over: versions, dates, required fields, and why a name is thought to be somebody."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from django.test import Client

from tests.website.conftest import CERTIFICATE, PERSON, PHOTOGRAPH, one_id


def _page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def _reasons(edition: Path) -> dict[str, set[str]]:
    """Return the reasons of the identifications, by the name as it is written."""
    with closing(sqlite3.connect(edition)) as connection:
        bodies = [json.loads(body) for (body,) in connection.execute("SELECT body FROM page WHERE kind = 'document'")]
    found: dict[str, set[str]] = {}
    for body in bodies:
        for mention in body["mentions"]:
            found.setdefault(mention["as_written"], set()).update(one["reason"] for one in mention["people"])
    return found


def test_reasons_tell_what_really_agrees(demo_archive: Path) -> None:
    reasons = _reasons(demo_archive)
    assert len(set().union(*reasons.values())) > 15
    assert any("one year off" in one for one in reasons["Nowak Leokadja"])
    assert all("surname" not in one and one.startswith("The first name agrees") for one in reasons["Janusz"])
    assert any("the father's name" in one for found in reasons.values() for one in found)
    assert reasons["Father"] == {"The family says so; nothing on the paper decides it."}


def test_the_last_version_stands_beside_its_translation(client: Client, demo_archive: Path, demo_edition: str) -> None:
    text = _page(client, f"/en/documents/{one_id(demo_archive, 'document', PHOTOGRAPH)}/")
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", text)
    assert "Ziuta obok" in text and "Ziuta beside her" in text
    shown = [("checked" in box) for box in boxes]
    assert shown[:3] == [False, True, True], boxes


def test_a_computed_day_is_told_in_words(client: Client, demo_archive: Path, demo_edition: str) -> None:
    document = one_id(demo_archive, "document", CERTIFICATE)
    assert "5 grudnia 1941" in _page(client, f"/pl/documents/{document}/")
    assert not re.search(r"<dd>\d{4}-\d\d-\d\d</dd>", _page(client, f"/en/documents/{document}/"))


def test_a_form_says_what_it_needs(client: Client, demo_edition: str) -> None:
    text = _page(client, "/en/tell/")
    needed = re.findall(r'<label for="id_(\w+)">[^<]*<span class="needed">\(required\)</span></label>', text)
    assert needed == ["text", "name"]


def test_the_day_of_a_conclusion_says_what_it_is(client: Client, demo_archive: Path, demo_edition: str) -> None:
    text = _page(client, f"/en/people/{one_id(demo_archive, 'person', PERSON)}/")
    assert re.search(r'<p class="small">(?:[^<]*, )?concluded on \d+ \w+ \d{4}</p>', text)
