"""Documents of our own files: SOUR records that tell, in an extension, what our document is made of.

Any other program's source stays a source. They are read when the people are known, because names on a page point to
them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from records.documents.kinds import DOCUMENT_KINDS, misfit_fields
from records.documents.models import Document, Mention, Side, Source, Transcription, Translation
from records.documents.picture_crop import COLUMNS as CROP_COLUMNS
from records.documents.picture_crop import Crop, crop_of
from records.gedcom.structure import Structure
from records.importing.date_rows import NO_DATE
from records.importing.gedcom_ids import first_uuid
from records.importing.gedcom_values import Values
from records.importing.import_report import ImportReport
from records.importing.models import ImportBatch
from records.importing.row_shapes import DATE_COLUMNS
from records.linkage.models import Identification
from records.names.folding import fold
from records.record_model import new_uid

DOCUMENT_TAG = "_DOCUMENT"
COLUMNS_TAG = "_JSON"
# The plain texts of a document, and how long each may be.
_PLAIN = {
    "title": 300,
    "signature": 200,
    "place_as_written": 300,
    "language": 12,
    "original": 10,
    "holder_today": 300,
    "provenance": 100_000,
    "rights": 300,
    "note": 100_000,
}
_OF_A_MENTION = ("row", "as_written", "script", "romanised", "role", "relation", "age_text", "note")
_OF_A_READING = ("language", "script", "text", "author", "version")
_CERTAINTIES = ("sure", "probable", "uncertain")
_MOST_PIXELS = 10_000_000


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A name that stands on a picture: the key of the mention, the number of the picture from 1, and where on it."""

    pk: int
    image: int
    crop: Crop


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document of ours, or one that the archive has already."""

    pk: int
    record_id: str
    created: bool
    # The names of a new one that wait for their pictures.
    placed: tuple[PlacedMention, ...] = ()


def is_document(structure: Structure) -> bool:
    """Return whether a SOUR record is a document of ours."""
    said = structure.first(DOCUMENT_TAG)
    return said is not None and said.first(COLUMNS_TAG) is not None


class DocumentsOfFile:
    """Reads the documents of one import into the archive."""

    def __init__(
        self,
        values: Values,
        report: ImportReport,
        batch: ImportBatch | None,
        status: str,
        person_of: Callable[[str], int],
    ) -> None:
        """``person_of`` returns the key of the person whose public id the file gives, 0 when it holds none."""
        self._values, self._report, self._batch, self._status = values, report, batch, status
        self._person_of = person_of
        self._origin: dict[str, Any] = {}
        self._placed: list[PlacedMention] = []

    def read(self, structure: Structure) -> ReadDocument | None:
        """Take a document in; None when its extension cannot be read: then its lines are kept."""
        said = structure.first(DOCUMENT_TAG) or structure
        columns = _columns(said)
        uid, _line = first_uuid(structure)
        if columns is None or said.value not in DOCUMENT_KINDS:
            self._values.leftovers.of("", "")
            self._values.leftovers.keep(structure, "SOUR._DOCUMENT (not understood)")
            return None
        before = Document.objects.filter(uid=uid).values_list("pk", "public_id", "title").first() if uid else None
        if before is not None:
            self._report.matched["documents"] += 1
            theirs = str(columns.get("title", ""))
            if theirs != before[2]:
                self._report.differs(before[1], "document", structure.line, "title", before[2], theirs)
            return ReadDocument(before[0], before[1], created=False)
        self._report.created["documents"] += 1
        document = self._document(said.value, columns, structure, uid or new_uid())
        self._values.leftovers.of("document", document.public_id)
        if self._batch is None:
            return ReadDocument(0, document.public_id, created=True)
        document.folded = fold(document.title)[:300]
        Document.objects.bulk_create([document])
        self._origin = {"imported_in": self._batch.pk, "imported_line": structure.line}
        self._placed = []
        self._add_parts(document, columns)
        return ReadDocument(document.pk, document.public_id, created=True, placed=tuple(self._placed))

    def _document(self, kind: str, columns: dict[str, Any], structure: Structure, uid: UUID) -> Document:
        cut = self._values.leftovers.cut
        texts = {
            name: cut(str(columns.get(name) or ""), most, structure, f"SOUR.{name}") for name, most in _PLAIN.items()
        }
        fields = columns.get("fields")
        fields = dict(fields) if isinstance(fields, dict) else {}
        known = {key: value for key, value in fields.items() if key not in misfit_fields(kind, fields)}
        if texts["original"] not in ("original", "copy", "unknown"):
            texts["original"] = "unknown"
        place = str(columns.get("place") or "")
        where = Structure("PLAC", place, line=structure.line)
        date = columns.get("date")
        date_row = dict(zip(DATE_COLUMNS, self._date(date, structure), strict=True))
        return Document(
            uid=uid,
            kind=kind,
            status=self._status,
            source=Source.objects.filter(public_id=str(columns.get("source") or "")).first(),
            place_id=self._values.places.find(where, self._values.leftovers, "SOUR") if place else None,
            fields=known,
            invented=bool(columns.get("invented")),
            **texts,
            **date_row,
        )

    def _date(self, date: Any, structure: Structure) -> Any:
        if not isinstance(date, dict):
            return NO_DATE
        told = Structure("DATE", str(date.get("value") or ""), line=structure.line)
        if date.get("text"):
            told.add("PHRASE", str(date["text"]))
        return self._values.date(told, "SOUR")

    def _add_parts(self, document: Document, columns: dict[str, Any]) -> None:
        for entry in _entries(columns, "transcriptions"):
            reading = {name: str(entry.get(name) or "") for name in _OF_A_READING} | _side(entry)
            Transcription.objects.bulk_create([Transcription(document=document, **reading, **self._origin)])
        for entry in _entries(columns, "translations"):
            words = {name: str(entry.get(name) or "") for name in ("language", "text", "author")} | _side(entry)
            Translation.objects.bulk_create([Translation(document=document, **words, **self._origin)])
        for position, entry in enumerate(_entries(columns, "mentions"), 1):
            self._add_mention(document, position, entry)

    def _said(self, entry: dict[str, Any], line: int) -> dict[str, Any]:
        """Return what else the page says of a person, its places as those of the archive."""
        found: dict[str, Any] = {}
        values = entry.get("values")
        for key, value in values.items() if isinstance(values, dict) else ():
            if not isinstance(value, dict):
                continue
            found[key] = {name: str(value[name]) for name in ("text", "understood") if value.get(name)}
            where = Structure("PLAC", str(value.get("place") or ""), line=line)
            if where.value:
                found[key]["place"] = self._values.places.find(where, self._values.leftovers, "SOUR")
        return {key: value for key, value in found.items() if value}

    def _add_mention(self, document: Document, position: int, entry: dict[str, Any]) -> None:
        year = entry.get("birth_year")
        mention = Mention(
            document=document,
            position=position,
            birth_year=year if isinstance(year, int) and 1700 <= year <= 2100 else None,
            known_dead=entry.get("known_dead") is True,
            values=self._said(entry, self._origin["imported_line"]),
            **{name: str(entry.get(name) or "") for name in _OF_A_MENTION},
            **self._origin,
        )
        mention.folded = fold(mention.romanised or mention.as_written)[:300]
        Mention.objects.bulk_create([mention])
        image = entry.get("image")
        if isinstance(image, int):
            self._placed.append(PlacedMention(mention.pk, image, crop_of(_pixels(entry))))
        for decision in _entries(entry, "people"):
            person = self._person_of(str(decision.get("person") or ""))
            if not person:
                continue
            certainty = str(decision.get("certainty") or "")
            decided = Identification(
                mention=mention,
                person_id=person,
                certainty=certainty if certainty in _CERTAINTIES else "uncertain",
                reason=str(decision.get("reason") or ""),
                decided_by=str(decision.get("decided_by") or "")[:150],
                **self._origin,
            )
            Identification.objects.bulk_create([decided])


def _columns(said: Structure) -> dict[str, Any] | None:
    """Return the columns that the extension gives; None when they are not as we write them."""
    try:
        columns = json.loads(said.text(COLUMNS_TAG))
    except ValueError:
        return None
    return columns if isinstance(columns, dict) else None


def _pixels(entry: dict[str, Any]) -> dict[str, int]:
    """Return the sides of the part of a picture; what is no number of pixels is none."""
    sides = {column: entry.get(column) for column in CROP_COLUMNS}
    return {column: side for column, side in sides.items() if isinstance(side, int) and 0 <= side < _MOST_PIXELS}


def _side(entry: dict[str, Any]) -> dict[str, str]:
    """Return on which side of the paper words stand; empty for what is no side."""
    side = str(entry.get("side") or "")
    return {"side": side if side in Side.values else ""}


def _entries(columns: dict[str, Any], name: str) -> list[dict[str, Any]]:
    entries = columns.get(name)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
