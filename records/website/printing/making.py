"""Making one PDF from the edition as it stands, and making all that waits, one after the other."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_noop

from records.edition.connection import edition_url, reading, snapshot
from records.edition.kept_pdfs import remove_outdated
from records.edition.queries import image_path, state
from records.website.printing.asked import Asked
from records.website.printing.pdf_writing import pictures_in, write_pdf
from records.website.printing.sheets import printed
from records.website.printing.waiting_line import Line, child_environment, making

# A booklet of a hundred people takes a minute or two; what takes longer has gone wrong.
SECONDS_FOR_ONE = 600
READING, LAYING_OUT = "reading", "laying out"
FAILED = gettext_noop("It could not be made. Please tell us, if it fails again.")
TOOK_TOO_LONG = gettext_noop("It is too large to be made here.")
NOT_THERE = gettext_noop("The archive does not show this any more.")
Step = Callable[[str], None]


class OutdatedEdition(RuntimeError):
    """The edition changed while the PDF was made: what was made of it is thrown away."""


def make(asked: Asked, target: Path, step: Step, of_state: str = "") -> int:
    """Write what is asked for into a file and return its number of pages.

    Raises Http404 where the edition does not hold the record, OutdatedEdition where it is another than ``of_state``.
    The edition is let go before the pages are laid out: nobody waits for that.
    """
    step(READING)
    with snapshot() as edition:
        if of_state and state(edition) != of_state:
            raise OutdatedEdition(of_state)
        found = printed(edition, asked)
        paths = {sha256: image_path(edition, sha256) for sha256 in pictures_in(found)}
    step(LAYING_OUT)
    return write_pdf(found, {sha256: path for sha256, path in paths.items() if path}, target)


def make_kept(line: Line, asked: Asked) -> None:
    """Make a PDF that waits in the line; what is half written bears another name, so that nobody takes it for whole."""
    half = line.folder / f".{asked.name}.part"
    try:
        make(asked, half, lambda step: line.note_step(asked, step), line.folder.name)
        half.replace(line.file(asked))
    except FileNotFoundError as error:
        # A publisher took the folder away.
        raise OutdatedEdition(line.folder.name) from error
    finally:
        half.unlink(missing_ok=True)
    with reading() as edition:
        if state(edition) != line.folder.name:
            line.file(asked).unlink(missing_ok=True)
            raise OutdatedEdition(line.folder.name)
    line.finish(asked)
    line.keep_bounded()


def current_line() -> Line:
    """Return the line of the edition as it stands now."""
    with reading() as edition:
        return Line(edition_url(), state(edition))


def make_all(make_one: Callable[[Line, Asked], str]) -> int:
    """Make what waits until nothing does, and return how many; raises filelock.Timeout where another is at it.

    ``make_one`` returns the sentence that says why it failed, or "". Whoever asks while the lock is given back finds
    nobody at work, or is seen by the last look.
    """
    made = 0
    while current_line().next() is not None:
        with making(edition_url()):
            _remove_outdated()
            while asked := (line := current_line()).next():
                _clear_half_done(line)
                line.finish(asked, make_one(line, asked))
                made += 1
    return made


def make_in_own_process(line: Line, asked: Asked) -> str:
    """Make one in a process that may fail, grow and hang without harm to the next; return why it failed, or ""."""
    words = [sys.executable, "-m", "django", "make_pdf", "--kept", asked.as_text()]
    try:
        done = subprocess.run(  # noqa: S603  (our own command; what was asked for has been read and checked)
            words,
            cwd=settings.BASE_DIR,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS_FOR_ONE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TOOK_TOO_LONG
    if done.returncode and line.folder.is_dir() and not line.file(asked).is_file():
        sys.stderr.write(done.stderr.decode("utf-8", "replace")[-2000:])
        return FAILED
    return ""


def make_here(line: Line, asked: Asked) -> str:
    """Make one in this process; return why it failed, or ""."""
    try:
        make_kept(line, asked)
    except Http404:
        return NOT_THERE
    except OutdatedEdition:
        # Nobody can see this line any more; who still wants it asks again.
        return ""
    return ""


def _remove_outdated() -> None:
    """Remove what a publishing left: where several machines serve one edition, only one of them has published."""
    with reading() as edition:
        remove_outdated(edition_url(), edition)


def _clear_half_done(line: Line) -> None:
    for half in line.folder.glob(".*.part"):
        half.unlink(missing_ok=True)
