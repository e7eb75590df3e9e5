"""A record of an imported file as it stood: its structures, each with its own lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from records.gedcom.structure import Structure
from records.gedcom.structure_trees import read_record


@dataclass(frozen=True, slots=True)
class Part:
    """A structure of the record with its lines as they stood, and the line of the file it begins with."""

    structure: Structure
    line: int
    lines: tuple[str, ...]
    children: tuple["Part", ...]

    @property
    def tag(self) -> str:
        """Return the tag of the structure."""
        return self.structure.tag

    @property
    def value(self) -> str:
        """Return the payload of the structure."""
        return self.structure.value

    @property
    def level(self) -> int:
        """Return the level of the structure in its file."""
        return int(self.lines[0].partition(" ")[0])

    @property
    def head(self) -> tuple[str, ...]:
        """Return the lines of its own payload."""
        return self.lines[: self.children[0].line - self.line] if self.children else self.lines

    @property
    def repeats(self) -> bool:
        """Return whether a file of ours marks it as said elsewhere in the record: it became no row."""
        return any(child.tag == "_REPEATS" and child.value == "Y" for child in self.structure.children)

    @property
    def end(self) -> int:
        """Return the line of the file after its last."""
        return self.line + len(self.lines)

    def all(self, *tags: str) -> list["Part"]:
        """Return the structures right below it with one of these tags, but those that only repeat."""
        return [child for child in self.children if child.tag in tags and not child.repeats]

    def first(self, tag: str) -> "Part | None":
        """Return the first structure right below it with this tag that does not only repeat, or None."""
        return next(iter(self.all(tag)), None)

    def text(self, tag: str) -> str:
        """Return the payload of the first structure right below it with this tag; "" where there is none."""
        found = self.first(tag)
        return found.value if found is not None else ""

    def below(self, path: tuple[str, ...] = ()) -> Iterator[tuple["Part", tuple[str, ...]]]:
        """Yield every structure below it with the tags that lead to it from here."""
        for child in self.children:
            yield child, path
            yield from child.below((*path, child.tag))


@dataclass(frozen=True)
class SourceRecord:
    """The lines of a record; ``line`` is the first one's number in the file."""

    text: str
    line: int
    seven: bool

    @cached_property
    def whole(self) -> Part:
        """Return the record itself with everything below it."""
        return _part(read_record(self.text, seven=self.seven), self.text.split("\n"), self.line - 1, None)

    def parts(self) -> list[Part]:
        """Return every structure below the record, however deep."""
        return [part for part, _path in self.whole.below()]


def _part(structure: Structure, lines: Sequence[str], before: int, end: int | None) -> Part:
    """Return a structure that ends before the line of the record with the index ``end``, with all below it."""
    children = structure.children
    ends = [*(child.line - 1 for child in children[1:]), end][: len(children)]
    below = tuple(_part(child, lines, before, after) for child, after in zip(children, ends, strict=True))
    return Part(structure, before + structure.line, tuple(lines[structure.line - 1 : end]), below)
