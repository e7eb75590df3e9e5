"""Conditions that an index answers: by ranges of an indexed column, never by reading a large table through."""

from django.db import connection
from django.db.models import Q

_LAST_SIGN = chr(0x10FFFF)


def beginning(column: str, text: str) -> Q:
    """Return the condition that an indexed column begins with this text.

    SQLite reads the whole table for LIKE with an escape sign; a range uses the index. PostgreSQL sorts by language,
    so a range may miss rows there, and has an index for LIKE.
    """
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + _LAST_SIGN})
