"""The page of one record in review, and what a reviewer does there: accept, give back, remark."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from records.admin.access import may_publish_record, signature_of
from records.admin.closed_collections import collections_of
from records.admin.giving_status import publish_after_commit
from records.admin.links import address
from records.admin.reviewing.line_views import next_address
from records.admin.reviewing.paper_page import (
    ClaimGroup,
    ClaimLine,
    along_rows,
    claim_choices,
    family_group,
    name_lines,
    page_lines,
    person_group,
    stage_group,
    warnings_for,
)
from records.admin.reviewing.record_page import record_groups
from records.admin.reviewing.review_doors import page, page_of_the_desk, record_seen
from records.admin.transcribing.image_viewer import deep_viewer_is_there
from records.documents.models import Document
from records.record_model import Record, Status
from records.reviewing.came_along import came_along
from records.reviewing.deciding import NotNow, accept, give_back, is_own, remark, waits_for_reading
from records.reviewing.queries import in_line, remarks_on

_NAMED = 8
# A list taken in from a file may have a hundred thousand names, and so many people: nobody reads them on one page.
MOST_SHOWN = 300


@dataclass(slots=True)
class Shown:
    """What is shown of a record: its claims, and the open records that go with it."""

    made: Sequence[Record] = ()
    lines: list[ClaimLine] = field(default_factory=list)
    names: list[ClaimLine] = field(default_factory=list)
    groups: list[tuple[str, list[ClaimGroup]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stamp: str = ""
    names_more: int = 0
    groups_more: int = 0

    def choices(self) -> list[tuple[str, str]]:
        groups = [group for _heading, several in self.groups for group in several]
        return claim_choices(groups, self.lines, self.names)


def shown_of(record: Record, user: Any) -> Shown:
    """Return what the review page of a record shows to this user; a fixed number of queries."""
    if not isinstance(record, Document):
        return Shown(groups=[("", record_groups(record, user))], stamp=_stamp([record]))
    came = came_along(record, collections_of(user).unseen)
    groups = [
        (_("People"), [person_group(one) for one in came.people[:MOST_SHOWN]]),
        (_("Families"), [family_group(one) for one in came.families[:MOST_SHOWN]]),
        (_("Stages of the journey"), [stage_group(one) for one in came.stages[:MOST_SHOWN]]),
    ]
    left_out = [len(several) - MOST_SHOWN for several in (came.people, came.families, came.stages)]
    return Shown(
        came.made,
        page_lines(record),
        name_lines(came.names[:MOST_SHOWN], record.kind),
        [(heading, several) for heading, several in groups if several],
        warnings_for(came),
        _stamp([record, *(one.person for one in came.people), *came.made]),
        max(len(came.names) - MOST_SHOWN, 0),
        sum(more for more in left_out if more > 0),
    )


def _stamp(records: Sequence[Record]) -> str:
    """Return by what a later page tells whether any of these was worked on since."""
    states = sorted({f"{one.KIND}:{one.public_id}:{one.worked_on_at}" for one in records})
    return hashlib.sha256("\n".join(states).encode()).hexdigest()[:32]


@page_of_the_desk
@require_safe
def review_record(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """The scan beside every claim that came with it; of other records, their claims."""
    record = record_seen(request, kind, record_id)
    return _review_page(request, record, "")


def _review_page(request: HttpRequest, record: Record, error: str, status: int = 200) -> HttpResponse:
    shown = shown_of(record, request.user)
    row, user = in_line(record), request.user
    document = record if isinstance(record, Document) else None
    waits = document is not None and document.hard_to_read and waits_for_reading(document)
    decides = record.status == Status.REVIEW and may_publish_record(user, record)
    own = decides and document is not None and not settings.REVIEW_OWN and is_own(user, record)
    context = {
        "record": record,
        "record_kind": capfirst(str(record._meta.verbose_name)),
        "record_url": address(record),
        "row": row,
        "shown": shown,
        "claims": shown.choices(),
        "along": along_rows(shown.made),
        "remarks": remarks_on(record.key),
        "pages": _scans(document),
        "texts": [*document.transcriptions.all(), *document.translations.all()] if document else [],
        "waits": waits,
        "own": own,
        "may_decide": decides,
        "may_accept": decides and not own and not waits,
        "filters": request.GET.urlencode() if request.method == "GET" else request.POST.get("filters", ""),
        "error": error,
        "words": request.POST.get("words", ""),
        "claim": request.POST.get("claim", ""),
        "deep_viewer": bool(document) and deep_viewer_is_there(),
        "is_nav_sidebar_enabled": False,
        "is_fullwidth": "1",
    }
    answer = page(request, "review_record", str(record), context)
    answer.status_code = status
    return answer


def _scans(document: Document | None) -> list[dict[str, str]]:
    images = document.images.all() if document is not None else ()
    return [
        {
            "name": str(image),
            "address": reverse("admin:records_document_picture", args=(image.document_id, image.pk)),
        }
        for image in images
    ]


@page_of_the_desk
@require_POST
def accept_record(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """Publish a record, with what came along and is ticked."""
    record = record_seen(request, kind, record_id)
    user: Any = request.user
    if not may_publish_record(user, record):
        raise PermissionDenied
    if isinstance(record, Document) and not settings.REVIEW_OWN and is_own(user, record):
        raise PermissionDenied
    row, shown = in_line(record), shown_of(record, request.user)
    if request.POST.get("stamp") != shown.stamp:
        return _review_page(request, record, _("It was changed while you looked at it. Please look once more."), 409)
    ticked = set(request.POST.getlist("with"))
    made = [one for one in shown.made if may_publish_record(user, one)]
    along = [one for one in made if f"{one.KIND}:{one.public_id}" in ticked]
    left = [one for one in shown.made if one not in along]
    try:
        done = accept(record, along, left, signature_of(user), timezone.now())
    except NotNow as refusal:
        return _review_page(request, record, str(refusal), 409)
    publish_after_commit(request)
    number = len(done.published)
    words = ngettext("Accepted: %d record is published.", "Accepted: %d records are published.", number) % number
    messages.success(request, words)
    if done.left:
        messages.warning(request, _("Not published, and stays a draft: %s") % _named(done.left))
    return _go_on(request, row.pk if row else 0)


@page_of_the_desk
@require_POST
def return_record(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """Give a record back with a remark."""
    record = record_seen(request, kind, record_id)
    user: Any = request.user
    if not may_publish_record(user, record):
        raise PermissionDenied
    row, shown = in_line(record), shown_of(record, request.user)
    try:
        given = give_back(
            record,
            request.POST.get("words", ""),
            signature_of(user),
            timezone.now(),
            claim=_claim(request, shown),
            along=shown.made,
        )
    except NotNow as refusal:
        return _review_page(request, record, str(refusal), 409)
    publish_after_commit(request)
    to = signature_of(given.to) if given.to is not None else ""
    words = _("Given back to %s.") % to if to else _("Given back; it is a draft again.")
    messages.success(request, words)
    return _go_on(request, row.pk if row else 0)


@page_of_the_desk
@require_POST
def remark_on_record(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """Leave a remark and decide nothing."""
    record = record_seen(request, kind, record_id)
    try:
        words, by = request.POST.get("words", ""), signature_of(request.user)
        remark(record, words, by, timezone.now(), claim=_claim(request, shown_of(record, request.user)))
    except NotNow as refusal:
        return _review_page(request, record, str(refusal), 409)
    messages.success(request, _("The remark is kept."))
    return HttpResponseRedirect(reverse("review-record", args=(kind, record_id)))


def _claim(request: HttpRequest, shown: Shown) -> tuple[str, str]:
    """Return the claim that was chosen, with its words; nothing where it is none of this record."""
    path = request.POST.get("claim", "")
    words = dict(shown.choices()).get(path)
    return (path, words) if words is not None else ("", "")


def _go_on(request: HttpRequest, after: int) -> HttpResponse:
    return HttpResponseRedirect(next_address(request, after, request.POST.get("filters", "")))


def _named(records: Sequence[Record]) -> str:
    names = ", ".join(str(one) for one in records[:_NAMED])
    return f"{names} …" if len(records) > _NAMED else names
