"""A file that is a copy or a later state of one taken in before: its records without ids are known by their pointers.

A complete copy of a file gives back its lines as they stood, so that nothing of ours is in it to know its records by;
most programs write no UID either. Whether two files are states of one is told by what they say under the same
pointers. A pointer alone means nothing: "@I1@" is somebody in nearly every file.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from records.gedcom.structure import Structure
from records.importing.models import LONGEST_POINTER, BatchState, ImportBatch, ImportedRecord
from records.importing.plain_records import PlainReader
from records.importing.xrefs_of_files import XrefsOfFiles

# So many records are looked at to know a file again, in so many of the last imports.
_LOOKED_AT = 400
_IMPORTS_LOOKED_AT = 50
_AT_ONCE = 400
_LINE = re.compile(r"(?m)^\d+ (?:@[^@\s]+@ )?(\w+) (.+)$")
_KIND_OF_TAG = {"INDI": "person", "FAM": "family", "SOUR": "source", "REPO": "archive"}
_TELLING = ("INDI", "SOUR", "REPO")
_MEMBERS = frozenset({"HUSB", "WIFE", "CHIL"})
Words = frozenset[tuple[str, str]]


def words_of(text: str) -> Words:
    """Return what a record says by which it may be known: no pointers, no single letters, not when it was changed."""
    said = ((tag, value.strip().casefold()) for tag, value in _LINE.findall(text.partition("\n1 CHAN")[0]))
    return frozenset((tag, value) for tag, value in said if len(value) > 1 and not value.startswith("@"))


def _members_of(text: str) -> Words:
    return frozenset((tag, value.strip()) for tag, value in _LINE.findall(text) if tag in _MEMBERS)


def is_alike(text: str, other: str) -> bool:
    """Return whether two records say at least half of the same, of whichever says less."""
    here, there = words_of(text), words_of(other)
    return 2 * len(here & there) >= min(len(here), len(there)) if here and there else here == there


def _may_be_same(tag: str, text: str, other: str) -> bool:
    """Return whether two records of files that are states of one may be the same record."""
    words = _members_of if tag == "FAM" else words_of
    here, there = words(text), words(other)
    return bool(here & there) or (not here and not there)


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """The import of an earlier state of a file."""

    batch: ImportBatch
    xrefs: XrefsOfFiles

    def of(self, tag: str, records: Iterable[tuple[Structure, str]]) -> dict[int, int]:
        """Return which of our records these are, by line: those that the earlier state called the same and told alike.

        One with a UUID of its own is known by that, or by nothing.
        """
        listed = reversed(list(records))
        mine = {record.xref[:LONGEST_POINTER]: (record.line, text) for record, text in listed if record.xref}
        known = self.xrefs.of_pointers(self.batch.pk, mine.keys())
        entries = {found.entry: xref for xref, found in known.items() if found.kind == _KIND_OF_TAG[tag]}
        ours: dict[int, int] = {}
        for entry, target, text in _entries(entries):
            line, told = mine[entries[entry]]
            if target is not None and _may_be_same(tag, text, told):
                ours[line] = target
        return ours

    def close(self) -> None:
        """Remove what was kept aside."""
        self.xrefs.close()


def earlier_file(reader: PlainReader) -> EarlierFile | None:
    """Return the newest import of which a file is a copy or a later state; None when there is none."""
    applied = ImportBatch.objects.filter(state=BatchState.APPLIED, applied_at__isnull=False).order_by("-id")
    batches = list(applied[:_IMPORTS_LOOKED_AT])
    told = _firsts(islice(_telling(reader), _LOOKED_AT)) if batches else {}
    for batch in batches:
        if _is_state_of(told, batch, same_head=batch.header.strip() == reader.header_text.strip()):
            return EarlierFile(batch, XrefsOfFiles([batch.pk]))
    return None


def _telling(reader: PlainReader) -> Iterator[tuple[str, str]]:
    """Yield (pointer, text) of the records that say something; families say little but who is in them."""
    with closing(reader.records_with_text()) as records:
        yield from (
            (record.xref[:LONGEST_POINTER], text) for record, text in records if record.tag in _TELLING and record.xref
        )


def _is_state_of(told: dict[str, str], batch: ImportBatch, *, same_head: bool) -> bool:
    """Return whether most of these records, by pointer, are told alike in an import."""
    rows = ImportedRecord.objects.filter(batch=batch, tag__in=_TELLING).exclude(xref="")
    if same_head:
        # It may be a part of that file, from anywhere in it.
        rows = rows.filter(xref__in=list(told))
    theirs = _firsts(rows.order_by("id").values_list("xref", "text")[:_LOOKED_AT])
    common = told.keys() & theirs.keys()
    alike = sum(is_alike(told[xref], theirs[xref]) for xref in common)
    return bool(common) and 2 * alike > len(common) and 2 * len(common) >= min(len(told), len(theirs))


def _firsts(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return texts by pointer; of two with the same pointer the first is meant."""
    return dict(reversed(list(told)))


def _entries(entries: Collection[int]) -> Iterator[tuple[int, int | None, str]]:
    ordered = sorted(entries)
    for start in range(0, len(ordered), _AT_ONCE):
        rows = ImportedRecord.objects.filter(pk__in=ordered[start : start + _AT_ONCE])
        yield from rows.values_list("id", "target", "text")
