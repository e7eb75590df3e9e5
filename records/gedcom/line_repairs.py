"""Reading the lines that do not stand as the grammar wants them: level, space, tag, space, payload.

The fast loop of `reading.py` comes here with every line it does not know at once: lines with an
identifier, lines with a tag not met before, and lines with a defect.
"""

import re
from typing import NamedTuple

from records.gedcom.problems import ProblemLog

LINE = re.compile(
    r"(?P<before>[ \t\xa0\ufeff]*)(?P<level>-?\d{1,9})(?P<gap>[ \t]+)"
    r"(?:(?P<xref>@[^@\n]+@)[ \t]*)?(?P<tag>[^\s@]+)(?:[ \t](?P<value>.*))?",
    re.DOTALL,
)
UNTERMINATED_XREF = re.compile(r"[ \t\ufeff]*0[ \t]+@(?P<xref>[^@\s]+)[ \t]+(?P<tag>[A-Z_]\w*)(?:[ ](?P<value>.*))?")
RECORD_START = re.compile(r"[ \t\ufeff]*0[ \t]+(?P<rest>.*)")
TAG = re.compile(r"[A-Z_][A-Z0-9_]*")
LOOSE_TAG = re.compile(r"[A-Za-z0-9_]+")

CONTINUATIONS = frozenset({"CONT", "CONC"})
DEEPEST = 99
# Words whose tags are known at once; more join while reading, up to a limit that a hostile file cannot pass.
FIRST_TAGS = ("DATE", "NAME", "NOTE", "PLAC", "SOUR")
MOST_TAGS = 5_000


class Line(NamedTuple):
    """A line that could be read."""

    level: int
    xref: str
    tag: str
    value: str


class LineRepairs:
    """Reads odd lines, notes their defects, and learns the tags of the file."""

    def __init__(self, log: ProblemLog) -> None:
        self.log = log
        self.tags = {tag: tag for tag in FIRST_TAGS}

    def read(self, line: str, number: int, deepest_open: int) -> Line | None:
        """Return what the line says, as CONT when it continues the words before it; None when blank."""
        if not line.strip(" \t\r\xa0\ufeff"):
            self.log.add(number, "blank_line")
            return None
        found = LINE.fullmatch(line)
        if found is None:
            return self._read_broken(line, number, deepest_open)
        tag = found["tag"]
        level = self._level(found["level"], number, line)
        if level is None or (level > deepest_open + 1 and not TAG.fullmatch(tag)):
            # "12 cups of flour" in a note that lost its CONT is no line of level 12.
            code = "bad_level" if level is None else "bare_continuation"
            return self._continuation(line, number, deepest_open, code)
        if found["before"] or found["gap"] != " ":
            self._note_blanks(found["before"], number, line)
        return Line(level, found["xref"] or "", self._tag(tag, number, line), found["value"] or "")

    def _level(self, words: str, number: int, line: str) -> int | None:
        level = int(words)
        if level < 0:
            return None
        if words != str(level):
            self.log.add(number, "bad_level", line)
        if level > DEEPEST:
            self.log.add(number, "too_deep", line)
            return DEEPEST
        return level

    def _tag(self, tag: str, number: int, line: str) -> str:
        if TAG.fullmatch(tag):
            if len(self.tags) < MOST_TAGS and tag not in CONTINUATIONS:
                self.tags[tag] = tag
            return tag
        if not LOOSE_TAG.fullmatch(tag):
            self.log.add(number, "bad_tag", line)
            return tag
        if tag != tag.upper():
            self.log.add(number, "lower_case_tag", line)
        return tag.upper()

    def _note_blanks(self, before: str, number: int, line: str) -> None:
        if "\ufeff" in before:
            self.log.add(number, "byte_order_mark", line)
        if before != "\ufeff":
            self.log.add(number, "indentation", line)

    def _read_broken(self, line: str, number: int, deepest_open: int) -> Line | None:
        unterminated = UNTERMINATED_XREF.fullmatch(line)
        if unterminated:
            self.log.add(number, "unterminated_xref", line)
            tag = self._tag(unterminated["tag"], number, line)
            return Line(0, f"@{unterminated['xref']}@", tag, unterminated["value"] or "")
        record = RECORD_START.fullmatch(line)
        if record:
            # Kept as a record of its own, or its lines would fall to the person before it.
            self.log.add(number, "unreadable_record", line)
            return Line(0, "", "_UNKNOWN", record["rest"])
        return self._continuation(line, number, deepest_open, "bare_continuation")

    def _continuation(self, line: str, number: int, deepest_open: int, code: str) -> Line:
        self.log.add(number, code, line)
        if deepest_open < 0:
            return Line(0, "", "_UNKNOWN", line)
        return Line(deepest_open + 1, "", "CONT", line)
