"""A record that came with a file and was changed since, structure by structure: what nobody touched goes out as it
stood, of what was changed only those lines are written anew that say something else now, what was deleted is left
out, and what is new follows the last of its kind.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.said_in_file import notes_now, plain
from records.gedcom_pages.source_record import Part, SourceRecord
from records.gedcom_pages.structure_edits import NOTE_TAGS, StructureEdits, anew

Row = Mapping[str, Any]
# Where a line is kept that the archive took in part, or took for another: its structure became a row all the same.
_SAID_ALREADY = ("(shortened)", "(partly taken)", "(differs)", "(not understood)", "(with a title)")


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
        self.parts = record.whole.children
        self.homeless = {line for line, path in kept if not path.endswith(_SAID_ALREADY)}
        # Where our columns had no room for all the words of a structure, or no sense of them.
        self.cut = {line for line, path in kept if path.endswith(_SAID_ALREADY)}
        self._going: list[tuple[str, Sequence[str]]] = []

    def text(self) -> str:
        """Return the whole record, each line with its line feed."""
        lines = [*self.record.whole.head, *(line for _tag, lines in self._going for line in lines), ""]
        return "\n".join(lines)

    def keep(self, part: Part) -> None:
        """Let a structure go out as it stood."""
        self._going.append((part.tag, part.lines))

    def put(self, part: Part, lines: Sequence[str]) -> None:
        """Let these lines stand for a structure."""
        self._going.append((part.tag, lines))

    def is_homeless(self, part: Part) -> bool:
        """Say whether the whole structure has no home in the archive, or only repeats what stands elsewhere."""
        return part.line in self.homeless or part.repeats

    def replace(self, part: Part, write: Callable[[], None]) -> None:
        """Write a structure anew, with what is in it and has no home in the archive."""
        self.put(part, anew(part, self.out.taken(write), self.homeless))

    def edits(self, part: Part) -> StructureEdits:
        """Begin to change a structure."""
        return StructureEdits(part, self.out, self.homeless)

    def add(self, tag: str, write: Callable[[], None]) -> None:
        """Write something new after the last structure with this tag, or at the end."""
        made = self.out.taken(write)
        if made:
            last = max((n for n, (going, _lines) in enumerate(self._going) if going == tag), default=len(self._going))
            self._going.insert(last + 1, (tag, made))

    def pointed_to(self, part: Part, kind: str) -> str | None:
        """Return the id of our record that a structure points to, or None when it points to none of this kind."""
        found = self.of_file.records.get(part.value)
        return found[1] if found and found[0] == kind else None

    def words_of(self, note: Part) -> str:
        """Return the words of a note, written out or shared."""
        return self.of_file.notes.get(note.value, "") if note.structure.is_pointer else note.value

    def mend_notes(self, edits: StructureEdits, notes: Sequence[Part], now: str, *, before: str = "") -> None:
        """Let those notes below a structure stay of which our text still has the words, and write the rest anew.

        ``before`` are words of the structure itself that stand at the beginning of our text.
        """
        said = [self.words_of(note) for note in notes]
        if plain("\n\n".join(filter(None, [before, *said]))) == plain(now):
            return
        level, after = edits.part.level + 1, None
        if before and plain(now).startswith(plain(before)):
            now = now[len(before) :]
        known = [(note, words) for note, words in zip(notes, said, strict=True) if words]
        for number, words in notes_now([words for _note, words in known], now):
            note = known[number][0] if number is not None else None
            if words is not None and note is not None:
                edits.rewrite(note, lambda words=words: self.out.text(level, "NOTE", words))  # type: ignore[misc]
            elif words is not None:
                edits.add(lambda words=words: self.out.text(level, "NOTE", words), after)  # type: ignore[misc]
            after = note or after

    def take_notes(self, now: str, also: Sequence[str] = ()) -> "RecordNotes":
        """Return what becomes of the notes of the record; ``also`` are further tags whose words our note has."""
        tags = (*also, *NOTE_TAGS)
        parts = [part for part in self.parts if part.tag in tags and not self.is_homeless(part)]
        # In our note the words of the other tags come first, wherever they stand in the file.
        parts.sort(key=lambda part: part.tag in NOTE_TAGS)
        return RecordNotes(self, [(part, self.words_of(part)) for part in parts], now)


class RecordNotes:
    """The notes right below a record, against the one text that the archive has of them."""

    def __init__(self, over: Overlay, said: Sequence[tuple[Part, str]], now: str) -> None:
        self._over = over
        told = [(part, words) for part, words in said if words]
        same = plain("\n\n".join(words for _part, words in told)) == plain(now)
        steps = [] if same else notes_now([words for _part, words in told], now)
        self._new = [words for number, words in steps if number is None and words]
        self._anew = {
            told[number][0].line: words for number, words in steps if number is not None and words is not None
        }

    def take(self, part: Part) -> None:
        """Let a note go out as it stood, anew, or not at all."""
        words, over = self._anew.get(part.line), self._over
        if words is None:
            over.keep(part)
        elif words:
            tag = "NOTE" if part.tag in NOTE_TAGS else part.tag
            over.replace(part, lambda: over.out.text(1, tag, words))

    def add_new(self) -> None:
        """Write what came to the note after the file."""
        for words in self._new:
            self._over.add("NOTE", lambda words=words: self._over.out.text(1, "NOTE", words))  # type: ignore[misc]


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
