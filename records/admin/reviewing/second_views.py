"""The second reading: the screen without the first reading, the differences, and how often two readings agree."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from records.admin.access import may_publish_record, signature_of
from records.admin.reviewing.review_doors import document_seen, document_to_read, may_read_again, page, page_of_the_desk
from records.admin.transcribing.image_viewer import deep_viewer_is_there
from records.admin.transcribing.screen import screen_of
from records.admin.transcribing.sent_values import SentEntry, read_sent
from records.admin.transcribing.views import error_list_of, name_part_labels, refusals_in_form
from records.background_job import random_name
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document
from records.reviewing.blind_reading import begin_reading, give_up_reading
from records.reviewing.comparing import DATE, NAME, NUMBER, PLACE, TEXT, ComparedField
from records.reviewing.deciding import NotNow
from records.reviewing.models import SecondReading
from records.reviewing.second_readings import BOTH, FIRST, SECOND, agreement, comparison_of, keep_second, settle
from records.transcribing.checks import EntryRefused

FORM_WORDS = {
    NAME: gettext_lazy("names"),
    NUMBER: gettext_lazy("numbers"),
    DATE: gettext_lazy("dates"),
    PLACE: gettext_lazy("places"),
    TEXT: gettext_lazy("other words"),
}


@page_of_the_desk
@require_http_methods(["GET", "POST"])
def second_reading(request: HttpRequest, document: int) -> HttpResponse:
    """The entry screen with the scans of a document, and nothing of its first reading."""
    paper = document_to_read(request, document)
    if not may_read_again(request.user, paper):
        raise PermissionDenied
    if not paper.hard_to_read or paper.kind not in DOCUMENT_KINDS:
        raise Http404
    user: Any = request.user
    decides = may_publish_record(user, paper)
    if request.POST.get("act") == "give_up" and decides:
        give_up_reading(paper, user, timezone.now())
        messages.info(request, _("You read no further. The first reading is shown to you again."))
        return HttpResponseRedirect(reverse("review-read-again"))
    if decides:
        # From here on they read, and what they could look up is closed to them.
        begin_reading(paper, user, timezone.now())
    if request.method != "POST" or request.POST.get("act") not in ("draft", "review"):
        return _screen(request, paper, request.POST if request.method == "POST" else {}, may_give_up=decides)
    sent = read_sent(request.POST, paper.kind)
    try:
        keep_second(paper, sent.entry, user, signature_of(user), timezone.now())
    except EntryRefused as refusal:
        return _screen(request, paper, request.POST, sent, refusals_in_form(sent, refusal), may_give_up=decides)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you: your reading is kept, and a reviewer decides where it differs."))
    return HttpResponseRedirect(reverse("review-read-again"))


def _screen(
    request: HttpRequest,
    paper: Document,
    values: Mapping[str, Any],
    sent: SentEntry | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    may_give_up: bool = False,
) -> HttpResponse:
    kind = DOCUMENT_KINDS[paper.kind]
    screen = screen_of(kind, values, errors, more_of=str(values.get("more") or ""))
    context = {
        "kind": kind,
        "screen": screen,
        "second": paper,
        "may_give_up": may_give_up,
        "token": random_name(),
        "pages": [
            {
                "name": str(number),
                "address": reverse("admin:records_document_picture", args=(paper.pk, image.pk)),
            }
            for number, image in enumerate(paper.images.all(), 1)
        ],
        "errors": errors or {},
        "error_list": error_list_of(screen, errors or {}),
        "looked": sent is not None,
        "name_parts": name_part_labels(),
        "deep_viewer": deep_viewer_is_there(),
        "is_nav_sidebar_enabled": False,
        "is_fullwidth": "1",
    }
    return page(request, "transcribe", _("Second reading: %s") % kind.label, context)


@page_of_the_desk
@require_http_methods(["GET", "POST"])
def differences(request: HttpRequest, document: int) -> HttpResponse:
    """Both readings side by side; whoever publishes chooses one, or keeps both."""
    paper = document_seen(request, document)
    if not may_publish_record(request.user, paper):
        raise PermissionDenied
    reading = SecondReading.objects.filter(document=paper).first()
    if reading is None:
        raise Http404
    reading.document = paper
    error = ""
    if request.method == "POST":
        try:
            return _settle(request, reading, paper)
        except NotNow as refusal:
            error = str(refusal)
    comparison = comparison_of(reading)
    settled = reading.state == SecondReading.State.SETTLED
    context = {
        "document": paper,
        "reading": reading,
        "settled": settled,
        "rows": [_row(one, request.POST if error else {}) for one in comparison.differences],
        "agreeing": len(comparison.fields) - len(comparison.differences),
        "compared": len(comparison.fields),
        "percent": percent(comparison.rate if not settled else _rate_then(reading)),
        "error": error,
        "review_url": reverse("review-record", args=(paper.KIND, paper.public_id)),
    }
    return page(request, "review_differences", _("Two readings: %s") % paper, context)


def _rate_then(reading: SecondReading) -> float | None:
    counted = list(reading.tally.values())
    compared = sum(one[1] for one in counted)
    return sum(one[0] for one in counted) / compared if compared else None


def _row(one: ComparedField, chosen: Mapping[str, Any]) -> dict[str, Any]:
    label = capfirst(str(one.label)) if one.label else _("Name")
    return {
        "path": one.path,
        "label": f"{one.who} · {label}" if one.who else label,
        "first": _words(one.first),
        "second": _words(one.second),
        "chosen": chosen.get(f"choice.{one.path}", ""),
    }


def _words(written: Any) -> str:
    return str(written.text or written.understood)


def _settle(request: HttpRequest, reading: SecondReading, paper: Document) -> HttpResponse:
    choices = {
        name.removeprefix("choice."): str(value)
        for name, value in request.POST.items()
        if name.startswith("choice.") and value in (FIRST, SECOND, BOTH)
    }
    done = settle(reading, choices, signature_of(request.user), timezone.now())
    messages.success(request, _("Decided. The document can be accepted now."))
    for sentence in done.to_check:
        messages.warning(request, sentence)
    return HttpResponseRedirect(reverse("review-record", args=(paper.KIND, paper.public_id)))


@page_of_the_desk
@require_safe
def agreement_report(request: HttpRequest) -> HttpResponse:
    """How often two readings of the same page agree, for each kind of field."""
    number, rate, rows = agreement()
    context = {
        "number": number,
        "percent": percent(rate),
        "rows": [(FORM_WORDS.get(form, form), percent(one), compared) for form, one, compared in rows],
    }
    return page(request, "review_agreement", _("How often two readings agree"), context)


def percent(rate: float | None) -> str:
    """Return a share as a whole number of hundredths, never rounded up to all of them."""
    return "–" if rate is None else f"{int(rate * 100)} %"
