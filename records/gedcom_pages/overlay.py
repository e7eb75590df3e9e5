"""A record that came with a file and was changed since, structure by structure: what nobody touched goes out as it
stood, what was changed is written anew with the lines that have no home here put back, what was deleted is left out,
and what is new follows the last of its kind.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.source_record import Part, SourceRecord, merged

Row = Mapping[str, Any]
NOTE_TAGS = ("NOTE", "SNOTE")


@dataclass(frozen=True, slots=True)
class OfFile:
    """What else of the file a record speaks of: our (kind, id) of its pointers, and the words of shared notes."""

    records: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


class Overlay:
    """The structures of a record as they are to go out; ``kept`` are (line, path) of those without a home here."""

    def __init__(
        self, out: RecordText, record: SourceRecord, kept: Collection[tuple[int, str]], of_file: OfFile
    ) -> None:
        self.out, self.record, self.of_file = out, record, of_file
        self.parts = record.parts()
        self._kept = kept
        self._homeless = {line for line, _path in kept}
        self._going: list[tuple[str, list[str]]] = []

    def text(self) -> str:
        """Return the whole record, each line with its line feed."""
        lines = [self.record.head(), *(line for _tag, lines in self._going for line in lines), ""]
        return "\n".join(lines)

    def keep(self, part: Part) -> None:
        """Let a structure go out as it stood."""
        self._going.append((part.tag, part.text.split("\n")))

    def is_homeless(self, part: Part) -> bool:
        """Say whether the whole structure has no home in the archive, or only repeats what stands elsewhere."""
        return part.line in self._homeless or part.repeats

    def replace(self, part: Part, write: Callable[[], None], same: Collection[int] = ()) -> None:
        """Write a structure anew; of what is in it, that stays as it stood which still says the same.

        ``same`` are the lines where structures begin that are known to.
        """
        made = self.out.taken(write)
        self._going.append((part.tag, merged(made, part, self.record, same, self._kept)))

    def add(self, tag: str, write: Callable[[], None]) -> None:
        """Write something new after the last structure with this tag, or at the end."""
        made = self.out.taken(write)
        if made:
            last = max((n for n, (going, _lines) in enumerate(self._going) if going == tag), default=len(self._going))
            self._going.insert(last + 1, (tag, made))

    def pointed_to(self, part: Part, kind: str) -> str | None:
        """Return the id of our record that a structure points to, or None when it points to none of this kind."""
        found = self.of_file.records.get(part.structure.value)
        return found[1] if found and found[0] == kind else None

    def notes(self, now: str, *, before: str = "") -> bool:
        """Let the notes of the record go out as they stood when they still say the same; say whether they do.

        ``before`` are words of another structure that stand at the beginning of our note.
        """
        words = [before, *(self._words_of(part) for part in self.parts if part.tag in NOTE_TAGS and not part.repeats)]
        return _plain("\n\n".join(filter(None, words))) == _plain(now)

    def _words_of(self, part: Part) -> str:
        structure = part.structure
        return self.of_file.notes.get(structure.value, "") if structure.is_pointer else structure.value


def imported_here(row: Row) -> Row | None:
    """Return where in the file a row comes from; None when it comes from elsewhere."""
    found: Row | None = row.get("imported")
    return found


def is_new(row: Row) -> bool:
    """Say whether a row came to the record after the file."""
    return imported_here(row) is None


def is_untouched(row: Row) -> bool:
    """Say whether a row is as the file brought it."""
    found = imported_here(row)
    return found is not None and not found["edited"]


def _plain(words: str) -> str:
    return " ".join(words.split())
