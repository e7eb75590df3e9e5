"""Choose the kind, fill the screen, see what was made, go on with the next."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from records.admin.closed_collections import collections_to_enter, may_see
from records.admin.links import address
from records.admin.transcribing.answers import candidates_for, proposals_for, source_words
from records.admin.transcribing.carrying import carried_from
from records.admin.transcribing.desk_doors import page_of_the_desk
from records.admin.transcribing.image_viewer import deep_viewer_is_there
from records.admin.transcribing.kept_scans import KeptScans
from records.admin.transcribing.pasting import pasted_values
from records.admin.transcribing.saving_once import save_once, what_was_made
from records.admin.transcribing.scan_views import kept_scans, shown
from records.admin.transcribing.screen import Screen, screen_of
from records.admin.transcribing.sent_values import SentEntry, read_sent
from records.background_job import random_name
from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.documents.models import Document
from records.linkage.models import Identification
from records.reviewing.queries import remarks_on
from records.transcribing.models import SentForm
from records.transcribing.plausible import warnings
from records.transcribing.rows import gaps
from records.transcribing.saving import EntryRefused

_CERTAINTIES = Identification._meta.get_field("certainty").choices


@page_of_the_desk
@require_safe
def choose_kind(request: HttpRequest) -> HttpResponse:
    """The kinds, the one last used first."""
    last = SentForm.objects.filter(by=request.user.pk).values_list("kind", flat=True).first() or ""
    kinds = sorted(DOCUMENT_KINDS.values(), key=lambda kind: kind.key != last)
    return _page(request, "transcribe_kinds", _("Transcribe a document"), {"kinds": kinds, "last": last})


@page_of_the_desk
@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Where a second tab ends up after signing in."""
    return _page(request, "transcribe_back", _("You are signed in again"), {})


@page_of_the_desk
@require_http_methods(["GET", "POST"])
def transcribe(request: HttpRequest, kind: str) -> HttpResponse:
    """The one screen of a kind: shown, helped with, refused or saved."""
    shape = kind_called(kind)
    if request.method != "POST":
        values = carried_from(shape, request.GET.get("after", ""), request.user)
        return _screen(request, shape, kept_scans(request, random_name()), values)
    scans = kept_scans(request, request.POST.get("token", ""))
    sent_before = SentForm.objects.filter(token=scans.token, by=request.user.pk, document__isnull=False).first()
    if sent_before is not None:
        return _to_saved(sent_before)
    errors = _take_scans(request, scans)
    act = request.POST.get("act")
    sent = read_sent(request.POST, shape.key, "review" if act == "review" else "draft")
    errors |= _closed_collection(request, sent)
    if act in ("draft", "review") and not errors:
        try:
            return _to_saved(save_once(sent.entry, scans, _pages(request, scans), request.user, timezone.now()))
        except EntryRefused as refusal:
            errors = refusals_in_form(sent, refusal)
    return _screen(request, shape, scans, request.POST, sent, errors)


def kind_called(kind: str) -> DocumentKind:
    """Return this kind; 404 for one that is not known."""
    if kind not in DOCUMENT_KINDS:
        raise Http404
    return DOCUMENT_KINDS[kind]


def _closed_collection(request: HttpRequest, sent: SentEntry) -> dict[str, str]:
    """Return an error when the document would go into a collection into which this user may enter nothing."""
    chosen = sent.entry.collection
    if chosen is None or collections_to_enter(request.user).filter(pk=chosen).exists():
        return {}
    return {"collection": _("You cannot enter documents into this collection.")}


def refusals_in_form(sent: SentEntry, refusal: EntryRefused) -> dict[str, str]:
    """Return each sentence by its path in the form; what is wrong with a scan stands at the scans."""
    found: dict[str, str] = {}
    for path, words in refusal.refusals.items():
        place = "scans" if path.startswith("pictures.") else sent.in_form(path)
        found[place] = f"{found[place]} {words}" if place in found else str(words)
    return found


def _take_scans(request: HttpRequest, scans: KeptScans) -> dict[str, str]:
    """Keep what came with the form itself; return an error for what could not be taken in."""
    refused = []
    for upload in request.FILES.getlist("scans"):
        try:
            scans.keep(upload)
        except ValidationError as error:
            refused.append(f"{upload.name}: {' '.join(error.messages)}")
    return {"scans": " ".join(refused)} if refused else {}


def _pages(request: HttpRequest, scans: KeptScans) -> list[str]:
    """Return the pages in the order of the form, then those that came with it."""
    chosen, kept = request.POST.getlist("page"), scans.names()
    came_along = kept if request.FILES.getlist("scans") else []
    before = set(request.POST.getlist("seen"))
    return [*(name for name in chosen if name in kept), *(name for name in came_along if name not in before)]


