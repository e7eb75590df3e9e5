"""What came of an import: counts, the file's problems, what was matched and differs, and the lines without a home."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from records.linkage.scoring import Scored

PROBLEMS_REPORTED = 1_000
_PATHS_LISTED = 500
_DIFFERENCES_LISTED = 1_000
LIKELY_LISTED = 500
# What a report tells of who may be here already.
ABOUT_LIKELY = ("compared", "not_compared", "likely", "likely_total", "kin", "kin_total")


@dataclass(slots=True)
class ImportReport:
    """The report of an import or of its preview."""

    file: str
    version: str = ""
    charset: str = ""
    charset_reason: str = ""
    preview: bool = False
    # The number of the import; None in a preview.
    batch: int | None = None
    # The import that took in this very file before.
    same_file_imported: int | None = None
    # The import of an earlier state of the file, by whose pointers its records are known: {batch, file, on}.
    earlier_state: dict[str, Any] = field(default_factory=dict)
    created: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    # What the file says otherwise than the archive: {record, kind, line, field, ours, theirs}.
    changed: list[dict[str, Any]] = field(default_factory=list)
    changed_total: int = 0
    # What our records have from a file and this one does not tell: {record, kind, line, field, ours}; it was kept.
    untold: list[dict[str, Any]] = field(default_factory=list)
    untold_total: int = 0
    # The empty fields of ours that were filled, for undoing: {kind, target, field, before, after}.
    set_fields: list[dict[str, Any]] = field(default_factory=list)
    charset_samples: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    problems_total: int = 0
    not_taken: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)
    # Of how many new people it was asked who they may be, and of how many not (of a long file); see may_be_here.
    compared: int = 0
    not_compared: int = 0
    likely: list[dict[str, Any]] = field(default_factory=list)
    likely_total: int = 0
    kin: list[dict[str, Any]] = field(default_factory=list)
    kin_total: int = 0
    seconds: float = 0.0

    def may_be_here(self, line: int, name: str, same: Sequence[Scored], kin: Sequence[Scored]) -> None:
        """List who of the archive a new person may be, or be of one family with, with what speaks for and against it:
        {line, name, of: [{key, probability, parts: [(comparison, step, bits, bits of rarity)]}]}.
        """
        self.likely_total, self.kin_total = self.likely_total + bool(same), self.kin_total + bool(kin)
        for found, listed in ((same, self.likely), (kin, self.kin)):
            if found and len(listed) < LIKELY_LISTED:
                listed.append({"line": line, "name": name, "of": [plain_pair(pair) for pair in found]})

    def tolerate(self, line: int, code: str, message: str, text: str) -> None:
        """List a defect of the file that was mended on the way in."""
        self.problems_total += 1
        if len(self.problems) < PROBLEMS_REPORTED:
            self.problems.append({"line": line, "code": code, "message": message, "text": text})

    def count_kept(self, path: str, line: int) -> None:
        """Count lines that have no home by their path."""
        listed = path if path in self.not_taken or len(self.not_taken) < _PATHS_LISTED else "(other)"
        self.not_taken[listed] += 1
        self.first_lines.setdefault(listed, line)

    def differs(self, record: str, kind: str, line: int, name: str, ours: object, theirs: object) -> None:
        """List what the file says otherwise than the archive about a record that both know."""
        self.changed_total += 1
        if len(self.changed) < _DIFFERENCES_LISTED:
            self.changed.append(
                {"record": record, "kind": kind, "line": line, "field": name, "ours": str(ours), "theirs": str(theirs)}
            )

    def keep_untold(self, record: str, kind: str, line: int, name: str, ours: str) -> None:
        """List what a record that the file brings again has from a file, and is not in this one."""
        self.untold_total += 1
        if len(self.untold) < _DIFFERENCES_LISTED:
            self.untold.append({"record": record, "kind": kind, "line": line, "field": name, "ours": ours})

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "file": self.file,
            "version": self.version,
            "charset": self.charset,
            "charset_reason": self.charset_reason,
            "charset_samples": self.charset_samples,
            "preview": self.preview,
            "batch": self.batch,
            "same_file_imported": self.same_file_imported,
            "earlier_state": self.earlier_state,
            "created": dict(self.created),
            "matched": dict(self.matched),
            "changed": self.changed,
            "changed_total": self.changed_total,
            "untold": self.untold,
            "untold_total": self.untold_total,
            "set_fields": self.set_fields,
            "problems": self.problems,
            "problems_total": self.problems_total,
            "not_taken": [
                {"path": path, "count": number, "first_line": self.first_lines.get(path)}
                for path, number in self.not_taken.most_common()
            ],
            "compared": self.compared,
            "not_compared": self.not_compared,
            "likely": self.likely,
            "likely_total": self.likely_total,
            "kin": self.kin,
            "kin_total": self.kin_total,
            "seconds": round(self.seconds, 2),
        }


def plain_pair(pair: Scored) -> dict[str, Any]:
    """Return somebody of the archive as a report keeps them: {key, probability, parts}."""
    speaking = [part for part in pair.parts if part.weight or part.rarity]
    speaking.sort(key=lambda part: -abs(part.weight + part.rarity))
    parts = [[part.comparison, part.step, round(part.weight, 2), round(part.rarity, 2)] for part in speaking]
    return {"key": pair.right, "probability": pair.probability, "parts": parts}
