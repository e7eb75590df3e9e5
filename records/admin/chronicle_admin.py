"""The background: chapters with their dated events, disputed questions with the claim of each source."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from records.admin.record_admin import PartAdmin, RecordAdmin
from records.admin.record_rows import MarkedRowForm, RowSet, StackedRows, TabularRows
from records.admin.searching import find_within
from records.chronicle.models import Chapter, ChapterSource, ChronicleEvent, Claim, Topic
from records.record_model import Record


def find_chapters(queryset: QuerySet[Chapter], text: str) -> QuerySet[Chapter]:
    """Return the chapters with these words in a title."""
    return find_within(queryset, text, "title_en", "title_pl", "title_de", "public_id")


def find_topics(queryset: QuerySet[Topic], text: str) -> QuerySet[Topic]:
    """Return the questions with these words."""
    return find_within(queryset, text, "question_en", "question_pl", "question_de")


class EventRows(StackedRows):
    model = ChronicleEvent
    fields = (("date_text", "date_value"), ("title_en", "title_pl", "title_de"), ("source_note", "unverified"))


class SourceRows(TabularRows):
    model = ChapterSource
    fields = ("source",)
    autocomplete_fields = ("source",)
    related = ("source",)


@admin.register(Chapter)
class ChapterAdmin(RecordAdmin):
    find = find_chapters
    search_fields = ("title_en",)
    list_display = ("title_en", "status_shown", "changed_at")
    inlines = (SourceRows, EventRows)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("number", "key_word"),
                    ("title_en", "title_pl", "title_de"),
                    ("date_text", "date_value"),
                    "stages",
                )
            },
        ),
        (_("Summary"), {"fields": ("summary_en", "summary_pl", "summary_de")}),
        (_("Text"), {"fields": ("text_en", "text_pl", "text_de")}),
    )


class ClaimSet(RowSet):
    only_one = "is_conclusion"


class ClaimForm(MarkedRowForm):
    only_one_of = frozenset({"topic"})


class ClaimRows(StackedRows):
    model = Claim
    form = ClaimForm
    formset = ClaimSet
    autocomplete_fields = ("source",)
    related = ("source",)
    fields = (
        ("source", "where"),
        ("text_en", "text_pl", "text_de"),
        ("subject", "kind"),
        ("hedged", "unverified"),
        ("is_conclusion", "conclusion_reason"),
    )


@admin.register(Topic)
class TopicAdmin(PartAdmin):
    find = find_topics
    search_fields = ("question_en",)
    list_display = ("question_en", "chapter")
    list_select_related = ("chapter",)
    autocomplete_fields = ("chapter",)
    inlines = (ClaimRows,)
    fieldsets = (
        (None, {"fields": (("chapter", "number"), ("question_en", "question_pl", "question_de"))}),
        (_("Comment"), {"fields": ("comment_en", "comment_pl", "comment_de")}),
    )

    def governing(self, obj: Any) -> Record | None:
        return obj.chapter
