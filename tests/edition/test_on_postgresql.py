"""The larger install: the same edition on a real PostgreSQL. One file, so that one server serves all its tests."""

import os
import subprocess
import sys
from pathlib import Path

import gedcom7
import pytest

from records.edition.connection import reading, writing
from records.edition.counting import counts
from records.edition.family_ties import births_above, children_below, died_on_the_way, partnerships
from records.edition.publishing import publish_changes
from records.edition.queries import all_ids, listed, surnames
from records.edition.rebuilding import rebuild
from records.edition.schema import differences, downgrade_one, upgrade
from records.edition.search import search_other, search_people
from records.edition.search_query import read_query
from tests.edition.test_both_ways_agree import live_through
from tests.edition.world import TODAY, rows_of

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parents[2]


def test_no_edition_migration_is_missing_on_postgresql(postgres_url: str) -> None:
    with writing(postgres_url) as engine:
        upgrade(engine)
        with engine.connect() as connection:
            assert differences(connection) == []
        downgrade_one(engine)
        upgrade(engine)


@pytest.mark.usefixtures("empty_archive")
def test_postgresql_holds_the_same_rows_as_sqlite(postgres_url: str, tmp_path: Path, settings) -> None:
    settings.EDITION_URL = postgres_url
    live_through(7, postgres_url, f"sqlite:///{tmp_path}/b.sqlite3", turns=30)


def test_the_demonstration_answers_alike_on_both(demo_edition: str, postgres_url: str, settings) -> None:
    rebuild("public", TODAY, url=postgres_url)
    assert rows_of(postgres_url) == rows_of(demo_edition)
    for text in ("Szymanski near Lwów", "Zarebska Irena", "Шиманский", "Tengeru"):
        answers = []
        for url in (demo_edition, postgres_url):
            with reading(url) as connection:
                hits = [(hit.id, round(hit.score, 3)) for hit in search_people(connection, read_query(text)).hits]
                answers.append((hits, search_other(connection, text).keys(), counts(connection)))
        assert answers[0] == answers[1], text


def test_charts_and_kinship_are_asked_alike_on_both(demo_edition: str, postgres_url: str, settings) -> None:
    rebuild("public", TODAY, url=postgres_url)
    answers = []
    for url in (demo_edition, postgres_url):
        with reading(url) as connection:
            people = all_ids(connection, "person", limit=60)
            answers.append(
                (
                    births_above(connection, people, 12, with_partners=True),
                    children_below(connection, people, 4),
                    partnerships(connection, people),
                    died_on_the_way(connection, people),
                )
            )
    assert answers[0] == answers[1]
    assert all(answers[0])


def test_the_whole_install_runs_on_one_server(postgres_url: str, tmp_path: Path) -> None:
    """Both databases on a server, by the operator's commands: set up, search, export, and export again by others."""
    socket = postgres_url.partition("host=")[2]
    database = postgres_url.partition("?")[0].rsplit("/", 1)[1]
    environment = os.environ | {
        "DATABASE_URL": f"postgres://postgres@/{database}?host={socket}",
        "EDITION_URL": postgres_url,
        "ARCHIVE_EDITION_URL": f"sqlite:///{tmp_path}/archive.sqlite3",
        "DATA_DIR": str(tmp_path),
        "PYTHONWARNINGS": "ignore",
        # Nothing is fetched: npm is not found.
        "PATH": "",
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)

    missing = run("search", "Szymanski")
    assert missing.returncode == 1
    assert "publish_edition" in missing.stderr
    first = run("demo", "--no-serve")
    assert first.returncode == 0 and "could not be fetched" in first.stderr
    assert "Nothing new to load" in run("demo", "--no-serve").stdout
    # Emptied and filled anew, with the groups as they were: the accounts get in.
    assert "Published the edition" in run("demo", "--no-serve", "--fresh").stdout
    count = (
        "from django.contrib.auth.models import Group; print([g.permissions.count() > 90 for g in Group.objects.all()])"
    )
    assert "[True, True, True, True]" in run("shell", "-c", count).stdout
    assert "Шиманский" in run("search", "Szymanski near Lwów").stdout
    for audience in ("public", "archive"):
        result = run("export_gedcom", str(tmp_path / f"{audience}.ged"), "--audience", audience, "-v0")
        assert result.returncode == 0, result.stderr
        assert gedcom7.loads((tmp_path / f"{audience}.ged").read_text(encoding="utf-8"))


def test_a_second_rebuild_replaces_the_first(demo_edition: str, postgres_url: str, settings) -> None:
    settings.EDITION_URL = postgres_url
    rebuild("public", TODAY)
    before = rows_of(postgres_url)
    rebuild("public", TODAY)
    assert rows_of(postgres_url) == before
    assert publish_changes(TODAY) == 0
    with reading(postgres_url) as connection:
        assert listed(connection, "person", limit=5).next
        assert surnames(connection)[0]
