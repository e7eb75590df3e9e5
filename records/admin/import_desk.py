"""A file comes in as a conversation: choose it, see what it would bring, choose otherwise, take it in, undo it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.decorators import display

from records.admin.access import may_import, signature_of
from records.admin.closed_collections import collections_of, without_hidden_imports
from records.admin.homeless_lines import homeless_lines
from records.admin.import_forms import CharsetForm, TakeInForm, UploadForm, usual_name
from records.admin.import_jobs import work_on_import
from records.admin.import_words import counted, finding_lines, kept_words, problem_lines, status_sentence
from records.admin.job_admin import JOB_COLOURS, JobAdmin
from records.admin.rival_values import rival_values
from records.admin.same_person.likely_of_file import worded_rows
from records.background_job import JobState
from records.importing.jobs import Act, ImportJob

_PER_PAGE = 50
_PATHS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long list of the report, and the numbers of the pages before and after (0: there is none)."""

    rows: Sequence[Any]
    total: int
    first: int
    before: int
    after: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def part_of(rows: Sequence[Any], asked_for: str, total: int | None = None) -> Part:
    """Return the page asked for; anything that is no number is the first page."""
    pages = max(1, -(-len(rows) // _PER_PAGE))
    number = min(max(int(asked_for), 1), pages) if asked_for.isdecimal() else 1
    start = (number - 1) * _PER_PAGE
    known = len(rows) if total is None else max(total, len(rows))
    return Part(rows[start : start + _PER_PAGE], known, start + 1, number - 1, number + 1 if number < pages else 0)


def find_files(queryset: QuerySet[ImportJob], text: str) -> QuerySet[ImportJob]:
    """Return the files of this name."""
    return queryset.filter(file_name__icontains=text.strip())


@admin.register(ImportJob)
class ImportJobAdmin(JobAdmin):
    find = find_files
    search_fields = ("file_name",)
    list_display = ("file_name", "asked_at", "asked_by", "act_shown", "state_shown")
    page_template = "admin/records/import_job.html"
    worker_task = work_on_import

    def get_urls(self) -> list[URLPattern]:
        acts = {"preview": self.preview_view, "check": self.check_view, "take_in": self.take_in_view}
        return [*(self.own_path(act, view) for act, view in acts.items()), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportJob]:
        jobs = super().get_queryset(request).defer("report", "findings", "undoing")
        return without_hidden_imports(request.user, jobs, "batch")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_import(request.user) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_import(request.user) and bool(request.user.has_perm("records.add_importjob"))

    def may_start(self, request: HttpRequest, job: Any) -> bool:
        return self.has_add_permission(request)

    @display(description=gettext_lazy("what is done"))
    def act_shown(self, obj: ImportJob) -> str:
        return obj.get_act_display()

    @display(description=gettext_lazy("state"), label=JOB_COLOURS)
    def state_shown(self, obj: ImportJob) -> tuple[str, str]:
        return obj.state, obj.get_state_display()

    # --- the conversation -----------------------------------------------------------------------------------

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take a file and look at it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            return self.start(request, store_upload(form.cleaned_data["file"], signature_of(request.user)))
        return self.render(request, "admin/records/import_new.html", _("Take in a file"), {"form": form})

    @method_decorator(require_POST)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Look at the file again, read in another character set, or as one whose records are all new."""
        job = self.startable(request, pk)
        form = CharsetForm(request.POST, sampled=sampled_charsets(job), is_later=may_be_later(job))
        if not form.is_valid():
            return self.refuse(request, job, _("This character set is not known."))
        return self._ask(request, job, Act.PREVIEW, **form.cleaned_data)

    @method_decorator(require_POST)
    def check_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have the file checked by the rules of its version."""
        return self._ask(request, self.startable(request, pk), Act.CHECK)

    @method_decorator(require_POST)
    def take_in_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the file in."""
        job = self.startable(request, pk)
        form = TakeInForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.refuse(request, job, _("You may take files in as drafts only."))
        if not job.report.get("preview"):
            return self.refuse(request, job, _("Look at what the file would bring first."))
        return self._ask(request, job, Act.TAKE_IN, records_status=form.cleaned_data["status"])

    def _ask(self, request: HttpRequest, job: ImportJob, act: Act, **chosen: Any) -> HttpResponse:
        with transaction.atomic():
            # Two who press at the same moment: the second sees that the first has.
            job = ImportJob.objects.select_for_update().get(pk=job.pk)
            if job.under_way:
                return self.refuse(request, job, _("This is being worked on already."))
            if job.batch_id is not None or job.act == Act.UNDO:
                return self.refuse(request, job, _("This file has been taken in."))
            if not job.file_is_kept:
                return self.refuse(request, job, _("The file was deleted after its time: choose it anew."))
            job.ask_for(act, signature_of(request.user), **chosen)
        return self.start(request, job)

    def job_context(self, request: HttpRequest, job: Any) -> dict[str, Any]:
        report, at_rest = job.report, not job.under_way
        open_to_choice = at_rest and job.batch_id is None and job.act != Act.UNDO and self.may_start(request, job)
        may_choose = open_to_choice and job.file_is_kept
        not_taken = homeless_lines(report)
        context = {
            "file_gone": open_to_choice and not job.file_is_kept,
            "addresses": {act: self.address(act, job) for act in ("preview", "check", "take_in")},
            "may_choose": may_choose,
            "taken_in": job.batch_id is not None and job.act != Act.UNDO and job.state == JobState.DONE,
            "how_read": status_sentence(report) if report else "",
            "counts": counted(report),
            "problems": part_of(problem_lines(report), request.GET.get("problems", ""), report.get("problems_total")),
            "changes": rival_values(report, user=request.user, show_all=request.GET.get("changes") == "all"),
            "untold": rival_values(report, user=request.user, of="untold", show_all=request.GET.get("untold") == "all"),
            "likely": may_be_here(request, report, "likely"),
            "kin": may_be_here(request, report, "kin"),
            "not_taken": not_taken[:_PATHS_SHOWN],
            "not_taken_rest": not_taken[_PATHS_SHOWN:],
            "kept": kept_words(job.undoing),
            "charset_samples": named_charsets(report.get("charset_samples", [])),
            "charset_chosen": usual_name(report.get("charset", "")),
        }
        if job.findings is not None:
            shown, total = finding_lines(job.findings["shown"]), job.findings["total"]
            context["findings"] = part_of(shown, request.GET.get("findings", ""), total)
        if may_choose:
            context["take_in_form"] = TakeInForm(user=request.user) if report.get("preview") else None
            context["charset_form"] = CharsetForm(
                sampled=sampled_charsets(job),
                is_later=may_be_later(job),
                initial={"charset": usual_name(report.get("charset", "")), "as_new": job.as_new},
            )
        return {**super().job_context(request, job), **context}


def may_be_here(request: HttpRequest, report: Mapping[str, Any], what: str) -> Part:
    """Return a page of the new people of a report who may be in the archive already, or (``what`` "kin") related.

    From whom something is hidden, these are listed and counted as if nobody hidden were there.
    """
    rows, total, page = report.get(what, []), report.get(f"{what}_total"), request.GET.get(what, "")
    if collections_of(request.user).unseen:
        return part_of(worded_rows(request, rows), page)
    part = part_of(rows, page, total)
    return replace(part, rows=worded_rows(request, part.rows))


def may_be_later(job: ImportJob) -> bool:
    """Return whether the file is a later state of one taken in before, or was found to be one."""
    return bool(job.as_new or job.report.get("earlier_state"))


def sampled_charsets(job: ImportJob) -> list[str]:
    """Return the character sets that the preview tried."""
    names = [sample["charset"] for sample in job.report.get("charset_samples", [])]
    return list(dict.fromkeys([*filter(None, [job.report.get("charset", "")]), *names]))


def named_charsets(samples: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the samples of names, each character set under the name that the menu has; none without a name."""
    return [{**sample, "charset": usual_name(sample["charset"])} for sample in samples if sample["names"]]


def store_upload(file: UploadedFile, by: str) -> ImportJob:
    """Keep an uploaded file in a private folder of its own and make its row."""
    job = ImportJob(file_name=str(file.name), size=file.size or 0, asked_by=by)
    job.make_folder()
    job.path.parent.mkdir(mode=0o700)
    with job.path.open("xb") as stream:
        for chunk in file.chunks():
            stream.write(chunk)
    job.save()
    return job
