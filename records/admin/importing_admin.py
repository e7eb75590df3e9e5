"""What was taken in from files, to be read: the report, what each record became, the lines that found no home."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.links import page_link
from records.admin.record_admin import DeskAdmin, RecordedOnly
from records.admin.room_filters import ChosenRecordFilter
from records.importing.models import ImportBatch, ImportedRecord, Residue
from records.outbox import OutboxEntry

_PROBLEMS_SHOWN = 100
_PATHS_SHOWN = 200


def find_batches(queryset: QuerySet[ImportBatch], text: str) -> QuerySet[ImportBatch]:
    """Return the imports of a file of this name."""
    return queryset.filter(file_name__icontains=text.strip())


def find_imported(queryset: QuerySet[ImportedRecord], text: str) -> QuerySet[ImportedRecord]:
    """Return the records of files with this pointer, or that became the record of this public id."""
    kinds = ("person", "family", "source", "archive", "document", "place")
    pointer = queryset.filter(batch__in=ImportBatch.objects.order_by().values("pk"), xref=text.strip())
    return pointer if pointer.exists() else queryset.filter(kind__in=kinds, record_id=text.strip())


def find_residue(queryset: QuerySet[Residue], text: str) -> QuerySet[Residue]:
    """Return the lines kept beside the record of this public id."""
    kinds = ("", "person", "family", "source", "archive", "document", "place")
    return queryset.filter(kind__in=kinds, record_id=text.strip())


@admin.register(ImportBatch)
class ImportBatchAdmin(RecordedOnly):
    find = find_batches
    search_fields = ("file_name",)
    list_display = ("file_name", "version", "charset", "started_at", "people_made", "problems_counted")
    fieldsets = (
        (None, {"fields": (("file_name", "started_at"), ("version", "charset"), "charset_reason", "sha256", "more")}),
        (_("Report"), {"fields": ("made", "problems", "not_taken")}),
    )
    readonly_fields = ("more", "made", "problems", "not_taken")

    @display(description=_("people"))
    def people_made(self, obj: ImportBatch) -> Any:
        return obj.report.get("created", {}).get("people", 0)

    @display(description=_("problems"))
    def problems_counted(self, obj: ImportBatch) -> Any:
        return obj.report.get("problems_total", 0)

    @display(description=_("in full"))
    def more(self, obj: ImportBatch) -> str:
        records = page_link("records_importedrecord_changelist", _("what each record became"), batch__id__exact=obj.pk)
        lines = page_link("records_residue_changelist", _("the lines not taken"), batch__id__exact=obj.pk)
        return format_html("{} · {}", records, lines)

    @display(description=_("made"))
    def made(self, obj: ImportBatch) -> str:
        return _lines(f"{what}: {number}" for what, number in obj.report.get("created", {}).items())

    @display(description=_("problems of the file"))
    def problems(self, obj: ImportBatch) -> str:
        found = obj.report.get("problems", [])
        words = [
            _("line %(line)s: %(message)s %(text)s") % {"text": "", **problem} for problem in found[:_PROBLEMS_SHOWN]
        ]
        total = obj.report.get("problems_total", len(found))
        return _lines([*words, *_rest(total - len(words))])

    @display(description=_("lines not taken, by where they stand"))
    def not_taken(self, obj: ImportBatch) -> str:
        found = obj.report.get("not_taken", [])
        words = [
            _("%(path)s: %(count)s, first in line %(first_line)s")
            % {"path": entry["path"], "count": entry["count"], "first_line": entry.get("first_line")}
            for entry in found[:_PATHS_SHOWN]
        ]
        return _lines([*words, *_rest(len(found) - len(words))])


def _rest(number: int) -> list[str]:
    return [_("and %d more") % number] if number > 0 else []


def _lines(words: Iterable[Any]) -> str:
    return format_html_join("", "{}<br>", ((line,) for line in words)) or "-"


@admin.register(ImportedRecord)
class ImportedRecordAdmin(RecordedOnly):
    find = find_imported
    search_fields = ("xref",)
    search_help_text = _("A pointer of the file, such as @I1@, or a public id.")
    list_display = ("xref", "tag", "kind", "record_id", "batch")
    list_filter = (("batch", ChosenRecordFilter),)
    list_select_related = ("batch",)


@admin.register(Residue)
class ResidueAdmin(RecordedOnly):
    find = find_residue
    search_fields = ("record_id",)
    search_help_text = _("The public id of a record.")
    list_display = ("path", "line", "kind", "record_id", "lines_shown", "batch")
    list_filter = (("batch", ChosenRecordFilter),)
    list_select_related = ("batch",)

    @display(description=_("lines"))
    def lines_shown(self, obj: Residue) -> str:
        return obj.lines[:120]


@admin.register(OutboxEntry)
class OutboxEntryAdmin(DeskAdmin):
    """What waits to be published. An administrator may take a stuck entry out; the record itself is not touched."""

    list_display = ("kind", "record_id", "queued_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
