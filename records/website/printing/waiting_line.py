"""Who waits for which PDF: files beside the PDFs themselves, in the folder of the edition's state.

NAME.asked was asked for; NAME.pdf is made; NAME.failed says why it is not. A lock shows that somebody makes them, one
at a time. All of it goes with the state.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from filelock import FileLock, Timeout

from records.edition.kept_pdfs import folder_of_state, pdf_folder
from records.website.printing.asked import Asked, NothingOfTheKind, asked_from

MOST_WAITING = 20
MOST_KEPT, MOST_KEPT_BYTES = 300, 600_000_000
# So long whoever was started may take to hold the lock.
_SECONDS_TO_BEGIN = 45
# Whoever looks whether somebody is at work holds the lock for a moment: so long a maker waits.
_SECONDS_FOR_A_LOOK = 3.0
_STARTED: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a PDF stands: "" (nobody has asked), "made", "waiting", "making", "broken" or "failed"."""

    state: str
    before: int = 0
    step: str = ""
    failure: str = ""


class Line:
    """The line of one state of the edition at one address."""

    def __init__(self, url: str, of_state: str) -> None:
        self.url = url
        self.folder = folder_of_state(url, of_state)

    def file(self, asked: Asked) -> Path:
        """Return where the PDF lies when it is made."""
        return self.folder / f"{asked.name}.pdf"

    def standing(self, asked: Asked) -> Standing:
        """Say where a PDF stands."""
        if self.file(asked).is_file():
            return Standing("made")
        waiting = self.waiting()
        names = [path.stem for path in waiting]
        if asked.name in names:
            before = names.index(asked.name)
            begun = _age(waiting[before]) < _SECONDS_TO_BEGIN or is_at_work(self.url)
            if not begun:
                return Standing("broken")
            step = "" if before else self._step(asked)
            return Standing("making" if step else "waiting", before, step)
        failed = self.folder / f"{asked.name}.failed"
        return Standing("failed", failure=_read(failed)) if failed.is_file() else Standing("")

    def waiting(self) -> list[Path]:
        """Return what was asked for and is not made, whoever asked first at the front."""
        found = [(_asked_at(path), path) for path in self.folder.glob("*.asked")]
        return [path for _when, path in sorted(found)]

    def ask(self, asked: Asked) -> bool:
        """Put it into the line, once; say whether there was room."""
        if len(self.waiting()) >= MOST_WAITING:
            return (self.folder / f"{asked.name}.asked").is_file()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{asked.name}.failed").unlink(missing_ok=True)
        try:
            with (self.folder / f"{asked.name}.asked").open("x", encoding="utf-8") as stream:
                stream.write(asked.as_text())
        except FileExistsError:
            # Asked twice: made once. Who asks again after it was broken off begins a new wait.
            if self.standing(asked).state == "broken":
                (self.folder / f"{asked.name}.asked").touch()
        return True

    def next(self) -> Asked | None:
        """Return what is to be made now; what cannot be read is thrown away."""
        for path in self.waiting():
            try:
                return asked_from(_read(path))
            except NothingOfTheKind:
                path.unlink(missing_ok=True)
        return None

    def note_step(self, asked: Asked, step: str) -> None:
        """Note what is being done."""
        if self.folder.is_dir():
            (self.folder / ".step").write_text(json.dumps([asked.name, step]), encoding="utf-8")

    def _step(self, asked: Asked) -> str:
        try:
            name, step = json.loads(_read(self.folder / ".step") or '["", ""]')
        except ValueError:
            return ""
        return str(step) if name == asked.name else ""

    def finish(self, asked: Asked, failure: str = "") -> None:
        """Take it out of the line, with the sentence that says why it is not made."""
        if failure and self.folder.is_dir():
            (self.folder / f"{asked.name}.failed").write_text(failure, encoding="utf-8")
        (self.folder / f"{asked.name}.asked").unlink(missing_ok=True)

    def keep_bounded(self) -> None:
        """Remove the PDFs made longest ago, where they are too many or too large."""
        kept = sorted(self.folder.glob("*.pdf"), key=_asked_at, reverse=True)
        size = 0
        for number, path in enumerate(kept, 1):
            size += path.stat().st_size if path.is_file() else 0
            if number > MOST_KEPT or (size > MOST_KEPT_BYTES and number > 1):
                path.unlink(missing_ok=True)


def making(url: str, wait: float = _SECONDS_FOR_A_LOOK) -> FileLock:
    """Return the lock of whoever makes the PDFs of this edition; it raises filelock.Timeout where another holds it."""
    folder = pdf_folder(url)
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "making.lock", timeout=wait)


def is_at_work(url: str) -> bool:
    """Say whether somebody makes PDFs just now."""
    if not pdf_folder(url).is_dir():
        return False
    try:
        with making(url, wait=0):
            return False
    except Timeout:
        return True


def start_making() -> None:
    """Begin to make what waits, in a process of its own that outlives the request; where one is at work, it ends."""
    # Those that have ended are asked for, so that the system can forget them.
    _STARTED[:] = [process for process in _STARTED if process.poll() is None]
    command = [sys.executable, "-m", "django", "make_pdf", "--waiting"]
    _STARTED.append(
        subprocess.Popen(  # noqa: S603  (our own command, no word of it from outside)
            command,
            cwd=settings.BASE_DIR,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def child_environment() -> dict[str, str]:
    """Return the environment for a command of ours that is to find what this process found."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "kresy_families.settings"),
        # A server sets this for itself; whether its settings were loaded so is another matter.
        "PRODUCTION": str(settings.PRODUCTION),
        "EDITION_URL": settings.EDITION_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _asked_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _age(path: Path) -> float:
    return time.time() - _asked_at(path)
