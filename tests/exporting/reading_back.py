"""Exporting in tests, and reading back what came out."""

import io
import re

from records.edition.connection import reading
from records.exporting.gedcom_export import write_gedcom
from records.exporting.requests import EVERYTHING, ExportReport, ExportRequest, Scope

SEVEN = ("archive", "share-7.0")
_POINTER = re.compile(r"^\d+ (?:@[^@\n]+@ )?\S+ (@[^@#\n ][^@\n]*@)$", re.MULTILINE)


def exported(url: str, profile: str, scope: Scope = EVERYTHING, generations: int = 2) -> tuple[str, ExportReport]:
    """Return the text of an export, with line feeds only, and its report."""
    stream = io.BytesIO()
    request = ExportRequest(profile, "public", scope, generations)
    with reading(url) as connection:
        report = write_gedcom(connection, request, stream)
    return stream.getvalue().decode("utf-8-sig").replace("\r\n", "\n"), report


def record_of(text: str, pointer: str) -> str:
    """Return the lines of one record."""
    found = re.search(rf"(?m)^0 {re.escape(pointer)} .*\n(?:[1-9].*\n)*", text)
    return found.group() if found else ""


def records(text: str, tag: str) -> list[str]:
    """Return the pointers of the records with this tag."""
    return re.findall(rf"(?m)^0 (@[^@]+@) {tag}$", text)


def leading_nowhere(text: str) -> set[str]:
    """Return the pointers to records that are not in the file."""
    return set(_POINTER.findall(text)) - set(re.findall(r"(?m)^0 (@[^@]+@) ", text)) - {"@VOID@"}
