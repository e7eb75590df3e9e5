"""What an import carries along: the batch, bounded look-ups, and the report of what could not be taken."""

from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from records.dated_model import date_columns
from records.dates.historical_date import HistoricalDate
from records.gedcom.dates import read_gedcom_date
from records.gedcom.structure import Structure
from records.importing.models import ImportBatch, ImportedRecord, Residue
from records.names.folding import fold
from records.outbox import RecordKey, announce
from records.places.models import Place
from records.record_model import Status

_REMEMBERED = 5_000
_PATHS_LISTED = 500


@dataclass(slots=True)
class ImportReport:
    """What came of an import: counts, the file's problems, and the lines that found no home, by their path."""

    file: str
    version: str = ""
    charset: str = ""
    charset_reason: str = ""
    preview: bool = False
    created: Counter[str] = field(default_factory=Counter)
    problems: list[dict[str, Any]] = field(default_factory=list)
    problems_total: int = 0
    not_taken: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "file": self.file,
            "version": self.version,
            "charset": self.charset,
            "charset_reason": self.charset_reason,
            "preview": self.preview,
            "created": dict(self.created),
            "problems": self.problems,
            "problems_total": self.problems_total,
            "not_taken": [
                {"path": path, "count": number, "first_line": self.first_lines.get(path)}
                for path, number in self.not_taken.most_common()
            ],
            "seconds": round(self.seconds, 2),
        }


class Remembered(OrderedDict[str, Any]):
    """A look-up that forgets its oldest entries, so that memory does not grow with the file."""

    def remember(self, key: str, value: Any) -> Any:
        self[key] = value
        if len(self) > _REMEMBERED:
            self.popitem(last=False)
        return value


