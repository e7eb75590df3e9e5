"""Reading the archive in batches: plain rows, grouped by what they belong to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from records.privacy.visibility import Viewer
from records.record_model import Status

Row = dict[str, Any]


def grouped(rows: Iterable[Any], by: str) -> dict[Any, list[Row]]:
    """Group rows by the value of one column, keeping their order."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[by]].append(row)
    return groups


def for_status(queryset: QuerySet, who: Viewer, column: str = "status") -> QuerySet:
    """Keep the records whose status lets this viewer see them."""
    return queryset if who.sees_all else queryset.filter(**{column: Status.PUBLISHED})


PART_COLUMNS = ("imported_in", "imported_line", "edited")
CITATION_COLUMNS = ("source__public_id", "source__status", "page", "quality", "text", "note")


def citations(model: type[Model], owner: str, owner_ids: Collection[int], who: Viewer) -> dict[int, list[Row]]:
    """Return the citations of these names, events or stages as page values.

    An unpublished source is neither named nor quoted: the statement then cites "an unpublished source".
    """
    rows = (
        model._default_manager.filter(**{f"{owner}__in": owner_ids})
        .order_by("id")
        .values(f"{owner}_id", *CITATION_COLUMNS, *part_columns(who))
    )
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if who.sees_all or row["source__status"] == Status.PUBLISHED:
            value = {"source": row["source__public_id"], "page": row["page"], "quality": row["quality"]}
            value |= {key: row[key] for key in ("text", "note") if row[key]}
            mark_part(value, row)
        else:
            value = {"source": None, "page": "", "quality": row["quality"]}
        found[row[f"{owner}_id"]].append(value)
    return found


def part_columns(who: Viewer) -> tuple[str, ...]:
    """Return the columns that tell where a part came from, for those who may know."""
    return PART_COLUMNS if who.sees_all else ()


def mark_part(value: Row, row: Row) -> Row:
    """Note on a part of a page from which file and line it came; nothing when somebody here wrote it."""
    # A part without a line came to this record from another one, with which it was made one.
    if row.get("imported_in") is not None and row["imported_line"] is not None:
        value["imported"] = {"batch": row["imported_in"], "line": row["imported_line"], "edited": row["edited"]}
    return value


def cited_links(groups: Iterable[list[Row]]) -> set[tuple[str, str]]:
    """Return the links to the sources that these citations name."""
    return {("source", citation["source"]) for group in groups for citation in group if citation["source"]}


RESIDUE_COLUMNS = ("record_id", "path", "lines", "line", "batch_id", "batch__version")


def residue_values(rows: list[Row]) -> list[Row]:
    """Return the lines of an imported file that found no home, for an archive edition."""
    return [
        {
            "path": row["path"],
            "lines": row["lines"],
            "line": row["line"],
            "batch": row["batch_id"],
            "version": row["batch__version"],
        }
        for row in rows
    ]
