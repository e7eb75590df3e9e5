"""The inbox: what readers send, what is made of it with one click a statement, and the thanks to the sender."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST
from unfold.decorators import display

from records.admin.access import may_publish, signature_of
from records.admin.links import address, page_link
from records.admin.message_page import message_page, person_chosen, words_chosen
from records.admin.record_admin import DeskAdmin, publish_after_commit
from records.contributions.models import Contribution, SentFile
from records.contributions.receiving import received_folder
from records.contributions.statement_kinds import STATEMENT_KINDS
from records.contributions.statements import Choice, StatementRefused, make_statement, release, take_back
from records.contributions.thanks import LANGUAGES, Letter, send_thanks
from records.journeys.stages import STAGES

STATE_COLOURS = {"new": "warning", "read": "info", "used": "success", "declined": "danger"}
# The model behind each kind of record, where the word differs.
_MODELS = {"stage": "journeystage", "history": "familyhistory"}
_ANSWERED = ("used", "declined")


@admin.register(Contribution)
class ContributionAdmin(DeskAdmin):
    list_display = ("name", "beginning_of_text", "about", "received_at", "state_shown")
    list_filter = ("state",)
    readonly_fields = ("name", "email", "about", "received_at", "rights")
    fieldsets = (
        (
            gettext_lazy("The sender"),
            {"fields": (("name", "email"), ("about", "received_at"), "rights", "may_be_named")},
        ),
        (gettext_lazy("What became of it"), {"fields": ("state", "answer")}),
    )
    change_form_outer_before_template = "admin/records/message.html"
    change_form_outer_after_template = "admin/records/message_thanks.html"

    class Media:
        css = {"all": ("records/message.css",)}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        acts = {
            "make": self.make,
            "take_back": self.take_back,
            "release": self.release,
            "thanks": self.thank,
        }
        own = [
            path(
                f"<int:pk>/{act}/",
                self.admin_site.admin_view(require_POST(_for_those_who_answer(self, view))),
                name=f"message-{act}",
            )
            for act, view in acts.items()
        ]
        file = path("<int:pk>/file/<int:file>/", self.admin_site.admin_view(self.file), name="message-file")
        return [file, *own, *super().get_urls()]

    # --- the page -------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        message = self.get_object(request, object_id) if self.has_view_permission(request) else None
        if message is not None:
            if message.state == "new" and request.method == "GET" and self.has_change_permission(request, message):
                # Opened by someone who answers: a colleague sees that it is being looked at.
                Contribution.objects.filter(pk=message.pk, state="new").update(state="read")
                message.state = "read"
            extra_context = {**(extra_context or {}), "page": message_page(request, message)}
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Contribution, form: forms.ModelForm, change: bool) -> None:
        if obj.state in _ANSWERED and obj.answered_at is None:
            obj.answered_at = timezone.now()
        super().save_model(request, obj, form, change)

    # --- acts -----------------------------------------------------------------------------------------------

    def make(self, request: HttpRequest, message: Contribution) -> None:
        kind = request.POST.get("make", "")
        if kind not in STATEMENT_KINDS:
            raise Http404
        stage = request.POST.get("stage", "")
        choice = Choice(person_chosen(request.POST), stage if stage in STAGES else "")
        make_statement(
            message, kind, words_chosen(message, request.POST), choice, signature_of(request.user), timezone.now()
        )

    def file(self, request: HttpRequest, pk: int, file: int) -> FileResponse:
        """Show a page that came with a message, to those who may read messages."""
        message = get_object_or_404(Contribution, pk=pk)
        if not self.has_view_permission(request, message):
            raise PermissionDenied
        path = received_folder() / get_object_or_404(SentFile, pk=file, contribution=message).file
        if not path.is_file():
            raise Http404
        return FileResponse(path.open("rb"), headers={"Cache-Control": "private, no-store"})

    def take_back(self, request: HttpRequest, message: Contribution) -> None:
        take_back(_statement(request, message))

    def release(self, request: HttpRequest, message: Contribution) -> None:
        if not may_publish(request.user):
            raise PermissionDenied
        release(_statement(request, message), signature_of(request.user), timezone.now())

    def thank(self, request: HttpRequest, message: Contribution) -> None:
        subject = " ".join(request.POST.get("subject", "").split())[:200]
        text = request.POST.get("text", "").replace("\r\n", "\n").strip()
        language = request.POST.get("language", "")
        if not message.email:
            raise StatementRefused(gettext("The sender left no e-mail address."))
        if not subject or not text:
            raise StatementRefused(gettext("A mail needs a subject and a text."))
        letter = Letter(language if language in LANGUAGES else "en", subject, text)
        try:
            sent = send_thanks(message, letter, signature_of(request.user), timezone.now())
        except (OSError, SMTPException) as error:
            raise StatementRefused(gettext("The mail could not be sent: %s") % error) from error
        if not sent:
            raise StatementRefused(gettext("The thanks were sent before; they go out once."))
        self.message_user(request, gettext("The thanks have been sent."), messages.SUCCESS)

    # --- lists ----------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        return super().get_queryset(request).select_related("source")

    @display(description=gettext_lazy("state"), label=STATE_COLOURS)
    def state_shown(self, obj: Contribution) -> tuple[str, str]:
        return obj.state, obj.get_state_display()

    @display(description=gettext_lazy("message"))
    def beginning_of_text(self, obj: Contribution) -> str:
        return obj.text[:80]

    @display(description=gettext_lazy("about"))
    def about(self, obj: Contribution) -> str:
        if not obj.about_id:
            return "-"
        model = _MODELS.get(obj.about_kind, obj.about_kind)
        known = f"records_{model}" in {
            f"records_{registered._meta.model_name}" for registered in self.admin_site._registry
        }
        return (
            page_link(f"records_{model}_changelist", f"{gettext(obj.about_kind)} {obj.about_id}", q=obj.about_id)
            if known
            else obj.about_id
        )


def _for_those_who_answer(
    desk: ContributionAdmin, act: Callable[[HttpRequest, Contribution], None]
) -> Callable[..., HttpResponse]:
    """For editors and administrators: the act, in one transaction, then the page again with what became of it."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        message = get_object_or_404(Contribution, pk=pk)
        if not desk.has_change_permission(request, message):
            raise PermissionDenied
        try:
            with transaction.atomic():
                act(request, message)
                publish_after_commit(request)
        except StatementRefused as refusal:
            desk.message_user(request, str(refusal), messages.ERROR)
        return HttpResponseRedirect(f"{address(message)}#statements")

    return view


def _statement(request: HttpRequest, message: Contribution) -> Any:
    number = request.POST.get("statement", "")
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(message.statements, pk=number)
