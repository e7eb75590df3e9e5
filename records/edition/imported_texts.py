"""The records of imported files as they go out of an archive edition: what nobody touched, word for word.

Reads the working archive. Only a rebuild for the archive's own audience comes here; no public edition ever does.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.db import models

from records.documents.models import Archive, Document, Source
from records.edition.surroundings import PageRow
from records.gedcom.structure import Structure
from records.gedcom_pages.among_others import addresses_of, pointers_of, read, write_among_others
from records.gedcom_pages.documents import write_document
from records.gedcom_pages.overlaid_people import overlaid_person
from records.gedcom_pages.overlaid_records import overlaid_archive, overlaid_family, overlaid_source
from records.gedcom_pages.overlay import OfFile, Overlay
from records.gedcom_pages.page_records import Surroundings
from records.gedcom_pages.place_lines import PlaceLines
from records.gedcom_pages.pointers import without_pointers
from records.gedcom_pages.profiles import AS_IMPORTED
from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.source_record import SourceRecord
from records.importing.models import BatchState, ImportBatch, ImportedRecord
from records.importing.xrefs_of_files import LETTERS, Known, XrefsOfFiles
from records.people.models import Family, Person

_RECORDS = (Person, Family, Source, Archive, Document)
_ENDS = ("HEAD", "TRLR")
_AT_ONCE = 400


class Imported(NamedTuple):
    """One record of a file: its entry, import and line there, and its text with line feeds.

    ``among_others`` is the same in GEDCOM 7, for a file in which it stands beside others; "" where there is none such.
    """

    entry: int
    batch: int
    line: int
    text: str
    among_others: str


def only_file() -> int | None:
    """Return the import that every record of the archive came with; None when there are several, or others."""
    # A list of an archive is no file of records: it has no header.
    applied = ImportBatch.objects.filter(state=BatchState.APPLIED).exclude(header="")
    batches = list(applied.values_list("id", flat=True)[:2])
    if len(batches) != 1:
        return None
    # A picture that became a document is among the file's own records already.
    came = ImportedRecord.objects.filter(batch=batches[0], created=True, target__isnull=False)
    for model in _RECORDS:
        if model._default_manager.exclude(pk__in=came.filter(kind=model.KIND).values("target")).exists():
            return None
    return int(batches[0])


class ImportedTexts:
    """Gives the records of one batch of pages after another; close it at the end."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        applied = ImportBatch.objects.filter(state=BatchState.APPLIED, applied_at__isnull=False).exclude(header="")
        self.files: dict[int, dict[str, str]] = {
            row["id"]: {"header": row["header"], "version": row["version"]} for row in applied.values()
        }
        self.only = only_file()
        self._looked_up: XrefsOfFiles | None = None
        self._writers = {
            profile.seven: RecordText(profile, PlaceLines(profile, around.places)) for profile in AS_IMPORTED
        }
        self._extensions: dict[str, str] = {}
        self._declared = {
            number: addresses_of(about["header"], seven=about["version"].startswith("7"))
            for number, about in self.files.items()
        }
        self._gone = _gone(self.files)
        self._merged = _merged(self.files)

    def close(self) -> None:
        """Remove what was kept aside."""
        if self._looked_up is not None:
            self._looked_up.close()

    @property
    def _xrefs(self) -> XrefsOfFiles:
        """What records are called; made only when a record was changed, or stands among others."""
        if self._looked_up is None:
            self._looked_up = XrefsOfFiles(self.files)
        return self._looked_up

    def about(self) -> dict[str, str]:
        """Return what an edition says of the files whose records it holds."""
        return {
            "files": json.dumps(self.files),
            "only_file": str(self.only or ""),
            "extensions_of_files": json.dumps(self._extensions),
        }

    def of(self, pages: Collection[PageRow]) -> dict[int, Imported]:
        """Return the records of those pages that came with a file, by number of the page."""
        came = {
            one.body["imported"]["entry"]: one
            for one in pages
            if one.body.get("imported") and one.body["imported"]["batch"] in self.files
        }
        texts = _texts(came)
        records = []
        for entry, one in came.items():
            origin = one.body["imported"]
            text = self._overlaid(one, texts[entry]) if origin["touched"] else f"{texts[entry]}\n"
            text = self._without_gone(text, origin["batch"])
            records.append(Imported(entry, origin["batch"], origin["line"], text, ""))
        ours = {entry: (f"@{LETTERS[one.kind]}{one.id.upper()}@", one.body["uid"]) for entry, one in came.items()}
        return {came[record.entry].number: record for record in self._among_others(records, ours)}

    def without_page(self) -> Iterator[list[Imported]]:
        """Yield the records of files that no page stands for, in the order of the files, many at a time."""
        entries = (
            ImportedRecord.objects.filter(kind="", batch__in=list(self.files))
            .exclude(text="")
            .exclude(tag__in=_ENDS)
            .order_by("batch_id", "line", "id")
            .values_list("id", "batch_id", "line", "text")
        )
        part: list[Imported] = []
        for entry, batch, line, text in entries.iterator(chunk_size=_AT_ONCE):
            part.append(Imported(entry, batch, line, self._without_gone(f"{text}\n", batch), ""))
            if len(part) == _AT_ONCE:
                yield self._among_others(part, {})
                part = []
        yield self._among_others(part, {})

    def _without_gone(self, text: str, batch: int) -> str:
        """Take out what points to records of the file that somebody deleted here; two made one are called as one."""
        for former, present in self._merged.get(batch, {}).items():
            if former in text:
                text = re.sub(rf"(?m)^(\d+ \S+ ){re.escape(former)}$", rf"\g<1>{present}", text)
        gone = self._gone.get(batch)
        return without_pointers(text.encode(), lambda pointer: pointer in gone)[0].decode() if gone else text

    def _among_others(self, records: list[Imported], ours: dict[int, tuple[str, str]]) -> list[Imported]:
        """Add each record in GEDCOM 7, unless the archive holds nothing else than one file."""
        if self.only is not None:
            return records
        found = []
        for batch in {record.batch for record in records}:
            seven = self.files[batch]["version"].startswith("7")
            mine = [(record, read(record.text, seven=seven)) for record in records if record.batch == batch]
            pointers = {pointer for _record, tree in mine for pointer in pointers_of(tree)}
            names = {xref: _called(batch, known) for xref, known in self._xrefs.of_pointers(batch, pointers).items()}
            for record, tree in mine:
                called = ours.get(record.entry) or (_name_without_page(batch, record.entry), "")
                found.append(self._renamed(record, tree, called, names))
        return found

    def _renamed(self, record: Imported, tree: Structure, ours: tuple[str, str], names: dict[str, str]) -> Imported:
        """Return a record in GEDCOM 7; ``ours`` are what it is called among others and our UUID, if it has one."""
        about = self.files[record.batch]
        media = 0

        def free_xref() -> str:
            nonlocal media
            media += 1
            return f"@B{record.batch}N{record.entry}M{media}@"

        declared = self._declared[record.batch]
        seven = about["version"].startswith("7")
        xref, uid = ours
        text, tags = write_among_others(tree, xref, names, free_xref, declared, seven=seven, uid=uid)
        # A tag that its own file does not explain stays unexplained.
        self._extensions |= {tag: declared[tag] for tag in tags if tag in declared and tag not in self._extensions}
        return record._replace(among_others=text)

    def _overlaid(self, page: PageRow, text: str) -> str:
        batch = page.body["imported"]["batch"]
        seven = self.files[batch]["version"].startswith("7")
        out = self._writers[seven]
        record = SourceRecord(text, page.body["imported"]["line"], seven)
        body = _of_this_file(page.body, batch)
        out.xrefs_in_file = self._xrefs.of_records(batch, {page.id, *_ids_in([body, _stages_of(page, self._around)])})
        if page.kind == "document":
            # Only our own files bring documents: written anew they say all that they said.
            write_document(out, page.id, body, self._around.media)
            return out.finish().text
        kept = [(row["line"], row["path"]) for row in body.get("residue", ())]
        over = Overlay(out, record, kept, self._of_file(record, batch, seven))
        if page.kind == "person":
            written = overlaid_person(over, body, self._around.stages)
        elif page.kind == "family":
            written = overlaid_family(over, body)
        elif page.kind == "source":
            written = overlaid_source(over, body)
        else:
            written = overlaid_archive(over, body)
        out.finish()
        return written

    def _of_file(self, record: SourceRecord, batch: int, seven: bool) -> OfFile:
        pointers = {part.structure.value for part in record.parts() if part.structure.is_pointer}
        found = self._xrefs.of_pointers(batch, pointers)
        texts = _texts([known.entry for known in found.values() if not known.kind])
        return OfFile(
            {xref: (known.kind, known.record_id) for xref, known in found.items() if known.kind},
            {
                xref: read(texts[known.entry], seven=seven).value
                for xref, known in found.items()
                if texts.get(known.entry)
            },
        )


