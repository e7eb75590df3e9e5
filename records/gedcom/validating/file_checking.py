"""Judging a whole file, record by record, in memory that hardly grows with the file."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from records.gedcom.gedzip import is_zip, media_names
from records.gedcom.problems import Problem
from records.gedcom.reading import GedcomReader, open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.validating.findings import Finding, Severity, finding
from records.gedcom.validating.grammar_of_five import grammar_of_five
from records.gedcom.validating.grammar_of_seven import grammar_of_seven
from records.gedcom.validating.line_checking import check_lines
from records.gedcom.validating.links import LinkBook
from records.gedcom.validating.record_checking import RecordChecker

# What the reader repairs and the standards allow, or only advise against.
ALLOWED_DEFECTS = frozenset({"cr_only"})
SLIGHT_DEFECTS = frozenset({"mixed_line_ends", "blank_line"})
FILE_SCHEME = re.compile(r"file:/*", re.IGNORECASE)
CHARSETS_OF_LABELS = {
    "UTF-8": ("UTF-8", "ASCII"), "ASCII": ("ASCII",), "ANSEL": ("ANSEL", "ASCII"), "UNICODE": ("UTF-16LE", "UTF-16BE"),
}  # fmt: skip


def check_file(path: str | Path, charset: str = "") -> Iterator[Finding]:
    """Yield what is wrong in a .ged or .gdz file; pointers and ties, which need the whole file, come last.

    Raises GedcomError when the file is not GEDCOM, and OSError when it cannot be opened.
    """
    reader = open_gedcom(path, charset)
    yield from _FileCheck(reader).findings()


class _FileCheck:
    """The state of one check: what was met so far and must be compared at the end."""

    def __init__(self, reader: GedcomReader) -> None:
        self.reader = reader
        self.seven = reader.seven
        grammar = grammar_of_seven() if self.seven else grammar_of_five(reader.version or "5.5.1")
        self.checker = RecordChecker(grammar)
        self.links = LinkBook()
        self.files_named: set[str] = set()
        self.media = set(media_names(reader.path)) if is_zip(reader.path) else None
        self._problems_told = 0

    def findings(self) -> Iterator[Finding]:
        header = self.reader.header
        if header.line:
            yield from self._of_record(header, self.reader.header_text)
        yield from self._of_header(header)
        for record, text in self.reader.records_with_text():
            yield from self._of_problems()
            yield from self._of_record(record, text)
        yield from self._of_problems()
        yield from self.links.findings()
        yield from self._of_extensions(header)
        yield from self._unused_files()

    def _of_record(self, record: Structure, text: str) -> Iterator[Finding]:
        self.checker.check(record)
        found, pointers = self.checker.take()
        yield from found
        yield from check_lines(text, record.line, seven=self.seven)
        if record.xref:
            self.links.add_record(record.xref, record.tag)
        for value, rule, line in pointers:
            self.links.add_pointer(value, rule.points_to, line)
            if rule.role and record.tag == "FAM":
                self.links.add_tie(record.xref, value, rule.role, line, told_by_family=True)
            elif rule.role:
                self.links.add_tie(value, record.xref, rule.role, line, told_by_family=False)
        if record.tag == "OBJE" and self.media is not None:
            yield from self._absent_files(record)

    def _of_header(self, header: Structure) -> Iterator[Finding]:
        version, charset = self.reader.version, self.reader.charset.name
        if not version.startswith("7.") and version not in ("5.5.1", "5.5.5"):
            yield finding(header.line, "version", version)
        if self.seven or version == "5.5.5":
            if charset not in ("UTF-8", "ASCII") and not (version == "5.5.5" and charset.startswith("UTF-16")):
                yield finding(1, "charset_forbidden", charset)
            return
        label = header.first("CHAR")
        wanted = CHARSETS_OF_LABELS.get(label.value.strip().upper()) if label else None
        if label and wanted and charset not in wanted:
            yield finding(label.line, "charset_differs", f"{label.value} {charset}")

    def _of_problems(self) -> Iterator[Finding]:
        """Yield what the reader met since the last time."""
        problems = self.reader.problems
        while self._problems_told < len(problems):
            problem = problems[self._problems_told]
            self._problems_told += 1
            if problem.code not in ALLOWED_DEFECTS:
                yield _as_finding(problem)

    def _of_extensions(self, header: Structure) -> Iterator[Finding]:
        if not self.seven:
            return
        schema = header.first("SCHMA")
        declared: dict[str, str] = {}
        for line in schema.all("TAG") if schema else []:
            tag, _, address = line.value.partition(" ")
            if tag in declared:
                yield finding(line.line, "declared_twice", line.value)
            declared[tag] = address
        for tag, first in sorted(self.checker.extensions.items(), key=lambda pair: pair[1]):
            if tag not in declared:
                yield finding(first, "extension_undeclared", tag)

    def _absent_files(self, record: Structure) -> Iterator[Finding]:
        originals = record.all("FILE")
        derived = [copy for file in originals for copy in file.all("TRAN")]
        for file in (*originals, *derived):
            name = unquote(FILE_SCHEME.sub("", file.value))
            if ":" in file.value.partition("/")[0] and name == unquote(file.value):
                continue
            self.files_named.add(name)
            if self.media is not None and name not in self.media:
                yield finding(file.line, "file_absent", file.value)

    def _unused_files(self) -> Iterator[Finding]:
        for name in sorted((self.media or set()) - self.files_named):
            yield finding(0, "file_unused", name)


def _as_finding(problem: Problem) -> Finding:
    severity: Severity = "warning" if problem.code in SLIGHT_DEFECTS else "error"
    return Finding(problem.line, problem.code, problem.message, problem.text, severity)
