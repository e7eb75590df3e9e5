"""The state of the parts of an installation, in figures: asked often, so each is one or two quick questions."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min

from records.edition.connection import edition_url, sqlite_path
from records.edition.soundness import edition_faults
from records.linkage.kept_index import IndexState
from records.outbox import OutboxEntry


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many changes wait, and for how long the oldest has."""

    number: int
    oldest: timedelta | None


@dataclass(frozen=True, slots=True)
class EditionState:
    """The day of the public edition (ISO), its bytes (0 on a server), and what is wrong with it, or ""."""

    day: str
    size: int
    trouble: str


def archive_answers() -> bool:
    """Return whether the archive's database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def waiting_changes(now: datetime) -> Waiting:
    """Return what is not published yet."""
    found = OutboxEntry.objects.aggregate(number=Count("pk"), first=Min("queued_at"))
    return Waiting(found["number"], now - found["first"] if found["first"] else None)


def edition_state(*, thorough: bool = False) -> EditionState:
    """Return the state of the public edition; ``thorough`` reads every page of its file."""
    path = sqlite_path(edition_url())
    day, trouble = edition_faults(edition_url(), thorough=thorough)
    return EditionState(day, path.stat().st_size if path is not None and path.exists() else 0, trouble)


def index_is_complete() -> bool:
    """Return whether the index by which people are compared is filled to its end."""
    return IndexState._default_manager.filter(filled_to="", keys_wait=False).exists()


def disk() -> tuple[int, int]:
    """Return the bytes that are free where the data lies, and those that building the edition anew takes."""
    folder = Path(settings.DATA_DIR)
    place = folder if folder.exists() else folder.absolute().parent
    return shutil.disk_usage(place).free, edition_state().size * 2
