"""Scans that were sent before the form they belong to: kept for a day, page by page, for nobody but their sender.

A page is taken in at once (decoded and written again), so that it can be shown while the form is filled, and nothing
is lost when a save is refused or a browser closes.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from records.documents.image_intake import CleanImage
from records.documents.scan_pages import MOST_PAGES, clean_pages

KEPT_FOR = timedelta(days=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"\d{3}-(?P<sha256>[0-9a-f]{64})\.(?P<ending>jpg|png)")


def is_token(text: str) -> bool:
    """Whether this names a form: 32 hexadecimal digits."""
    return _TOKEN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class KeptScans:
    """The scans of one form of one user."""

    token: str
    user: int

    @property
    def folder(self) -> Path:
        if not is_token(self.token):
            raise ValueError(self.token)
        return _all_folders() / f"{self.user}-{self.token}"

    def names(self) -> list[str]:
        """Return the names of the pages in the order in which they came."""
        folder = self.folder
        return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)) if folder.is_dir() else []

    def path(self, name: str) -> Path | None:
        """Return where the page of this name lies, if there is one."""
        path = self.folder / name if _NAME.fullmatch(name) else None
        return path if path is not None and path.is_file() else None

    def keep(self, upload: UploadedFile) -> list[str]:
        """Keep every page of an uploaded file; return their names. ValidationError keeps none of them."""
        before = self.names()
        known = {_sha256(name): name for name in before}
        room = MOST_PAGES - len(before)
        if room <= 0:
            raise ValidationError(_("One document may have %d pages; this would be more.") % MOST_PAGES)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, kept, new = int(before[-1][:3]) + 1 if before else 1, [], []
        try:
            for page in clean_pages(cast(BinaryIO, upload.file), upload.size or 0, room):
                if page.sha256 not in known:
                    known[page.sha256] = f"{number:03d}-{page.sha256}.{page.ending}"
                    (self.folder / known[page.sha256]).write_bytes(page.content)
                    new.append(known[page.sha256])
                    number += 1
                kept.append(known[page.sha256])
        except ValidationError:
            for name in new:
                (self.folder / name).unlink()
            raise
        return list(dict.fromkeys(kept))

    def pictures(self, names: Sequence[str]) -> list[CleanImage]:
        """Return the pages of these names, each once, in this order; what is gone is left out."""
        found = [(name, self.path(name)) for name in dict.fromkeys(names)]
        return [
            CleanImage(path.read_bytes(), _sha256(name), path.suffix.removeprefix(".")) for name, path in found if path
        ]

    def forget(self) -> None:
        """Delete them: the document has them now."""
        shutil.rmtree(self.folder, ignore_errors=True)


def remove_old_scans(now: datetime) -> int:
    """Delete what was kept for longer than a day; return how many forms that were."""
    removed = 0
    for folder in _all_folders().iterdir() if _all_folders().is_dir() else ():
        if folder.stat().st_mtime < (now - KEPT_FOR).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _all_folders() -> Path:
    return Path(settings.PRIVATE_DIR) / "transcribing"


def _sha256(name: str) -> str:
    return name[4:68]
