"""The pages of background jobs: how far one is, with scripts and without, and starting anew what broke off."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db import admin as queue_admin  # noqa: F401  (registers what is taken out below)
from django_tasks_db.models import DBTaskResult

from records.admin.access import signature_of
from records.admin.record_admin import RecordedOnly
from records.admin.translating import translated
from records.background_job import BackgroundJob, HowFar, JobState

# The queue is no page of the desk: a job's own page says all of it that anybody needs.
admin.site.unregister(DBTaskResult)

# So long a job may wait before the page says that perhaps nobody works.
_PATIENCE = timedelta(minutes=1)
JOB_COLOURS = {JobState.WAITING: "info", JobState.RUNNING: "info", JobState.DONE: "success", JobState.FAILED: "danger"}


class JobAdmin(RecordedOnly):
    """An admin of background jobs; a subclass names its page and what a worker is given."""

    page_template: ClassVar[str]
    # The django-tasks task that takes the job's key.
    worker_task: ClassVar[Any]

    def get_urls(self) -> list[URLPattern]:
        own = [self.own_path("progress", self.progress_view), self.own_path("again", self.again_view)]
        return [*own, *super().get_urls()]

    def own_path(self, act: str, view: Any) -> URLPattern:
        """Return the address of an act on one job."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{act}"
        return path(f"<int:pk>/{act}/", self.admin_site.admin_view(view), name=name)

    def address(self, act: str, job: BackgroundJob) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}", args=(job.pk,))

    def job_or_404(self, request: HttpRequest, pk: int) -> Any:
        """Return a job that this user may see; one that they may not is not there for them."""
        job = self.get_queryset(request).defer(None).filter(pk=pk).first()
        if job is None or not self.has_view_permission(request, job):
            raise Http404
        return job

    def may_start(self, request: HttpRequest, job: Any) -> bool:
        """Whether this user may have the job done."""
        raise NotImplementedError

    def startable(self, request: HttpRequest, pk: int) -> Any:
        """Return a job that this user may start and that is not under way."""
        job = self.job_or_404(request, pk)
        if not self.may_start(request, job):
            raise PermissionDenied
        return job

    def start(self, request: HttpRequest, job: Any) -> HttpResponse:
        """Hand the job to the workers and show its page."""
        type(self).worker_task.enqueue(job.pk)
        return HttpResponseRedirect(self.address("change", job))

    def refuse(self, request: HttpRequest, job: Any, sentence: str) -> HttpResponse:
        self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(self.address("change", job))

    # --- pages ----------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not object_id.isdecimal():
            raise Http404
        job = self.job_or_404(request, int(object_id))
        return self.render(request, self.page_template, str(job), {"job": job, **self.job_context(request, job)})

    def job_context(self, request: HttpRequest, job: Any) -> dict[str, Any]:
        """Return what every page of a job shows; a subclass adds its own."""
        return {
            "how_far": job.how_far() if job.under_way else HowFar(),
            "step": step_words(job),
            "broken_off": job.broken_off,
            "failure": translated(job.failure),
            "nobody_works": job.state == JobState.WAITING and timezone.now() - job.asked_at > _PATIENCE,
            "may_start": self.may_start(request, job),
            "progress_url": self.address("progress", job),
            "again_url": self.address("again", job),
        }

    def render(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media}
        return TemplateResponse(request, template, {**shared, **context})

    def progress_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Answer a script: is the job still under way, and how far is it?"""
        job = self.job_or_404(request, pk)
        answer = {"under_way": job.under_way, "percent": job.how_far().percent, "words": step_words(job)}
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})

    @method_decorator(require_POST)
    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start a job anew that broke off, failed, or waits for nobody."""
        job = self.startable(request, pk)
        if job.state == JobState.RUNNING and not job.broken_off:
            return self.refuse(request, job, _("This is being worked on already."))
        if job.state != JobState.DONE:
            job.ask_again(signature_of(request.user))
            return self.start(request, job)
        return HttpResponseRedirect(self.address("change", job))


# The steps that imports, rebuilds and exports name, in the reader's language.
_STEPS = {
    "person": gettext_lazy("people"),
    "people": gettext_lazy("people"),
    "family": gettext_lazy("families"),
    "families": gettext_lazy("families"),
    "stage": gettext_lazy("stages"),
    "place": gettext_lazy("places"),
    "places": gettext_lazy("places"),
    "source": gettext_lazy("sources"),
    "sources": gettext_lazy("sources"),
    "sources and notes": gettext_lazy("sources and notes"),
    "document": gettext_lazy("documents"),
    "documents": gettext_lazy("documents"),
    "archive": gettext_lazy("archives"),
    "archives": gettext_lazy("archives"),
    "history": gettext_lazy("family histories"),
    "chapter": gettext_lazy("chapters"),
    "losses": gettext_lazy("counting"),
    "checking": gettext_lazy("checking"),
}


def step_words(job: BackgroundJob) -> str:
    """Say what is being done: "taking the file in: 40 % (people)"."""
    doing = str(job.get_act_display())  # type: ignore[attr-defined]
    if job.state == JobState.WAITING:
        return _("%(doing)s: waiting for its turn") % {"doing": doing}
    how_far = job.how_far()
    if how_far.percent is None:
        return doing
    return _("%(doing)s: %(percent)s %% (%(step)s)") % {
        "doing": doing,
        "percent": how_far.percent,
        "step": _STEPS.get(how_far.what, how_far.what),
    }
