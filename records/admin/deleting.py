"""What goes when a record goes: every row is counted and asked after, but of many of one kind only some are named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.links import address
from records.linkage.models import Identification, NotSame

_NAMED = 10
# What the words of a row, and who may delete it, hang on: read with the rows, not for each of them.
_READ_ALONG: dict[type[Model], tuple[str, ...]] = {
    Identification: ("mention__document", "person"),
    NotSame: ("mention__document", "person"),
}
Words = str | Promise


class RowsThatGo(NestedObjects):
    """The rows that go with others, each with what its words hang on."""

    def related_objects(self, related_model: Any, related_fields: Any, objs: Any) -> QuerySet:
        rows: QuerySet = super().related_objects(related_model, related_fields, objs)
        return rows.select_related(*_READ_ALONG.get(related_model, ()))


def what_goes(
    objs: Iterable[Any], request: HttpRequest, admin_site: AdminSite
) -> tuple[list[Any], dict[Words, int], set[Any], list[Any]]:
    """Return, as Django's function of this kind, what goes, its counts, what this user may not delete, what bars it."""
    chosen = list(objs)
    if not chosen:
        return [], {}, set(), []
    collector = RowsThatGo(using=router.db_for_write(type(chosen[0])), origin=chosen)
    collector.collect(chosen)
    rows: dict[type[Model], set[Any]] = collector.model_objs
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
    # Rows that one record governs are asked after once.
    asked = {getattr(model_admin, "governing", lambda row: row)(row) or row: row for row in rows}
    return all(model_admin.has_delete_permission(request, row) for row in asked.values())


def _listed(model: type[Model], rows: Iterable[Any], admin_site: AdminSite) -> Sequence[Any]:
    """Return the words of the first rows of a kind, and how many more there are."""
    ordered = sorted(rows, key=lambda row: row.pk)
    named = [_named(row, admin_site) for row in ordered[:_NAMED]]
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
