"""A file that appears only when it is complete: written beside its place and moved there at the end."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import mkstemp

_A_DAY = 86_400


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """Yield the path of an empty file to be written; on a failure nothing is left behind."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    _sweep(target)
    descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(descriptor)
    unfinished = Path(name)
    try:
        yield unfinished
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what killed exports to the same file left behind; one that is under way is never a day old."""
    for leftover in target.parent.glob(f".{escape(target.name)}.*"):
        with suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > _A_DAY:
                leftover.unlink()
