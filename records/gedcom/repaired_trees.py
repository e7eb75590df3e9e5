"""From lines to trees for the records that are not plain: defects, doubled @, and tags not met before."""

from records.gedcom.line_repairs import CONTINUATIONS, DEEPEST, LineRepairs
from records.gedcom.problems import ProblemLog
from records.gedcom.structure import POINTER, Structure

LEVELS = {str(level): level for level in range(DEEPEST + 1)}


class RepairedTrees:
    """Builds trees line by line and notes what is wrong; `seven` chooses the rules of GEDCOM 7."""

    def __init__(self, log: ProblemLog, repairs: LineRepairs, *, seven: bool) -> None:
        self.log = log
        self.seven = seven
        self.repairs = repairs
        # The words of the structure being continued, joined only when it ends: a note may have 100,000 lines.
        self._pieces: list[str] = []
        self._continued: Structure | None = None

    def of(self, lines: list[str], lines_before: int) -> list[Structure]:
        """Return the level-0 structures of lines of the file, which has so many lines before them."""
        trees: list[Structure] = []
        open_at = [Structure("")] * (DEEPEST + 2)  # the structure open at each level
        deepest = -1
        for number, line in enumerate(lines, lines_before + 1):
            known = self._read(line, number, deepest)
            if known is None:
                continue
            level, xref, tag, value = known
            if level > deepest + 1:
                self._jump(open_at, deepest, level, number, line)
            if deepest < 0 < level:
                trees.append(open_at[0])
            if tag in CONTINUATIONS and level:
                self._note_conc(number, tag, line)
                self._continue(open_at[level - 1], tag, value)
                deepest = level - 1
                continue
            self._join()
            structure = Structure(tag, value, xref, [], number)
            if "@@" in value:
                self._unescape(structure)
            (open_at[level - 1].children if level else trees).append(structure)
            open_at[level] = structure
            deepest = level
        self._join()
        return trees

    def _read(self, line: str, number: int, deepest: int) -> tuple[int, str, str, str] | None:
        level, _, rest = line.partition(" ")
        tag, _, value = rest.partition(" ")
        if level in LEVELS and tag in self.repairs.tags:
            return LEVELS[level], "", tag, value
        return self.repairs.read(line, number, deepest)

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
