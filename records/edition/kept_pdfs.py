"""PDFs made of the edition: they lie beside it, in one folder for each state of it, and go when that state does.

Nobody asks which PDF holds what: after every publishing all are gone, so that none can show what was withdrawn.
"""

import shutil
import uuid
from pathlib import Path

import sqlalchemy as sa
from django.conf import settings

from records.edition.connection import sqlite_path
from records.edition.queries import state


def pdf_folder(url: str) -> Path:
    """Return the folder of all PDFs of the edition at this address."""
    path = sqlite_path(url)
    beside = path if path is not None else Path(settings.DATA_DIR) / "edition" / "public"
    return beside.with_name(f"{beside.stem}-pdf")


def folder_of_state(url: str, of_state: str) -> Path:
    """Return where the PDFs of this state of the edition lie; nothing is made."""
    return pdf_folder(url) / of_state


def remove_outdated(url: str, connection: sa.Connection) -> int:
    """Remove the PDFs of every other state than today's; return how many states there were.

    A folder is first taken away by name: what is still being written into it can no longer come to stand there.
    """
    current, removed = state(connection), 0
    folder = pdf_folder(url)
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.name == current or not old.is_dir():
            continue
        gone = folder / f".gone-{uuid.uuid4().hex}"
        try:
            old.rename(gone)
        except FileNotFoundError:
            # Another publisher was quicker.
            continue
        shutil.rmtree(gone, ignore_errors=True)
        removed += 1
    return removed
