"""Collections and their members. Whoever may change them could open any, so only administrators may."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest

from records.accounts.audit import write_down
from records.admin.record_admin import DeskAdmin
from records.admin.record_rows import TabularRows
from records.documents.collections import Collection, CollectionMember


def find_collections(queryset: QuerySet[Collection], text: str) -> QuerySet[Collection]:
    """Return the collections with these words in the name."""
    return queryset.filter(name__icontains=text.strip())


class MemberRows(TabularRows):
    model = CollectionMember
    fields = ("user", "role")
    autocomplete_fields = ("user",)
    related = ("user",)


@admin.register(Collection)
class CollectionAdmin(DeskAdmin):
    find = find_collections
    search_fields = ("name",)
    list_display = ("name", "open")
    list_filter = ("open",)
    inlines = (MemberRows,)
    fields = ("name", "open", "note")

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        changed: list[tuple[Any, str]] = [(row, "added") for row in formset.new_objects]
        changed += [(row, "changed") for row, _fields in formset.changed_objects]
        changed += [(row, "removed") for row in formset.deleted_objects]
        for row, what in changed:
            facts = {"account": row.user.get_username(), "collection": row.collection_id, "role": row.role}
            write_down("member of a collection", request, what=what, **facts)
