"""Links between the forms of the desk."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html

_LINK = '<a class="text-primary-600 dark:text-primary-500 underline" href="{}">{}</a>'


def address(record: Model, page: str = "change") -> str:
    """Return the address of a record's form."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=(record.pk,))


def change_link(record: Model) -> str:
    """Return a link to a record's form, worded as the record."""
    return format_html(_LINK, address(record), str(record))


def record_link(url: str, words: Any) -> str:
    """Return a link to an address of the desk."""
    return format_html(_LINK, url, words)


def page_link(page: str, words: Any, **query: Any) -> str:
    """Return a link to a list or an empty form ("records_person_add"), with this query."""
    return format_html(_LINK, reverse(f"admin:{page}") + (f"?{urlencode(query)}" if query else ""), words)
