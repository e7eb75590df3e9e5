"""What the website's tests share: one address of every page, and an edition that may be added to."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

WITHHELD, FIFTH = '"withheld":true', '"number":5'
# With two pictures, the words of either side line by line, and areas on which the names stand.
CERTIFICATE, PHOTOGRAPH = "Release certificate of Zarębski Władysław", "A class before a wall"
PERSON, STAGE = "Władysław Zarębski", "The February train from Sarny"


def one_id(edition: Path, kind: str, words: str = "") -> str:
    """Return the id of a record of this kind whose card carries the words."""
    with sqlite3.connect(edition) as connection:
        query = "SELECT id FROM page WHERE kind = ? AND card LIKE ? ORDER BY id LIMIT 1"
        return str(connection.execute(query, (kind, f"%{words}%")).fetchone()[0])


def parent_of(edition: Path, person: str) -> str:
    """Return the id of a parent of this person."""
    with sqlite3.connect(edition) as connection:
        query = """SELECT parent.person_id FROM tie AS child JOIN tie AS parent USING (family_id)
                   WHERE child.person_id = ? AND child.part = 'child' AND parent.part = 'partner' ORDER BY 1 LIMIT 1"""
        return str(connection.execute(query, (person,)).fetchone()[0])


@pytest.fixture(autouse=True)
def no_collected_files(tmp_path: Path, settings) -> None:
    """Nothing was collected for these tests: WhiteNoise wants at least an empty folder, and finds the app's files."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture
def addresses(demo_archive: Path, demo_edition: str) -> dict[str, str]:
    """One address of each page, below its language."""
    return addresses_in(demo_archive)


def addresses_in(demo_archive: Path) -> dict[str, str]:
    """Return one address of each page of the demonstration's edition, below its language."""
    person, place = one_id(demo_archive, "person", PERSON), one_id(demo_archive, "place", "Samarkanda")
    parent = parent_of(demo_archive, person)
    document, history = one_id(demo_archive, "document", CERTIFICATE), one_id(demo_archive, "history", "The Nowaks")
    port = one_id(demo_archive, "place", "Pahlevi")
    return {
        "home": "",
        "search": "search/",
        "search_results": "search/?q=Szymanski+Jan+1912",
        "search_nothing": "search/?q=Xyzzy",
        "search_similar": "search/?q=Szumanski",
        "search_fields": "search/?surname=Szymanski&father=Antoni&born=1911&place=Lw%C3%B3w",
        "search_narrowed": "search/?q=Nowak&stage=EVAC_2&fate=died",
        "person": f"people/{person}/",
        "person_cyrillic": f"people/{one_id(demo_archive, 'person', 'Шиманский')}/",
        "histories": "histories/",
        "history": f"histories/{history}/",
        "history_elsewhere": f"histories/{one_id(demo_archive, 'history', 'Romuald Lipinski')}/",
        "documents": "documents/",
        "documents_of_kind": "documents/?kind=letter",
        "document": f"documents/{document}/",
        "document_photograph": f"documents/{one_id(demo_archive, 'document', PHOTOGRAPH)}/?uncertain=hidden",
        "document_withheld": f"documents/{one_id(demo_archive, 'document', WITHHELD)}/",
        "places": "places/",
        "places_narrowed": "places/?name=sam&kind=orphanage",
        "place": f"places/{place}/",
        "stage": f"stages/{one_id(demo_archive, 'stage', STAGE)}/",
        "journey": "journey/",
        "stage_kind": "journey/DEPORT_1/",
        "chronicle": "chronicle/",
        "chapter": f"chronicle/{one_id(demo_archive, 'chapter', FIFTH)}/",
        "surnames": "surnames/",
        "surname": "surnames/zarebski/",
        "surname_cyrillic": "surnames/szymanski/",
        "sources": "sources/",
        "source": f"sources/{one_id(demo_archive, 'source', 'Release certificates')}/",
        "about": "about/",
        "data": "data/",
        "counting": "counting/",
        "tell": "tell/",
        "companions": f"people/{person}/companions/",
        "companions_of_a_nurse": f"people/{one_id(demo_archive, 'person', 'Wiktoria Borowska')}/companions/",
        "people_place": f"places/{port}/people/",
        "people_place_then": f"places/{port}/people/?from=1942-03&to=1942-04",
        "people_stage": f"stages/{one_id(demo_archive, 'stage', STAGE)}/people/",
        "place_camp": f"places/{one_id(demo_archive, 'place', 'Tengeru')}/",
        "place_port": f"places/{port}/",
        "place_region": f"places/{one_id(demo_archive, 'place', 'województwo tarnopolskie')}/",
        "places_map": "places/map/",
        "places_map_around": f"places/map/?around={port}",
        "journey_person": f"people/{person}/journey/",
        "journey_history": f"histories/{history}/journey/?step=2",
        "journey_document": f"documents/{document}/journey/",
        "chart_ancestors": f"people/{person}/chart/",
        "chart_descendants": f"people/{parent}/chart/?kind=descendants",
        "chart_hourglass": f"people/{person}/chart/?kind=hourglass&generations=3",
        "chart_relatives": f"people/{person}/chart/?kind=relatives",
        "kinship": f"people/{person}/kinship/",
        "kinship_of_two": f"people/{person}/kinship/?to={parent}",
        "search_kinship": f"people/{person}/kinship/?q=Nowak+Jan",
        "pdf_person": f"people/{person}/pdf/",
        "pdf_chart": f"people/{person}/chart/pdf/?kind=descendants&paper=a3",
        "pdf_journey": f"documents/{document}/journey/pdf/",
        "pdf_booklet": f"histories/{history}/booklet/",
        "history_in_polish": f"histories/{one_id(demo_archive, 'history', 'Rozenblum')}/?language=pl",
        "tell_person": f"people/{person}/tell/",
        "tell_place": f"places/{place}/tell/",
        "tell_document": f"documents/{document}/tell/",
        "tell_history": f"histories/{history}/tell/",
        "thanks": "tell/thanks/",
    }


@pytest.fixture
def own_edition(demo_archive: Path, demo_edition: str, tmp_path: Path, settings) -> Path:
    """A copy of the demonstration's edition that a test may add to."""
    copy = tmp_path / "own.sqlite3"
    shutil.copy(demo_archive, copy)
    settings.EDITION_URL = f"sqlite:///{copy}"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return copy


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Collect the statements sent to any edition."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
