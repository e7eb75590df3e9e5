"""Places that a file describes beyond the line of a PLAC: names in other languages (TRAN), and our own _LOC records."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from records.gedcom.structure import Structure
from records.importing import row_shapes as shapes
from records.importing.coordinates import degrees_of
from records.importing.date_rows import NO_DATE, DateRow, date_row
from records.importing.gedcom_ids import uuid_of
from records.importing.row_shapes import Shape
from records.importing.row_writing import Row
from records.names.folding import fold, script_of
from records.places.kinds import PLACE_KINDS
from records.places.models import CampDetails

_NAME_KINDS = ("official", "modern", "former", "heard")
_FIELDS = {
    "parent in 1939": ("parent_1939", 200),
    "country today": ("country_modern", 40),
    "precision": ("precision", 20),
    "source": ("source_note", 100_000),
}
_CAMP = {
    field.attname: field.max_length or 100_000
    for field in CampDetails._meta.concrete_fields
    if field.attname in ("run_by", "work", "population", "commandant", "conditions")
}


@dataclass(slots=True)
class DescribedPlace:
    """What an _LOC record says of a place."""

    uid: str
    name: str
    texts: dict[str, str] = field(default_factory=dict)
    camp: dict[str, str] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    # (name, language, script, kind, date)
    names: list[tuple[str, str, str, str, DateRow]] = field(default_factory=list)
    # (pointer to another _LOC record, date)
    parents: list[tuple[str, DateRow]] = field(default_factory=list)
    date: DateRow = NO_DATE
    latitude: float | None = None
    longitude: float | None = None

    @property
    def modern_name(self) -> str:
        """What it is called today, where one of its names says so."""
        return next((name for name, _language, _script, kind, _date in self.names if kind == "modern"), "")


def described_place(record: Structure) -> DescribedPlace | None:
    """Return what an _LOC record of ours says; None for one of another making, which is kept as it stands."""
    uid = uuid_of(record.text("_UID"))
    names = record.all("_NAME")
    if uid is None or not names or not names[0].value:
        return None
    place = DescribedPlace(uid.hex, names[0].value[:200], date=_date(record))
    for name in names[1:]:
        language, _, script = name.text("_LANG").partition("-")
        kind = name.text("_TYPE")
        place.names.append(
            (
                name.value[:200],
                "" if language == "und" else language[:12],
                (script or script_of(name.value))[:4],
                kind if kind in _NAME_KINDS else "official",
                _date(name),
            )
        )
    place.kinds = list(dict.fromkeys(entry.value for entry in record.all("_TYPE") if entry.value in PLACE_KINDS))
    place.parents = [(entry.value, _date(entry)) for entry in record.all("_LOC")]
    coordinates = record.first("_MAP")
    if coordinates is not None:
        place.latitude, place.longitude = degrees_of(coordinates) or (None, None)
    place.texts = {"note": record.text("_NOTE")}
    for entry in record.all("_FIELD"):
        name_of, _, text = entry.value.partition(": ")
        if name_of in _FIELDS:
            column, most = _FIELDS[name_of]
            place.texts[column] = text[:most]
        elif name_of in _CAMP:
            place.camp[name_of] = text[: _CAMP[name_of]]
    return place


def rows_below(place: DescribedPlace, pk: int, line: int) -> Iterator[tuple[Shape, Row]]:
    """Yield the rows of the parts of a new place but its parents."""
    for name, language, script, kind, date in place.names:
        yield shapes.PLACE_NAME, (pk, name, fold(name)[:200], language, script, kind, line, *date)
    for kind in place.kinds:
        yield shapes.PLACE_KIND, (pk, kind, line)
    if place.camp:
        yield shapes.CAMP, (pk, *(place.camp.get(column, "") for column in shapes.CAMP.columns[1:-1]), line)


def name_row(place: int, translation: Structure) -> Row:
    """Return the row of a name that a TRAN below a PLAC gives: the first of its parts, in its language."""
    name = next((part.strip() for part in translation.value.split(",") if part.strip()), "")[:200]
    language, _, script = translation.text("LANG").partition("-")
    language = "" if language == "und" else language[:12]
    script = script if len(script) == 4 else script_of(name)
    return (place, name, fold(name)[:200], language, script, "official", translation.line, *NO_DATE)


def _date(structure: Structure) -> DateRow:
    date = structure.first("_DATE")
    return NO_DATE if date is None else date_row(date.value, date.text("PHRASE"))


def known_columns(place: DescribedPlace) -> dict[str, Any]:
    """Return the columns of the place's own row that the record gives."""
    return place.texts | dict(zip(shapes.DATE_COLUMNS, place.date, strict=True))
