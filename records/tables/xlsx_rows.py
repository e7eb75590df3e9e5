"""The rows of a workbook, read as a stream. A formula is shown as its program last did, else as its own text.

Before the library opens it, the archive is unpacked once into nothing and counted: what a file says of its own size
is not believed.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from records.tables.refusal import TableRefused

_MOST_ENTRIES, _MOST_UNPACKED, _MOST_STRINGS, _MOST_RATIO = 2_000, 1_000_000_000, 150_000_000, 250
_PIECE, _SMALL = 1_000_000, 5_000_000
# The library lets through what the standard library says of a broken part.
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, RuntimeError, NotImplementedError, OSError,
    zipfile.BadZipFile, zlib.error, ParseError,
)  # fmt: skip
Row = tuple[int, list[str], list[tuple[int, str]]]


def is_workbook(path: Path) -> bool:
    """Tell whether a file is packed as workbooks are, whatever its name; an old .xls is refused."""
    with path.open("rb") as stream:
        beginning = stream.read(8)
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableRefused(_("This is a workbook of an old form (.xls). Save it as .xlsx or CSV and choose it again."))
    return beginning.startswith(b"PK\x03\x04")


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets, once the archive is known to be harmless."""
    _look_through(path)
    with closing(_opened(path)) as book:
        names = tuple(sheet.title for sheet in book.worksheets)
    if not names:
        raise TableRefused(_("The workbook has no sheet with rows."))
    return names


def counts_from_1904(path: Path) -> bool:
    """Tell whether a workbook that is known to be harmless counts its days from 1904, as older Macintoshes did."""
    with closing(_opened(path)) as book:
        return bool(book.epoch == CALENDAR_MAC_1904)


def xlsx_rows(path: Path, sheet: str, most_rows: int, most_columns: int) -> Iterator[Row]:
    """Yield each row of a sheet with its number."""
    has_formulas = _look_through(path)
    with closing(_opened(path)) as book, closing(_opened(path, formulas=has_formulas)) as other:
        shown = _cells(book, sheet, most_rows, most_columns)
        if not has_formulas:
            for number, cells in enumerate(shown, 1):
                yield number, [_text(cell) for cell in cells], []
            return
        written = _cells(other, sheet, most_rows, most_columns)
        for number, (cells, texts) in enumerate(zip(shown, written, strict=False), 1):
            yield _with_formulas(number, cells, texts)


def _with_formulas(number: int, cells: tuple[Any, ...], texts: tuple[Any, ...]) -> Row:
    found, odd = [], []
    for column, (cell, text) in enumerate(zip(cells, texts, strict=False)):
        if isinstance(text, str) and text.startswith("=") and cell != text:
            odd.append((column, "formula"))
            found.append(_text(cell) or text)
        else:
            found.append(_text(cell))
    return number, found, odd


def _opened(path: Path, *, formulas: bool = False) -> Any:
    with warnings.catch_warnings():
        # Of styles and extensions it does not know the library warns; no name stands there.
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(path, read_only=True, data_only=not formulas, keep_links=False)
        except _BROKEN as error:
            raise _broken() from error


def _cells(book: Any, sheet: str, most_rows: int, most_columns: int) -> Iterator[tuple[Any, ...]]:
    if sheet not in book.sheetnames:
        raise TableRefused(_("The workbook has no sheet of this name."))
    try:
        page = book[sheet]
        # The size that a sheet says of itself may be wrong, or a trap.
        page.reset_dimensions()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from page.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
    except _BROKEN as error:
        raise _broken() from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _look_through(path: Path) -> bool:
    """Count what the archive unpacks to; raise TableRefused where that is no list. Return whether it has formulas."""
    status = path.stat()
    return _looked_through(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _looked_through(path: Path, _changed: int, _size: int) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise _suspicious()
            room, formulas = _MOST_UNPACKED, False
            for entry in entries:
                size, has_formulas = _unpacked(archive, entry, room)
                room, formulas = room - size, formulas or has_formulas
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise _broken() from error
    return formulas


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> tuple[int, bool]:
    most = min(room, _MOST_STRINGS) if entry.filename.endswith("sharedStrings.xml") else room
    size, formulas, before = 0, False, b""
    is_sheet = "worksheets/" in entry.filename
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most or (size > _SMALL and size > _MOST_RATIO * max(entry.compress_size, 1)):
                raise _suspicious()
            both = before + piece
            if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
                raise _suspicious()
            formulas = formulas or (is_sheet and re.search(rb"<(?:\w+:)?f[ >/]", both) is not None)
            before = piece[-16:]
    return size, formulas


def _broken() -> TableRefused:
    return TableRefused(_("The workbook is damaged, protected by a password, or none at all."))


def _suspicious() -> TableRefused:
    return TableRefused(_("The workbook grows suspiciously when unpacked: it is no list of names."))
