"""From text to trees: one record after another, with CONT and CONC joined and @@ undone.

A record in which every line stands as the grammar wants it is built by one lean loop and keeps its text
as it stands; any other goes line by line through `repaired_trees.py`.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from records.gedcom.line_repairs import LineRepairs
from records.gedcom.problems import ProblemLog
from records.gedcom.record_lines import RecordLines
from records.gedcom.repaired_trees import DEEPEST, RepairedTrees
from records.gedcom.structure import Structure

LEVELS = {str(level): level for level in range(DEEPEST + 1)}


class TreeBuilder:
    """Builds the trees of one file; `seven` chooses the rules of GEDCOM 7 for @ and CONC."""

    def __init__(self, log: ProblemLog, *, seven: bool) -> None:
        self.log = log
        self.seven = seven
        self.repairs = LineRepairs(log)
        self._lines = RecordLines(seven=seven)
        self._number = 0
        self._last_line = 0

    def trees(self, blocks: Iterable[str]) -> Iterator[tuple[Structure, str]]:
        """Yield each level-0 structure of the text with its lines as they stand, HEAD and TRLR included.

        Each block ends with a line feed, but perhaps the last.
        """
        for text in _whole_records(blocks):
            chunks = text.removesuffix("\n").split("\n0 ")
            if text.startswith("0 "):
                chunks[0] = chunks[0][2:]
            else:
                # The file begins with blank lines, blanks, or in the middle.
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
        first, *lines = chunk.split("\n")
        number = self._number + 1
        record = self._record(first, number)
        if record is None:
            return None
        new, levels, tags = Structure.__new__, LEVELS, self.repairs.tags
        below = [record.children] * (DEEPEST + 2)  # the list that takes the structures of each level
        structure, deepest = record, 0
        continued: list[tuple[Structure, list[str]]] = []
        try:
            for line in lines:
                number += 1
                parts = line.split(" ", 2)
                level = levels[parts[0]]
                tag = tags[parts[1]]
                if level > deepest + 1 or not level:
                    return None
                if tag is CONT or tag is CONC:
                    ...
                value = parts[2] if len(parts) == 3 else ""
                structure = new(Structure)
        except (KeyError, IndexError):
            return None
        return record
