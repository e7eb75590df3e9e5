"""The history of a record: who changed what, when and why, newest first; and the line that asks why."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from records.admin.hidden_steps import hiding_from
from records.changes.queries import changes_of_record, changes_of_row
from records.record_model import Record
from records.row_history import has_history


def key_sent(request: HttpRequest, name: str = "before") -> int | None:
    """Return the key to go on from, if the address brings one that can be."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None


class ShowsHistory:
    """For an admin of what has a history: its page, and the line of the form that asks why."""

    change_form_before_template = "admin/records/choose_versions.html"
    change_form_after_template = "admin/records/why_changed.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if not has_history(self.model):  # type: ignore[attr-defined]
            return super().history_view(request, object_id, extra_context)
        obj = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        before = key_sent(request)
        is_record = isinstance(obj, Record)
        page = (
            changes_of_record(obj.key, before, hiding_from(request.user))
            if is_record
            else changes_of_row(obj._meta.model_name, obj.pk, before, hiding_from(request.user))
        )
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History: %s") % obj,
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": obj,
            "page": page,
            "before": before,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/records/record_history.html", context)
