"""Ten more rows add no query, on any page; and no page asks more than a dozen times."""

import json
import sqlite3
from pathlib import Path

from django.test import Client

from tests.website.conftest import counted_queries, one_id

MOST_OF_A_SEARCH = 26


def _queries(client: Client, address: str) -> int:
    with counted_queries() as statements:
        assert client.get(f"/en/{address}").status_code == 200
    return len(statements)


def _ten_more(edition: Path, kind: str, record_id: str) -> None:
    """Put ten copies of a record, with everything it owns and every link to it, into an edition."""
    owned = {"person": [("presence", "person_id")]}.get(kind, [])
    with sqlite3.connect(edition) as connection:
        for number in range(10):
            copy = f"copy{kind[:4]}{number}"
            _copy_page(connection, kind, record_id, copy)
            for table, column in [("search_key", "id"), ("facet", "id")]:
                _copy_rows(connection, table, column, record_id, copy, f" AND kind = '{kind}'")
            for table, column in owned:
                _copy_rows(connection, table, column, record_id, copy)
            _copy_rows(connection, "link", "from_id", record_id, copy, f" AND from_kind = '{kind}'")
            _copy_rows(connection, "link", "to_id", record_id, copy, f" AND to_kind = '{kind}'")


def _copy_page(connection: sqlite3.Connection, kind: str, old: str, new: str) -> None:
    """Copy a page under a number of its own, with the names that its person bears."""
    find = "SELECT number FROM page WHERE kind = ? AND id = ?"
    held = connection.execute(find, (kind, old)).fetchone()[0]
    number = connection.execute("SELECT max(number) + 1 FROM page").fetchone()[0]
    again = {"number": number, "id": new}
    numbered = [(table, "number", again) for table in ("page", "outline", "namesake")]
    for table, column, changed in (*numbered, ("bearer", "person", {})):
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        changed = changed or {"person": number}
        values = ", ".join("?" if name in changed else name for name in names)
        given = [changed[name] for name in names if name in changed]
        query = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {column} = ?"
        connection.execute(query, (*given, held))


def _copy_rows(connection: sqlite3.Connection, table: str, column: str, old: str, new: str, where: str = "") -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join("?" if name == column else name for name in columns)
    connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {column} = ?{where}", (new, old))


def _longer_journey(edition: Path, person: str) -> None:
    with sqlite3.connect(edition) as connection:
        body = json.loads(connection.execute("SELECT body FROM page WHERE id = ?", (person,)).fetchone()[0])
        body["journey"] += body["journey"][:10]
        body["events"] += body["events"][:1] * 10
        connection.execute("UPDATE page SET body = ? WHERE id = ?", (json.dumps(body), person))


def test_ten_more_rows_add_no_query(client: Client, own_edition: Path, addresses: dict[str, str], settings) -> None:
    settings.EDITION_URL = f"sqlite:///{own_edition}"
    for address in addresses.values():
        # The first connection, and the first search after names were added, ask a little more, once.
        _queries(client, address)
    before = {name: _queries(client, address) for name, address in addresses.items()}
    person = addresses["person"].split("/")[1]
    for kind, words in (
        ("person", "Władysław Zarębski"),
        ("stage", "Sarny"),
        ("document", "udostoverenie"),
        ("place", "Samarkanda"),
        ("source", "Release certificates"),
        ("history", "The Nowaks"),
    ):
        _ten_more(own_edition, kind, one_id(own_edition, kind, words))
    _longer_journey(own_edition, person)
    for address in addresses.values():
        _queries(client, address)
    after = {name: _queries(client, address) for name, address in addresses.items()}
    assert after == before
    searches = {name: number for name, number in after.items() if name.startswith("search")}
    assert max(number for name, number in after.items() if name not in searches) <= 12, after
    # The names, places, papers and facets among the results are each asked for once; so are the words of the texts.
    assert max(searches.values()) <= MOST_OF_A_SEARCH, searches


def test_a_long_list_goes_on_where_it_stopped(client: Client, demo_edition: str) -> None:
    first = client.get("/en/places/").content.decode()
    link = first[first.index('<p class="more">') :].split('href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(link)
    assert second.status_code == 200
    names = [text.split('class="stages">')[1].split("</a>")[0] for text in (first, second.content.decode())]
    assert names[0] != names[1]
