"""Any other record for its review page: what its own columns say, and each of its parts in a line, with citations."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils.text import capfirst

from records.admin.closed_collections import collections_of, visible_to
from records.admin.reviewing.paper_page import ClaimGroup, ClaimLine
from records.changes.row_models import column_label, columns_told, row_words
from records.changes.wording import value_words
from records.documents.closed_sources import openly_cited
from records.record_model import Record, RecordPart

_ROWS = 100
# Of columns that say one thing twice, the words are told.
_SILENT = {"status", "readings", "values", "position"}


def record_groups(record: Record, user: Any) -> list[ClaimGroup]:
    """Return the record's own columns and the parts that this user may see; two or three queries for each kind."""
    head = ClaimGroup("", "", "", tuple(_column_lines(record)))
    parts = (_parts(record, relation, user) for relation in _relations(type(record)))
    return [group for group in (head, *parts) if group.lines]


def _relations(model: type[Record]) -> Iterator[Any]:
    for relation in model._meta.get_fields():
        of_parts: Any = relation.related_model
        if relation.one_to_many and relation.auto_created and issubclass(of_parts, RecordPart):
            yield relation


def _column_lines(record: Record) -> Iterator[ClaimLine]:
    for column in columns_told(type(record)):
        words = _words(record, column)
        if words and column.name not in _SILENT:
            yield ClaimLine(f"field:{column.name}", column_label(column), words)


def _parts(record: Record, relation: Any, user: Any) -> ClaimGroup:
    model: type[models.Model] = relation.related_model
    rows: Any = visible_to(user, model._default_manager.filter(**{relation.field.name: record.pk}))
    pointers = [column.name for column in model._meta.concrete_fields if isinstance(column, models.ForeignKey)]
    # What a row is called may be told one step further: the document of a name, the place of a stage.
    deeper = [name for name in ("stage__place", "mention__document") if name.partition("__")[0] in pointers]
    rows = rows.select_related(*pointers, *deeper)
    has_citations = any(field.name == "citations" for field in model._meta.get_fields())
    if has_citations:
        cited: Any = model._meta.get_field("citations").related_model
        open_to_user = openly_cited(cited._default_manager.all(), collections_of(user).unseen)
        rows = rows.prefetch_related(Prefetch("citations", open_to_user))
    if "family" in pointers:
        rows = rows.prefetch_related("family__partners__person")
    name = str(model._meta.model_name)
    lines = tuple(_part_line(name, row, relation.field.name, has_citations) for row in rows[:_ROWS])
    return ClaimGroup(capfirst(str(model._meta.verbose_name_plural)), "", "", lines)


def _part_line(name: str, row: Any, owner: str, has_citations: bool) -> ClaimLine:
    model: Any = type(row)
    told = [
        f"{column_label(column)}: {words}"
        for column in columns_told(model)
        if column.name not in (owner, "kind", "code", *_SILENT) and (words := _words(row, column))
    ]
    cited = "; ".join(str(citation) for citation in row.citations.all()) if has_citations else ""
    return ClaimLine(f"{name}:{row.pk}", row_words(type(row), row, ""), "; ".join(told) or str(row), cited)


def _words(row: Any, column: Any) -> str:
    value = getattr(row, column.attname)
    if isinstance(column, models.ForeignKey):
        return str(getattr(row, column.name)) if value is not None else ""
    if isinstance(column, models.BooleanField) and not value:
        return ""
    return "" if isinstance(value, dict) else value_words(column, value, {})
