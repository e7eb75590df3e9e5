"""The canaries: living, unpublished and withdrawn people, planted in the demonstration, appear nowhere in public.

Not in a byte of the edition, nor in any answer of a complete anonymous crawl: pages, lists, sitemaps, exports.
"""

import html
import io
import os
import re
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from records.edition.connection import reading
from records.edition.queries import all_ids
from records.edition.rebuilding import no_progress
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.exporting.gedcom_export import write_gedcom
from records.exporting.requests import PROFILES, ExportRequest
from records.names.folding import fold

# A living granddaughter, a draft, a withdrawn person, one whose fate is unknown: as written and folded.
CANARIES = ("Kanarkowa", "Szkicomir", "Niewydany", "Wycofana", "Nieznajomir", "Nieustalony")
LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']|<loc>([^<]+)</loc>""")
STARTS = ("/", "/en/", "/pl/", "/de/", "/robots.txt", "/sitemap.xml", "/healthz", "/api/v1/openapi.json")
# The same names as a Russian clerk would have written them.
IN_CYRILLIC = ("Канаркова", "Шкицомир", "Невыданный", "Выцофана", "Незнайомир", "Неусталёный")


def canaries_in(text: str) -> list[str]:
    lowered, folded = text.casefold(), fold(text)
    return [name for name in CANARIES if name.casefold() in lowered or fold(name) in folded]


def test_no_private_name_is_in_a_byte_of_the_edition(demo_archive: Path) -> None:
    real = demo_archive.resolve()
    files = list(real.parent.glob(f"{real.stem}*"))
    assert files
    for file in files:
        content = file.read_bytes().decode("utf-8", errors="replace")
        assert canaries_in(content) == []


def followed(page: str, address: str) -> set[str]:
    """Return the addresses of this site that a page leads to."""
    found = set()
    for link, location in set(LINK.findall(page)):
        target = urlsplit(urldefrag(urljoin(f"http://testserver{address}", html.unescape(link or location))).url)
        # Filters of the search multiply each other; each is followed alone.
        crossed = target.path.endswith("/search/") and "&" in target.query
        # The charts of a person are the same people in every language, and with more generations other people's charts.
        if target.path.endswith(("/chart/", "/kinship/")):
            crossed = not target.path.startswith("/en/") or "generations=" in target.query
        if target.netloc == "testserver" and not crossed and not target.path.startswith(("/static/", "/admin/")):
            found.add(target.path + (f"?{target.query}" if target.query else ""))
    return found


# The same people again, step by step, month by month or as a file: of each so many are looked at; and of each kind of
# page in another language, where the words differ and not the people. WHOLE_CRAWL=1 looks at all.
_SAMPLED = re.compile(
    r"^/en/(search)/.|[?&](step|from|around|kind)="
    r"|/(take/[a-z-]+|kinship|chart|follow|tell|pdf|booklet|card\.png|route\.json)\b"
)
_OF_EACH, _IN_ANOTHER_LANGUAGE = 40, 12
_OTHER_LANGUAGE = re.compile(r"^/(pl|de)/")
_RECORD = re.compile(r"(?<=/)([0-9a-z]{12}|[0-9a-f]{64})(?=/)|\?.*")


def is_followed(address: str, samples: Counter[str]) -> bool:
    """Say whether to fetch an address: all, but of those that multiply only a sample."""
    if os.environ.get("WHOLE_CRAWL") == "1":
        return True
    found = _SAMPLED.search(address)
    other = _OTHER_LANGUAGE.match(address)
    if found is None and other is None:
        return True
    sample = found.group() if found else _RECORD.sub("", address)
    samples[sample] += 1
    return samples[sample] <= (_IN_ANOTHER_LANGUAGE if other and not found else _OF_EACH)


def test_an_anonymous_crawl_meets_no_private_name(demo_edition: str) -> None:
    client, waiting, seen, samples = Client(), list(STARTS), set(STARTS), Counter[str]()
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code in (200, 301, 302), f"{address}: {response.status_code}"
        if response.status_code != 200:
            new = {response.headers["Location"]}
        else:
            body = b"".join(response.streaming_content) if response.streaming else response.content
            if response.headers["Content-Type"] == "application/zip":
                with zipfile.ZipFile(io.BytesIO(body)) as files:
                    body = b"".join(files.read(name) for name in files.namelist())
            page = body.decode("utf-8", errors="replace")
            assert canaries_in(page) == [], address
            new = followed(page, address)
        new = {one for one in sorted(new - seen) if is_followed(one, samples)}
        waiting += sorted(new)
        seen |= new
    for part in (
        "/people/",
        "/documents/",
        "/places/",
        "/stages/",
        "/histories/",
        "/chronicle/",
        "/surnames/",
        "/sources/",
    ):
        assert sum(part in address for address in seen) > 10, part