class Batch:
    """One import in progress."""

    def __init__(self, batch: ImportBatch, status: str, report: ImportReport) -> None:
        self.batch = batch
        self.status = status
        self.report = report
        self._places: Remembered = Remembered()
        self._dates: Remembered = Remembered()
        self._residues: list[Residue] = []
        self._imported: list[ImportedRecord] = []
        self._keys: list[RecordKey] = []

    # --- what the file's records became ---------------------------------------------------------------------

    def became(
        self,
        structure: Structure,
        kind: str = "",
        target: int | None = None,
        record_id: str = "",
        text: str = "",
    ) -> None:
        """Remember in the database what a record of the file became."""
        self._imported.append(
            ImportedRecord(
                batch=self.batch,
                xref=structure.xref[:60],
                tag=structure.tag[:20],
                kind=kind,
                target=target,
                record_id=record_id,
                text=text,
            )
        )
        if kind and record_id:
            self._keys.append(RecordKey(kind, record_id))

    def targets(self, xrefs: Iterable[str], kind: str) -> dict[str, tuple[int, str]]:
        """Return, by pointer, the primary key and the remembered text of the records of this kind."""
        wanted = [xref[:60] for xref in dict.fromkeys(xrefs)]
        found: dict[str, tuple[int, str]] = {}
        for start in range(0, len(wanted), 500):
            rows = ImportedRecord.objects.filter(batch=self.batch, xref__in=wanted[start : start + 500], kind=kind)
            for xref, target, text in rows.values_list("xref", "target", "text"):
                found.setdefault(xref, (target or 0, text))
        return found

    def flush(self) -> None:
        """Write what was remembered so far."""
        ImportedRecord.objects.bulk_create(self._imported, batch_size=2000)
        Residue.objects.bulk_create(self._residues, batch_size=2000)
        if self.status == Status.PUBLISHED:
            announce(self._keys)
        self._imported, self._residues, self._keys = [], [], []

    # --- what could not be taken ----------------------------------------------------------------------------

    def not_taken(self, structure: Structure, path: str, kind: str = "", record_id: str = "") -> None:
        """Keep lines that have no home, and count them in the report by their path."""
        listed = path if path in self.report.not_taken or len(self.report.not_taken) < _PATHS_LISTED else "(other)"
        self.report.not_taken[listed] += 1
        self.report.first_lines.setdefault(listed, structure.line)
        self._residues.append(
            Residue(
                batch=self.batch,
                kind=kind,
                record_id=record_id,
                path=path[:200],
                line=structure.line,
                lines=lines_of(structure),
            )
        )

    # --- values ---------------------------------------------------------------------------------------------

    def date(self, structure: Structure | None) -> dict[str, Any]:
        """Return the date columns of a DATE structure."""
        if structure is None:
            return {}
        phrase = structure.text("PHRASE")
        key = f"{structure.value}\n{phrase}"
        known = self._dates.get(key)
        if known is None:
            reading: HistoricalDate = read_gedcom_date(structure.value, phrase)
            known = self._dates.remember(key, date_columns(reading))
        return dict(known)

    def place(self, structure: Structure | None) -> Place | None:
        """Return the place of a PLAC structure; prepare_places made it, unless it was forgotten since."""
        text = _place_text(structure)
        if structure is None or not text:
            return None
        if text not in self._places:
            self.prepare_places([structure])
        place: Place = self._places[text]
        return place

    def prepare_places(self, structures: Iterable[Structure]) -> None:
        """Find the places of these PLAC structures in the archive, and make those it does not know."""
        wanted = {_place_text(structure): structure for structure in structures}
        unknown = [text for text in wanted if text and text not in self._places]
        for start in range(0, len(unknown), 500):
            part = unknown[start : start + 500]
            for place in Place.objects.filter(imported_text__in=[text[:500] for text in part]).order_by("-pk"):
                self._places.remember(place.imported_text, place)
            simple = {fold(text)[:200]: text for text in part if "," not in text and text not in self._places}
            known = Counter(Place.objects.filter(folded__in=simple, imported_text="").values_list("folded", flat=True))
            for place in Place.objects.filter(
                folded__in=[folded for folded, number in known.items() if number == 1], imported_text=""
            ):
                self._places.remember(simple[place.folded], place)
        new = {text: self._new_place(text, wanted[text]) for text in unknown if text not in self._places}
        Place.objects.bulk_create(new.values())
        self._places.update(new)
        self._keys += [place.key for place in new.values()]
        while len(self._places) > _REMEMBERED + len(wanted):
            self._places.popitem(last=False)
        self.report.created["places"] += len(new)

    def _new_place(self, text: str, structure: Structure) -> Place:
        parts = [part.strip() for part in text.split(",")]
        first = next((part for part in parts if part), text)
        rest = ", ".join(part for part in parts[parts.index(first) + 1 :] if part) if first in parts else ""
        place = Place(
            status=self.status,
            name=first[:200],
            parent_1939=rest[:200],
            imported_text=text[:500],
            folded=fold(first)[:200],
        )
        coordinates = structure.first("MAP")
        if coordinates is not None:
            place.latitude, place.longitude = (
                _degrees(coordinates.text("LATI"), 90),
                _degrees(coordinates.text("LONG"), 180),
            )
            if place.latitude is None or place.longitude is None:
                place.latitude = place.longitude = None
        return place


def _place_text(structure: Structure | None) -> str:
    text = structure.value.strip() if structure else ""
    return text if text.strip(", ") else ""


def _degrees(text: str, most: int) -> float | None:
    """Read "N52.1", "E26.5", "-12.3"."""
    sign = -1 if text[:1].upper() in ("S", "W", "-") else 1
    try:
        degrees = sign * float(text.lstrip("NSEWnsew+- "))
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None


def lines_of(structure: Structure, level: int = 1) -> str:
    """Return a structure as GEDCOM lines, as a reader sees them."""
    xref = f"{structure.xref} " if structure.xref else ""
    value = structure.value.replace("\n", f"\n{level + 1} CONT ")
    line = f"{level} {xref}{structure.tag} {value}".rstrip()
    return "\n".join([line, *(lines_of(child, level + 1) for child in structure.children)])
