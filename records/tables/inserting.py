"""Writing the rows of a long list: COPY on PostgreSQL, one prepared statement on SQLite.

What Django asks of every value of every row costs more than the database does. Most values are words and numbers that
go in as they are; only the others are asked about. Inside the caller's transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from records.importing.row_writing import new_ids

# Of these types a field keeps just the value that the row has.
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
_PLAIN_FIELDS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


@dataclass(frozen=True, slots=True)
class _Table:
    statement: str
    fields: tuple[models.Field[Any, Any], ...]
    # For each field whether its words and numbers go in as they are.
    plain: tuple[bool, ...]
    foreign: tuple[models.ForeignKey[Any, Any], ...]
    keys: Iterator[int]


class RowInserter:
    """Puts new rows into their tables; they have their primary keys afterwards, as after bulk_create."""

    def __init__(self) -> None:
        self._tables: dict[type[models.Model], _Table] = {}

    def insert(self, rows: Sequence[models.Model]) -> None:
        """Write rows of one table."""
        if not rows:
            return
        model = type(rows[0])
        table = self._tables.get(model)
        if table is None:
            table = self._tables[model] = _table(model)
        values = [_values(row, table) for row in rows]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(table.statement) as copy:
                    for one in values:
                        copy.write_row(one)
            else:
                # Django's own cursor would rewrite the statement for each row.
                connection.connection.executemany(table.statement, values)
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias


def _table(model: type[models.Model]) -> _Table:
    fields = tuple(model._meta.local_concrete_fields)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column or "") for field in fields)
    if connection.vendor == "postgresql":
        statement = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    else:
        marks = ", ".join("?" * len(fields))
        # Of names that our models give, quoted; every value goes in by its mark.
        statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    return _Table(
        statement,
        fields,
        tuple(isinstance(field, _PLAIN_FIELDS) for field in fields),
        tuple(field for field in fields if isinstance(field, models.ForeignKey)),
        new_ids(model),
    )


def _values(row: models.Model, table: _Table) -> list[Any]:
    for field in table.foreign:
        # What was new when the row was made has its key by now.
        if getattr(row, field.attname) is None and (other := row._state.fields_cache.get(field.name)) is not None:
            setattr(row, field.attname, other.pk)
    if row.pk is None:
        row.pk = next(table.keys)
    held = row.__dict__
    return [
        value
        if plain and type(value := held[field.attname]) in _AS_THEY_ARE
        else field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field, plain in zip(table.fields, table.plain, strict=True)
    ]