def _screen(
    request: HttpRequest,
    kind: DocumentKind,
    scans: KeptScans,
    values: Mapping[str, Any],
    sent: SentEntry | None = None,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    names = _pages(request, scans) if request.method == "POST" else []
    return screen_page(request, kind, scans.token, values, sent, errors, pages=shown(scans, names))


def screen_page(
    request: HttpRequest,
    kind: DocumentKind,
    token: str,
    values: Mapping[str, Any],
    sent: SentEntry | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    pages: Sequence[Mapping[str, str]] = (),
    practice_scan: str = "",
) -> HttpResponse:
    """Return the screen with what was entered; with ``practice_scan`` (an address) the one that saves nothing."""
    look = str(values.get("look") or "")
    if look == "table":
        values = pasted_values(kind, values)
        sent = None
    looked = bool(look) or bool(errors)
    screen = screen_of(
        kind,
        values,
        errors,
        proposals_for(sent.entry, sent.in_form) if sent and looked else {},
        candidates_for(sent, request.user) if sent and looked else {},
        str(values.get("more") or ""),
    )
    context = {
        "kind": kind,
        "screen": screen,
        "token": token,
        "pages": [{"name": "practice", "address": practice_scan}] if practice_scan else pages,
        "practice": bool(practice_scan),
        "errors": errors or {},
        "error_list": error_list_of(screen, errors or {}),
        "looked": looked,
        "pasted": str(values.get("table") or ""),
        "collection": str(values.get("collection") or ""),
        "collections": [(str(pk), name) for pk, name in collections_to_enter(request.user).values_list("pk", "name")],
        "warnings": _warnings(sent) if sent and looked else [],
        "certainties": _CERTAINTIES,
        "name_parts": name_part_labels(),
        "deep_viewer": deep_viewer_is_there(),
        "is_nav_sidebar_enabled": False,
        "is_fullwidth": "1",
    }
    return _page(request, "transcribe", capfirst(str(kind.label)), context)


def name_part_labels() -> list[tuple[str, str]]:
    """Return the parts of a name that is read, with their labels."""
    return [
        ("surname", _("Surname")),
        ("given", _("Given names")),
        ("patronymic", _("Father's name in it")),
        ("prefix", _("Title before the name")),
    ]


def error_list_of(screen: Screen, errors: Mapping[str, str]) -> list[dict[str, str]]:
    """Return every refusal with the box it belongs to, for the summary on top."""
    boxes = {box.path: box for box in screen.all_boxes()}
    found = []
    for path, words in errors.items():
        # What is wrong with a person as a whole is said at the name.
        box = boxes.get(path) or boxes.get(f"{'.'.join(path.split('.')[:2])}.name")
        named = {"id": box.id, "label": box.label} if box else {"id": "", "label": ""}
        if path == "scans":
            named = {"id": "scans", "label": _("Scans")}
        elif path == "collection":
            named = {"id": "collection", "label": _("Collection")}
        found.append({**named, "words": words})
    return found


def _warnings(sent: SentEntry) -> list[str]:
    found = [
        (one.words, ", ".join(filter(None, (one.rule, source_words(one.source)))))
        for one in warnings(sent.entry, timezone.localdate())
    ]
    return [f"{words} ({where})" if where else str(words) for words, where in found] + gaps(sent.entry)


def _to_saved(form: SentForm) -> HttpResponse:
    place = reverse("transcribe-saved", args=(form.kind, form.document_id))
    return HttpResponseRedirect(f"{place}?form={form.token}")


@page_of_the_desk
@require_safe
def saved(request: HttpRequest, kind: str, document: int) -> HttpResponse:
    """What the save made, and the way to the next."""
    shape = kind_called(kind)
    paper = get_object_or_404(Document, pk=document, kind=shape.key)
    if not may_see(request.user, paper):
        raise PermissionDenied
    form = SentForm.objects.filter(document=paper).first()
    context = {
        "document": paper,
        "document_url": address(paper),
        "made": what_was_made(form),
        "waits": form.made.get("waits", []) if form else [],
        "remarks": remarks_on(paper.key),
        "token": form.token if form else "",
        "next_url": f"{reverse('transcribe', args=(shape.key,))}?after={paper.pk}",
    }
    return _page(request, "transcribe_saved", capfirst(str(shape.label)), context)


def _page(request: HttpRequest, template: str, title: str, context: Mapping[str, Any]) -> HttpResponse:
    request.current_app = admin.site.name
    return TemplateResponse(
        request, f"admin/records/{template}.html", {**admin.site.each_context(request), "title": title, **context}
    )
