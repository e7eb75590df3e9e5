"""Links from a field of the desk to what the help says of it."""

from functools import cache

from django import template
from django.urls import reverse

from records.fixture_files import fixture_rows

register = template.Library()
_EXPLAINED = "udostoverenie"


@cache
def _parts() -> dict[str, str]:
    """Return the part of the certificate by the key of each field that it fills."""
    return {key: row["part"] for row in fixture_rows("help", "udostoverenie.csv") for key in row["fields"].split()}


@register.simple_tag
def what_is_this(kind: str, path: str, role: str = "") -> str:
    """Return the address of the entry about a field of the transcription screen; empty where there is none."""
    if kind != _EXPLAINED:
        return ""
    part = _parts().get(role) or _parts().get(path.rpartition(".")[2])
    return f"{reverse('help-udostoverenie')}#{part}" if part else ""
