"""The rows an import writes, table by table: which columns differ from row to row; the others are the same in all.

Rows are plain tuples in this order: a million people are ten million rows, and a model instance for each costs more
than reading the file. A shape without the rarely used columns takes half the time to write.
"""

from dataclasses import dataclass

from django.db import models

from records.documents.models import Archive, Citation, Source
from records.importing.models import ExternalId, ImportedRecord, Residue
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.outbox import ComparisonDue, OutboxEntry
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.places.models import CampDetails, Place, PlaceKind, PlaceName, PlaceParent

DATE_COLUMNS = (
    "date_text",
    "date_value",
    "date_calendar",
    "date_qualifier",
    "date_certainty",
    "date_earliest",
    "date_latest",
)


@dataclass(frozen=True)
class Shape:
    """Rows of one table: the columns that each row gives, in their order."""

    model: type[models.Model]
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table


PERSON = Shape(
    Person,
    ("id", "uid", "public_id", "sex", "confidential", "sort_name", "folded", "note", "reference", "private_note"),
)
NAME = Shape(
    PersonName,
    (
        "id",
        "person_id",
        "position",
        "kind",
        "given",
        "surname",
        "script",
        "preferred",
        "folded",
        "family_key",
        "imported_line",
    ),
)
NAME_IN_FULL = Shape(
    PersonName,
    (*NAME.columns, "prefix", "nickname", "patronymic", "suffix", "as_written", "language", "note"),
)
EVENT = Shape(
    Event,
    ("id", "person_id", "family_id", "kind", "place_id", "place_as_written", "imported_line", *DATE_COLUMNS),
)
EVENT_IN_FULL = Shape(
    Event,
    (
        *EVENT.columns,
        "type_text",
        "value",
        "cause",
        "agency",
        "age_text",
        "note",
        "confidential",
        "is_conclusion",
        "conclusion_reason",
        "concluded_by",
    ),
)
FAMILY = Shape(Family, ("id", "uid", "public_id", "note", "private_note"))
PARTNER = Shape(FamilyPartner, ("family_id", "person_id", "position", "imported_line"))
CHILD = Shape(FamilyChild, ("family_id", "person_id", "position", "imported_line", "pedigree"))
STAGE = Shape(
    JourneyStage,
    (
        "id",
        "uid",
        "public_id",
        "code",
        "title",
        "place_id",
        "place_as_written",
        "origin_id",
        "transport",
        "note",
        *DATE_COLUMNS,
    ),
)
TRAVELLER = Shape(
    Traveller,
    ("stage_id", "person_id", "role", "outcome", "presence", "reason", "note", "imported_line", *DATE_COLUMNS),
)


def _citation(model: type[Citation], owner: str) -> Shape:
    return Shape(model, (owner, "source_id", "page", "quality", "text", "note", "imported_line"))


NAME_CITATION = _citation(NameCitation, "name_id")
EVENT_CITATION = _citation(EventCitation, "event_id")
PERSON_CITATION = _citation(PersonCitation, "person_id")
CHILD_CITATION = _citation(ChildCitation, "child_id")
STAGE_CITATION = _citation(StageCitation, "stage_id")
ARCHIVE = Shape(Archive, ("id", "uid", "public_id", "name", "place_text", "url", "note"))
SOURCE = Shape(
    Source,
    ("id", "uid", "public_id", "archive_id", "title", "folded", "author", "publication", "signature", "note"),
)
PLACE = Shape(
    Place,
    ("id", "uid", "public_id", "name", "folded", "parent_1939", "imported_text", "latitude", "longitude"),
)
PLACE_IN_FULL = Shape(
    Place,
    (*PLACE.columns, "modern_name", "country_modern", "precision", "note", "source_note", *DATE_COLUMNS),
)
PLACE_NAME = Shape(
    PlaceName, ("place_id", "name", "folded", "language", "script", "kind", "imported_line", *DATE_COLUMNS)
)
PLACE_KIND = Shape(PlaceKind, ("place_id", "kind", "imported_line"))
PLACE_PARENT = Shape(PlaceParent, ("place_id", "parent_id", *DATE_COLUMNS))
CAMP = Shape(CampDetails, ("place_id", "run_by", "work", "population", "commandant", "conditions", "imported_line"))
IMPORTED = Shape(ImportedRecord, ("xref", "tag", "line", "kind", "target", "record_id", "created", "text"))
RESIDUE = Shape(Residue, ("kind", "record_id", "path", "line", "lines"))
EXTERNAL_ID = Shape(ExternalId, ("kind", "target", "scheme", "value"))
OUTBOX = Shape(OutboxEntry, ("kind", "record_id"))
COMPARISON = Shape(ComparisonDue, ("kind", "record_id"))

CITATIONS = (NAME_CITATION, EVENT_CITATION, PERSON_CITATION, STAGE_CITATION)

# Parents before children: a database that checks at once never sees a row that leads nowhere.
IN_ORDER = (
    PLACE,
    PLACE_IN_FULL,
    PLACE_NAME,
    PLACE_KIND,
    PLACE_PARENT,
    CAMP,
    ARCHIVE,
    SOURCE,
    PERSON,
    NAME,
    NAME_IN_FULL,
    NAME_CITATION,
    PERSON_CITATION,
    FAMILY,
    EVENT,
    EVENT_IN_FULL,
    EVENT_CITATION,
    PARTNER,
    CHILD,
    STAGE,
    TRAVELLER,
    STAGE_CITATION,
    IMPORTED,
    RESIDUE,
    EXTERNAL_ID,
    OUTBOX,
    COMPARISON,
)
