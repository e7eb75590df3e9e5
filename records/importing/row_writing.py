"""Writing rows by the ten thousand: prepared statements on SQLite, COPY on PostgreSQL, never a model instance.

Inside the caller's transaction. Where an import brings more rows than the tables hold, their indexes are put aside and
made anew at the end: sorting once is cheaper than finding the place of each row.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from typing import Any

from django.db import connection, models
from django.db.models import Max

from records.importing.index_rest import IndexRest
from records.importing.row_shapes import IN_ORDER, Shape

Row = tuple[Any, ...]
_IDS_AT_ONCE = 2_000
# Many rows in one statement take two thirds of the time. Few sizes, so that each is prepared only once.
_ROWS_A_STATEMENT = (100, 10, 1)
# The file is not mapped into memory, which would fill with pages that nobody reads; indexes are sorted in files.
_SPARING = {"mmap_size": 0, "temp_store": 1}


class RowWriter:
    """The rows of one import on their way into the database, and the primary keys for them."""

    def __init__(self, same_in_all: Mapping[str, Any], *, writes: bool = True) -> None:
        self.rows: dict[Shape, list[Row]] = {shape: [] for shape in IN_ORDER}
        self._same_in_all = same_in_all
        self.writes = writes
        self._constants = {shape: self._constants_of(shape) for shape in IN_ORDER}
        self._statements: dict[tuple[Shape, int], str] = {}
        self._ids: dict[str, Iterator[int]] = {}
        self.written: Counter[Shape] = Counter()
        self._indexes = IndexRest()

    def ids(self, model: type[models.Model]) -> Iterator[int]:
        """Return the endless row of new primary keys of a table."""
        table = model._meta.db_table
        if table not in self._ids and not self.writes:
            self._ids[table] = count(_highest(model) + 1)
        elif table not in self._ids:
            self._ids[table] = new_ids(model)
        return self._ids[table]

    def rest_indexes(self) -> None:
        """Put the indexes of all these tables aside until finish()."""
        self._indexes.drop({shape.table for shape in IN_ORDER})

    def flush(self) -> None:
        """Write what has gathered."""
        for shape, rows in self.rows.items():
            if rows:
                self.written[shape] += len(rows)
                if self.writes:
                    self._write(shape, rows)
                rows.clear()

    def finish(self) -> None:
        """Write what is left, and make the indexes that were put aside."""
        self.flush()
        self._indexes.create()

    def _write(self, shape: Shape, rows: list[Row]) -> None:
        if connection.vendor == "postgresql":
            self._copy(shape, rows)
            return
        with connection.cursor():
            # Django's own cursor would copy each row; the driver takes them as they are.
            execute = connection.connection.execute
        done = 0
        for size in _ROWS_A_STATEMENT:
            end = len(rows) - (len(rows) - done) % size
            if end > done:
                statement = self._statement(shape, size)
                for start in range(done, end, size):
                    execute(statement, list(chain.from_iterable(rows[start : start + size])))
                done = end

    def _copy(self, shape: Shape, rows: list[Row]) -> None:
        constants = self._constants[shape]
        names = ", ".join(connection.ops.quote_name(name) for name in (*shape.columns, *constants))
        same = tuple(constants.values())
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {connection.ops.quote_name(shape.table)} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row + same)

    def _statement(self, shape: Shape, size: int) -> str:
        """Return the statement that writes so many rows; what is the same in every row is written once, into it."""
        statement = self._statements.get((shape, size))
        if statement is None:
            constants = self._constants[shape]
            names = ", ".join(connection.ops.quote_name(name) for name in (*shape.columns, *constants))
            marks = f"({', '.join('?' * len(shape.columns))})"
            given = ", ".join(["given.*", *map(_literal, constants.values())])
            statement = self._statements[shape, size] = (
                f"INSERT INTO {connection.ops.quote_name(shape.table)} ({names})"  # noqa: S608
                f" SELECT {given} FROM (VALUES {', '.join([marks] * size)}) AS given"
            )
        return statement

    def _constants_of(self, shape: Shape) -> dict[str, Any]:
        """Return the columns that the rows of this shape do not give, with their value."""
        constants: dict[str, Any] = {}
        for field in shape.model._meta.concrete_fields:
            name = field.column
            if name is None or name in shape.columns or field.primary_key:
                continue
            value = self._same_in_all[name] if name in self._same_in_all else field.get_default()
            constants[name] = field.get_db_prep_save(value, connection)
        return constants


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float):
        return str(int(value) if isinstance(value, bool) else value)
    return "'" + str(value).replace("'", "''") + "'"


def _highest(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0)


def new_ids(model: type[models.Model]) -> Iterator[int]:
    """Return the endless row of new primary keys of a table, for whoever writes in this transaction."""
    return _server_ids(model._meta.db_table) if connection.vendor == "postgresql" else _file_ids(model)


def _file_ids(model: type[models.Model]) -> Iterator[int]:
    """Number on from the highest key ever given: in SQLite nobody else writes during the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        given = cursor.fetchone()
    return count(max(_highest(model), given[0] if given else 0) + 1)


def _server_ids(table: str) -> Iterator[int]:
    """Take keys from the table's sequence, many at once, so that volunteers may go on saving."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, _IDS_AT_ONCE]
            )
            taken = [key for (key,) in cursor.fetchall()]
        yield from taken


@contextmanager
def bulk_writing() -> Iterator[None]:
    """Prepare SQLite for very many rows; within a transaction it stays as it is.

    Each reference of each row is not looked up: an import makes both ends.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _SPARING}
        for name, value in _SPARING.items():
            cursor.execute(f"PRAGMA {name} = {value}")
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()
        with connection.cursor() as cursor:
            for name, value in before.items():
                cursor.execute(f"PRAGMA {name} = {int(value)}")
