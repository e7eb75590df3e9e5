"""Connections to an edition: read-only for readers, one writer at a time. Never shared with Django's own."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

import sqlalchemy as sa
from django.conf import settings
from filelock import FileLock, Timeout
from sqlalchemy.pool import NullPool

from records.edition.tables import REVISION, edition_info

SCHEMA = "edition"

# What the doors and the exports call a connection: they need not know the library behind it.
EditionConnection = sa.Connection


class EditionMissing(RuntimeError):
    """There is no edition at the address; its text says what to run."""


_NEVER_PUBLISHED = "There is no published edition yet: run python manage.py publish_edition --rebuild."
_OF_ANOTHER_VERSION = (
    "The published edition was made by another version of this program: run python manage.py publish_edition --rebuild."
)
_MARKS = "marks"
# How often a file edition is opened when it is swapped at the very moment.
_TURNS = 3
# Editions that were found to be readable: server addresses, and the files behind the names of file editions.
_FOUND_READABLE: set[str] = set()


def edition_url(audience: str = "public") -> str:
    """Return the configured address of the edition of this audience."""
    return str(settings.ARCHIVE_EDITION_URL if audience == "archive" else settings.EDITION_URL)


def sqlite_path(url: str) -> Path | None:
    """Return the file of a SQLite edition, or None for a database server."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    return Path(parsed.database or "")


def server_url(url: str) -> sa.URL:
    """Return the address with the PostgreSQL driver that the project installs."""
    parsed = sa.make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


@cache
def _reading_engine(url: str, _process: int) -> sa.Engine:
    path = sqlite_path(url)
    if path is None:
        options = f"-csearch_path={SCHEMA} -cdefault_transaction_read_only=on"
        return sa.create_engine(server_url(url), connect_args={"options": options}, pool_pre_ping=True)
    # The name may be a link that a rebuild moves to another file: connect anew each time (about 0.2 ms).
    engine = sa.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", poolclass=NullPool)
    _read_by_mapping(engine)
    return engine


def _read_by_mapping(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        # Each connection is new and has no pages of its own: the system's are used, without copying.
        connection.execute("PRAGMA mmap_size=268435456")
        # Some hundred people of a search lie on as many pages of the file.
        connection.execute("PRAGMA cache_size=-16000")


@contextmanager
def reading(url: str = "") -> Iterator[sa.Connection]:
    """Open the edition for reading; raise EditionMissing when it has never been published."""
    url = url or edition_url()
    path = sqlite_path(url)
    if path is not None and not path.exists():
        raise EditionMissing(_NEVER_PUBLISHED)
    # One engine per process: a pool must not be carried across a fork.
    with _connect(url) as connection:
        connection.info[_MARKS] = None
        yield connection


def marks(connection: sa.Connection) -> dict[str, str]:
    """Return all that the edition says of itself; while it is open for reading, what it said at the first look."""
    held: dict[str, str] | None = connection.info.get(_MARKS)
    if held is None:
        rows = connection.execute(sa.select(edition_info.c.name, edition_info.c.value))
        held = {row.name: row.value for row in rows}
        if _MARKS in connection.info:
            connection.info[_MARKS] = held
    return held


def _connect(url: str) -> sa.Connection:
    """Connect to an edition of today's tables."""
    for turn in range(_TURNS):
        path = sqlite_path(url)
        edition = url if path is None else str(path.resolve())
        connection = _reading_engine(url, os.getpid()).connect()
        try:
            if edition not in _FOUND_READABLE:
                _require_readable(connection)
                _FOUND_READABLE.add(edition)
        except sa.exc.OperationalError:
            # A rebuild may have moved the name to a new file, and removed the old one, while it was being opened.
            connection.close()
            if path is None or turn + 1 == _TURNS:
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise EditionMissing(_NEVER_PUBLISHED)


def _require_readable(connection: sa.Connection) -> None:
    """Raise EditionMissing when there are no tables, or those of another version."""
    if not sa.inspect(connection).has_table("page"):
        raise EditionMissing(_NEVER_PUBLISHED)
    revision = connection.exec_driver_sql("SELECT version_num FROM edition_version").scalar()
    if revision != REVISION:
        raise EditionMissing(_OF_ANOTHER_VERSION)
    connection.rollback()


@contextmanager
def snapshot(url: str = "") -> Iterator[sa.Connection]:
    """Open the edition as it stands now, whatever is published meanwhile: for work that takes many queries."""
    with reading(url) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("SELECT 1 FROM edition_info LIMIT 1")
            yield connection
        else:
            # Looking whether there is an edition has begun a transaction; the snapshot is one of its own.
            connection.rollback()
            yield connection.execution_options(isolation_level="REPEATABLE READ")


def _prepare_sqlite(engine: sa.Engine, fresh: bool) -> None:
    @sa.event.listens_for(engine, "connect")
    def set_pragmas(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # A file nobody reads yet needs no journal on disk: if its building breaks off, it is thrown away.
        cursor.execute("PRAGMA journal_mode=OFF" if fresh else "PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=OFF" if fresh else "PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA busy_timeout=5000")
        cursor.execute("PRAGMA cache_size=-40000")
        # What is withdrawn must be gone from the file's bytes, not only from its tables.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()


@contextmanager
def writing(url: str, *, schema: str = SCHEMA, fresh: bool = False) -> Iterator[sa.Engine]:
    """Yield an engine that may write the edition; each of its connections is closed after use."""
    path = sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    yield _writing_engine(url, schema, fresh, os.getpid())


@lru_cache(maxsize=8)
def _writing_engine(url: str, schema: str, fresh: bool, _process: int) -> sa.Engine:
    """Return an engine that is kept with the statements it has put into words, but keeps no connection."""
    path = sqlite_path(url)
    if path is None:
        options = f"-csearch_path={schema}"
        return sa.create_engine(server_url(url), connect_args={"options": options}, poolclass=NullPool)
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=NullPool)
    _prepare_sqlite(engine, fresh)
    return engine


# The number of the advisory lock on a database server: any number, as long as nothing else there uses it.
_SERVER_LOCK = 719305


def _lock_server(connection: sa.Connection, wait: float) -> None:
    if wait >= 0:
        connection.execute(sa.text(f"SET lock_timeout = {max(1, int(wait * 1000))}"))
    try:
        connection.execute(sa.text(f"SELECT pg_advisory_lock({_SERVER_LOCK})"))
    except sa.exc.OperationalError as error:
        raise Timeout("the edition's lock on the database server") from error


@contextmanager
def only_writer(url: str, wait: float = -1) -> Iterator[None]:
    """Hold the edition's lock: one publisher or rebuilder at a time, whatever process it runs in.

    Raises filelock.Timeout when it is not to be had within ``wait`` seconds (-1: wait for ever).
    """
    path = sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=wait):
            yield
        return
    engine = sa.create_engine(server_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        _lock_server(connection, wait)
        try:
            yield
        finally:
            connection.execute(sa.text(f"SELECT pg_advisory_unlock({_SERVER_LOCK})"))
    engine.dispose()
