"""Every question that a list or a look-up field of the desk can be asked: pages, searches, filters, orders."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory
from django.urls import reverse

from tests.admin.desk import address

# A frequent name, two words, a beginning, another script, a public id that nobody bears.
TERMS = ("kowalski", "jan kowalski", "ko", "Ковальский", "0123456789ab")

_OF_A_FILTER = 2


def lists_asked(user: Any, terms: Sequence[str] = TERMS) -> Iterator[tuple[str, str]]:
    """Yield what every list can be asked: (name, address)."""
    for model, model_admin in admin.site._registry.items():
        name, url = model.__name__, address(model, "changelist")
        yield name, url
        yield f"{name}, page 2", f"{url}?p=2"
        yield f"{name}, last page", f"{url}?p=200"
        query = ""
        searches = terms if model_admin.get_search_fields(_request(user, url)) else ()
        yield from ((f"{name}, search {term}", f"{url}?q={term}") for term in searches)
        for query in _filters(user, model_admin, url):
            yield f"{name}, filter {query}", f"{url}{query}"
        if query and searches:
            yield f"{name}, filter {query} and {searches[0]}", f"{url}{query}&q={searches[0]}"
        yield f"{name}, in another order", f"{url}?o={len(model_admin.list_display)}"


def lookups_asked(terms: Sequence[str] = TERMS) -> Iterator[tuple[str, str]]:
    """Yield what each look-up field can be asked, one field for each kind of record it looks up."""
    seen = set()
    for model, model_admin in admin.site._registry.items():
        for asking in (model_admin, *model_admin.inlines):
            for field_name in asking.autocomplete_fields:
                asked_of = asking.model if hasattr(asking, "model") and asking is not model_admin else model
                field = asked_of._meta.get_field(field_name)
                if field.related_model in seen:
                    continue
                seen.add(field.related_model)
                words = f"app_label=records&model_name={asked_of._meta.model_name}&field_name={field_name}"
                for term in ("", *terms):
                    title = f"{field.related_model.__name__}, look-up {term}"
                    yield title, f"{reverse('admin:autocomplete')}?{words}&term={term}"


def _request(user: Any, url: str) -> Any:
    request = RequestFactory().get(url)
    request.user, request.session = user, SessionStore()
    request._messages = FallbackStorage(request)
    return request


def _filters(user: Any, model_admin: Any, url: str) -> Iterator[str]:
    shown = model_admin.get_changelist_instance(_request(user, url))
    for spec in shown.filter_specs:
        asked = [choice["query_string"] for choice in spec.choices(shown) if choice.get("query_string", "?") != "?"]
        # Of the forty kinds of a place, say, the first and the last; no row at all has some of them.
        yield from dict.fromkeys((*asked[:_OF_A_FILTER], *asked[-_OF_A_FILTER:]))
        if hasattr(spec, "form_class"):
            rows = spec.field.related_model._default_manager.order_by("pk")
            found = [rows.first(), rows.last()]
            yield from (f"?{spec.lookup_kwarg}={row.pk}" for row in found if row is not None)
            yield f"?{spec.lookup_kwarg}=987654321"
