"""What the operator sees when something is wrong: one clear sentence and exit code 1, never a traceback."""

import errno
import functools
import os
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from django.core.management.base import CommandError
from django.db import Error as DatabaseError

from records.edition.connection import EditionMissing
from records.gedcom.problems import GedcomError

_PLAIN = {
    errno.ENOENT: "There is no such file or folder: {name}",
    errno.EISDIR: "This is a folder, not a file: {name}",
    errno.EACCES: "No permission to read or write: {name}",
    errno.EPERM: "No permission to read or write: {name}",
    errno.EROFS: "The disk is read-only: {name}",
    errno.ENOSPC: "The disk is full: {name}",
    errno.EFBIG: "There is no room for a file of this size: {name}",
}


def sentence_for(error: BaseException) -> str:
    """Return one sentence that says what went wrong and what is unchanged."""
    if isinstance(error, OSError) and error.errno in _PLAIN:
        return _PLAIN[error.errno].format(name=error.filename or "the place it was to be written to") + "."
    if isinstance(error, UnicodeError):
        return "The file is not written in UTF-8."
    if isinstance(error, (GedcomError, EditionMissing)):
        return str(error)
    if isinstance(error, (sqlite3.Error, DatabaseError, sa.exc.SQLAlchemyError)):
        return f"The database could not be read or written ({_database_words(error)}). Nothing was changed."
    return str(error)


def _database_words(error: BaseException) -> str:
    words = str(getattr(error, "orig", None) or error).splitlines()[0]
    plain = {
        "attempt to write a readonly database": "it is read-only",
        "unable to open database file": "it cannot be opened",
        "database or disk is full": "the disk is full",
        "disk I/O error": "the disk failed or is full",
        "database is locked": "another program holds it",
    }
    if "no such table" in words or "no such column" in words or "does not exist" in words:
        return "its tables are missing or old: run `manage.py migrate`"
    return next((text for sign, text in plain.items() if sign in words), words)


def one_clear_sentence(handle: Callable[..., None]) -> Callable[..., None]:
    """Turn the failures that bad input and bad disks cause into a CommandError."""

    @functools.wraps(handle)
    def wrapped(*args: Any, **options: Any) -> None:
        try:
            handle(*args, **options)
        except BrokenPipeError:
            # Whoever read our output has heard enough.
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        except (
            UnicodeError,
            OSError,
            GedcomError,
            EditionMissing,
            sqlite3.Error,
            DatabaseError,
            sa.exc.SQLAlchemyError,
        ) as error:
            raise CommandError(sentence_for(error), returncode=1) from error

    return wrapped
