"""All changes, by whom and when; one of them in full; taking back one change or someone's afternoon."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.admin.access import may_publish, signature_of
from records.admin.closed_collections import look_up
from records.admin.hidden_steps import hidden_gone, hiding_from
from records.admin.links import address
from records.admin.record_admin import RecordedOnly, publish_after_commit
from records.admin.record_history import key_sent
from records.admin.taking_back import may_see, records_touched, why_not
from records.change_sets import ChangeSet, TouchedRow
from records.changes.differences import row_changes
from records.changes.queries import (
    Page,
    ShownChange,
    TouchedRecord,
    all_changes,
    deleted_records,
    existing,
    of_someone,
    shown,
)
from records.changes.restoring import plan_restoring, restore
from records.changes.reverting import Plan, RevertRefused, plan_revert, revert
from records.changes.row_models import record_models, row_words
from records.outbox import RecordKey
from records.record_model import Record

_SETS_AT_ONCE = 200


class ChangesAsked(forms.Form):
    """Whose changes, of which day, of which kind of record."""

    user = forms.ModelChoiceField(User.objects.order_by("username"), required=False, label=gettext_lazy("Who"))
    day = forms.DateField(
        required=False, label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of record"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, capfirst(str(model._meta.verbose_name))) for kind, model in record_models().items()]
        self.fields["kind"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]

    def chosen(self) -> QuerySet[ChangeSet]:
        """Return the change sets asked for; what cannot be read asks for nothing."""
        self.is_valid()
        found, asked = ChangeSet.objects.all(), self.cleaned_data
        if asked.get("user"):
            found = found.filter(user=asked["user"])
        if asked.get("day"):
            found = found.filter(made_at__date=asked["day"])
        if asked.get("kind"):
            of_kind = TouchedRow.objects.filter(change_set=OuterRef("pk"), record_kind=asked["kind"])
            found = found.filter(Exists(of_kind))
        return found


class PeriodAsked(forms.Form):
    """Whose changes of which time shall be taken back."""

    user = forms.ModelChoiceField(User.objects.all(), label=gettext_lazy("Who"))
    start = forms.DateTimeField(
        label=gettext_lazy("From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, asked_by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = User.objects.filter(pk=asked_by.pk)
        self.fields["user"].queryset = User.objects.order_by("username") if may_publish(asked_by) else own  # type: ignore[attr-defined]


@admin.register(ChangeSet)
class ChangeSetAdmin(RecordedOnly):
    """Nobody changes what happened; it can be taken back, which is kept as well."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/revert/", view(self.revert_view), name="records_changeset_revert"),
            path("period/", view(self.period_view), name="records_changeset_period"),
            path("deleted/", view(self.deleted_view), name="records_changeset_deleted"),
            path("deleted/<slug:kind>/<slug:record_id>/", view(self.restore_view), name="records_changeset_restore"),
            *super().get_urls(),
        ]

    def _page(self, request: HttpRequest, template: str, title: Any, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/records/{template}.html", shared | context)

    def _check(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """List all changes, newest first."""
        self._check(request)
        form = ChangesAsked(request.GET)
        page = self._visible(request, all_changes(form.chosen(), key_sent(request)))
        query = request.GET.copy()
        query.pop("before", None)
        context = {"form": form, "page": page, "query": query.urlencode(), "media": self.media}
        return self._page(request, "changes", _("Changes"), context)

    def _visible(self, request: HttpRequest, page: Page) -> Page:
        """Leave out the records that the user may not see, and word the others as they are called now."""
        keys = {RecordKey(one.kind, one.record_id) for shown in page.changes for one in shown.records}
        there = existing(keys)
        look_up(request.user, there.values())
        hidden = hidden_gone(request.user, keys - there.keys())
        for change in page.changes:
            own = change.change.user_id == request.user.pk
            change.records = [
                named
                for one in change.records
                if RecordKey(one.kind, one.record_id) not in hidden
                and (named := self._named(request, one, there, own)) is not None
            ]
        return page

    def _named(self, request: HttpRequest, one: TouchedRecord, there: dict[RecordKey, Record], own: bool) -> Any:
        record = there.get(RecordKey(one.kind, one.record_id))
        if record is None:
            return {"words": one.words or one.record_id, "url": ""} if own or may_publish(request.user) else None
        if not self.admin_site.get_model_admin(type(record)).has_view_permission(request, record):
            return None
        return {"words": str(record), "url": address(record, "history")}

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one change in full."""
        change = self._change(request, object_id)
        found = shown([change.pk], TouchedRow.objects.all(), hiding_from(request.user))
        context = {"shown": found[0] if found else ShownChange(change)}
        return self._page(request, "change", _("A change"), context)

    def _change(self, request: HttpRequest, object_id: Any) -> ChangeSet:
        self._check(request)
        if not str(object_id).isdecimal() or len(str(object_id)) > 18:
            raise Http404
        change = get_object_or_404(ChangeSet.objects.select_related("undone_in"), pk=object_id)
        if not may_see(request, records_touched([change]), own=change.user_id == request.user.pk):
            raise PermissionDenied
        return change

    def revert_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what taking back one change would do, and do it."""
        change = self._change(request, pk)
        return self._take_back(request, plan_revert([change]), reverse("admin:records_changeset_change", args=(pk,)))

    def period_view(self, request: HttpRequest) -> HttpResponse:
        """Ask whose changes of which time shall be taken back, show what that would do, and do it."""
        self._check(request)
        sent = request.POST if request.method == "POST" else request.GET
        form = PeriodAsked(sent if "user" in sent else None, asked_by=request.user)
        if not form.is_valid():
            return self._page(request, "changes_period", _("Take back someone's changes of a time"), {"form": form})
        asked = form.cleaned_data
        sets = list(
            of_someone(asked["user"], asked["start"], _whole_minute(asked["end"])).order_by("pk")[: _SETS_AT_ONCE + 1]
        )
        if len(sets) > _SETS_AT_ONCE:
            form.add_error(None, _("That is more than can be taken back at once. Choose a shorter time."))
            return self._page(request, "changes_period", _("Take back someone's changes of a time"), {"form": form})
        if not may_see(request, records_touched(sets), own=asked["user"].pk == request.user.pk):
            raise PermissionDenied
        return self._take_back(request, plan_revert(sets), reverse("admin:records_changeset_changelist"), form)

    def _take_back(self, request: HttpRequest, plan: Plan, back: str, form: Any = None) -> HttpResponse:
        refused = why_not(request, plan)
        if request.method == "POST" and "_revert" in request.POST and not refused:
            try:
                user: Any = request.user
                made = revert(plan, user=user, by=signature_of(user), why=request.POST.get("why", ""))
            except RevertRefused as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                publish_after_commit(request)
                self.message_user(
                    request, _("Taken back. This is a change, too, and can be taken back."), messages.SUCCESS
                )
                return HttpResponseRedirect(reverse("admin:records_changeset_change", args=(made.pk,)))
        notes = TouchedRow.objects.filter(change_set__in=[change.pk for change in plan.changes])
        context = {"plan": plan, "refused": refused, "back": back, "form": form}
        hiding = hiding_from(request.user)
        context["changes"] = shown(sorted((change.pk for change in plan.changes), reverse=True), notes, hiding)
        return self._page(request, "revert", _("Take back"), context)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """List the records that were deleted and can be restored."""
        self._check(request)
        if not may_publish(request.user):
            raise PermissionDenied
        records, older = deleted_records(key_sent(request))
        hidden = hidden_gone(request.user, [one.key for one in records])
        named = [
            (capfirst(str(record_models()[one.key.kind]._meta.verbose_name)), one)
            for one in records
            if one.key not in hidden
        ]
        return self._page(request, "deleted", _("Deleted records"), {"records": named, "older": older})

    def restore_view(self, request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
        """Show what comes back with a deleted record, and restore it."""
        self._check(request)
        if not may_publish(request.user):
            raise PermissionDenied
        key = RecordKey(kind, record_id)
        plan, left_out = plan_restoring(key)
        if not plan.changes or hidden_gone(request.user, [key]):
            raise Http404
        refused = why_not(request, plan)
        if request.method == "POST" and not refused:
            try:
                user: Any = request.user
                restore(plan, user=user, by=signature_of(user), why=request.POST.get("why", ""))
            except RevertRefused as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                publish_after_commit(request)
                self.message_user(request, _("Restored, with its parts, under the same public id."), messages.SUCCESS)
                return HttpResponseRedirect(address(existing([key])[key]))
        notes = TouchedRow.objects.filter(pk__in=[step.order for step in plan.steps])
        rows = [row for found in row_changes(notes, hiding_from(request.user)).values() for row in found]
        lost = [row_words(step.model, step.before, step.words) for step in left_out]
        context = {"plan": plan, "refused": refused, "rows": rows, "left_out": lost, "change": plan.changes[0]}
        return self._page(request, "restore", _("Restore"), context)


def _whole_minute(end: datetime) -> datetime:
    return end.replace(second=59, microsecond=999_999) if not end.second else end
