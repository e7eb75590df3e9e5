"""What goes when a record goes: every row is counted and asked after, but of many of one kind only some are named.

Somebody may stand on a thousand pages, and a hundred thousand names on one: of rows that can be so many only the keys
are read. Who may delete them hangs on the status and the collection of their document, so one row of each pair is
asked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.db import router
from django.db.models import Min, Model, ProtectedError, QuerySet, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.links import address
from records.documents.models import Mention
from records.linkage.models import Identification, NotSame

_NAMED = 10
_AT_ONCE = 10_000
# Rows that can be very many, and what their words hang on; the first path ends at the document that governs them.
_MANY: dict[type[Model], tuple[str, ...]] = {
    Mention: ("document",),
    Identification: ("mention__document", "person"),
    NotSame: ("mention__document", "person"),
}
Words = str | Promise


class RowsThatGo(Collector):
    """The rows that go with others, by model in ``data``; ``protected`` are those that bar it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.protected: set[Any] = set()

    def collect(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().collect(*args, **kwargs)
        except ProtectedError as error:
            self.protected.update(error.protected_objects)
        except RestrictedError as error:
            self.protected.update(error.restricted_objects)

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        # What goes unseen could not be counted.
        return False

    def related_objects(self, related_model: Any, related_fields: Any, objs: Any) -> QuerySet:
        rows: QuerySet = super().related_objects(related_model, related_fields, objs)
        return rows.order_by().only("pk") if related_model in _MANY else rows


def what_goes(
    objs: Iterable[Any], request: HttpRequest, admin_site: AdminSite
) -> tuple[list[Any], dict[Words, int], set[Any], list[Any]]:
    """Return, as Django's function of this kind, what goes, its counts, what this user may not delete, what bars it."""
    chosen = list(objs)
    if not chosen:
        return [], {}, set(), []
    collector = RowsThatGo(using=router.db_for_write(type(chosen[0])), origin=chosen)
    collector.collect(chosen)
    rows: dict[type[Model], set[Any]] = {model: set(found) for model, found in collector.data.items()}
    kept_back = {
        model._meta.verbose_name
        for model, found in rows.items()
        if admin_site.is_registered(model) and not _may_delete(admin_site, request, model, found)
    }
    others = {model: found - set(chosen) for model, found in rows.items()}
    going = [_named(row, admin_site) for row in chosen[:_NAMED]]
    listed = [part for model, found in others.items() for part in _listed(model, found, admin_site)]
    counts: Counter[Words] = Counter({model._meta.verbose_name_plural: len(found) for model, found in rows.items()})
    barring: defaultdict[type[Model], set[Any]] = defaultdict(set)
    for row in collector.protected:
        barring[type(row)].add(row)
    barred = [part for model, found in barring.items() for part in _listed(model, found, admin_site)]
    return [*going, listed] if listed else going, dict(counts), kept_back, barred


def _may_delete(admin_site: AdminSite, request: HttpRequest, model: type[Model], rows: Iterable[Any]) -> bool:
    model_admin = admin_site.get_model_admin(model)
    if model in _MANY:
        rows = _one_of_each(model, [row.pk for row in rows])
    # Rows that one record governs are asked after once.
    asked = {getattr(model_admin, "governing", lambda row: row)(row) or row: row for row in rows}
    return all(model_admin.has_delete_permission(request, row) for row in asked.values())


def _one_of_each(model: type[Model], keys: Sequence[int]) -> list[Any]:
    """Return a row for each status and collection that the documents of these rows have: nothing else decides."""
    document = _MANY[model][0]
    ones: set[int] = set()
    for start in range(0, len(keys), _AT_ONCE):
        rows = model._default_manager.order_by().filter(pk__in=keys[start : start + _AT_ONCE])
        ones |= set(
            rows.values(f"{document}__status", f"{document}__collection")
            .annotate(one=Min("pk"))
            .values_list("one", flat=True)
        )
    return list(model._default_manager.select_related(document).filter(pk__in=ones))


def _listed(model: type[Model], rows: Iterable[Any], admin_site: AdminSite) -> Sequence[Any]:
    """Return the words of the first rows of a kind, and how many more there are."""
    ordered = sorted(rows, key=lambda row: row.pk)
    first = ordered[:_NAMED]
    if first and model in _MANY:
        keys = [row.pk for row in first]
        first = list(model._default_manager.select_related(*_MANY[model]).filter(pk__in=keys).order_by("pk"))
    named = [_named(row, admin_site) for row in first]
    more = len(ordered) - len(named)
    words = _("%(what)s: and %(number)d more") % {"what": capfirst(model._meta.verbose_name_plural), "number": more}
    return [*named, words] if more > 0 else named


def _named(row: Model, admin_site: AdminSite) -> str:
    label = capfirst(str(row._meta.verbose_name))
    if admin_site.is_registered(type(row)):
        try:
            return format_html('{}: <a href="{}">{}</a>', label, address(row), row)
        except NoReverseMatch:
            pass
    return f"{label}: {row}"
