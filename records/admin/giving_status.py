"""Giving records a status: by the form or by an action of a list, with what follows from it at the desk."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from records.admin.access import signature_of, statuses_for
from records.edition.publishing import publish_soon
from records.linkage.following import follow_soon
from records.record_model import Record, Status, set_status
from records.reviewing.deciding import answer_remarks, remark, withdraw
from records.reviewing.models import Remark


def publish_after_commit(request: HttpRequest) -> None:
    """Have what this request changes published and compared once it is stored; once a request is enough."""
    if not getattr(request, "publishes", False):
        request.publishes = True  # type: ignore[attr-defined]
        transaction.on_commit(publish_soon)
        transaction.on_commit(follow_soon)


def status_given(request: HttpRequest, records: Sequence[Record], status: str) -> None:
    """Keep what a status says of the remarks: sent to review again answers them, withdrawn has its reason."""
    user, now = request.user, timezone.now()
    if status in (Status.REVIEW, Status.PUBLISHED):
        answer_remarks(records, signature_of(user), now)
    elif status == Status.WITHDRAWN:
        for record in records:
            remark(record, request.POST.get("why", ""), signature_of(user), now, act=Remark.Act.WITHDRAWN)


class GivesStatus:
    """The actions of a list of records that give a status."""

    def give_status(self, request: HttpRequest, queryset: QuerySet, status: Status) -> None:
        """Give the marked records this status, as far as the user may change them."""
        marked = list(queryset)
        changeable = self._changeable(request, marked, status)
        before = {record.pk: record.status for record in changeable}
        with transaction.atomic():
            if status == Status.WITHDRAWN:
                words, by = request.POST.get("why", ""), signature_of(request.user)
                changed = withdraw(changeable, words, by, timezone.now())
            else:
                changed = set_status(changeable, status)
                status_given(request, changeable, status)
            for record in changeable:
                if before[record.pk] != status:
                    self.log_change(request, record, [{"changed": {"fields": ["status"]}}])  # type: ignore[attr-defined]
            publish_after_commit(request)
        self._tell_given(request, changed, len(marked) - len(changeable), status)

    def _changeable(self, request: HttpRequest, marked: Sequence[Any], status: Status) -> list[Any]:
        return [
            record
            for record in marked
            if self.has_change_permission(request, record)  # type: ignore[attr-defined]
            and status in statuses_for(request.user, record)
        ]

    def _tell_given(self, request: HttpRequest, changed: int, refused: int, status: Status) -> None:
        if changed:
            text = ngettext("%(count)d record is now: %(status)s.", "%(count)d records are now: %(status)s.", changed)
            messages.success(request, text % {"count": changed, "status": status.label})
        if refused:
            text = ngettext(
                "%(count)d record is before the public or withdrawn: only an editor can change it.",
                "%(count)d records are before the public or withdrawn: only an editor can change them.",
                refused,
            )
            if status == Status.PUBLISHED:
                text = ngettext(
                    "%(count)d record is not yours to publish: someone else accepts it.",
                    "%(count)d records are not yours to publish: someone else accepts them.",
                    refused,
                )
            messages.warning(request, text % {"count": refused})

    @admin.action(description=_("Send to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.give_status(request, queryset, Status.REVIEW)

    @admin.action(description=_("Set back to draft"), permissions=["change"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.give_status(request, queryset, Status.DRAFT)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.give_status(request, queryset, Status.PUBLISHED)

    @admin.action(description=_("Withdraw from the public"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        if request.POST.get("why", "").strip():
            self.give_status(request, queryset, Status.WITHDRAWN)
            return None
        records = list(queryset)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Why is it withdrawn?"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "records": records,
            "chosen": [record.pk for record in records],
        }
        return TemplateResponse(request, "admin/records/withdraw.html", context)