def _gone(batches: Collection[int]) -> dict[int, set[bytes]]:
    """Return what those records of each file were called that the archive holds no more."""
    gone: dict[int, set[bytes]] = {}
    for model in _RECORDS:
        entries = ImportedRecord.objects.filter(batch__in=list(batches), kind=model.KIND).exclude(xref="")
        held: models.QuerySet[Any] = model._default_manager.values("pk")
        left = entries.exclude(target__in=held)
        for batch, xref in left.values_list("batch_id", "xref"):
            gone.setdefault(batch, set()).add(xref.encode())
    return gone


def _merged(batches: Collection[int]) -> dict[int, dict[str, str]]:
    """Return, for each file, what records are called that became one with another record of it: {theirs: its}."""
    both = ImportedRecord.objects.filter(batch__in=list(batches), kind=Person.KIND).exclude(xref="")
    own = both.filter(batch=models.OuterRef("batch"), target=models.OuterRef("target"), created=True)
    rows = both.filter(created=False).annotate(present=models.Subquery(own.values("xref")[:1]))
    found: dict[int, dict[str, str]] = {}
    for batch, xref, present in rows.exclude(present=None).values_list("batch_id", "xref", "present"):
        found.setdefault(batch, {})[xref] = present
    return found


def _texts(entries: Collection[int]) -> dict[int, str]:
    texts: dict[int, str] = {}
    ordered = sorted(entries)
    for start in range(0, len(ordered), _AT_ONCE):
        rows = ImportedRecord.objects.filter(pk__in=ordered[start : start + _AT_ONCE])
        texts |= dict(rows.values_list("id", "text"))
    return texts


