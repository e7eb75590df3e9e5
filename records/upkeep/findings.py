"""Everything that is looked at in an installation: what was found, and the command or setting that mends it."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from records.documents.models import DocumentImage
from records.exporting.models import Export
from records.fetched_assets import is_fetched
from records.importing.jobs import ImportJob
from records.tables.models import TableJob
from records.upkeep.state import Waiting, disk, edition_state, index_is_complete, waiting_changes

WELL, BEWARE, WRONG = "well", "beware", "wrong"
# Changes are published within a second of a save, so that what waits so long was forgotten; ...
_LONG = timedelta(hours=26)
# ... a rebuild needs room for a second edition, and a disk that is nearly full stops everything.
_LEAST_ROOM = 1_000_000_000
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part; ``mend`` says how it is mended, empty where all is well."""

    state: str
    part: str
    words: str
    mend: str = ""


Look = Callable[[datetime], Iterable[Finding]]


def examine(now: datetime, *, thorough: bool = False) -> Iterator[Finding]:
    """Yield what is found, part by part; a part that cannot even be looked at is wrong, and the others are looked at.

    ``thorough`` also reads every page of the databases and looks for every picture: minutes for a large archive.
    """
    looks: list[tuple[str, Look]] = [
        ("settings", _settings), ("folders", _folders), ("disk", _disk), ("archive", _archive), ("edition", _edition),
        ("publishing", _publishing), ("comparing", _comparing), ("jobs", _jobs), ("assets", _assets),
    ]  # fmt: skip
    if thorough:
        looks += [("archive file", _archive_file), ("edition file", _edition_file), ("pictures", _pictures)]
    for part, look in looks:
        try:
            yield from look(now)
        except (DatabaseError, OSError) as error:
            yield Finding(WRONG, part, f"It could not be looked at: {error}", "See the finding before, or the disk.")


def _settings(_now: datetime) -> Iterator[Finding]:
    found = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    for one in found:
        if not one.is_silenced():
            state = WRONG if one.is_serious() else BEWARE
            yield Finding(state, "settings", f"{one.msg} ({one.id})", str(one.hint or "See the README, Settings."))
    if settings.PRODUCTION and "console" in settings.EMAIL_BACKEND:
        yield Finding(BEWARE, "settings", "Letters are printed on the console and reach nobody.", "Set EMAIL_URL.")
    if not found:
        yield Finding(WELL, "settings", "Nothing is wrong with them.")


def _folders(_now: datetime) -> Iterator[Finding]:
    folders = {Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_DIR)}
    closed = [str(one) for one in sorted(folders) if one.exists() and not os.access(one, os.R_OK | os.W_OK | os.X_OK)]
    if closed:
        yield Finding(WRONG, "folders", f"Not to be written: {', '.join(closed)}", "Give them to the server's user.")
    else:
        yield Finding(WELL, "folders", f"{settings.DATA_DIR} can be written.")


def _disk(_now: datetime) -> Iterator[Finding]:
    free, needed = disk()
    words = f"{_size(free)} are free."
    if free < _LEAST_ROOM:
        yield Finding(WRONG, "disk", words, "Make room, or move DATA_DIR: saving stops when the disk is full.")
    elif free < needed:
        words += f" Building the edition anew takes {_size(needed)}."
        yield Finding(BEWARE, "disk", words, "Make room before the next `manage.py publish_edition --rebuild`.")
    else:
        yield Finding(WELL, "disk", words)


def _archive(_now: datetime) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = ", ".join(migration.name for migration, _backwards in plan[:3])
        words = f"{len(plan)} changes of its tables are missing ({names}{' ...' if len(plan) > 3 else ''})."
        yield Finding(WRONG, "archive", words, "Run `manage.py migrate`.")
    else:
        yield Finding(WELL, "archive", f"Reached ({connection.vendor}); its tables are those of this version.")


