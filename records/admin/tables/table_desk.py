"""A list comes in as a conversation: the file, what it is, its columns, what it would bring; then it is taken in."""

from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.decorators import display

from records.admin.access import may_import, may_publish, signature_of
from records.admin.closed_collections import collections_of, without_hidden_imports
from records.admin.import_desk import may_be_here
from records.admin.job_admin import JOB_COLOURS, JobAdmin
from records.admin.tables.forms import ColumnsForm, HeadForm, ListForm, by_mapping
from records.admin.tables.table_jobs import work_on_table
from records.admin.tables.table_words import outcome_lines, report_context, shown_rows
from records.background_job import JobState
from records.documents.kinds import DOCUMENT_KINDS
from records.tables.columns import fault_of, proposed
from records.tables.models import ColumnMapping, TableAct, TableJob
from records.tables.plan import Plan, plan_from_plain, plan_to_plain
from records.tables.refusal import TableRefused
from records.tables.row_report import report_lines
from records.tables.table_file import first_rows, heads_of, look_at
from records.transcribing.entry import Entry

_SHOWN, _LOOKED_AT = 5, 60


def find_lists(queryset: QuerySet[TableJob], text: str) -> QuerySet[TableJob]:
    """Return the lists of this file name."""
    return queryset.filter(file_name__icontains=text.strip())


