"""Stages of the journey, with the travellers who shared them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from records.admin.record_admin import RecordAdmin
from records.admin.record_rows import CitationRows, TabularRows
from records.admin.room_filters import ChosenRecordFilter
from records.admin.searching import keys_of_public_id, names_of_kinds, of_keys, places_named
from records.journeys.models import TITLED, JourneyStage, StageCitation, Traveller
from records.journeys.stages import stage_choices
from records.places.models import Place


def find_stages(queryset: QuerySet[JourneyStage], text: str) -> QuerySet[JourneyStage]:
    """Return the stages at places of this name, those of a kind of this name, and those with it in the title."""
    stages = JourneyStage.objects.order_by()
    # Few stages have a title, and an index holds them alone.
    titled = stages.filter(TITLED, title__icontains=text.strip())
    of_kind = stages.filter(code__in=names_of_kinds(stage_choices(), text))
    at_places = stages.filter(place__in=of_keys(Place.objects.order_by(), *places_named(text)).values("pk"))
    found = [rows.values("pk") for rows in (titled, of_kind, at_places)]
    return of_keys(queryset, *keys_of_public_id(JourneyStage, text), *found)


class TravellerRows(TabularRows):
    model = Traveller
    fields = ("person", "role", "outcome", "presence", "reason", "date_text", "note")
    autocomplete_fields = ("person",)
    related = ("person",)
    # A train took a thousand: the form shows fifty at a time.
    per_page = 50


class StageCitations(CitationRows):
    model = StageCitation


@admin.register(JourneyStage)
class JourneyStageAdmin(RecordAdmin):
    find = find_stages
    search_fields = ("title",)
    search_help_text = _("The beginning of a place's name, a kind of stage, words of the title, or a public id.")
    ordering = ("-id",)
    list_display = ("__str__", "status_shown", "changed_at")
    list_filter = ("status", "code", ("place", ChosenRecordFilter))
    autocomplete_fields = ("place", "origin")
    inlines = (TravellerRows, StageCitations)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "title"),
                    ("date_text", "date_value"),
                    ("place", "place_as_written"),
                    ("origin", "transport"),
                )
            },
        ),
        (_("Notes"), {"fields": ("note", "invented")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[JourneyStage]:
        # The words of a stage name its place.
        return super().get_queryset(request).select_related("place")
