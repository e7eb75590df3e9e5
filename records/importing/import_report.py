"""What came of an import: counts, the file's problems, what was matched and differs, and the lines without a home."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

PROBLEMS_REPORTED = 1_000
_PATHS_LISTED = 500
_DIFFERENCES_LISTED = 1_000


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
    seconds: float = 0.0

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
            "seconds": round(self.seconds, 2),
        }
