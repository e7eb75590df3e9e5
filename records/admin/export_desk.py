"""The archivist's desk: ask for a file, read what it cannot carry, have it written and checked, take it away."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.decorators import display

from records.admin.access import may_export_archive, signature_of
from records.admin.closed_collections import hidden_documents
from records.admin.export_forms import SCOPE_WORDS, ExportForm, known_scope, scope_words
from records.admin.export_jobs import work_on_export
from records.admin.import_words import Count, finding_lines, what_words
from records.admin.job_admin import JOB_COLOURS, JobAdmin
from records.admin.record_admin import RecordedOnly
from records.background_job import JobState
from records.exporting.loss_sentences import loss_sentence
from records.exporting.models import Act, Audience, Download, Export

_DOWNLOADS_SHOWN = 50
_FINDINGS_SHOWN = 50


@admin.register(Export)
class ExportAdmin(JobAdmin):
    list_display = ("file_shown", "format_shown", "scope_shown", "asked_at", "asked_by", "state_shown")
    list_filter = ("format", "audience")
    page_template = "admin/records/export.html"
    worker_task = work_on_export

    def get_urls(self) -> list[URLPattern]:
        acts = {"write": self.write_view, "download": self.download_view}
        return [*(self.own_path(act, view) for act, view in acts.items()), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Export]:
        """Leave out what is not for the public, for whom may not have it."""
        exports = super().get_queryset(request).defer("losses", "report", "findings")
        hidden = hidden_documents(request.user)
        if hidden is not None:
            # Its words name the document.
            exports = exports.exclude(scope_kind="document", scope_value__in=hidden.values("public_id"))
        return exports if may_export_archive(request.user) else exports.filter(audience=Audience.PUBLIC)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("records.add_export"))

    def may_start(self, request: HttpRequest, job: Any) -> bool:
        return self.has_add_permission(request)

    @display(description=gettext_lazy("file"))
    def file_shown(self, obj: Export) -> str:
        return obj.file_name

    @display(description=gettext_lazy("format"))
    def format_shown(self, obj: Export) -> str:
        return obj.get_format_display()

    @display(description=gettext_lazy("which part"))
    def scope_shown(self, obj: Export) -> str:
        return scope_words(obj)

    @display(description=gettext_lazy("state"), label=JOB_COLOURS)
    def state_shown(self, obj: Export) -> tuple[str, str]:
        if obj.act == Act.PREPARE and obj.state == JobState.DONE:
            return JobState.WAITING, _("waits for you")
        return obj.state, obj.get_state_display()

    # --- pages ----------------------------------------------------------------------------------------------

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for an export; nothing is written yet."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        scope = known_scope(request.GET.get("scope", ""))
        form = ExportForm(request.POST or None, scope=scope, user=request.user)
        if request.method == "POST" and form.is_valid():
            export = form.export(signature_of(request.user))
            export.make_folder()
            export.save()
            return self.start(request, export)
        context = {"form": form, "scope": scope, "scopes": SCOPE_WORDS, "media": self.media + form.media}
        return self.render(request, "admin/records/export_new.html", _("Export"), context)

    @method_decorator(require_POST)
    def write_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the file, after what it cannot carry was read."""
        job = self.startable(request, pk)
        with transaction.atomic():
            # Two who press at the same moment: the second sees that the first has.
            job = Export.objects.select_for_update().get(pk=job.pk)
            if job.under_way:
                return self.refuse(request, job, _("This is being worked on already."))
            if job.losses is None:
                return self.refuse(request, job, _("What the file cannot carry must be known first."))
            if job.act == Act.WRITE and job.state == JobState.DONE:
                return self.refuse(request, job, _("The file is written. Ask for a new export to have a newer one."))
            job.ask_for(Act.WRITE, signature_of(request.user))
        return self.start(request, job)

    @method_decorator(require_POST)
    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
        """Hand the file over, and write down who took it."""
        job = self.job_or_404(request, pk)
        if not job.may_be_fetched(timezone.now()):
            return self.refuse(request, job, _("The file is no longer kept. Ask for a new export."))
        file = job.path.open("rb")
        Download.objects.create(export=job, by=signature_of(request.user))
        return FileResponse(
            file, as_attachment=True, filename=job.file_name, headers={"Cache-Control": "private, no-store"}
        )

    def job_context(self, request: HttpRequest, job: Any) -> dict[str, Any]:
        written = job.act == Act.WRITE and job.state == JobState.DONE
        context = {
            "write_url": self.address("write", job),
            "download_url": self.address("download", job),
            "may_write": job.losses is not None and not job.under_way and not written,
            "written": written,
            "may_be_fetched": job.may_be_fetched(timezone.now()),
            "counts": list(_counts(job.report.get("written", {}))),
            "scope_words": scope_words(job),
            "losses": [
                {"sentence": loss_sentence(loss["what"], loss["count"]), "examples": loss["examples"]}
                for loss in job.losses or []
            ],
            "findings": finding_lines(job.findings["shown"][:_FINDINGS_SHOWN]) if job.findings else [],
        }
        if may_see_downloads(request.user):
            context["downloads"] = list(job.downloads.all()[:_DOWNLOADS_SHOWN])
        return {**super().job_context(request, job), **context}


def may_see_downloads(user: Any) -> bool:
    """Whether this user may see who took which file."""
    return bool(user.has_perm("records.view_download"))


def _counts(numbers: dict[str, int]) -> Iterator[Count]:
    for what, number in numbers.items():
        if number:
            yield Count(what_words(what), number, 0)


def find_downloads(queryset: QuerySet[Download], text: str) -> QuerySet[Download]:
    """Return what a person of this name took."""
    return queryset.filter(by__icontains=text.strip())


@admin.register(Download)
class DownloadAdmin(RecordedOnly):
    """Who took which file when: only read, never changed, never deleted."""

    find = find_downloads
    search_fields = ("by",)
    list_display = ("at", "by", "export", "checksum_begins")
    list_select_related = ("export",)
    fields = ("at", "by", "export", "checksum")
    readonly_fields = ("checksum",)

    @display(description=gettext_lazy("checksum (SHA-256)"))
    def checksum(self, obj: Download) -> str:
        return obj.export.sha256

    @display(description=gettext_lazy("checksum, its beginning"))
    def checksum_begins(self, obj: Download) -> str:
        return obj.export.sha256[:12]
