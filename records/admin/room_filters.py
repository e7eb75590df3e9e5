"""Filters of lists that neither count nor list a large table: one types the record to filter by."""

from typing import Any

from django import forms
from django.contrib.admin import ChoicesFieldListFilter, RelatedFieldListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter
from unfold.contrib.filters.forms import AutocompleteDropdownForm

from records.admin.closed_collections import collections_of
from records.admin.known_choices import KnownAutocomplete
from records.documents.collections import Collection
from records.places.models import PlaceKind


class ChosenRecordForm(AutocompleteDropdownForm):
    """The look-up field of a filter. The chosen record is read once, for its words."""

    def __init__(self, *args: Any, name: str, label: str, field: Any, model_admin: Any, **kwargs: Any) -> None:
        super().__init__(*args, name=name, label=label, field=field, model_admin=model_admin, **kwargs)
        told: dict[str, Any] = kwargs.get("data") or {}
        sent = str(told.get(name) or "")
        chosen = field.remote_field.model.objects.filter(pk=sent).first() if _is_key(sent) else None
        self.data = {name: sent} if chosen is not None else {}
        widget = KnownAutocomplete(field, model_admin.admin_site, attrs={"class": "unfold-filter-autocomplete"})
        widget.known = {sent: str(chosen)}
        self.fields[name] = forms.CharField(label=label, required=False, widget=widget)


class ChosenRecordFilter(AutocompleteSelectFilter):
    """Filter by one record, chosen while typing."""

    template = "admin/records/chosen_record_filter.html"
    form_class = ChosenRecordForm


class SeenCollectionFilter(RelatedFieldListFilter):
    """Filter by collection: those that are closed to the user are not named."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        seen = Collection.objects.exclude(pk__in=collections_of(request.user).hidden)
        return [(one.pk, str(one)) for one in seen]


class PlaceKindFilter(ChoicesFieldListFilter):
    """Filter places by one of their kinds, from the table of kinds: not by asking each place for its own."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        kinds = self.used_parameters.get(self.lookup_kwarg)
        return queryset.filter(pk__in=PlaceKind.objects.filter(kind__in=kinds).values("place")) if kinds else queryset


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19
