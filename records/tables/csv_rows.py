"""The rows of a text file, however its columns are divided."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from records.tables.charset import python_codec
from records.tables.refusal import TableRefused

DELIMITERS = (",", ";", "\t", "|")
_LINES_LOOKED_AT, _SIGNS_LOOKED_AT = 30, 200_000
# A cell with more lines is the rest of the file behind a quotation mark that nobody closed.
_MOST_LINES_IN_A_CELL = 20
Row = tuple[int, list[str], list[tuple[int, str]]]


def _opened(path: Path, charset: str) -> TextIOWrapper:
    return path.open(encoding=python_codec(charset), errors="replace", newline="")


def guess_delimiter(path: Path, charset: str) -> str:
    """Return the sign that divides the first lines into the most columns, alike in each."""
    with _opened(path, charset) as stream:
        lines = [line for line in stream.read(_SIGNS_LOOKED_AT).splitlines() if line.strip()][:_LINES_LOOKED_AT]

    def fit(sign: str) -> tuple[int, int]:
        widths = sorted(line.count(sign) for line in lines)
        middle = widths[len(widths) // 2] if widths else 0
        return (sum(width == middle for width in widths) if middle else 0, middle)

    return max(DELIMITERS, key=fit)


def csv_rows(path: Path, charset: str, delimiter: str, *, quotes: bool = True) -> Iterator[Row]:
    """Yield each row with the line it begins in; raises TableRefused where a quotation mark is never closed."""
    with _opened(path, charset) as stream:
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)
        line = 1
        while True:
            try:
                found = list(islice(reader, 1))
            except csv.Error:
                raise _unclosed(line) from None
            if not found:
                return
            if any(cell.count("\n") > _MOST_LINES_IN_A_CELL for cell in found[0]):
                raise _unclosed(line)
            yield line, found[0], []
            line = reader.line_num + 1


def _unclosed(line: int) -> TableRefused:
    return TableRefused(
        _("A quotation mark in line %d is never closed. Close it, or read the quotation marks as letters.") % line
    )
