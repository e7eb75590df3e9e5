"""From lines to trees: one record after another, with CONT and CONC joined and @@ undone."""

from collections.abc import Iterable, Iterator

from records.gedcom.line_repairs import DEEPEST, LineRepairs
from records.gedcom.problems import ProblemLog
from records.gedcom.structure import POINTER, Structure

LEVELS = {str(level): level for level in range(DEEPEST + 1)}
CONTINUATIONS = frozenset({"CONT", "CONC"})


class TreeBuilder:
    """Builds the trees of one file; `seven` chooses the rules of GEDCOM 7 for @ and CONC."""

    def __init__(self, log: ProblemLog, *, seven: bool) -> None:
        self.log = log
        self.seven = seven
        self.repairs = LineRepairs(log)
        # The words of the structure being continued, joined only when it ends: a note may have 100,000 lines.
        self._pieces: list[str] = []
        self._continued: Structure | None = None

    def trees(self, blocks: Iterable[list[str]]) -> Iterator[Structure]:
        """Yield each level-0 structure of the lines, HEAD and TRLR included.

        One long loop without calls on the common path: every line of the file passes here.
        """
        open_at = [Structure("")] * (DEEPEST + 2)  # the structure open at each level
        levels, tags, repairs = LEVELS, self.repairs.tags, self.repairs
        number, deepest = 0, -1
        for lines in blocks:
            for line in lines:
                number += 1
                parts = line.split(" ", 2)
                xref = ""
                try:
                    level = levels[parts[0]]
                    tag = tags[parts[1]]
                except (KeyError, IndexError):
                    repaired = repairs.read(line, number, deepest)
                    if repaired is None:
                        continue
                    level, xref, tag, value = repaired
                else:
                    value = parts[2] if len(parts) == 3 else ""
                if level > deepest + 1:
                    self._jump(open_at, deepest, level, number, line)
                if tag in CONTINUATIONS and level:
                    self._note_conc(number, tag, line)
                    self._continue(open_at[level - 1], tag, value)
                    deepest = level - 1
                    continue
                if self._continued is not None:
                    self._join()
                structure = Structure(tag, value, xref, [], number)
                if "@@" in value:
                    self._unescape(structure)
                if level:
                    open_at[level - 1].children.append(structure)
                elif deepest >= 0:
                    yield open_at[0]
                open_at[level] = structure
                deepest = level
        if deepest >= 0:
            self._join()
            yield open_at[0]

    def _jump(self, open_at: list[Structure], deepest: int, level: int, number: int, line: str) -> None:
        # Lines that follow at the same level are siblings, so the gap is filled with one parent.
        self.log.add(number, "level_jump", line)
        parent = open_at[deepest] if deepest >= 0 else Structure("_UNKNOWN", line=number)
        for gap in range(deepest + 1, level):
            open_at[gap] = parent

    def _note_conc(self, number: int, tag: str, line: str) -> None:
        if self.seven and tag == "CONC":
            self.log.add(number, "conc_in_7", line)

    def _continue(self, structure: Structure, tag: str, value: str) -> None:
        if structure is not self._continued:
            self._join()
            self._continued = structure
            self._pieces = [structure.value]
        pieces = self._pieces
        if tag == "CONC":
            if not self.seven and value[:1] == "@" != value[1:2] and pieces[-1][-1:] == "@":
                # Some programs cut between the two @ of one doubled @.
                value = value[1:]
            pieces.append(self._undoubled(value))
        else:
            pieces.append("\n")
            pieces.append(self._undoubled(value))

    def _join(self) -> None:
        if self._continued is not None:
            self._continued.value = "".join(self._pieces)
            # More words make it plain that the payload is no pointer.
            self._continued.is_text = False
            self._continued = None
            self._pieces = []

    def _unescape(self, structure: Structure) -> None:
        structure.value = self._undoubled(structure.value)
        structure.is_text = POINTER.fullmatch(structure.value) is not None

    def _undoubled(self, value: str) -> str:
        if self.seven:
            return value[1:] if value.startswith("@@") else value
        return value.replace("@@", "@")
