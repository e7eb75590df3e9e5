"""What an import carries along: the batch, bounded look-ups, and the report of what could not be taken."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from records.dated_model import date_columns
from records.gedcom.dates import read_gedcom_date
from records.gedcom.structure import Structure
from records.importing.gedcom_places import PlacesOfFile, Remembered
from records.importing.models import ImportBatch, ImportedRecord, Residue
from records.outbox import RecordKey, announce
from records.places.models import Place
from records.record_model import Status

_PROBLEMS_REPORTED = 1_000
_PATHS_LISTED = 500
_LONGEST_POINTER = 60
_LONGEST_DATE = 120
_AT_ONCE = 500


@dataclass(slots=True)
class ImportReport:
    """What came of an import: counts, the file's problems, and the lines that found no home, by their path."""

    file: str
    version: str = ""
    charset: str = ""
    charset_reason: str = ""
    preview: bool = False
    created: Counter[str] = field(default_factory=Counter)
    problems: list[dict[str, Any]] = field(default_factory=list)
    problems_total: int = 0
    not_taken: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "file": self.file,
            "version": self.version,
            "charset": self.charset,
            "charset_reason": self.charset_reason,
            "preview": self.preview,
            "created": dict(self.created),
            "problems": self.problems,
            "problems_total": self.problems_total,
            "not_taken": [
                {"path": path, "count": number, "first_line": self.first_lines.get(path)}
                for path, number in self.not_taken.most_common()
            ],
            "seconds": round(self.seconds, 2),
        }


