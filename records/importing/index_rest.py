"""Putting the indexes of tables aside while very many rows are written, and making them anew."""

from collections.abc import Collection

from django.db import connection


class IndexRest:
    """The definitions of the indexes that rest. Inside one transaction: a failure brings them back."""

    def __init__(self) -> None:
        self._definitions: list[str] = []
        self._references: list[str] = []

    def drop(self, tables: Collection[str]) -> None:
        """Drop the indexes of these tables but those that hold a constraint."""
        if connection.vendor == "postgresql":
            self._drop_references(sorted(tables))
        find = self._of_server if connection.vendor == "postgresql" else self._of_file
        found = [entry for table in sorted(tables) for entry in find(table)]
        with connection.cursor() as cursor:
            for name, definition in found:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
                self._definitions.append(definition)

    def _drop_references(self, tables: list[str]) -> None:
        """Let the references rest, too: made anew, one join checks them all instead of a look-up for each row."""
        for table in tables:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT conname, replace(pg_get_constraintdef(oid), '%%', '%%%%') FROM pg_constraint"
                    " WHERE conrelid = %s::regclass AND contype = 'f'",
                    [table],
                )
                name_of = connection.ops.quote_name
                for name, definition in cursor.fetchall():
                    cursor.execute(f"ALTER TABLE {name_of(table)} DROP CONSTRAINT {name_of(name)}")
                    self._references.append(f"ALTER TABLE {name_of(table)} ADD CONSTRAINT {name_of(name)} {definition}")

    def create(self) -> None:
        """Make them anew; references after the indexes."""
        with connection.cursor() as cursor:
            for definition in (*self._definitions, *self._references):
                cursor.execute(definition)
        self._definitions, self._references = [], []

    def _of_file(self, table: str) -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
                [table],
            )
            return list(cursor.fetchall())

    def _of_server(self, table: str) -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, replace(indexdef, '%%', '%%%%') FROM pg_indexes WHERE tablename = %s"
                " AND schemaname = current_schema() AND indexname NOT IN (SELECT conname FROM pg_constraint)",
                [table],
            )
            return list(cursor.fetchall())