def _edition(now: datetime) -> Iterator[Finding]:
    state = edition_state()
    if state.trouble:
        yield Finding(WRONG, "edition", state.trouble, "Run `manage.py publish_edition --rebuild`.")
    else:
        yield Finding(WELL, "edition", f"Served; of {state.day or 'an unknown day'}, {_size(state.size)}.")


def _publishing(now: datetime) -> Iterator[Finding]:
    yield _waits("publishing", waiting_changes(now), "Run `manage.py publish_edition`, and see its log.")


def _waits(part: str, waiting: Waiting, mend: str) -> Finding:
    if not waiting.number:
        return Finding(WELL, part, "Nothing waits.")
    words = f"{waiting.number:,} changes wait"
    if waiting.oldest is None:
        return Finding(WELL, part, f"{words}.")
    hours = waiting.oldest.total_seconds() / 3600
    words += f", the oldest for {hours:.1f} hours."
    if waiting.oldest < timedelta(minutes=-5):
        return Finding(BEWARE, part, f"{words} The clock was turned back.", "Set the clock (NTP).")
    return Finding(BEWARE, part, words, mend) if waiting.oldest > _LONG else Finding(WELL, part, words)


def _comparing(_now: datetime) -> Iterator[Finding]:
    if index_is_complete():
        yield Finding(WELL, "comparing", "The index for comparing people is complete.")
    else:
        words = "The index for comparing people is not there or was broken off: nobody is warned while typing."
        yield Finding(BEWARE, "comparing", words, "Run `manage.py index_people`; it goes on where it stopped.")


def _jobs(_now: datetime) -> Iterator[Finding]:
    broken = [f"{one.pk} ({model._meta.verbose_name})" for model in (ImportJob, TableJob, Export) for one in
              model._default_manager.filter(state="running")[:_SAMPLE] if one.broken_off]  # fmt: skip
    if broken:
        words = f"Broken off: {', '.join(broken[:5])}{' ...' if len(broken) > 5 else ''}"
        yield Finding(BEWARE, "jobs", words, "Ask for them again at the desk; `manage.py tidy_files` clears old ones.")
    else:
        yield Finding(WELL, "jobs", "None is broken off.")


def _assets(_now: datetime) -> Iterator[Finding]:
    if is_fetched("leaflet", "leaflet.js"):
        yield Finding(WELL, "assets", "The larger maps and viewers are there.")
    else:
        yield Finding(BEWARE, "assets", "Leaflet and OpenSeadragon are not there.", "Run `manage.py assets`.")


def _archive_file(_now: datetime) -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        yield Finding(WELL, "archive file", "The server watches over its files (data checksums).")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(3)")
        faults = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        lost = cursor.fetchmany(3)
    if faults or lost:
        words = "; ".join([*faults, *(f"{row[0]} {row[1]} names what is not in {row[2]}" for row in lost)])
        yield Finding(WRONG, "archive file", words, "Stop writing to it and go back to the last backup.")
    else:
        yield Finding(WELL, "archive file", "Every page of it can be read.")


def _edition_file(_now: datetime) -> Iterator[Finding]:
    faults = edition_state(thorough=True).trouble
    if faults:
        yield Finding(WRONG, "edition file", faults, "Run `manage.py publish_edition --rebuild`.")
    else:
        yield Finding(WELL, "edition file", "Every page of it can be read.")


def _pictures(_now: datetime) -> Iterator[Finding]:
    folder = Path(settings.MEDIA_ROOT)
    names = DocumentImage._default_manager.order_by("pk").values_list("file", flat=True)
    lost = [name for name in names.iterator(chunk_size=_SAMPLE) if not (folder / name).is_file()]
    if lost:
        words = f"{len(lost):,} pictures of documents are lost: {', '.join(lost[:3])}{' ...' if len(lost) > 3 else ''}"
        yield Finding(WRONG, "pictures", words, f"Bring them back into {folder} from a backup.")
    else:
        yield Finding(WELL, "pictures", "Every picture of a document is there.")


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.1f} MB"