class Batch:
    """One import in progress."""

    def __init__(self, batch: ImportBatch, status: str, report: ImportReport) -> None:
        self.batch = batch
        self.status = status
        self.report = report
        self.notes_used: set[int] = set()
        self._places = PlacesOfFile(status)
        self._dates: Remembered = Remembered()
        self._residues: list[Residue] = []
        self._imported: list[ImportedRecord] = []
        self._keys: list[RecordKey] = []

    # --- what the file's records became ---------------------------------------------------------------------

    def became(
        self,
        structure: Structure,
        kind: str = "",
        target: int | None = None,
        record_id: str = "",
        text: str = "",
    ) -> None:
        """Remember in the database what a record of the file became."""
        self.remember(structure.xref, structure.tag, kind, target, record_id, text)
        if kind and record_id:
            self._keys.append(RecordKey(kind, record_id))

    def remember(self, xref: str, tag: str, kind: str, target: int | None, record_id: str, text: str) -> None:
        """Remember in the database something that is looked up by this pointer."""
        self._imported.append(
            ImportedRecord(
                batch=self.batch,
                xref=pointer_key(xref),
                tag=tag[:20],
                kind=kind,
                target=target,
                record_id=record_id,
                text=text,
            )
        )

    def targets(self, xrefs: Iterable[str], kind: str) -> dict[str, tuple[int, str]]:
        """Return, by pointer, the primary key and the remembered text of the records of this kind."""
        return {xref: (row.target or 0, row.text) for xref, row in self.rows(xrefs, kind)}

    def shared_notes(self, xrefs: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Return, by pointer, the words of shared notes and the key by which their use is remembered."""
        return {xref: (row.pk, row.text) for xref, row in self.rows(xrefs, "note")}

    def rows(self, xrefs: Iterable[str], kind: str) -> Iterator[tuple[str, ImportedRecord]]:
        """Yield, for each of these pointers, the first record of this kind that bears it."""
        wanted = {pointer_key(xref): xref for xref in dict.fromkeys(xrefs)}
        keys = list(wanted)
        for start in range(0, len(keys), _AT_ONCE):
            rows = ImportedRecord.objects.filter(batch=self.batch, xref__in=keys[start : start + _AT_ONCE], kind=kind)
            for row in rows.order_by("id"):
                if row.xref in wanted:
                    yield wanted.pop(row.xref), row

    def keep_unused_notes(self) -> None:
        """Keep the shared notes whose words came into no record; until then they remember their line."""
        notes = ImportedRecord.objects.filter(batch=self.batch, kind="note")
        for row in notes.filter(target__isnull=False).order_by("id").iterator():
            note = Structure(row.tag, row.text, row.xref, line=row.target or 0)
            self.not_taken(note, f"{row.tag} (its words came into no record)")
        notes.update(target=None)

    def flush(self) -> None:
        """Write what was remembered so far."""
        ImportedRecord.objects.bulk_create(self._imported, batch_size=2000)
        Residue.objects.bulk_create(self._residues, batch_size=2000)
        used = sorted(self.notes_used)
        for start in range(0, len(used), _AT_ONCE):
            ImportedRecord.objects.filter(pk__in=used[start : start + _AT_ONCE]).update(target=None)
        if self.status == Status.PUBLISHED:
            announce(self._keys + self._places.changed)
        self.report.created["places"] = self._places.made
        self._imported, self._residues, self._keys, self._places.changed = [], [], [], []
        self.notes_used.clear()

    # --- what could not be taken ----------------------------------------------------------------------------

    def not_taken(self, structure: Structure, path: str, kind: str = "", record_id: str = "") -> None:
        """Keep lines that have no home, and count them in the report by their path."""
        listed = path if path in self.report.not_taken or len(self.report.not_taken) < _PATHS_LISTED else "(other)"
        self.report.not_taken[listed] += 1
        self.report.first_lines.setdefault(listed, structure.line)
        self._residues.append(
            Residue(
                batch=self.batch,
                kind=kind,
                record_id=record_id,
                path=path[:200],
                line=structure.line,
                lines=lines_of(structure),
            )
        )

    def tolerate(self, line: int, code: str, message: str, text: str) -> None:
        """List a defect of the file that was mended on the way in."""
        self.report.problems_total += 1
        if len(self.report.problems) < _PROBLEMS_REPORTED:
            self.report.problems.append({"line": line, "code": code, "message": message, "text": text})

    # --- values ---------------------------------------------------------------------------------------------

    def date(self, structure: Structure) -> tuple[dict[str, Any], bool]:
        """Return the date columns of a DATE structure, and whether they hold all its words."""
        phrase = structure.text("PHRASE")
        key = f"{structure.value}\n{phrase}"
        known: tuple[dict[str, Any], bool] | None = self._dates.get(key)
        if known is None:
            columns = date_columns(read_gedcom_date(structure.value, phrase))
            known = self._dates.remember(key, (columns, _is_whole(structure.value, phrase, columns)))
        return known

    def place(self, structure: Structure) -> Place | None:
        """Return the place of a PLAC structure."""
        return self._places.find(structure)

    def prepare_places(self, structures: Iterable[Structure]) -> None:
        """Find the places of these PLAC structures in the archive, and make those it does not know."""
        self._places.prepare(structures)


def pointer_key(xref: str) -> str:
    """Return what a pointer is looked up by; one that is longer than the column must not meet its like."""
    if len(xref) <= _LONGEST_POINTER:
        return xref
    return f"{xref[:20]}#{sha256(xref.encode()).hexdigest()[:38]}"


def _is_whole(payload: str, phrase: str, columns: dict[str, Any]) -> bool:
    """Return whether the words of a date are all in its columns: these hold one text and one reading, cut to fit."""
    held = (columns["date_text"].casefold(), columns["date_value"].casefold())
    payload, phrase = payload.strip().casefold(), phrase.strip().casefold()
    if phrase and (phrase not in held or (payload and payload not in held)):
        return False
    # A shorter payload that is not in the columns was understood, and stands there in another spelling.
    return len(payload) <= _LONGEST_DATE or payload in held or payload.strip("()") in held


def lines_of(structure: Structure, level: int = 1) -> str:
    """Return a structure as GEDCOM lines, as a reader sees them."""
    xref = f"{structure.xref} " if structure.xref else ""
    value = structure.value.replace("\n", f"\n{level + 1} CONT ")
    line = f"{level} {xref}{structure.tag} {value}".rstrip()
    return "\n".join([line, *(lines_of(child, level + 1) for child in structure.children)])
