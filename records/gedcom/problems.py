"""What is wrong in a file: each tolerated defect with its line, and the error that ends reading."""

from dataclasses import dataclass

MESSAGES = {
    "after_trailer": "Lines follow the end of the file (TRLR); they were read as well.",
    "bad_level": "The number at the beginning of the line is not a proper level; the nearest was taken.",
    "bad_tag": "The tag holds signs that GEDCOM does not allow; it was kept.",
    "bare_continuation": "The line has no level and tag; its words were added to the line before it.",
    "blank_line": "The line is empty.",
    "byte_order_mark": "A byte order mark stands inside the file; it was left out.",
    "conc_in_7": "GEDCOM 7 has no CONC; the text was joined to the line before it.",
    "control_character": "The line holds control characters; they were left out.",
    "cr_only": "The lines end with a carriage return only, as on old Macintosh computers.",
    "duplicate_xref": "Another record has the same identifier; pointers to it may mean either.",
    "indentation": "Blanks stand before the level or between level and tag.",
    "level_jump": "The level is more than one deeper than the line above; it was taken as part of that line.",
    "lf_cr": "The lines end with LF CR, the wrong way round.",
    "long_line": "The line is longer than the 255 characters that this version of GEDCOM allows.",
    "lower_case_tag": "The tag is not in capitals.",
    "missing_head": "The file does not begin with a header (HEAD).",
    "missing_trailer": "The file has no end mark (TRLR): it may have been cut off.",
    "mixed_line_ends": "The lines of the file end in different ways.",
    "second_head": "Another header stands inside the file; it was left out.",
    "too_deep": "The level is deeper than 99; the line was read as level 99.",
    "too_many": "The file has more problems than are listed.",
    "undecodable": "Some letters do not belong to the character set of the file; they were guessed.",
    "unreadable_record": "The record begins with a line that cannot be read; it was kept as _UNKNOWN.",
    "unterminated_xref": "The identifier of the record has no second @.",
}

# Defects after which a reader must look whether the content was understood.
SERIOUS = frozenset(
    {
        "bad_level", "bare_continuation", "duplicate_xref", "level_jump", "missing_head", "missing_trailer",
        "second_head", "too_deep", "undecodable", "unreadable_record", "unterminated_xref",
    }
)  # fmt: skip

MOST_STORED = 10_000
LONGEST_TEXT = 120


class GedcomError(ValueError):
    """The file is not GEDCOM or cannot be read at all; its words are one clear sentence."""


@dataclass(frozen=True)
class Problem:
    """One tolerated defect: the line, a code, a sentence, and the words of the line."""

    line: int
    code: str
    message: str
    text: str = ""

    @property
    def is_serious(self) -> bool:
        """Return whether content may have been misunderstood, not only a rule of form broken."""
        return self.code in SERIOUS


class ProblemLog:
    """Problems in the order of the file; only the first are stored, all are counted."""

    def __init__(self, most: int = MOST_STORED) -> None:
        self.problems: list[Problem] = []
        self.total = 0
        self.most = most

    def add(self, line: int, code: str, text: str = "") -> None:
        """Note a defect of the line."""
        self.total += 1
        if len(self.problems) < self.most:
            self.problems.append(Problem(line, code, MESSAGES[code], text[:LONGEST_TEXT]))
        elif len(self.problems) == self.most:
            self.problems.append(Problem(line, "too_many", MESSAGES["too_many"]))

    def clear(self) -> None:
        """Forget everything; the list object stays the same for those who hold it."""
        self.problems.clear()
        self.total = 0
