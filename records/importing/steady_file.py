"""A file that must stay as it is while it is read: an import reads it several times, and joins what it found."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from records.gedcom.problems import GedcomError

CHANGED = "The file changed while it was being read; nothing was imported."


@dataclass(frozen=True, slots=True)
class SteadyFile:
    """A file as it stood when reading began: its size, when it was last written, and which file it is at all."""

    path: Path
    size: int
    written_ns: int
    number: int

    @classmethod
    def seen_at(cls, path: Path) -> "SteadyFile":
        """Note how a file stands now; raise OSError when it cannot be read."""
        state = path.stat()
        return cls(path, state.st_size, state.st_mtime_ns, state.st_ino)

    @property
    def has_changed(self) -> bool:
        """Whether the file was written, replaced or removed since."""
        try:
            return SteadyFile.seen_at(self.path) != self
        except FileNotFoundError:
            return True

    @contextmanager
    def while_read(self) -> Iterator[None]:
        """Raise GedcomError when the file changed in between, whatever the reader made of it.

        Use it inside the transaction, so that raising undoes what was written.
        """
        try:
            yield
        except (GedcomError, OSError, UnicodeError) as error:
            # A file that is written while it is read breaks off in the middle of a line or of a letter.
            if self.has_changed:
                raise GedcomError(CHANGED) from error
            raise
        if self.has_changed:
            raise GedcomError(CHANGED)
