"""Places: their names over time, what they belonged to, the details of camps."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.record_admin import RecordAdmin
from records.admin.record_rows import StackedRows, TabularRows
from records.admin.room_filters import PlaceKindFilter
from records.admin.searching import find_places
from records.places.models import CampDetails, Place, PlaceKind, PlaceName, PlaceParent


class KindRows(TabularRows):
    model = PlaceKind
    fields = ("kind",)


class NameRows(StackedRows):
    model = PlaceName
    fields = (("name", "kind"), ("language", "script"), ("date_text", "date_value"))


class ParentRows(StackedRows):
    model = PlaceParent
    fk_name = "place"
    fields = ("parent", ("date_text", "date_value"))
    autocomplete_fields = ("parent",)
    related = ("parent",)


class CampRows(StackedRows):
    model = CampDetails
    fields = (("run_by", "commandant"), ("work", "population"), "conditions")


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    find = find_places
    search_fields = ("folded",)
    search_help_text = _("The beginning of any name of the place, with or without Polish letters, or its public id.")
    list_display = ("name", "modern_name", "country_modern", "parent_1939", "status_shown", "changed_at")
    list_filter = ("status", ("kinds__kind", PlaceKindFilter))
    inlines = (KindRows, NameRows, ParentRows, CampRows)
    fieldsets = (
        (None, {"fields": ("name", ("modern_name", "country_modern"), "parent_1939", ("date_text", "date_value"))}),
        (_("On the map"), {"fields": (("latitude", "longitude"), "precision")}),
        (_("Notes"), {"fields": ("note", "source_note", "unverified", "imported_text")}),
    )
    readonly_fields = (*RecordAdmin.readonly_fields, "imported_text")

    def choice_words(self, place: Place) -> str:
        """Tell one Wola from another."""
        return ", ".join(part for part in (str(place), place.parent_1939) if part)
