"""What is in review, and what is to be read a second time: lists that go on from a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from records.admin.access import may_publish, may_transcribe
from records.admin.closed_collections import collections_of
from records.admin.record_history import key_sent
from records.admin.reviewing.review_doors import page, page_of_the_desk
from records.changes.row_models import record_models
from records.documents.collections import Collection
from records.documents.kinds import document_kind_choices
from records.documents.models import Document
from records.record_model import Record, Status
from records.review_queue import InReview
from records.reviewing.queries import ON_A_PAGE, LineAsked, line, to_read_again, to_settle

_ANY = ("", gettext_lazy("all"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One record in the line, as the list shows it."""

    row: InReview
    kind: str
    record: Record


class LineForm(forms.Form):
    """By what the line is filtered; what cannot be read filters nothing."""

    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of record"))
    document_kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of document"))
    collection = forms.ModelChoiceField(Collection.objects.none(), required=False, label=gettext_lazy("Collection"))
    sent_by = forms.ModelChoiceField(User.objects.none(), required=False, label=gettext_lazy("Sent by"))

    def __init__(self, data: Any, user: Any) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        kinds = [(kind, capfirst(str(model._meta.verbose_name))) for kind, model in record_models().items()]
        fields["kind"].choices = [_ANY, *kinds]
        fields["document_kind"].choices = [_ANY, *document_kind_choices()]
        fields["collection"].queryset = Collection.objects.exclude(pk__in=collections_of(user).hidden)
        fields["sent_by"].queryset = User.objects.filter(is_staff=True).order_by("username")

    def asked(self) -> LineAsked:
        """Return what was asked for."""
        self.is_valid()
        said = self.cleaned_data
        collection, sent_by = said.get("collection"), said.get("sent_by")
        return LineAsked(
            said.get("kind") or "",
            said.get("document_kind") or "",
            collection.pk if collection else None,
            sent_by.pk if sent_by else None,
        )


@page_of_the_desk
@require_safe
def review_line(request: HttpRequest) -> HttpResponse:
    """Everything in review, the longest waiting first."""
    form = LineForm(request.GET, request.user)
    rows, after = _next_page(request, line(form.asked(), collections_of(request.user).unseen))
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "waiting": waiting(request, rows),
        "after": after,
        "query": query.urlencode(),
        "may_decide": may_publish(request.user),
    }
    return page(request, "review_line", _("In review"), context)


@page_of_the_desk
@require_safe
def read_again(request: HttpRequest) -> HttpResponse:
    """The documents that wait for a second reading and, for those who decide, for a decision."""
    unseen = collections_of(request.user).unseen
    rows, after = _next_page(request, to_read_again(unseen))
    settle = list(to_settle(unseen)[:ON_A_PAGE]) if may_publish(request.user) else []
    context = {
        "waiting": _to_read(rows),
        "settle": waiting(request, settle),
        "after": after,
        "may_read": may_transcribe(request.user),
    }
    return page(request, "review_read_again", _("Read a second time"), context)


def _to_read(rows: Sequence[InReview]) -> list[tuple[InReview, Document]]:
    """Return the documents of these rows: of the first reading their readers are shown the kind alone."""
    found = Document.objects.filter(public_id__in=[row.record_id for row in rows], status=Status.REVIEW)
    papers = {paper.public_id: paper for paper in found.only("pk", "public_id", "kind")}
    return [(row, papers[row.record_id]) for row in rows if row.record_id in papers]


def _next_page(request: HttpRequest, found: Any) -> tuple[list[InReview], int | None]:
    """Return one page of the line, and the key to go on from."""
    after = key_sent(request, "after")
    rows = list((found.filter(pk__gt=after) if after is not None else found)[: ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None


def waiting(request: HttpRequest, rows: Sequence[InReview]) -> list[Waiting]:
    """Return the records of these rows that the user may see and that are still in review; a query or two a kind."""
    ids: dict[str, list[str]] = {}
    for row in rows:
        ids.setdefault(row.kind, []).append(row.record_id)
    records: dict[tuple[str, str], Record] = {}
    labels: dict[str, str] = {}
    for kind, public_ids in ids.items():
        model = record_models().get(kind)
        if model is None or not admin.site.is_registered(model):
            continue
        labels[kind] = capfirst(str(model._meta.verbose_name))
        found = admin.site.get_model_admin(model).get_queryset(request)
        for record in found.filter(public_id__in=public_ids, status=Status.REVIEW):
            records[kind, record.public_id] = record
    return [
        Waiting(row, labels[row.kind], records[row.kind, row.record_id])
        for row in rows
        if (row.kind, row.record_id) in records
    ]


def next_address(request: HttpRequest, after: int, filters: str) -> str:
    """Return the page of the next record in the line that is filtered so, or the line itself when there is none."""
    sent = request.GET.__class__(filters, mutable=False)
    asked = LineForm(sent, request.user).asked()
    found = line(asked, collections_of(request.user).unseen).filter(pk__gt=after)
    coming = waiting(request, list(found[:ON_A_PAGE]))
    ending = f"?{sent.urlencode()}" if sent else ""
    if not coming:
        return reverse("review-line") + ending
    row = coming[0].row
    return reverse("review-record", args=(row.kind, row.record_id)) + ending
