"""Family histories: narratives in several languages, their authors, the people they tell of."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from records.admin.record_admin import PartAdmin, RecordAdmin
from records.admin.record_rows import StackedRows, TabularRows
from records.admin.searching import find_within
from records.histories.models import Author, FamilyHistory, HistoryPerson, Narrative


def find_histories(queryset: QuerySet[FamilyHistory], text: str) -> QuerySet[FamilyHistory]:
    """Return the histories with these words in the title."""
    return find_within(queryset, text, "folded", "public_id")


def find_authors(queryset: QuerySet[Author], text: str) -> QuerySet[Author]:
    """Return the authors of this name."""
    return queryset.filter(name__icontains=text.strip())


class NarrativeRows(StackedRows):
    model = Narrative
    fields = (("language", "title", "position"), "text", "author")
    autocomplete_fields = ("author",)
    related = ("author",)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Tell beside the text how pictures and maps are put into it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text" and field is not None:
            words = _("How headings, pictures of documents and maps are put into the text, and how it looks")
            field.help_text = format_html('<a href="{}" target="_blank">{}</a>', reverse("help-stories"), words)
        return field


class PeopleRows(TabularRows):
    model = HistoryPerson
    fields = ("person", "position")
    autocomplete_fields = ("person",)
    related = ("person",)


@admin.register(FamilyHistory)
class FamilyHistoryAdmin(RecordAdmin):
    find = find_histories
    search_fields = ("folded",)
    inlines = (NarrativeRows, PeopleRows)
    fieldsets = (
        (_("Title"), {"fields": ("title_en", "title_pl", "title_de")}),
        (_("Summary"), {"fields": ("summary_en", "summary_pl", "summary_de")}),
        (_("Told elsewhere"), {"fields": (("external_url", "external_site"), "invented")}),
    )


@admin.register(Author)
class AuthorAdmin(PartAdmin):
    find = find_authors
    search_fields = ("name",)
    list_display = ("name", "consents")
    fields = ("name", "consents", "note")
