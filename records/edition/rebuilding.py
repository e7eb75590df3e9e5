"""Rebuilding: a new edition is built beside the old one and swapped in atomically. Readers never see half of it.

SQLite: the edition's name is a link to a numbered file; the swap moves the link. PostgreSQL: a second schema takes
the place of the first in one transaction.
"""

import gc
import os
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from records.edition import fragment_writing
from records.edition import writing as write
from records.edition.carried_estimate import carry_estimate
from records.edition.composing.compose import KINDS, compose, count, keys_in_batches
from records.edition.connection import SCHEMA, edition_url, only_writer, server_url, sqlite_path, writing
from records.edition.kept_pdfs import remove_outdated
from records.edition.name_writing import NameWriter, create_bearer_indexes, drop_bearer_indexes
from records.edition.picture_task import see_to_pictures
from records.edition.schema import upgrade
from records.edition.tables import BUILT, DAY, STATE
from records.importing.rare_collection import collecting_rarely
from records.outbox import OutboxEntry
from records.privacy.visibility import Viewer, viewer

Progress = Callable[[str, int, int], None]
_BATCH = 500
# Batches between two looks for what can be freed.
_COLLECTED_EVERY = 10
_NEW_SCHEMA = f"{SCHEMA}_new"


def no_progress(_kind: str, _done: int, _total: int) -> None:
    """Say nothing."""


def rebuild(audience: str, today: date, progress: Progress = no_progress, url: str = "") -> int:
    """Build the whole edition anew and swap it in; return the number of pages."""
    url = url or edition_url(audience)
    who = viewer(audience, (today.year, today.month, today.day), remembers=True)
    # What was announced before the building began is in it; what comes later stays in the outbox.
    # On a server, numbers are given before the transaction ends: exactly what is seen now is ticked off.
    seen = list(OutboxEntry.objects.values_list("id", flat=True)) if audience == "public" else []
    with only_writer(url):
        path = sqlite_path(url)
        if path is None:
            pages = _rebuild_server(url, who, today, progress)
        else:
            pages = _rebuild_file(path, who, today, progress)
        with writing(url) as engine, engine.connect() as connection:
            remove_outdated(url, connection)
    for start in range(0, len(seen), 500):
        OutboxEntry.objects.filter(pk__in=seen[start : start + 500]).delete()
    if audience == "public":
        see_to_pictures(url)
    return pages


def _fill(engine: sa.Engine, who: Viewer, day: date, progress: Progress) -> int:
    pages = 0
    with engine.begin() as connection:
        names = NameWriter(connection, all_new=True)
        drop_bearer_indexes(connection)
    for kind in KINDS:
        total, done = count(kind), 0
        for number, keys in enumerate(keys_in_batches(kind, _BATCH), 1):
            with engine.begin() as connection:
                pages += len(write.insert(connection, compose(keys, who), names.use(connection)))
                names.flush()
            done += len(keys)
            progress(kind, done, total)
            if number % _COLLECTED_EVERY == 0:
                gc.collect()
    with engine.begin() as connection:
        names.use(connection).finish()
        create_bearer_indexes(connection)
    told = fragment_writing.write_all(engine, progress, for_archive=who.sees_all)
    told |= {"audience": str(who.audience), BUILT: (built := uuid.uuid4().hex), STATE: built, DAY: day.isoformat()}
    with engine.begin() as connection:
        write.set_info(connection, **told)
        carry_estimate(connection, who)
        connection.execute(sa.text("ANALYZE"))
    return pages


def _rebuild_file(path: Path, who: Viewer, day: date, progress: Progress) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    new = path.with_name(f"{path.stem}-{uuid.uuid4().hex}{path.suffix}")
    new_url = f"sqlite:///{new}"
    try:
        with writing(new_url, fresh=True) as engine:
            upgrade(engine)
            with collecting_rarely():
                pages = _fill(engine, who, day, progress)
        # From here on the file is updated in place, so it gets its journal and its bytes are made safe on disk.
        with writing(new_url) as engine, engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        with new.open("rb") as stream:
            os.fsync(stream.fileno())
        _swap_file(path, new)
    except BaseException:
        _remove_database(new)
        raise
    return pages


def _swap_file(path: Path, new: Path) -> None:
    old = path.resolve() if path.exists() else None
    pointer = path.with_name(f"{path.name}.swap")
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(new.name)
    pointer.replace(path)
    if old is not None:
        # Who reads it still holds it open; the name may go.
        _remove_database(old)


def _sweep(path: Path) -> None:
    """Remove what a broken-off rebuild left behind."""
    current = path.resolve()
    for leftover in path.parent.glob(f"{path.stem}-{'[0-9a-f]' * 32}{path.suffix}"):
        if leftover.resolve() != current:
            _remove_database(leftover)


def _remove_database(path: Path) -> None:
    if path.is_symlink():
        return
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _rebuild_server(url: str, who: Viewer, day: date, progress: Progress) -> int:
    admin = sa.create_engine(server_url(url), poolclass=sa.NullPool)
    with admin.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {_NEW_SCHEMA} CASCADE"))
    with writing(url, schema=_NEW_SCHEMA) as engine:
        upgrade(engine, _NEW_SCHEMA)
        with collecting_rarely():
            pages = _fill(engine, who, day, progress)
    with admin.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
        connection.execute(sa.text(f"ALTER SCHEMA {_NEW_SCHEMA} RENAME TO {SCHEMA}"))
    admin.dispose()
    return pages
