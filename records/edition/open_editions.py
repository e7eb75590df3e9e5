"""Editions that are kept open for reading: opening a file and asking it for its tables costs a page a millisecond."""

import os
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from records.edition.tables import REVISION

SCHEMA = "edition"


class EditionMissing(RuntimeError):
    """There is no edition at the address; its text says what to run."""


NEVER_PUBLISHED = "There is no published edition yet: run python manage.py publish_edition --rebuild."
_OF_ANOTHER_VERSION = (
    "The published edition was made by another version of this program: run python manage.py publish_edition --rebuild."
)


@lru_cache(maxsize=64)
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


@dataclass(frozen=True, slots=True)
class _OpenFile:
    """A file edition that is kept open: the file its name led to (device and number), and the engine that reads it."""

    file: tuple[int, int]
    process: int
    engine: sa.Engine


# By their addresses, the one opened last at the end.
_OPEN_FILES: dict[str, _OpenFile] = {}
_MOST_OPEN = 8
_OPENING = Lock()


def open_edition(url: str, path: Path | None) -> sa.Engine:
    """Return the engine that reads an edition; raise EditionMissing without the tables of today.

    There is one for each process: a pool must not be carried across a fork.
    """
    return _open_server(url, os.getpid()) if path is None else _open_file(url, path)


@lru_cache(maxsize=8)
def _open_server(url: str, _process: int) -> sa.Engine:
    options = f"-csearch_path={SCHEMA} -cdefault_transaction_read_only=on"
    engine = sa.create_engine(server_url(url), connect_args={"options": options}, pool_pre_ping=True)
    _require_readable(engine)
    return engine


def _open_file(url: str, path: Path) -> sa.Engine:
    """Return the engine for the file that the name leads to now: a rebuild moves the name to another file."""
    found = path.stat()
    which = ((found.st_dev, found.st_ino), os.getpid())
    known = _OPEN_FILES.get(url)
    if known is not None and (known.file, known.process) == which:
        return known.engine
    engine = sa.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", pool_size=4, max_overflow=-1)
    _read_by_mapping(engine)
    try:
        _require_readable(engine)
    except BaseException:
        engine.dispose()
        raise
    with _OPENING:
        _leave(_OPEN_FILES.pop(url, None))
        while len(_OPEN_FILES) >= _MOST_OPEN:
            _leave(_OPEN_FILES.pop(next(iter(_OPEN_FILES))))
        _OPEN_FILES[url] = _OpenFile(*which, engine)
    return engine


def close_editions() -> None:
    """Close every edition that is kept open; the next reader opens it anew."""
    with _OPENING:
        while _OPEN_FILES:
            _leave(_OPEN_FILES.popitem()[1])
    _open_server.cache_clear()


def _leave(known: _OpenFile | None) -> None:
    """Close what is open of a file; what another process opened before this one was forked is not ours to close."""
    if known is not None:
        known.engine.dispose(close=known.process == os.getpid())


def _read_by_mapping(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        # The system's pages are used, without copying: of as much of the file as SQLite maps (addresses, not memory).
        connection.execute("PRAGMA mmap_size=2147418112")
        # Some hundred people of a search lie on as many pages of the file.
        connection.execute("PRAGMA cache_size=-16000")


def _require_readable(engine: sa.Engine) -> None:
    """Raise EditionMissing when there are no tables, or those of another version."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("page"):
            raise EditionMissing(NEVER_PUBLISHED)
        revision = connection.exec_driver_sql("SELECT version_num FROM edition_version").scalar()
    if revision != REVISION:
        raise EditionMissing(_OF_ANOTHER_VERSION)
