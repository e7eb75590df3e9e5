"""Archives and the sources they keep."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from records.admin.record_admin import RecordAdmin
from records.admin.room_filters import ChosenRecordFilter
from records.admin.searching import find_within
from records.documents.models import Archive, Source


def find_archives(queryset: QuerySet[Archive], text: str) -> QuerySet[Archive]:
    """Return the archives with these words in the name."""
    return queryset.filter(name__icontains=text.strip()) | queryset.filter(public_id=text.strip())


def find_sources(queryset: QuerySet[Source], text: str) -> QuerySet[Source]:
    """Return the sources with these words in the title."""
    return find_within(queryset, text, "folded", "public_id")


@admin.register(Archive)
class ArchiveAdmin(RecordAdmin):
    find = find_archives
    search_fields = ("name",)
    list_display = ("name", "place_text", "status_shown", "changed_at")
    fieldsets = ((None, {"fields": ("name", ("place_text", "url"), "note")}),)


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    find = find_sources
    search_fields = ("folded",)
    search_help_text = _("Words of the title, or a public id.")
    list_display = ("title", "author", "status_shown", "changed_at")
    list_filter = ("status", ("archive", ChosenRecordFilter))
    autocomplete_fields = ("archive",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    ("author", "publication"),
                    ("archive", "signature"),
                    ("kind", "url"),
                    ("date_text", "date_value"),
                    "rights",
                )
            },
        ),
        (
            _("How far to trust it"),
            {"fields": ("reliability_en", "reliability_pl", "reliability_de", ("unverified", "invented"))},
        ),
        (_("Notes"), {"fields": ("note",)}),
    )
