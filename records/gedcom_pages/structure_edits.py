"""What is to be another in a structure that came with a file: all that nobody names here stays as it stood, where it
stood.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.source_record import Part

_CONTINUING = ("CONT", "CONC")
NOTE_TAGS = ("NOTE", "SNOTE")


class StructureEdits:
    """The changes of one structure, gathered first and then written into its lines."""

    def __init__(self, part: Part, out: RecordText, homeless: Collection[int]) -> None:
        """``homeless`` are the lines where structures begin that have no home in the archive."""
        self.part, self.out = part, out
        self._homeless = homeless
        self._head: Sequence[str] = part.head
        self._instead: dict[int, list[str]] = {}
        self._after: dict[int, list[str]] = {}
        self._end: list[str] = []
        self.changed = False

    def begin(self, lines: Sequence[str]) -> None:
        """Give the structure another payload, or another tag."""
        if tuple(lines) != tuple(self._head):
            self._head, self.changed = lines, True

    def put(self, child: Part, lines: list[str]) -> None:
        """Let these lines stand for a structure below it; none drop it."""
        if lines != list(child.lines):
            self._instead[child.line], self.changed = lines, True

    def rewrite(self, child: Part, write: Callable[[], None]) -> None:
        """Write a structure below it anew, with what is in it and has no home in the archive."""
        self.put(child, anew(child, self.out.taken(write), self._homeless))

    def add(self, write: Callable[[], None], after: Part | None = None) -> None:
        """Write something new, after a structure below it or at the end."""
        made = self.out.taken(write)
        if made:
            self.changed = True
            (self._end if after is None else self._after.setdefault(after.line, [])).extend(made)

    def say(self, children: Sequence[Part], same: bool, write: Callable[[], None]) -> None:
        """Let something be said as it stood while that says the ``same``, else anew in the place of its first line."""
        if same:
            return
        if not children:
            self.add(write)
        for number, child in enumerate(children):
            self.rewrite(child, write if not number else _nothing)

    def mend_repetitions(self, made: Callable[[], None]) -> None:
        """After a change, keep of what only repeats in words what is still true, and say the rest anew.

        ``made`` writes the whole structure as we would.
        """
        if not self.changed:
            return
        groups = groups_of(self.out.taken(made))[1]
        now = [group for group in groups if any(_is_mark(line) for line in group)]
        for child in self.part.children:
            if child.repeats and child.tag in NOTE_TAGS:
                if list(child.lines) in now:
                    now.remove(list(child.lines))
                else:
                    self.put(child, [])
        for group in now:
            if group[0].split(" ", 2)[1] in NOTE_TAGS:
                self._end += group

    def lines(self) -> list[str]:
        """Return the lines of the structure."""
        lines = list(self._head)
        for child in self.part.children:
            lines += self._instead.get(child.line, child.lines)
            lines += self._after.get(child.line, ())
        return lines + self._end


def anew(part: Part, made: list[str], homeless: Collection[int]) -> list[str]:
    """Return a structure written anew with what has no home in the archive back in its place."""
    if not made:
        return made
    # What follows the structure on its own level belongs behind it.
    level = made[0].partition(" ")[0]
    first = next((n for n, line in enumerate(made) if n and line.partition(" ")[0] == level), len(made))
    lines, rest = made[:first], made[first:]
    for child, path in part.below():
        if child.line in homeless:
            place = _end_of(lines, path)
            if place is not None:
                lines[place:place] = child.lines
    return lines + rest


def groups_of(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """Part a structure into its own payload and the structures right below it."""
    groups: list[list[str]] = [[]]
    level = str(int(lines[0].partition(" ")[0]) + 1) if lines else ""
    for line in lines:
        if line.partition(" ")[0] == level and _tag(line) not in _CONTINUING:
            groups.append([])
        groups[-1].append(line)
    return groups[0], groups[1:]


def payload_of(lines: Iterable[str]) -> list[str]:
    """Return the lines that make up the payload of a structure."""
    first, *rest = lines
    after = next((n for n, line in enumerate(rest) if _tag(line) not in _CONTINUING), len(rest))
    return [first, *rest[:after]]


def _nothing() -> None:
    """Write nothing: it is said in the place of its first line."""


def _is_mark(line: str) -> bool:
    return line.endswith(" _REPEATS Y")


def _tag(line: str) -> str:
    return line.split(" ", 2)[1]


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
