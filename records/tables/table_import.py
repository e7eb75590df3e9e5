"""A list is looked at, or taken in: all of it in one transaction, a thousand rows at a time.

Killed at any moment nothing of it is there, and running it again brings all of it. The same sheet of the same file is
not taken in twice. Undoing is that of every import.
"""

import gc
import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Mention
from records.importing.models import BatchState, ImportBatch, ImportedRecord, ImportedRow
from records.importing.newcomers import MOST_COMPARED
from records.importing.rare_collection import collecting_rarely
from records.importing.steady_file import SteadyFile
from records.linkage.asking_index import AskedBefore, find_in_index
from records.linkage.compared import compared
from records.linkage.parameters import learned_parameters
from records.linkage.told_places import PlaceKeys, place_keys
from records.tables.columns import fault_of
from records.tables.deciding import decided
from records.tables.imported_rows import ImportedRows
from records.tables.long_list import LongList, Outcome
from records.tables.plan import CREATE, Plan
from records.tables.problems import RowProblem
from records.tables.refusal import TableRefused
from records.tables.row_reading import ReadRow, RowReader
from records.tables.table_file import rows_of
from records.tables.table_report import SAMPLE, TableReport
from records.transcribing.checks import EntryRefused, check_entry
from records.transcribing.likely_people import likely
from records.transcribing.stage_rows import stage_of_page, why_no_stage
from records.transcribing.told_entry import told_of_entry

Progress = Callable[[str, int, int], None]
_AT_ONCE, _SAMPLED_FROM = 1_000, 200
_OF_ONE, _PERSON = 3, "p:"


def preview_table(path: Path, plan: Plan, progress: Progress) -> TableReport:
    """Return what a list would bring, and write nothing; raises TableRefused, EntryRefused and OSError."""
    _check(plan)
    check_entry(plan.list_head)
    report = TableReport(path.name, preview=True)
    before = _applied(checksum_of(path, plan))
    report.same_list_imported = before.pk if before is not None else None
    reader, places, asked = RowReader(plan), place_keys(), AskedBefore()
    with collecting_rarely():
        for part in _parts(path, plan, reader, progress):
            for row in part:
                if report.rows < _SAMPLED_FROM and row.person is not None and len(report.likely) < SAMPLE:
                    report.propose(row, likely(row.person, plan.list_head, 2, plan.unseen))
                _seek(row, plan, places, report, asked)
                report.take(row, plan.list_head.kind)
                report.show(row, plan.list_head.kind, (get_language() or "en")[:2])
    report.dates_understood = reader.dates_understood
    if not report.rows:
        raise TableRefused(_("There are no rows below the heads of the columns."))
    if plan.people == CREATE:
        rules = DOCUMENT_KINDS[plan.list_head.kind].stages
        report.notes = [why_no_stage(rule) for rule in rules if stage_of_page(plan.list_head, rule) is None]
    return report


def _seek(row: ReadRow, plan: Plan, places: PlaceKeys, report: TableReport, asked: AskedBefore) -> None:
    """Ask who of the archive a row may be; of a long list the first rows, the others when they have been taken in."""
    if row.person is None or row.person.decision.act == "link" or report.compared >= MOST_COMPARED:
        return
    told = told_of_entry(row.person, plan.list_head, places)
    if told is not None:
        found = find_in_index(compared(told), least=learned_parameters().likely, most=_OF_ONE, before=asked)
        report.may_be_here(row, [pair for pair in found.same if pair.right.startswith(_PERSON)])


def import_table(
    path: Path, plan: Plan, progress: Progress, *, by: str, now: datetime, may_change_published: bool = False
) -> TableReport:
    """Take a list in and say what it brought; raises TableRefused, EntryRefused and OSError, and nothing is there."""
    _check(plan)
    started = time.monotonic()
    steady = SteadyFile.seen_at(path)
    checksum = checksum_of(path, plan)
    report = TableReport(path.name, preview=False)
    with collecting_rarely(), transaction.atomic():
        _wait_for_the_same_list(checksum)
        before = _applied(checksum)
        if before is not None:
            raise TableRefused(
                _("This very list was taken in before, on %s. Undo that import first.") % before.started_at.date()
            )
        batch = _open_batch(path, checksum, plan, by, now)
        _write(path, plan, batch, report, progress, by, now, may_change_published=may_change_published)
        if steady.has_changed:
            raise TableRefused(_("The file changed while it was being read; nothing was taken in."))
        report.batch, report.seconds = batch.pk, time.monotonic() - started
        batch.report = report.for_everybody()
        batch.save(update_fields=["report"])
    return report


