"""Connections to an edition: read-only for readers, one writer at a time. Never shared with Django's own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import sqlalchemy as sa
from django.conf import settings
from filelock import FileLock, Timeout
from sqlalchemy.pool import NullPool

from records.edition.open_editions import (
    NEVER_PUBLISHED,
    SCHEMA,
    EditionMissing,
    open_edition,
    server_url,
    sqlite_path,
)
from records.edition.tables import edition_info

__all__ = [
    "SCHEMA", "EditionConnection", "EditionMissing", "edition_url", "marks", "only_writer", "reading", "server_url",
    "snapshot", "sqlite_path", "writing",
]  # fmt: skip

# What the doors and the exports call a connection: they need not know the library behind it.
EditionConnection = sa.Connection

_MARKS = "marks"
_ALL_MARKS = sa.select(edition_info.c.name, edition_info.c.value)
# How often a file edition is opened when it is swapped at the very moment.
_TURNS = 3


def edition_url(audience: str = "public") -> str:
    """Return the configured address of the edition of this audience."""
    return str(settings.ARCHIVE_EDITION_URL if audience == "archive" else settings.EDITION_URL)


@contextmanager
def reading(url: str = "") -> Iterator[sa.Connection]:
    """Open the edition for reading; raise EditionMissing when it has never been published."""
    url = url or edition_url()
    path = sqlite_path(url)
    if path is not None and not path.exists():
        raise EditionMissing(NEVER_PUBLISHED)
    with _connect(url) as connection:
        connection.info[_MARKS] = None
        yield connection


def marks(connection: sa.Connection) -> dict[str, str]:
    """Return all that the edition says of itself; while it is open for reading, what it said at the first look."""
    held: dict[str, str] | None = connection.info.get(_MARKS)
    if held is None:
        rows = connection.execute(_ALL_MARKS)
        held = {row.name: row.value for row in rows}
        if _MARKS in connection.info:
            connection.info[_MARKS] = held
    return held


def _connect(url: str) -> sa.Connection:
    """Connect to an edition of today's tables."""
    path = sqlite_path(url)
    for turn in range(_TURNS):
        try:
            return open_edition(url, path).connect()
        except (OSError, sa.exc.OperationalError):
            # A rebuild may have moved the name to a new file, and removed the old one, while it was being opened.
            if path is None or turn + 1 == _TURNS:
                raise
    raise EditionMissing(NEVER_PUBLISHED)


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
