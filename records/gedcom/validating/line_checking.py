"""Faults of a line that its tree no longer shows: an @ not doubled, a blank after the tag."""

import re
from collections.abc import Iterator

from records.gedcom.structure import POINTER
from records.gedcom.validating.findings import Finding, finding

LINE = re.compile(r"(\d+) (?:(@[^@]+@) )?([^ ]+)(?: (.*))?", re.DOTALL)
CALENDAR_ESCAPE = re.compile(r"@#[^@]*@")


def check_lines(text: str, first_line: int, *, seven: bool) -> Iterator[Finding]:
    """Yield the faults of the lines of one record as they stand in the file."""
    blanks, at_signs = " \n" in text or text.endswith(" "), "@" in text
    if not blanks and not at_signs:
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if at_signs and "@" in line:
            code = _wrong_at(line, seven=seven)
            if code:
                yield finding(number, code, line)
        if blanks and line.endswith(" ") and line.count(" ") <= 3:
            found = LINE.fullmatch(line)
            if found and found[4] == "":
                yield finding(number, "trailing_blank", line)


def _wrong_at(line: str, *, seven: bool) -> str:
    found = LINE.fullmatch(line)
    value = (found[4] or "") if found else ""
    if "@" not in value or POINTER.fullmatch(value):
        return ""
    if seven:
        return "leading_at" if value.startswith("@") and not value.startswith("@@") else ""
    rest = value.replace("@@", "")
    return "single_at" if "@" in CALENDAR_ESCAPE.sub("", rest) else ""
