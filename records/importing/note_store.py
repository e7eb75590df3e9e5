"""What waits in a temporary file while a file is looked through: shared notes, and the records that cite them."""

import sqlite3
from collections.abc import Iterator

_REMEMBERED = 2_000


class NoteStore:
    """Words by pointer. A file may have a note for every person, so they are not kept in memory."""

    def __init__(self) -> None:
        # An empty name is a temporary file that SQLite removes by itself.
        self._file = sqlite3.connect("")
        self._file.execute("CREATE TABLE note (xref TEXT, tag TEXT, line INTEGER, words TEXT, used INTEGER)")
        self._file.execute("CREATE TABLE record (tag TEXT, line INTEGER, text TEXT)")
        self._recent: dict[str, str | None] = {}
        self.count = 0

    def add(self, xref: str, tag: str, line: int, words: str) -> None:
        """Keep a note; of two with the same identifier the first is found."""
        self._file.execute("INSERT INTO note VALUES (?, ?, ?, ?, 0)", (xref, tag, line, words))
        self.count += 1

    def put_aside(self, tag: str, line: int, text: str) -> None:
        """Keep a record until all that it may point to is known."""
        self._file.execute("INSERT INTO record VALUES (?, ?, ?)", (tag, line, text))

    def records(self, tag: str) -> Iterator[tuple[int, str]]:
        """Yield (line, text) of the records with a tag, in the order of the file."""
        yield from self._file.execute("SELECT line, text FROM record WHERE tag = ? ORDER BY rowid", (tag,))

    def finish(self) -> None:
        """Make ready for looking up."""
        self._file.execute("CREATE INDEX note_xref ON note (xref)")

    def use(self, xref: str) -> str | None:
        """Return the words of a note and remember that they came into a record; None when there is none."""
        if xref in self._recent:
            return self._recent[xref]
        words = None
        if self.count:
            found = self._file.execute(
                "SELECT rowid, words FROM note WHERE xref = ? ORDER BY rowid LIMIT 1", (xref,)
            ).fetchone()
            if found is not None:
                self._file.execute("UPDATE note SET used = 1 WHERE rowid = ?", (found[0],))
                words = found[1]
        if len(self._recent) >= _REMEMBERED:
            self._recent.clear()
        self._recent[xref] = words
        return words

    def unused(self) -> Iterator[tuple[str, str, int, str]]:
        """Yield (pointer, tag, line, words) of the notes whose words came into no record."""
        yield from self._file.execute("SELECT xref, tag, line, words FROM note WHERE used = 0 ORDER BY rowid")

    def close(self) -> None:
        """Remove the temporary file."""
        self._file.close()
