"""The report of an import row by row, as CSV that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.importing.models import ImportBatch, ImportedRow
from records.tables.problems import PROBLEMS

OUTCOMES: dict[str, str | Promise] = {
    "named": gettext_lazy("name noted"),
    "created": gettext_lazy("new person"),
    "linked": gettext_lazy("linked to a known person"),
    "left_out": gettext_lazy("left out"),
}
# With these a cell begins that spreadsheets carry out; see OWASP, "CSV Injection".
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_AT_ONCE = 1_000


def harmless(cell: str) -> str:
    """Return the words of a cell so that a spreadsheet shows them and does nothing."""
    return f"'{cell}" if cell.startswith(_STARTS) else cell


def report_lines(batch: ImportBatch) -> Iterator[str]:
    """Yield the report as lines of CSV, one for each row of the list, after a line of heads."""
    # Without the mark spreadsheets take the letters for another character set.
    yield "\ufeff" + _line([_("Line"), _("Name"), _("What became of it"), _("Person"), _("What is odd"), _("The row")])
    rows = ImportedRow.objects.filter(batch=batch).order_by("id")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        odd = "; ".join(_problem(one) for one in row.problems)
        outcome = str(OUTCOMES.get(row.outcome, row.outcome))
        yield _line([str(row.line), row.name, outcome, row.person_id, odd, " | ".join(row.cells)])


def _problem(problem: dict[str, str]) -> str:
    words = str(PROBLEMS.get(problem["code"], problem["code"]))
    place = f"{problem['column']}: " if problem["column"] else ""
    text = f" ({problem['text']})" if problem["text"] else ""
    return f"{place}{words}{text}"


def _line(cells: list[str]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return stream.getvalue()
