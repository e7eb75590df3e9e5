"""A CSV or XLSX file as rows of text, one at a time: whatever its size, only one row is held.

Nothing of a cell is ever evaluated: a formula is text. What is too large for a list of names is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from records.tables.charset import CHARSETS, guess_charset
from records.tables.column_heads import are_two_rows, joined_heads
from records.tables.csv_rows import DELIMITERS, csv_rows, guess_delimiter
from records.tables.refusal import TableRefused
from records.tables.xlsx_rows import counts_from_1904, is_workbook, sheet_names, xlsx_rows

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 200_000_000, 1_000_000, 120, 2_000
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read. ``header_row`` counts the rows of the file from 1; 0: there is none.

    Of heads in two rows (``head_rows``) it is the lower one. ``from_1904``: the workbook counts its days from 1904.
    """

    form: str = "csv"
    charset: str = ""
    charset_reason: str = ""
    delimiter: str = ""
    quotes: bool = True
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int = 1
    head_rows: int = 1
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number in the sheet or line in the file, its cells, and what was odd, by column: codes of PROBLEMS."""

    line: int
    cells: tuple[str, ...]
    odd: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        return any(self.cells)


def look_at(path: Path, **chosen: Any) -> Reading:
    """Return how the file is to be read, by its contents and by what was ``chosen``; raises TableRefused, OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise TableRefused(_("The file is larger than %d megabytes.") % (MOST_BYTES // 1_000_000))
    chosen = {key: value for key, value in chosen.items() if value not in ("", None)}
    if is_workbook(path):
        sheets = sheet_names(path)
        reading = Reading("xlsx", "utf-8", "xlsx", sheet=sheets[0], sheets=sheets, from_1904=counts_from_1904(path))
        if chosen.get("sheet", sheets[0]) not in sheets:
            raise TableRefused(_("The workbook has no sheet of this name."))
        for key in ("charset", "delimiter", "quotes"):
            chosen.pop(key, None)
    else:
        reading = _reading_of_text(path, chosen)
    reading = replace(reading, **chosen)
    if "header_row" in chosen:
        return replace(reading, head_rows=max(1, min(reading.head_rows, reading.header_row)))
    return _with_head(path, reading)


def _reading_of_text(path: Path, chosen: dict[str, Any]) -> Reading:
    chosen.pop("sheet", None)
    name = chosen.get("charset")
    if name and name not in (*CHARSETS, "utf-16-le", "utf-16-be"):
        raise TableRefused(_("This character set is not known."))
    found = guess_charset(path)
    reading = Reading("csv", found.name, found.reason)
    if name and name != found.name:
        reading = replace(reading, charset=name, charset_reason="chosen")
    if chosen.get("delimiter", ",") not in DELIMITERS:
        raise TableRefused(_("This sign does not divide columns."))
    return replace(reading, delimiter=chosen.get("delimiter") or guess_delimiter(path, reading.charset))


def _with_head(path: Path, reading: Reading) -> Reading:
    """Find the heads: the first row that names several columns and holds no figures, and one that divides them."""
    rows = first_rows(path, replace(reading, header_row=0), _LOOKED_AT)
    for number, row in enumerate(rows, 1):
        filled = [cell for cell in row.cells if cell]
        if len(filled) > 1:
            words = sum(not any(sign.isdecimal() for sign in cell) and len(cell) < 60 for cell in filled)
            if words != len(filled):
                break
            two = number < len(rows) and are_two_rows(row.cells, rows[number].cells)
            return replace(reading, header_row=number + two, head_rows=1 + two)
    return replace(reading, header_row=0, head_rows=1)


def rows_of(path: Path, reading: Reading) -> Iterator[SheetRow]:
    """Yield the rows below the head that are not empty; raises TableRefused where the file cannot be read on."""
    for number, row in enumerate(_all_rows(path, reading), 1):
        if number > MOST_ROWS:
            raise TableRefused(_("The list has more than %d rows.") % MOST_ROWS)
        if number > reading.header_row and row:
            yield row


def heads_of(path: Path, reading: Reading) -> tuple[str, ...]:
    """Return the words at the head of each column, of two rows joined; none without a header row."""
    if not reading.header_row:
        return ()
    rows = first_rows(path, replace(reading, header_row=0), reading.header_row, with_empty=True)
    if len(rows) != reading.header_row:
        return ()
    return joined_heads(rows[-2].cells, rows[-1].cells) if reading.head_rows > 1 and len(rows) > 1 else rows[-1].cells


def first_rows(path: Path, reading: Reading, most: int, *, with_empty: bool = False) -> list[SheetRow]:
    """Return the first rows below the head."""
    found: list[SheetRow] = []
    rows = _all_rows(path, reading) if with_empty or not reading.header_row else rows_of(path, reading)
    for row in rows:
        found.append(row)
        if len(found) == most:
            break
    return found


def _all_rows(path: Path, reading: Reading) -> Iterator[SheetRow]:
    if reading.form == "xlsx":
        rows = xlsx_rows(path, reading.sheet, MOST_ROWS + 1, MOST_COLUMNS + 1)
    else:
        rows = csv_rows(path, reading.charset, reading.delimiter, quotes=reading.quotes)
    for line, cells, odd in rows:
        yield _tidy(line, cells, odd)


def _tidy(line: int, cells: Sequence[str], odd: Sequence[tuple[int, str]]) -> SheetRow:
    told = list(odd)
    if len(cells) > MOST_COLUMNS:
        if any(cells[MOST_COLUMNS:]):
            told.append((MOST_COLUMNS, "columns"))
        cells = cells[:MOST_COLUMNS]
    tidied = []
    for number, cell in enumerate(cells):
        text = cell.replace("\x00", "").strip()
        if len(text) > MOST_SIGNS:
            told.append((number, "long"))
            text = text[:MOST_SIGNS]
        if "\ufffd" in text:
            told.append((number, "charset"))
        tidied.append(text)
    while tidied and not tidied[-1]:
        tidied.pop()
    return SheetRow(line, tuple(tidied), tuple(told))
