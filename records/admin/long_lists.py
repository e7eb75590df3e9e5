"""Lists of a million rows: a page reads its own rows and one more, in the one order that an index keeps."""

from typing import Any

from django.contrib.admin import ShowFacets
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import HttpRequest

from records.admin.look_ahead import LookAheadPaginator

_BY_A_FILTER = ("exact", "id__exact", "isnull")


class UncountedList(ChangeList):
    """A list that knows no total, and reads its page once."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[Any]:
        # In another order, asked for by a hand-written address, the whole table would be sorted.
        self.params.pop(ORDER_VAR, None)
        return super().get_ordering(request, queryset)

    def get_results(self, request: HttpRequest) -> None:
        paginator = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        try:
            self.result_list = paginator.page(self.page_num).object_list
        except InvalidPage:
            raise IncorrectLookupParameters from None
        # The theme shows the full count wherever it differs from what was found.
        self.result_count = self.full_result_count = paginator.count
        self.show_full_result_count = self.can_show_all = False
        self.show_admin_actions = True
        self.multi_page = self.result_count > self.list_per_page
        self.paginator = paginator


class LongLists:
    """For an admin: pages without counts, in one order, by the filters that the list offers and no others."""

    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
    list_disable_select_all = True
    sortable_by: Any = ()
    list_filter: Any = ()

    def get_paginator(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> LookAheadPaginator:
        return LookAheadPaginator(queryset, per_page, request.GET.get("p") or request.GET.get("page") or "1")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return UncountedList

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # Django lets an address ask after any column ("note__contains"): that reads the table through.
        named = [one[0] if isinstance(one, tuple) else one for one in self.list_filter]
        return any(lookup in (name, *(f"{name}__{end}" for end in _BY_A_FILTER)) for name in named)
