"""Links from a field of the desk to what the help says of it."""

from functools import cache

from django import template
from django.urls import reverse

from records.fixture_files import fixture_rows

register = template.Library()
_CERTIFICATE = "udostoverenie"


@cache
def _parts(kind: str) -> dict[str, str]:
    """Return the entry of the help by the key of each field of a kind that has one."""
    if kind == _CERTIFICATE:
        rows = fixture_rows("help", "udostoverenie.csv")
    else:
        rows = (row for row in fixture_rows("help", "fields.csv") if {kind, "*"} & set(row["kinds"].split()))
    return {key: row["part"] for row in rows for key in row["fields"].split()}


@register.simple_tag
def what_is_this(kind: str, path: str, role: str = "") -> str:
    """Return the address of the entry about a field of the transcription screen; empty where there is none."""
    found = _parts(kind)
    part = found.get(role) or found.get(path.rpartition(".")[2])
    page = "help-udostoverenie" if kind == _CERTIFICATE else "help-fields"
    return f"{reverse(page)}#{part}" if part else ""
