"""Conditions that an index answers: by ranges of an indexed column, never by reading a large table through."""

from typing import Any

from django.db import connection
from django.db.models import CharField, Func, Q

_LAST_SIGN = chr(0x10FFFF)


def beginning(column: str, text: str) -> Q:
    """Return the condition that an indexed column begins with this text.

    SQLite reads the whole table for LIKE with an escape sign; a range uses the index. PostgreSQL sorts by language,
    so a range may miss rows there, and has an index for LIKE.
    """
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + _LAST_SIGN})


class Ending(Func):
    """The last three letters of a column, as an index of them has it.

    The number stands in the words of the statement: SQLite knows an index of an expression by its very words.
    """

    arity = 1
    template = "RIGHT(%(expressions)s, 3)"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the words of SQLite, which has no RIGHT()."""
        return super().as_sql(compiler, connection, template="SUBSTR(%(expressions)s, -3)", **context)
