"""Above the form of a record: the remarks on it, the way to its review page, and rival claims side by side."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from records.admin.closed_collections import collections_of
from records.admin.reviewing.rivals import rival_claims
from records.record_model import Record, Status
from records.reviewing.queries import remarks_on


class ShowsReview:
    """For the admin of a record."""

    change_form_outer_before_template = "admin/records/above_form.html"
    change_form_outer_after_template = "admin/records/below_form.html"
    shows_rivals = False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is not None and "_popup" not in request.GET:
            found = self.model._default_manager.filter(pk=unquote(object_id)) if object_id.isdecimal() else None  # type: ignore[attr-defined]
            record = found.first() if found is not None else None
            # Whoever may not see the record gets no form, and nothing of this with it.
            if record is not None and self.has_view_or_change_permission(request, record):  # type: ignore[attr-defined]
                extra_context = {**(extra_context or {}), **self._review_context(request, record)}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _review_context(self, request: HttpRequest, record: Record) -> dict[str, Any]:
        may_change = self.has_change_permission(request, record)  # type: ignore[attr-defined]
        in_review = record.status == Status.REVIEW
        return {
            "remarks": remarks_on(record.key),
            "review_url": reverse("review-record", args=(record.KIND, record.public_id)) if in_review else "",
            "rivals": rival_claims(record, may_change, collections_of(request.user).unseen)
            if self.shows_rivals
            else [],
        }