def beginnings(name: str) -> list[str]:
    """Return what somebody types who looks for a name: every two letters in it, and every beginning of it."""
    pairs = [name[place : place + 2] for place in range(len(name) - 1)]
    return list(dict.fromkeys([*pairs, *(name[:length] for length in range(2, len(name) + 1))]))


@pytest.mark.parametrize(("name", "cyrillic"), list(zip(CANARIES, IN_CYRILLIC, strict=True)))
def test_no_letters_typed_bring_up_a_private_name(demo_edition: str, name: str, cyrillic: str) -> None:
    client = Client()
    for typed in [*beginnings(name), *beginnings(cyrillic), *beginnings(fold(name))]:
        for address in (f"/en/suggest/?q={quote(typed)}", f"/api/v1/suggest?q={quote(typed)}"):
            answer = client.get(address)
            assert answer.status_code == 200
            # The letters that were typed come back before what is offered; only what is offered counts.
            offered = [f"{one['text']} {one['more']}" for one in answer.json()["suggestions"]]
            assert [found for words in offered for found in canaries_in(words)] == [], address


@pytest.mark.parametrize(("name", "cyrillic"), list(zip(CANARIES, IN_CYRILLIC, strict=True)))
def test_the_api_and_the_search_page_meet_no_private_name(demo_edition: str, name: str, cyrillic: str) -> None:
    client = Client()
    for typed in (name[:4], f"{name[:3]}*", cyrillic, f"{name[:5]}?{name[6:]}"):
        answer = client.get(f"/api/v1/search?q={quote(typed)}").json()
        for person in answer.get("people", []):
            assert canaries_in(f"{person['name']} {person['other_names']}") == []
            whole = client.get(f"/api/v1/people/{person['id']}")
            assert whole.status_code == 200 and canaries_in(whole.content.decode()) == []
        page = client.get(f"/en/search/?q={quote(typed)}").content.decode()
        assert canaries_in(page) == [], typed


def test_every_person_and_place_of_the_api_is_as_published(demo_edition: str) -> None:
    client = Client()
    with reading(demo_edition) as connection:
        ids = {kind: all_ids(connection, kind) for kind in ("person", "place")}
    for kind, folder in (("person", "people"), ("place", "places")):
        assert len(ids[kind]) > 50
        for record_id in ids[kind]:
            answer = client.get(f"/api/v1/{folder}/{record_id}")
            assert answer.status_code == 200 and canaries_in(answer.content.decode()) == [], record_id


@pytest.mark.parametrize("name", CANARIES)
def test_a_search_for_a_private_name_finds_no_such_person(demo_edition: str, name: str) -> None:
    with reading(demo_edition) as connection:
        hits = search_people(connection, read_query(name)).hits
    assert [hit.card["name"] for hit in hits if canaries_in(hit.card["name"])] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_an_export_holds_no_private_name(demo_edition: str, profile: str) -> None:
    stream = io.BytesIO()
    with reading(demo_edition) as connection:
        write_gedcom(connection, ExportRequest(profile), stream, no_progress)
    assert canaries_in(stream.getvalue().decode()) == []


def test_the_canaries_are_alive_in_the_archive(demo_archive: Path, db) -> None:
    """Without this, the tests above could pass because nobody planted them."""
    from records.people.models import PersonName

    names = " ".join(f"{name.given} {name.surname}" for name in PersonName.objects.all())
    assert canaries_in(names) == list(CANARIES)


@pytest.mark.parametrize("letter", ["people", "documents", "stages", "places", "histories", "sources", "chronicle"])
def test_the_address_of_a_hidden_record_does_not_tell_it_from_none(demo_edition: str, letter: str) -> None:
    from records.people.models import Person

    hidden = Person.objects.filter(status="draft").first()
    assert hidden is not None
    client = Client()
    if letter in ("people", "places"):
        told = [client.get(f"/api/v1/{letter}/{record_id}") for record_id in (hidden.public_id, "0000000000zz")]
        assert [answer.status_code for answer in told] == [404, 404]
        assert told[0].content.decode().replace(hidden.public_id, "0000000000zz") == told[1].content.decode()
    for record_id in (hidden.public_id, "0000000000zz"):
        assert client.get(f"/en/{letter}/{record_id}/").status_code == 404
