"""What an archive edition knows of records that came with a file: where they stand in it, and whether anybody touched
them since. Never for another audience.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from records.edition.composed import Composed
from records.edition.composing.rows import Row
from records.importing.models import BatchState, ExternalId, ImportedRecord
from records.privacy.visibility import Viewer

# Kinds of record that files bring.
COME_WITH_FILES = ("person", "family", "document", "source", "archive", "place")
# The facet that holds the number of the import.
FILE = "file"
# Registered types of EXID whose identifiers anybody may look up.
_PUBLIC_AUTHORITIES = (
    "https://gedcom.io/terms/v7/exid-type/FamilySearch-",
    "https://gedcom.io/terms/v7/exid-type/GOV-ID",
    "https://gedcom.io/terms/v7/exid-type/FindAGrave",
    "https://gedcom.io/terms/v7/exid-type/BillionGraves",
    "https://www.familysearch.org/",
    "https://www.wikitree.com/",
    "https://www.wikidata.org/",
    "http://www.wikidata.org/",
    "https://gov.genealogy.net/",
    "http://gov.genealogy.net/",
)


class Origin(NamedTuple):
    """The record of a file that a record of ours was made from."""

    entry: int
    batch: int
    line: int
    applied_at: datetime | None

    def value(self, *, touched: bool, confidential: bool = False) -> Row:
        """Return it for a page; ``confidential`` is the mark of the record itself."""
        return {
            "entry": self.entry,
            "batch": self.batch,
            "line": self.line,
            "touched": touched,
            "confidential": confidential,
        }


def origins(kind: str, pks: Collection[int], who: Viewer) -> dict[int, Origin]:
    """Return the origins of these records, given by primary key; of one that came twice, the first."""
    if not who.sees_all:
        return {}
    rows = (
        ImportedRecord.objects.filter(
            kind=kind, target__in=pks, created=True, batch__state=BatchState.APPLIED, batch__applied_at__isnull=False
        )
        .exclude(text="")
        .order_by("-id")
        .values_list("target", "id", "batch_id", "line", "batch__applied_at")
    )
    return {
        target: Origin(entry, batch, line, applied_at)
        for target, entry, batch, line, applied_at in rows
        if target is not None
    }


def add_files(kind: str, pages: Iterable[Composed]) -> None:
    """Note on these pages with which files their records came, so that what a file brought can be found again."""
    by_position = {page.position: page for page in pages}
    rows = ImportedRecord.objects.filter(
        kind=kind, target__in=by_position, created=True, batch__state=BatchState.APPLIED
    ).values_list("target", "batch_id")
    for target, batch in rows:
        if target is not None:
            by_position[target].facets.add((FILE, str(batch)))


def add_known_as(kind: str, pages: Iterable[Composed], who: Viewer) -> None:
    """Note on these pages what others call their records; in public only by the names of public authorities."""
    by_position = {page.position: page for page in pages}
    rows = (
        ExternalId.objects.filter(kind=kind, target__in=by_position).order_by("id").values("target", "scheme", "value")
    )
    for row in rows:
        if who.sees_all or row["scheme"].startswith(_PUBLIC_AUTHORITIES):
            known = by_position[row["target"]].body.setdefault("known_as", [])
            known.append({"scheme": row["scheme"], "value": row["value"]})


def origin_values(kind: str, rows: Collection[Any], who: Viewer) -> dict[int, Row]:
    """Return the page values of the origins of whole records without parts of their own: sources and archives."""
    found = origins(kind, [row["id"] for row in rows], who)
    return {
        row["id"]: found[row["id"]].value(touched=row["worked_on_at"] is not None) for row in rows if row["id"] in found
    }
