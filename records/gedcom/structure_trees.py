"""From text to trees: one record after another, with CONT and CONC joined and @@ undone.

A record in which every line stands as the grammar wants it is built by one lean loop and keeps its text
as it stands; any other goes line by line through `repaired_trees.py`.
"""

import re
from collections.abc import Iterable, Iterator

from records.gedcom.line_repairs import CONTINUATIONS, DEEPEST, LineRepairs
from records.gedcom.problems import GedcomError, ProblemLog
from records.gedcom.record_lines import RecordLines
from records.gedcom.repaired_trees import RepairedTrees
from records.gedcom.structure import Structure

CONTINUED = "CONT or CONC"
UNREADABLE = (DEEPEST + 9, "", 0, "")
# "2 DATE ": most tags have four letters.
HEAD_LENGTH = 7
LEVELS = {str(level): level for level in range(1, DEEPEST + 1)}
# A record is held in memory as a whole; the longest seen holds a few pictures as text.
LONGEST_RECORD = 20_000_000
# Where a record begins in a file whose lines are indented.
LOOSE_RECORD = re.compile(r"\n(?=[ \t\xa0\ufeff]*0+[ \t])")


class TreeBuilder:
    """Builds the trees of one file; `seven` chooses the rules of GEDCOM 7 for @ and CONC."""

    def __init__(self, log: ProblemLog, *, seven: bool) -> None:
        self.log = log
        self.seven = seven
        self.repairs = LineRepairs(log)
        self._repaired_trees = RepairedTrees(log, self.repairs, seven=seven)
        self._lines = RecordLines(seven=seven)
        self._number = 0  # of the last line read
        self._heads: dict[str, tuple[int, str, int]] = {}  # "2 DATE " -> 2, "DATE" and the level below it
        self._below: list[list[Structure]] = [[] for _ in range(DEEPEST + 2)]  # what takes the structures of a level

    def trees(self, blocks: Iterable[str]) -> Iterator[tuple[Structure, str]]:
        """Yield each level-0 structure with its text, HEAD and TRLR included.

        Each block ends with a line feed, but perhaps the last.
        """
        for text in whole_records(blocks):
            chunks = text.removesuffix("\n").split("\n0 ")
            if text.startswith("0 "):
                chunks[0] = chunks[0][2:]
            else:
                # The file begins with blanks or in the middle, or its lines are indented.
                yield from self._repaired(chunks.pop(0))
            for chunk in chunks:
                structure = self._plain(chunk) if "@@" not in chunk else None
                if structure is not None:
                    yield structure, "0 " + chunk
                else:
                    yield from self._repaired("0 " + chunk)

    def _plain(self, chunk: str) -> Structure | None:
        """Return the tree of a record given without its "0 ", or None when any line is unusual.

        One long loop without calls: every line of the file passes here.
        """
        lines = chunk.split("\n")
        number = self._number + 1
        record = _first_line(lines[0], number, self.repairs.tags)
        if record is None:
            return None
        structure = record
        new, head_of, below = Structure.__new__, self._heads.get, self._below
        below[1] = record.children
        limit = 1
        continued: list[tuple[Structure, list[str]]] = []
        del lines[0]
        for line in lines:
            number += 1
            head = head_of(line[:7])
            if head is not None:
                level, tag, deeper = head
                value = line[7:]
            else:
                level, tag, deeper, value = self._line(line)
                if tag is CONTINUED:
                    if level != limit or not self._continues(structure, line, continued):
                        return None
                    continue
            if level > limit:
                return None
            structure = new(Structure)
            structure.tag = tag
            structure.value = value
            structure.xref = ""
            children: list[Structure] = []
            structure.children = children
            structure.line = number
            structure.is_text = False
            below[level].append(structure)
            below[deeper] = children
            limit = deeper
        for structure, pieces in continued:
            structure.value = "".join(pieces)
        self._number = number
        return record

    def _line(self, line: str) -> tuple[int, str, int, str]:
        """Return level, tag, next level and value of a line whose beginning is not known; an odd one is too deep."""
        digits, _, rest = line.partition(" ")
        tag, _, value = rest.partition(" ")
        known = CONTINUED if tag in CONTINUATIONS else self.repairs.tags.get(tag)
        level = LEVELS.get(digits)
        if level is None or known is None:
            return UNREADABLE
        # A beginning that tells level and tag of every line that has it.
        whole = len(line) < HEAD_LENGTH and not value
        if known is not CONTINUED and (whole or (len(digits) == 1 and len(tag) == 4)):
            self._heads[line[:HEAD_LENGTH]] = level, known, level + 1
        return level, known, level + 1, value

    def _continues(self, structure: Structure, line: str, continued: list[tuple[Structure, list[str]]]) -> bool:
        """Note the words of a CONT or CONC line for the structure above it; say whether they are plain."""
        _, tag, value = line.split(" ", 2) if line.count(" ") > 1 else (*line.split(" "), "")
        if tag == "CONC" and (self.seven or value.startswith("@")):
            return False
        if not continued or continued[-1][0] is not structure:
            continued.append((structure, [structure.value]))
        if tag == "CONT":
            continued[-1][1].append("\n")
        continued[-1][1].append(value)
        return True

    def _repaired(self, chunk: str) -> Iterator[tuple[Structure, str]]:
        problems = self.log.total
        lines = chunk.split("\n")
        trees = self._repaired_trees.of(lines, self._number)
        self._number += len(lines)
        if len(trees) == 1 and self.log.total == problems:
            yield trees[0], chunk
            return
        for tree in trees:
            yield tree, "\n".join(self._lines.of(tree))


def read_record(text: str, *, seven: bool) -> Structure:
    """Return the tree of a record from its text, as `records_with_text()` gave it.

    Raises ValueError when the text holds no record.
    """
    for record, _ in TreeBuilder(ProblemLog(), seven=seven).trees([text]):
        return record
    raise ValueError("The text holds no record.")


def _first_line(line: str, number: int, tags: dict[str, str]) -> Structure | None:
    """Return the structure of a line without its level, or None when it is unusual."""
    xref = ""
    if line.startswith("@"):
        xref, _, line = line.partition(" ")
        if not xref.endswith("@") or xref.count("@") != 2:
            return None
    tag, _, value = line.partition(" ")
    known = tags.get(tag)
    return None if known is None else Structure(known, value, xref, [], number)


def whole_records(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the text cut only where a record begins."""
    pending: list[str] = []
    for text in blocks:
        if sum(map(len, pending)) > LONGEST_RECORD:
            raise GedcomError(f"The file has a record of more than {LONGEST_RECORD:,} letters: it is not GEDCOM.")
        if text.startswith("0 ") and pending:
            yield "".join(pending)
            pending = []
        cut = text.rfind("\n0 ") + 1
        if not cut:
            cut = max((found.end() for found in LOOSE_RECORD.finditer(text)), default=0)
        if cut:
            pending.append(text[:cut])
            yield "".join(pending)
            pending = []
        pending.append(text[cut:])
    if pending:
        yield "".join(pending)
