"""A record of an imported file as it stood: its structures with their own lines, and what is to be put back into
structures that were written anew."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from records.gedcom.structure import Structure
from records.gedcom.structure_trees import read_record

# Where a line stands that the archive took in part, or took for another: what was written anew says it already.
_SAID_ALREADY = ("(shortened)", "(partly taken)", "(differs)", "(not understood)")


_CONTINUING = ("CONT", "CONC")
# Structures of which the archive takes no word that anybody could change.
_NEVER_OURS = ("UID", "_UID", "SDATE")


@dataclass(frozen=True, slots=True)
class Part:
    """A structure of the record with its lines as they stood, and the line of the file it begins with."""

    structure: Structure
    line: int
    text: str

    @property
    def tag(self) -> str:
        """Return the tag of the structure."""
        return self.structure.tag

    @property
    def repeats(self) -> bool:
        """Return whether a file of ours marks it as said elsewhere in the record: it became no row."""
        return any(child.tag == "_REPEATS" and child.value == "Y" for child in self.structure.children)

    @property
    def end(self) -> int:
        """Return the line of the file after its last."""
        return self.line + self.text.count("\n") + 1


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """The lines of a record; ``line`` is the first one's number in the file."""

    text: str
    line: int
    seven: bool

    def parts(self) -> list[Part]:
        """Return the structures below the record."""
        return self._below(read_record(self.text, seven=self.seven), self.text.count("\n") + 1)

    def head(self) -> str:
        """Return the lines of the record's own payload."""
        parts = self.parts()
        return "\n".join(self.text.split("\n")[: parts[0].line - self.line]) if parts else self.text

    def right_below(self, part: Part) -> list[Part]:
        """Return the structures right below a part."""
        return self._below(part.structure, part.end - self.line)

    def below(self, part: Part) -> Iterator[tuple[Part, tuple[str, ...]]]:
        """Yield every structure below a part with the tags that lead to it from there."""
        yield from self._descend(part, ())

    def _descend(self, part: Part, path: tuple[str, ...]) -> Iterator[tuple[Part, tuple[str, ...]]]:
        for child in self._below(part.structure, part.end - self.line):
            yield child, path
            yield from self._descend(child, (*path, child.tag))

    def _below(self, structure: Structure, end: int) -> list[Part]:
        """Return the structures below one that ends before the line with this index."""
        lines, children = self.text.split("\n"), structure.children
        ends = [*(child.line - 1 for child in children[1:]), end][: len(children)]
        return [
            Part(child, self.line + child.line - 1, "\n".join(lines[child.line - 1 : after]))
            for child, after in zip(children, ends, strict=True)
        ]


def merged(
    made: list[str], part: Part, record: SourceRecord, same: Collection[int], kept: Iterable[tuple[int, str]]
) -> list[str]:
    """Return a structure that was written anew, with all that did not change in it as it stood and where it stood.

    ``same`` are the lines where structures begin that stay as they stood, ``kept`` (line, path) of those that have no
    home in the archive.
    """
    homeless = {line for line, path in kept if part.line < line < part.end and not path.endswith(_SAID_ALREADY)}
    head, anew = _groups(made)
    lines = list(head)
    for child in record.right_below(part):
        as_it_stood = child.text.split("\n")
        if child.line in same or child.line in homeless or child.tag in _NEVER_OURS or _cites_paper(child):
            lines += as_it_stood
            continue
        bare = _without_homeless(child, record, homeless)
        group = next((group for group in anew if group == bare or _same_place(group, bare)), None)
        if group is not None:
            lines += as_it_stood
        else:
            group = next((group for group in anew if _tag(group[0]) == child.tag), None)
            lines += _with_homeless(group, child, record, homeless) if group is not None else []
        if group is not None:
            anew.remove(group)
    # What names the stage or orders it stands in the file's own words already.
    return lines + [line for group in anew if _tag(group[0]) not in _NEVER_OURS for line in group]


def _cites_paper(part: Part) -> bool:
    """Say whether this is a citation that follows from a document of ours, and so is no row of the event."""
    return part.tag == "SOUR" and part.repeats


def _groups(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """Part a structure into its own payload and the structures right below it."""
    level = str(int(lines[0].partition(" ")[0]) + 1)
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.partition(" ")[0] == level and _tag(line) not in _CONTINUING:
            groups.append([])
        groups[-1].append(line)
    return groups[0], groups[1:]


def _payload(lines: list[str]) -> list[str]:
    """Return the lines that make up the payload of a structure."""
    after = next((n for n, line in enumerate(lines) if n and _tag(line) not in _CONTINUING), len(lines))
    return lines[:after]


def _same_place(group: list[str], bare: list[str]) -> bool:
    """Say whether these are the same place: what stands below it is told by the place, not by the event."""
    return _tag(group[0]) == "PLAC" and _payload(group) == _payload(bare)


def _without_homeless(part: Part, record: SourceRecord, homeless: Collection[int]) -> list[str]:
    """Return the lines of a structure without those that have no home in the archive."""
    leaving_out = {
        line for child, _path in record.below(part) if child.line in homeless for line in range(child.line, child.end)
    }
    return [line for n, line in enumerate(part.text.split("\n"), part.line) if n not in leaving_out]


def _tag(line: str) -> str:
    return line.split(" ", 2)[1]


def _with_homeless(group: list[str], part: Part, record: SourceRecord, homeless: Collection[int]) -> list[str]:
    """Return a structure written anew with what has no home in the archive back in its place."""
    lines = list(group)
    for child, path in record.below(part):
        if child.line in homeless:
            place = _end_of(lines, path)
            if place is not None:
                lines[place:place] = child.text.split("\n")
    return lines


def _end_of(lines: list[str], path: tuple[str, ...]) -> int | None:
    """Return where the structure ends to which these tags lead; None when there is none any more."""
    first, after, level = 0, len(lines), int(lines[0].partition(" ")[0])
    for tag in path:
        level += 1
        start = f"{level} {tag}"
        found = next(
            (n for n in range(first + 1, after) if lines[n] == start or lines[n].startswith(f"{start} ")), None
        )
        if found is None:
            return None
        first = found
        after = next((n for n in range(first + 1, after) if int(lines[n].partition(" ")[0]) <= level), after)
    return after
