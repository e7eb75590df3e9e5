"""Filters of lists that neither count nor list a large table: one types the record to filter by."""

from typing import Any

from django.contrib.admin import RelatedFieldListFilter
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from records.admin.closed_collections import collections_of
from records.documents.collections import Collection


class ChosenRecordFilter(AutocompleteSelectFilter):
    """Filter by one record, chosen while typing."""

    template = "admin/records/chosen_record_filter.html"


class SeenCollectionFilter(RelatedFieldListFilter):
    """Filter by collection: those that are closed to the user are not named."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        seen = Collection.objects.exclude(pk__in=collections_of(request.user).hidden)
        return [(one.pk, str(one)) for one in seen]
