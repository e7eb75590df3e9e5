"""The smaller pictures and tiles of what the edition shows; of a picture that it shows no more, nothing stays.

They lie beside the edition, by the checksum of the picture. They are made after publishing, by a worker or a command,
one picture after the other, so that whoever is interrupted goes on where it stopped.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from django.conf import settings
from filelock import FileLock, Timeout

from records.edition.connection import EditionMissing, edition_url, reading, sqlite_path
from records.edition.tables import image
from records.pictures.renditions import is_prepared, prepare, remove, stored

logger = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]
_AT_ONCE = 400
_MOST_ASKED = 10_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many pictures were made ready, were so before, could not be, and of how many the files were removed."""

    made: int = 0
    ready: int = 0
    failed: int = 0
    removed: int = 0
    # Another process is at it already.
    busy: bool = False


def pictures_folder(url: str = "") -> Path:
    """Return where what is made of the pictures of an edition lies."""
    path = sqlite_path(url or edition_url())
    return path.parent / "pictures" if path is not None else Path(settings.PICTURES_DIR)


def prepare_pictures(progress: Progress, url: str = "") -> Prepared:
    """Make ready every picture of the public edition that is not, and remove what it shows no more."""
    store, url = pictures_folder(url), url or edition_url()
    store.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store / ".lock", timeout=0):
            return _prepare_all(store, url, progress)
    except Timeout:
        return Prepared(busy=True)


def _prepare_all(store: Path, url: str, progress: Progress) -> Prepared:
    removed, made, failed = remove_unshown(url), 0, set[str]()
    while True:
        with reading(url) as connection:
            shown = _shown(connection)
        missing = [one for one in shown.items() if one[0] not in failed and not is_prepared(store, one[0])]
        if not missing:
            return Prepared(made, len(shown) - made - len(failed), len(failed), removed)
        for done, (sha256, path) in enumerate(missing, 1):
            if _prepare_one(store, url, sha256, path):
                made += 1
            else:
                failed.add(sha256)
            progress("pictures", done, len(missing))


def _prepare_one(store: Path, url: str, sha256: str, path: str) -> bool:
    media = Path(settings.MEDIA_ROOT).resolve()
    file = (media / path).resolve()
    try:
        if not file.is_relative_to(media):
            raise OSError("it lies outside of the media folder.")
        prepare(file, store, sha256)
    except (OSError, ValueError, SyntaxError) as error:
        logger.warning("The picture %s could not be made ready: %s", sha256, error)
        return False
    # It may have been withdrawn meanwhile, when there was nothing yet to be removed.
    remove_unshown(url, [sha256])
    return True


def remove_unshown(url: str = "", of: Collection[str] | None = None) -> int:
    """Remove the files of pictures that the edition does not show, of all or of these; return of how many."""
    store, url = pictures_folder(url), url or edition_url()
    there = stored(store) if of is None else sorted(of)
    gone = 0
    if not there:
        return gone
    try:
        with reading(url) as connection:
            for start in range(0, len(there), _AT_ONCE):
                part = there[start : start + _AT_ONCE]
                for sha256 in set(part) - _shown(connection, part).keys():
                    remove(store, sha256)
                    gone += 1
    except EditionMissing:
        return 0
    return gone


def waits_for_making(connection: sa.Connection, url: str, of: Collection[str] | None = None) -> bool:
    """Say whether a picture that is shown, of all or of these, is not ready."""
    store = pictures_folder(url)
    return any(not is_prepared(store, sha256) for sha256 in _shown(connection, of))


def _shown(connection: sa.Connection, of: Collection[str] | None = None) -> dict[str, str]:
    """Return the stored file of each picture that is shown, of all or of these, by its checksum."""
    query = sa.select(image.c.sha256, image.c.path).order_by(image.c.sha256)
    rows = connection.execute(query if of is None else query.where(image.c.sha256.in_(sorted(of)[:_MOST_ASKED])))
    return {row.sha256: row.path for row in rows}