@admin.register(TableJob)
class TableJobAdmin(JobAdmin):
    find = find_lists
    search_fields = ("file_name",)
    list_display = ("file_name", "asked_at", "asked_by", "act_shown", "state_shown")
    page_template = "admin/records/table_job.html"
    worker_task = work_on_table

    def get_urls(self) -> list[URLPattern]:
        acts = {
            "head": self.head_view,
            "columns": self.columns_view,
            "take_in": self.take_in_view,
            "rows": self.rows_view,
        }
        return [*(self.own_path(act, view) for act, view in acts.items()), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TableJob]:
        hidden = collections_of(request.user).hidden
        jobs = without_hidden_imports(request.user, super().get_queryset(request).defer("report", "plan"), "batch")
        return jobs.filter(Q(collection=None) | ~Q(collection__in=hidden)) if hidden else jobs

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_import(request.user) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_import(request.user) and bool(request.user.has_perm("records.add_tablejob"))

    def may_start(self, request: HttpRequest, job: Any) -> bool:
        return self.has_add_permission(request)

    @display(description=gettext_lazy("what is done"))
    def act_shown(self, obj: TableJob) -> str:
        return obj.get_act_display()

    @display(description=gettext_lazy("state"), label=JOB_COLOURS)
    def state_shown(self, obj: TableJob) -> tuple[str, str]:
        return obj.state, obj.get_state_display()

    # --- the conversation -----------------------------------------------------------------------------------

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take a file and say how it seems to be read."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ListForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            job = store_list(form.cleaned_data["file"], signature_of(request.user))
            try:
                plan = Plan(look_at(job.path), list_head=Entry(kind=form.cleaned_data["kind"]))
                heads = heads_of(job.path, plan.reading)
            except (TableRefused, OSError) as error:
                job.remove_files()
                form.add_error("file", str(error))
            else:
                job.plan = plan_to_plain(replace(plan, heads=heads))
                job.save()
                return HttpResponseRedirect(self.address("head", job))
        return self.render(request, "admin/records/table_new.html", _("Take in a list"), {"form": form})

    def head_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask how the file is read and what is said of the list; show its first rows as they are read."""
        job = self._open_job(request, pk)
        plan = plan_from_plain(job.plan)
        form = HeadForm(request.POST or None, user=request.user, plan=plan)
        if request.method == "POST" and form.is_valid():
            try:
                reading = look_at(job.path, **form.chosen_reading())
                heads = heads_of(job.path, reading)
                first_rows(job.path, reading, _SHOWN)
            except (TableRefused, OSError) as error:
                form.add_error(None, str(error))
            else:
                same = heads == plan.heads
                head, people = form.list_head(), form.cleaned_data["people"]
                plan = Plan(reading, heads, plan.columns if same else (), head, people)
                self._keep_plan(job, plan)
                return HttpResponseRedirect(self.address("head" if "again" in request.POST else "columns", job))
        context = {"form": form, "job": job, "plan": plan, **shown_rows(job.path, plan, _SHOWN)}
        return self.render(request, "admin/records/table_head.html", job.file_name, context)

    def columns_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what each column is."""
        job = self._open_job(request, pk)
        plan = plan_from_plain(job.plan)
        kind = DOCUMENT_KINDS[plan.list_head.kind]
        shown = shown_rows(job.path, plan, _LOOKED_AT)
        cells = [row["cells"] for row in shown["rows"]]
        columns = plan.columns or proposed(plan.heads, cells, kind)
        mappings = ColumnMapping.objects.filter(kind=kind.key)
        mapping = mappings.filter(name=request.GET.get("mapping", "")).first()
        if mapping is not None:
            columns = by_mapping(mapping, plan, proposed(plan.heads, cells, kind))
        width = max((len(plan.heads), *map(len, cells)), default=0)
        form = ColumnsForm(request.POST or None, plan=plan, columns=columns, width=width)
        if request.method == "POST" and form.is_valid():
            fault = fault_of(form.columns, kind)
            if not fault:
                return self._look(request, job, replace(plan, columns=form.columns), form.cleaned_data["save_as"])
            form.add_error(None, str(fault))
        samples = [[row[number] for row in cells[:3] if number < len(row) and row[number]] for number in range(width)]
        boxes = [(form[f"column_{number}"], samples[number]) for number in range(width)]
        context = {"form": form, "job": job, "boxes": boxes, "mappings": mappings, "chosen": mapping}
        return self.render(request, "admin/records/table_columns.html", job.file_name, context)

    def _look(self, request: HttpRequest, job: TableJob, plan: Plan, save_as: str) -> HttpResponse:
        """Keep the columns under a name, and have the list looked at."""
        by = signature_of(request.user)
        if save_as:
            columns = {plan.head_of(number): column for number, column in enumerate(plan.columns)}
            values = {"kind": plan.list_head.kind, "columns": columns, "by": by}
            ColumnMapping.objects.update_or_create(name=save_as, defaults=values)
        return self._ask(request, job, TableAct.PREVIEW, plan, report={})

    @method_decorator(require_POST)
    def take_in_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the list in."""
        job = self.startable(request, pk)
        if not job.report.get("preview"):
            return self.refuse(request, job, _("Look at what the list would bring first."))
        plan = plan_from_plain(job.plan)
        return self._ask(request, job, TableAct.TAKE_IN, plan, may_change_published=may_publish(request.user))

    def rows_view(self, request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
        """Give the report of every row as CSV."""
        job = self.job_or_404(request, pk)
        if job.batch is None:
            raise Http404
        name = f"rows-{job.batch_id}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(report_lines(job.batch), content_type="text/csv; charset=utf-8", headers=headers)

    # --- what the pages share -------------------------------------------------------------------------------

    def _open_job(self, request: HttpRequest, pk: int) -> TableJob:
        """Return a list that this user may still choose about; one taken in, or whose file is gone, is closed."""
        job: TableJob = self.startable(request, pk)
        if job.batch_id is not None or job.under_way or not job.file_is_kept:
            raise Http404
        return job

    def _keep_plan(self, job: TableJob, plan: Plan) -> None:
        job.plan, job.report, job.act, job.state = plan_to_plain(plan), {}, TableAct.CHOOSE, JobState.DONE
        job.collection_id = plan.list_head.collection
        job.save()

    def _ask(self, request: HttpRequest, job: TableJob, act: TableAct, plan: Plan, **chosen: Any) -> HttpResponse:
        # The worker sees what they see who asked.
        plan = replace(plan, unseen=collections_of(request.user).unseen)
        with transaction.atomic():
            # Two who press at the same moment: the second sees that the first has.
            job = TableJob.objects.select_for_update().get(pk=job.pk)
            if job.under_way:
                return self.refuse(request, job, _("This is being worked on already."))
            if job.batch_id is not None:
                return self.refuse(request, job, _("This list has been taken in."))
            if not job.file_is_kept:
                return self.refuse(request, job, _("The file was deleted after its time: choose it anew."))
            job.ask_for(act, signature_of(request.user), plan=plan_to_plain(plan), **chosen)
        return self.start(request, job)

    def job_context(self, request: HttpRequest, job: Any) -> dict[str, Any]:
        may_choose = not job.under_way and job.batch_id is None and job.file_is_kept and self.may_start(request, job)
        plan = plan_from_plain(job.plan) if job.plan else None
        context = {
            "addresses": {act: self.address(act, job) for act in ("head", "columns", "take_in", "rows")},
            "may_choose": may_choose,
            "taken_in": job.batch_id is not None and job.state == JobState.DONE,
            "file_gone": job.batch_id is None and not job.file_is_kept,
            "outcomes": outcome_lines(job.report),
            "here": may_be_here(request, job.report, "here"),
            **(report_context(request, job.report, plan) if plan is not None and job.report else {}),
        }
        return {**super().job_context(request, job), **context}


def store_list(file: UploadedFile, by: str) -> TableJob:
    """Keep an uploaded list in a private folder of its own; its row is saved by whoever reads it."""
    job = TableJob(file_name=str(file.name), size=file.size or 0, asked_by=by, asked_at=timezone.now())
    job.state = JobState.DONE
    job.make_folder()
    job.path.parent.mkdir(mode=0o700)
    with job.path.open("xb") as stream:
        for chunk in file.chunks():
            stream.write(chunk)
    return job
