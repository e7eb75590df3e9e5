"""What was taken in from files, to be read: the report, what each record became, the lines that found no home."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.access import may_import, signature_of
from records.admin.closed_collections import hidden_documents, without_hidden_imports
from records.admin.homeless_lines import homeless_lines
from records.admin.import_jobs import work_on_import
from records.admin.import_words import counted, problem_lines
from records.admin.links import address, page_link, record_link
from records.admin.record_admin import DeskAdmin, RecordedOnly
from records.admin.rival_values import record_url
from records.admin.room_filters import ChosenRecordFilter
from records.admin.searching import keys_of_public_id, of_keys
from records.admin.translating import translated
from records.documents.models import Archive, Document, Source
from records.importing.jobs import Act, ImportJob
from records.importing.models import BatchState, ImportBatch, ImportedRecord, Residue
from records.outbox import OutboxEntry
from records.people.models import Family, Person
from records.places.models import Place
from records.record_model import Status

_PROBLEMS_SHOWN = 100
_PATHS_SHOWN = 200


def find_batches(queryset: QuerySet[ImportBatch], text: str) -> QuerySet[ImportBatch]:
    """Return the imports of a file of this name."""
    return queryset.filter(file_name__icontains=text.strip())


def find_imported(queryset: QuerySet[ImportedRecord], text: str) -> QuerySet[ImportedRecord]:
    """Return the records of files with this pointer, and those that became the record of this public id."""
    rows = ImportedRecord.objects.order_by()
    became = [
        rows.filter(kind=model.KIND, target__in=keys).values("pk")
        for model in (Person, Family, Source, Archive, Document, Place)
        for keys in keys_of_public_id(model, text)
    ]
    return of_keys(queryset, rows.filter(xref=text.strip()).values("pk"), *became)


def find_residue(queryset: QuerySet[Residue], text: str) -> QuerySet[Residue]:
    """Return the lines kept beside the record of this public id."""
    kinds = ("", "person", "family", "source", "archive", "document", "place")
    return queryset.filter(kind__in=kinds, record_id=text.strip())


@admin.register(ImportBatch)
class ImportBatchAdmin(RecordedOnly):
    find = find_batches
    search_fields = ("file_name",)
    list_display = ("file_name", "version", "started_at", "by", "state_shown", "people_made", "problems_counted")
    fieldsets = (
        (
            None,
            {"fields": (("file_name", "started_at"), ("by", "given_status"), ("state", "undone_at", "undone_by"))},
        ),
        (_("The file"), {"fields": (("version", "charset"), "reason", "sha256", "more")}),
        (_("Report"), {"fields": ("made", "problems", "not_taken")}),
    )
    readonly_fields = ("given_status", "reason", "more", "made", "problems", "not_taken")

    change_form_outer_before_template = "admin/records/import_undo_link.html"

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", undo, name="records_importbatch_undo"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        # The header may be long, and no list shows it.
        return without_hidden_imports(request.user, super().get_queryset(request).defer("header"))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        batch = kwargs.get("obj")
        open_to_undo = batch is not None and batch.state == BatchState.APPLIED and may_import(request.user)
        return super().render_change_form(request, {**context, "may_undo": open_to_undo}, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether an import shall be undone, and have it undone."""
        if not may_import(request.user):
            raise PermissionDenied
        batch = get_object_or_404(self.get_queryset(request), pk=pk)
        if batch.state != BatchState.APPLIED:
            self.message_user(request, _("This import was undone already."), messages.ERROR)
            return HttpResponseRedirect(address(batch))
        if request.method == "POST":
            return self._have_undone(request, batch)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        counts = counted({"created": batch.report.get("created", {})})
        context |= {"title": batch.file_name, "batch": batch, "counts": counts}
        return TemplateResponse(request, "admin/records/import_undo.html", context)

    def _have_undone(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        with transaction.atomic():
            # Two who press at the same moment: the second finds the job of the first.
            ImportBatch.objects.select_for_update().get(pk=batch.pk)
            job = ImportJob.objects.filter(batch=batch, act=Act.UNDO).order_by("-pk").first()
            if job is None or not job.under_way:
                job = ImportJob(act=Act.UNDO, file_name=batch.file_name, batch=batch)
                job.asked_by = signature_of(request.user)
                job.make_folder()
                job.save()
                work_on_import.enqueue(job.pk)
        return HttpResponseRedirect(address(job))

    @display(description=_("state"), label={BatchState.APPLIED: "success", BatchState.UNDONE: "warning"})
    def state_shown(self, obj: ImportBatch) -> tuple[str, str]:
        return obj.state, obj.get_state_display()

    @display(description=_("people"))
    def people_made(self, obj: ImportBatch) -> Any:
        return obj.report.get("created", {}).get("people", 0)

    @display(description=_("problems"))
    def problems_counted(self, obj: ImportBatch) -> Any:
        return obj.report.get("problems_total", 0)

    @display(description=_("status given to its records"))
    def given_status(self, obj: ImportBatch) -> str:
        return str(dict(Status.choices).get(obj.records_status, obj.records_status))

    @display(description=_("why this character set"))
    def reason(self, obj: ImportBatch) -> str:
        return translated(obj.charset_reason)

    @display(description=_("in full"))
    def more(self, obj: ImportBatch) -> str:
        records = page_link("records_importedrecord_changelist", _("what each record became"), batch__id__exact=obj.pk)
        lines = page_link("records_residue_changelist", _("the lines not taken"), batch__id__exact=obj.pk)
        return format_html("{} · {}", records, lines)

    @display(description=_("made"))
    def made(self, obj: ImportBatch) -> str:
        rows = counted({"created": obj.report.get("created", {})})
        return _lines(f"{row.what}: {row.created}" for row in rows)

    @display(description=_("problems of the file"))
    def problems(self, obj: ImportBatch) -> str:
        found = problem_lines(obj.report)
        words = [
            _("line %(line)s: %(message)s %(text)s") % {"text": "", **problem} for problem in found[:_PROBLEMS_SHOWN]
        ]
        total = obj.report.get("problems_total", len(found))
        return _lines([*words, *_rest(total - len(words))])

    @display(description=_("lines not taken, by where they stand"))
    def not_taken(self, obj: ImportBatch) -> str:
        found = homeless_lines(obj.report)
        words = [
            _("%(path)s: %(count)s, first in line %(first_line)s")
            % {
                "path": f"{group.path} ({group.remark})" if group.remark else group.path,
                "count": group.count,
                "first_line": group.first_line,
            }
            for group in found[:_PATHS_SHOWN]
        ]
        return _lines([*words, *_rest(len(found) - len(words))])


def _but_hidden(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Leave out the lines of documents in collections that are closed to the user."""
    hidden = hidden_documents(request.user)
    return rows if hidden is None else rows.exclude(kind="document", record_id__in=hidden.values("public_id"))


def _rest(number: int) -> list[str]:
    return [_("and %d more") % number] if number > 0 else []


def _lines(words: Iterable[Any]) -> str:
    return format_html_join("", "{}<br>", ((line,) for line in words)) or "-"


def _record_of(row: ImportedRecord | Residue) -> str:
    """Return a link to the record of ours that a row names."""
    url = record_url(row.kind, row.record_id)
    words = f"{gettext(row.kind) if row.kind else ''} {row.record_id}".strip() or "-"
    return record_link(url, words) if url else words


@admin.register(ImportedRecord)
class ImportedRecordAdmin(RecordedOnly):
    find = find_imported
    search_fields = ("xref",)
    search_help_text = _("A pointer of the file, such as @I1@, or a public id.")
    list_display = ("pointer", "line", "tag_shown", "is_new", "record", "import_shown")
    list_filter = (("batch", ChosenRecordFilter),)
    list_select_related = ("batch",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportedRecord]:
        # The record's own lines may be many.
        return _but_hidden(request, super().get_queryset(request).defer("text"))

    @display(description=_("pointer"))
    def pointer(self, obj: ImportedRecord) -> str:
        return obj.xref or "-"

    @display(description=_("tag"))
    def tag_shown(self, obj: ImportedRecord) -> str:
        return obj.tag

    @display(description=_("new"), boolean=True)
    def is_new(self, obj: ImportedRecord) -> bool:
        return obj.created

    @display(description=_("became"))
    def record(self, obj: ImportedRecord) -> str:
        return _record_of(obj)

    @display(description=_("import"))
    def import_shown(self, obj: ImportedRecord) -> str:
        return str(obj.batch)


@admin.register(Residue)
class ResidueAdmin(RecordedOnly):
    find = find_residue
    search_fields = ("record_id",)
    search_help_text = _("The public id of a record.")
    list_display = ("path", "line", "record", "lines_shown", "import_shown")
    list_filter = (("batch", ChosenRecordFilter),)
    list_select_related = ("batch",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Residue]:
        return _but_hidden(request, super().get_queryset(request))

    @display(description=_("record"))
    def record(self, obj: Residue) -> str:
        return _record_of(obj)

    @display(description=_("import"))
    def import_shown(self, obj: Residue) -> str:
        return str(obj.batch)

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