def _write(
    path: Path,
    plan: Plan,
    batch: ImportBatch,
    report: TableReport,
    progress: Progress,
    by: str,
    now: datetime,
    *,
    may_change_published: bool,
) -> None:
    rows, reader = ImportedRows(batch, now), RowReader(plan)
    kind = plan.list_head.kind
    written = LongList(plan.list_head, rows, by, now, may_change_published=may_change_published)
    for part in _parts(path, plan, reader, progress):
        part = decided(part, plan)
        named = [row for row in part if row.person is not None]
        outcomes = written.add([row.person for row in named if row.person], [row.line for row in named])
        of_line = {row.line: outcome for row, outcome in zip(named, outcomes, strict=True)}
        told = [_with_waiting(row, of_line.get(row.line)) for row in part]
        rows.insert([_row(batch, row, of_line.get(row.line)) for row in told])
        for row in told:
            report.take(row, kind)
            if row.line in of_line:
                report.outcomes[of_line[row.line].code] += 1
        # What the rows of a part know of each other goes in circles.
        gc.collect(1)
    if not report.rows:
        raise TableRefused(_("There are no rows below the heads of the columns."))
    report.dates_understood = reader.dates_understood
    report.document, report.notes = written.document.public_id, list(written.without_stage)
    _count(batch, report)


def _count(batch: ImportBatch, report: TableReport) -> None:
    """Count what was made and met, in the words of all imports."""
    words = {"person": "people", "stage": "stages", "source": "sources", "document": "documents"}
    for kind, what in words.items():
        noted = ImportedRecord.objects.filter(batch=batch, kind=kind)
        report.created[what] = noted.filter(created=True).count()
        report.matched[what] = noted.filter(created=False).count()
    report.created["names on pages"] = Mention.objects.filter(imported_in=batch.pk).count()


def _with_waiting(row: ReadRow, outcome: Outcome | None) -> ReadRow:
    if outcome is None or not outcome.waits:
        return row
    problem = RowProblem(row.line, "", "person_published", str(outcome.person)[:200])
    return ReadRow(row.line, row.cells, row.person, row.person_id, (*row.problems, problem))


def _row(batch: ImportBatch, row: ReadRow, outcome: Outcome | None) -> ImportedRow:
    return ImportedRow(
        batch=batch,
        line=row.line,
        cells=list(row.cells),
        outcome=outcome.code if outcome is not None else "left_out",
        person_id=outcome.person.public_id if outcome is not None and outcome.person else "",
        name=row.person.name.text[:300] if row.person is not None else "",
        problems=[{"column": one.column, "code": one.code, "text": one.text} for one in row.problems],
    )


def _parts(path: Path, plan: Plan, reader: RowReader, progress: Progress) -> Iterator[list[ReadRow]]:
    """Yield the rows many at a time, and say how far the reading is."""
    rows, done = rows_of(path, plan.reading), 0
    while part := list(islice(rows, _AT_ONCE)):
        yield list(reader.read(part))
        done += len(part)
        progress("rows", done, 0)


def _check(plan: Plan) -> None:
    kind = DOCUMENT_KINDS.get(plan.list_head.kind)
    if kind is None or kind.layout != "list":
        raise TableRefused(_("Choose what kind of list this is."))
    fault = fault_of(plan.columns, kind)
    if fault:
        raise TableRefused(str(fault))
    if plan.list_head.people:
        raise EntryRefused({"people": _("The people of a list come from its rows.")})


def checksum_of(path: Path, plan: Plan) -> str:
    """Return what tells this list from others: of a workbook, each sheet is one."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    if plan.reading.sheet:
        digest.update(f"\0{plan.reading.sheet}".encode())
    return digest.hexdigest()


def _wait_for_the_same_list(checksum: str) -> None:
    """Let whoever takes the same list in at this moment finish first; SQLite has only one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(checksum[:15], 16)])


def _applied(checksum: str) -> ImportBatch | None:
    return ImportBatch.objects.filter(sha256=checksum, state=BatchState.APPLIED).first()


def _open_batch(path: Path, checksum: str, plan: Plan, by: str, now: datetime) -> ImportBatch:
    return ImportBatch.objects.create(
        file_name=path.name[:300],
        sha256=checksum,
        size=path.stat().st_size,
        version=plan.reading.form.upper(),
        charset=plan.reading.charset[:40],
        charset_reason=plan.reading.charset_reason[:200],
        records_status=plan.list_head.status,
        by=by[:150],
        applied_at=now,
    )
