"""Of which records a file is made, by which head it begins, and by which rules of bytes it is written.

A copy of records that all came with one file is that file again: its own head, its own version, its records as they
stood. Anything else is GEDCOM of ours.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from records.edition.connection import EditionConnection
from records.edition.fragment_places import batch_of, places_of_file, places_of_own, places_of_profile
from records.edition.fragments import Range, fragments_at, places_of, records_without_page
from records.exporting.requests import ExportRequest
from records.exporting.selection import Selection
from records.gedcom_pages.header import header
from records.gedcom_pages.pointers import defined_in, pointers_in
from records.gedcom_pages.profiles import ARCHIVE, CONVERTED, PROFILES

_CHARSET = re.compile(r"(?m)^1 CHAR\b.*$")


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The head, the ranges of all records or the places of some, and the rules of bytes."""

    head: str
    seven: bool
    marked: bool
    ranges: tuple[Range, ...]
    places: list[int] | None = None
    defined: frozenset[bytes] = frozenset()


def plan(
    connection: EditionConnection, request: ExportRequest, about: Mapping[str, str], selection: Selection | None
) -> FilePlan:
    """Decide what the file is made of; ``about`` is what the edition says of itself."""
    profile = PROFILES[request.profile]
    if profile is ARCHIVE and about.get("audience") == "archive":
        batch = _only_file(connection, about, selection)
        if batch is not None:
            return _of_one_file(connection, about, selection, batch)
        ranges: tuple[Range, ...] = (places_of_own(ARCHIVE.number), places_of_profile(CONVERTED.number))
        extensions = json.loads(about.get("extensions_of_files", "{}"))
    else:
        ranges, extensions = (places_of_profile(profile.number),), {}
    head = header(profile, about.get("audience", "public"), about.get("day", ""), extensions)
    if selection is None:
        return FilePlan(head, profile.seven, profile.seven, ranges)
    places = places_of(connection, ranges, selection.numbers(connection))
    defined = _defined(connection, places) | set(defined_in(head.encode()))
    return FilePlan(head, profile.seven, profile.seven, ranges, places, frozenset(defined))


def _only_file(connection: EditionConnection, about: Mapping[str, str], selection: Selection | None) -> int | None:
    """Return the import with which every record came that goes out; None when they are of several origins."""
    if selection is None:
        return int(about["only_file"]) if about.get("only_file") else None
    records = Selection({kind: ids for kind, ids in selection.ids.items() if kind != "place"}).numbers(connection)
    places = places_of(connection, (places_of_profile(ARCHIVE.number),), records)
    batches = {batch_of(place) for place in places}
    return batches.pop() if len(batches) == 1 else None


def _of_one_file(
    connection: EditionConnection, about: Mapping[str, str], selection: Selection | None, batch: int
) -> FilePlan:
    found = json.loads(about["files"])[str(batch)]
    seven = found["version"].startswith("7")
    # Whatever the letters of the file were, they are UTF-8 now; where nothing says so, the mark does.
    head = found["header"].rstrip("\n") if seven else _CHARSET.sub("1 CHAR UTF-8", found["header"].rstrip("\n"))
    marked = seven or _CHARSET.search(head) is None
    within = places_of_file(ARCHIVE.number, batch)
    if selection is None or (selection.is_file and selection.is_file == str(batch)):
        return FilePlan(f"{head}\n", seven, marked, (within,))
    places = places_of(connection, (within,), selection.numbers(connection))
    places, defined = _with_records_without_page(connection, within, places, head.encode())
    return FilePlan(f"{head}\n", seven, marked, (within,), places, frozenset(defined))


def _defined(connection: EditionConnection, places: Collection[int]) -> set[bytes]:
    """Return the identifiers of the records at these places."""
    texts = (text for texts in fragments_at(connection, sorted(places)) for text in texts)
    return {pointer for text in texts for pointer in defined_in(text)}


def _with_records_without_page(
    connection: EditionConnection, within: Range, places: list[int], head: bytes
) -> tuple[list[int], set[bytes]]:
    """Add the notes, pictures and submitters of the file to which the records at these places point."""
    others = {
        pointer: place for place, text in records_without_page(connection, within) for pointer in defined_in(text)
    }
    found, newest, pending = set(places), list(places), set(pointers_in(head))
    while newest or pending:
        for texts in fragments_at(connection, newest):
            pending |= {pointer for text in texts for pointer in pointers_in(text)}
        newest = sorted({others[pointer] for pointer in pending if pointer in others} - found)
        found.update(newest)
        pending = set()
    ordered = sorted(found)
    return ordered, _defined(connection, ordered)
