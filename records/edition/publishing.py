"""Incremental publishing: drain the outbox into the edition, deletions included.

A batch is one transaction of the edition; its outbox rows go only after it. A crash in between repeats the batch,
which changes nothing. The same composing serves the rebuild, so both ways give the same rows.
"""

import logging
import threading
import time
import uuid
from collections.abc import Collection, Iterator
from datetime import date

import sqlalchemy as sa
from django.db import DatabaseError, close_old_connections, transaction
from filelock import Timeout

from records.dates.day_numbers import from_day_number
from records.edition import writing as write
from records.edition.carried_estimate import carry_estimate
from records.edition.composing.compose import KINDS, changed_together, compose, holders
from records.edition.connection import edition_url, only_writer, sqlite_path, writing
from records.edition.fragment_following import Written, said
from records.edition.kept_pdfs import remove_outdated
from records.edition.picture_store import remove_unshown
from records.edition.picture_task import see_to_pictures
from records.edition.rebuilding import rebuild
from records.edition.schema import current_revision
from records.edition.tables import BUILT, DAY, REVISION, STATE
from records.outbox import OutboxEntry, RecordKey, announce
from records.privacy.visibility import Viewer, public_on

logger = logging.getLogger(__name__)
_BATCH = 100
_AT_ONCE = 200
_BUDGET_SECONDS = 1.0


def publish_changes(today: date, *, seconds: float | None = None, wait: float = -1) -> int:
    """Publish what waits in the outbox; return how many changes were published.

    Stops after ``seconds`` (None: when nothing waits). Raises filelock.Timeout when another publisher holds the
    edition longer than ``wait`` seconds (-1: for ever).
    """
    url = edition_url()
    if not _edition_is_current(url):
        rebuild("public", today)
    who = public_on(today)
    started, published = time.monotonic(), 0
    pictures: set[str] = set()
    try:
        with only_writer(url, wait), writing(url) as engine:
            failed: set[int] = set()
            try:
                while entries := list(OutboxEntry.objects.exclude(pk__in=failed).order_by("id")[:_BATCH]):
                    failed |= _publish_batch(engine, entries, who, pictures)
                    published += len(entries)
                    if seconds is not None and time.monotonic() - started > seconds:
                        break
                _carry_estimate(engine, who)
            finally:
                _remove_pdfs(url, engine)
            if published:
                _leave_no_trace(engine)
    finally:
        # What was withdrawn before something went wrong is withdrawn.
        remove_unshown(url, pictures)
    if published:
        # With time enough, also what a publisher left that was killed.
        see_to_pictures(url, None if seconds is None else pictures)
    return published


def _carry_estimate(engine: sa.Engine, who: Viewer) -> None:
    """Bring the estimated number of people to what the last comparison gave."""
    with engine.begin() as connection:
        if carry_estimate(connection, who):
            write.set_info(connection, **{STATE: uuid.uuid4().hex})


def _remove_pdfs(url: str, engine: sa.Engine) -> None:
    """Remove the PDFs of the states before, also those that a broken-off publishing left."""
    with engine.connect() as connection:
        remove_outdated(url, connection)


def _publish_batch(engine: sa.Engine, entries: list[OutboxEntry], who: Viewer, pictures: set[str]) -> set[int]:
    """Publish these changes; return those that failed, which stay in the outbox. ``pictures`` takes the checksums of
    those that came or went."""
    try:
        _publish_entries(engine, entries, who, pictures)
    except (sa.exc.SQLAlchemyError, DatabaseError):
        raise
    except Exception:  # One record that cannot be composed must not keep the others from being withdrawn.
        if len(entries) == 1:
            logger.exception("Cannot publish %s; it is taken out of the edition and stays in the outbox.", entries[0])
            with engine.begin() as connection:
                key = RecordKey(entries[0].kind, entries[0].record_id)
                pictures |= write.pictures_of(connection, [key])
                write.remove(connection, [key])
                write.set_info(connection, **{STATE: uuid.uuid4().hex})
            return {entries[0].pk}
        return {pk for entry in entries for pk in _publish_batch(engine, [entry], who, pictures)}
    return set()


