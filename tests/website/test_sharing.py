"""A page shared, cited and taken along: its words for machines, its picture, its files."""

import csv
import io
import json
import re
import zipfile
from urllib.parse import unquote

import pytest
from django.test import Client
from PIL import Image

from records.gedcom.validating.file_checking import check_file

RECORDS = ("person", "history", "document", "place", "stage")


def data_of(client: Client, address: str) -> dict:
    text = client.get(f"/en/{address}").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(block.group(1))


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_tells_machines_what_it_is(name, client: Client, addresses: dict[str, str]) -> None:
    told = data_of(client, addresses[name])
    kinds = {"person": "Person", "history": "Article", "place": "Place", "stage": "Event"}
    assert told["@type"] == kinds.get(name, "ArchiveComponent")
    assert told["url"] == f"http://testserver/en/{addresses[name]}"
    assert told["@context"] == "https://schema.org" and not [key for key in told if key.startswith("kresy:")]


def test_a_text_cannot_end_the_block_of_data(client: Client, own_edition, settings) -> None:
    import sqlite3

    settings.EDITION_URL = f"sqlite:///{own_edition}"
    with sqlite3.connect(own_edition) as connection:
        place, card, body = connection.execute("SELECT id, card, body FROM page WHERE kind = 'place'").fetchone()
        evil = "</script><script>alert(1)</script>&amp;"
        changed = {**json.loads(card), "name": evil}, {**json.loads(body), "name": evil}
        values = [json.dumps(part) for part in changed]
        connection.execute("UPDATE page SET card = ?, body = ? WHERE id = ?", (*values, place))
    assert data_of(client, f"places/{place}/")["name"] == evil
    assert b"<script>alert" not in client.get(f"/en/places/{place}/").content


@pytest.mark.parametrize("name", ["person", "history"])
def test_a_link_that_is_shared_has_a_picture_of_the_journey(name, client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/pl/{addresses[name]}").content.decode()
    address = re.search(r'property="og:image" content="http://testserver(.*?)"', text).group(1)
    picture = Image.open(io.BytesIO(client.get(address).content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(client.get(address).content) < 120_000


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_taken_along(name, client: Client, addresses: dict[str, str], tmp_path) -> None:
    text = client.get(f"/de/{addresses[name]}").content.decode()
    files = dict(re.findall(r'href="([^"]*/take/([a-z-]+)/)" download', text))
    found = {form: client.get(address) for address, form in files.items()}
    assert set(found) == {"json-ld", "csv"} | ({"gedcom"} if name in ("person", "history", "document") else set())
    for answer in found.values():
        assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment; filename=")
    assert json.loads(found["json-ld"].content)["@id"].endswith(addresses[name].split("/")[1])
    with zipfile.ZipFile(io.BytesIO(found["csv"].content)) as tables:
        rows = {
            table: list(csv.reader(io.StringIO(tables.read(table).decode("utf-8-sig")))) for table in tables.namelist()
        }
    assert rows and all(len(row) == len(table[0]) for table in rows.values() for row in table)
    if "gedcom" in found:
        file = tmp_path / "taken.ged"
        file.write_bytes(found["gedcom"].content)
        assert [finding for finding in check_file(file) if finding.severity == "error"] == []


def test_what_there_is_not_is_not_there(client: Client, addresses: dict[str, str]) -> None:
    for address in (f"{addresses['place']}take/gedcom/", f"{addresses['person']}take/exe/", "people/x/take/csv/"):
        assert client.get(f"/en/{address}").status_code == 404


def test_a_page_says_how_to_cite_it(client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/en/{addresses['history']}").content.decode()
    assert "@misc{kresy-" in text and "TY  - ELEC" in text and text.count('class="citation"') == 3


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_is_shared_by_letter_and_by_its_address(name, client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/pl/{addresses[name]}").content.decode()
    address = f"http://testserver/pl/{addresses[name]}"
    letter = re.search(r'href="mailto:\?subject=([^"&]+)&amp;body=([^"]+)"', text)
    assert letter and unquote(letter[2]) == f"{unquote(letter[1])}\n{address}"
    assert f'data-share data-address="{address}"' in text and "?" not in address
