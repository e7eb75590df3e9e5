"""What was made of a statement, kept as its rows stood then: so that it is taken back only where nobody built on it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.deletion import Collector

# Columns that follow from others, or change without anybody's work on the row.
_NOT_COMPARED = frozenset({"changed_at", "created_at", "worked_on_at", "sort_name", "folded", "edited"})


def as_made(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """Return the rows as plain values: model, primary key and columns as they stand in the database."""
    found = []
    for row in rows:
        row.refresh_from_db()
        found.append({"model": row._meta.model_name, "pk": row.pk, "was": _columns(row)})
    return found


def _columns(row: Model) -> dict[str, str]:
    return {
        field.attname: str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in _NOT_COMPARED
    }


def rows_of(made: Sequence[Mapping[str, Any]]) -> list[Model]:
    """Return those of the rows that are still there, in the order in which they were made; a query a row."""
    found = []
    for entry in made:
        row = apps.get_model("records", str(entry["model"]))._default_manager.filter(pk=entry["pk"]).first()
        if row is not None and "note" not in entry:
            found.append(row)
    return found


def rows_changed(made: Sequence[Mapping[str, Any]]) -> list[Model]:
    """Return the rows that say something else now than when they were made."""
    was = {(entry["model"], entry["pk"]): entry.get("was") for entry in made}
    return [row for row in rows_of(made) if _columns(row) != was[row._meta.model_name, row.pk]]


def rows_built_upon(made: Sequence[Mapping[str, Any]]) -> list[Model]:
    """Return the rows of others that would go with these if these were deleted."""
    ours = {(entry["model"], entry["pk"]) for entry in made}
    collector = Collector(using="default")
    for row in rows_of(made):
        collector.collect([row])
    found = [row for rows in collector.data.values() for row in rows]
    found += [row for queryset in collector.fast_deletes for row in queryset]
    return [row for row in found if (row._meta.model_name, row.pk) not in ours]