def _called(batch: int, known: Known) -> str:
    """Return what a record of a file is called among others."""
    if known.kind in LETTERS:
        return f"@{LETTERS[known.kind]}{known.record_id.upper()}@"
    return _name_without_page(batch, known.entry)


def _name_without_page(batch: int, entry: int) -> str:
    return f"@B{batch}N{entry}@"


def _ids_in(value: Any) -> set[str]:
    """Return every word of a page that may be the id of a record."""
    return {word for word in json.dumps(value).split('"') if 12 <= len(word) <= 13}


def _stages_of(page: PageRow, around: Surroundings) -> list[Any]:
    return [around.stages.get(travel["stage"]) for travel in page.body.get("journey", ())]


def _of_this_file(value: Any, batch: int) -> Any:
    """Return a page in which only the parts that came with this file tell where they came from."""
    if isinstance(value, list):
        return [_of_this_file(entry, batch) for entry in value if not _of_another(entry, batch)]
    if not isinstance(value, dict):
        return value
    origin = value.get("imported")
    same = isinstance(origin, dict) and origin.get("batch") == batch
    return {key: _of_this_file(entry, batch) for key, entry in value.items() if key != "imported" or same}


def _of_another(entry: Any, batch: int) -> bool:
    """Say whether this is a line without a home of another file than this."""
    return isinstance(entry, dict) and "lines" in entry and entry.get("batch") != batch
