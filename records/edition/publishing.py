"""Incremental publishing: drain the outbox into the edition, deletions included.

A batch is one transaction of the edition; its outbox rows go only after it. A crash in between repeats the batch,
which changes nothing. The same composing serves the rebuild, so both ways give the same rows.
"""

import logging
import threading
import time
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from django.db import close_old_connections
from filelock import Timeout

from records.edition import writing as write
from records.edition.composing.compose import KINDS, changed_together, compose, holders
from records.edition.connection import edition_url, only_writer, sqlite_path, writing
from records.edition.rebuilding import rebuild
from records.edition.schema import upgrade
from records.outbox import OutboxEntry, RecordKey
from records.privacy.visibility import Viewer, viewer

logger = logging.getLogger(__name__)
_BATCH = 100
_BUDGET_SECONDS = 1.0


def publish_changes(today: date, *, seconds: float | None = None, wait: float = -1) -> int:
    """Publish what waits in the outbox; return how many changes were published.

    Stops after ``seconds`` (None: when nothing waits). Raises filelock.Timeout when another publisher holds the
    edition longer than ``wait`` seconds (-1: for ever).
    """
    url = edition_url()
    if not _edition_exists(url):
        rebuild("public", today)
    who = viewer("public", (today.year, today.month, today.day))
    started, published = time.monotonic(), 0
    with only_writer(url, wait), writing(url) as engine:
        upgrade(engine)
        while entries := list(OutboxEntry.objects.order_by("id")[:_BATCH]):
            with engine.begin() as connection:
                refresh(connection, {RecordKey(entry.kind, entry.record_id) for entry in entries}, who)
            OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
            published += len(entries)
            if seconds is not None and time.monotonic() - started > seconds:
                break
        if published:
            _leave_no_trace(engine)
    return published


def refresh(connection: sa.Connection, keys: Collection[RecordKey], who: Viewer) -> None:
    """Bring the pages of these records, and of those that hold them, to what the archive says now."""
    pending = changed_together({key for key in keys if key.kind in KINDS})
    while pending:
        before = write.existing(connection, pending)
        composed = list(compose(pending, who))
        after = {RecordKey(record.kind, record.id) for record in composed}
        write.remove(connection, before)
        write.insert(connection, composed)
        # A record that appears or disappears changes the pages that hold it; whether those may be shown
        # follows from the archive alone, so this ends.
        pending = holders(before ^ after) | (_holders_in_edition(connection, before - after))


def _holders_in_edition(connection: sa.Connection, gone: Collection[RecordKey]) -> set[RecordKey]:
    """Return the pages that still speak of records which are gone: the archive may not know them any more."""
    from records.edition.tables import link

    found: set[RecordKey] = set()
    for kind, record_id in gone:
        rows = connection.execute(
            sa.select(link.c.from_kind, link.c.from_id).where(link.c.to_kind == kind, link.c.to_id == record_id)
        )
        found |= {RecordKey(row.from_kind, row.from_id) for row in rows}
    return found


def _leave_no_trace(engine: sa.Engine) -> None:
    """Empty the write-ahead log, so that what was withdrawn is in no file any more."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _edition_exists(url: str) -> bool:
    path = sqlite_path(url)
    if path is not None:
        return path.exists()
    with writing(url) as engine, engine.connect() as connection:
        return sa.inspect(connection).has_table("page")


def publish_soon() -> None:
    """Publish now what can be published within a second, and the rest in the background.

    The doors call this after a commit; a failure is logged and leaves the outbox as it is, so that the next
    save or ``manage.py publish_edition`` completes it.
    """
    today = date.today()
    try:
        publish_changes(today, seconds=_BUDGET_SECONDS, wait=0.2)
    except Timeout:
        logger.info("Another publisher is at work; publishing goes on in the background.")
    except (OSError, sa.exc.SQLAlchemyError):
        logger.exception("Publishing failed; the changes stay in the outbox.")
        return
    if OutboxEntry.objects.exists():
        threading.Thread(target=_publish_rest, args=(today,), name="publishing", daemon=True).start()


def _publish_rest(today: date) -> None:
    try:
        publish_changes(today)
    except (OSError, sa.exc.SQLAlchemyError):
        logger.exception("Publishing failed; the changes stay in the outbox.")
    finally:
        close_old_connections()