def _publish_entries(engine: sa.Engine, entries: list[OutboxEntry], who: Viewer, pictures: set[str]) -> None:
    with engine.begin() as connection:
        later = refresh(connection, {RecordKey(entry.kind, entry.record_id) for entry in entries}, who, pictures)
        write.set_info(connection, **{DAY: date(*from_day_number(who.today)).isoformat(), STATE: uuid.uuid4().hex})
    with transaction.atomic():
        announce(later, changed=False)
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def refresh(connection: sa.Connection, keys: Collection[RecordKey], who: Viewer, pictures: set[str]) -> set[RecordKey]:
    """Bring the pages of these records, and of those that hold them, to what the archive says now.

    Returns the records that are left for later because they are many: the holders of a much cited source, the
    travellers of a long train. Whether a record may be shown follows from the archive and from the links of the
    pages, so this ends. ``pictures`` takes the checksums of all that those pages showed before or show now.
    """
    announced = {key for key in keys if key.kind in KINDS}
    pending, later, written = announced, set[RecordKey](), Written()
    while pending:
        together = changed_together(pending)
        if len(together) - len(pending) > _AT_ONCE:
            later |= together - pending
            together = pending
        affected: set[RecordKey] = set()
        for part in _in_parts(together):
            pictures |= write.pictures_of(connection, part)
            affected |= _refresh_part(connection, part, announced, who, written)
            pictures |= write.pictures_of(connection, part)
        if len(affected) > _AT_ONCE:
            later |= affected
            affected = set()
        pending, announced = affected, set()
    return later | written.write_fragments(connection, _AT_ONCE)


def _in_parts(keys: Collection[RecordKey]) -> Iterator[list[RecordKey]]:
    order = list(KINDS)
    in_order = sorted(keys, key=lambda key: (order.index(key.kind), key.record_id))
    for start in range(0, len(in_order), _AT_ONCE):
        yield in_order[start : start + _AT_ONCE]


def _refresh_part(
    connection: sa.Connection, part: list[RecordKey], announced: set[RecordKey], who: Viewer, written: Written
) -> set[RecordKey]:
    """Write these pages anew; return the records whose pages change because of it."""
    before, links_before = write.existing(connection, part), write.links_from(connection, part)
    said_before = said(connection, part)
    composed = list(compose(part, who))
    write.remove(connection, before)
    after = write.insert(connection, composed)
    links_after = write.links_from(connection, part)
    written.note(part, said_before, said(connection, part))
    turned = before ^ after
    # An announced record that is not shown may stand on a page that was composed while it still was; to the others
    # that hold it in the archive it never appeared, and a train of drafts would announce itself for ever.
    unseen = (turned | (announced & set(part))) - after
    affected = holders(turned) | _holders_in_edition(connection, unseen)
    affected |= {RecordKey(to_kind, to_id) for _kind, _id, to_kind, to_id in links_before ^ links_after}
    return affected


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


def _edition_is_current(url: str) -> bool:
    """Say whether there is an edition with today's tables, built by a rebuild and not only brought up to them."""
    path = sqlite_path(url)
    if path is not None and not path.exists():
        return False
    with writing(url) as engine, engine.connect() as connection:
        return current_revision(connection) == REVISION and bool(write.info(connection, BUILT))


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
    except (OSError, sa.exc.SQLAlchemyError, DatabaseError):
        logger.exception("Publishing failed; the changes stay in the outbox.")
        return
    if OutboxEntry.objects.exists():
        threading.Thread(target=_publish_rest, args=(today,), name="publishing", daemon=True).start()


def _publish_rest(today: date) -> None:
    try:
        publish_changes(today)
    except (OSError, sa.exc.SQLAlchemyError, DatabaseError):
        logger.exception("Publishing failed; the changes stay in the outbox.")
    finally:
        close_old_connections()
