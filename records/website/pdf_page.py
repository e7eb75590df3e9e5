"""A PDF of a page: the file where it is made, else how to ask for it, and how long it takes."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from records.edition.connection import edition_url
from records.edition.queries import state
from records.website.access import Edition, everyone_may_send, page_or_404
from records.website.chart_page import KINDS, chosen
from records.website.document_words import document_words
from records.website.flood_gate import is_too_much
from records.website.history_words import history_words
from records.website.images import CACHE
from records.website.pdf_links import can_make_pdfs
from records.website.person_words import person_words
from records.website.printing.asked import PAPERS, Asked
from records.website.printing.waiting_line import Line, start_making
from records.website.reader_language import gettext, page_language

# Who has waited is told that the file is there, on a page that fetches it: a page from which it came would wait on.
_WAITING = "waiting"
_CALLED = {
    "person": lambda record_id, card: person_words(record_id, card).name,
    "history": lambda record_id, card: history_words(record_id, card).title,
    "document": lambda record_id, card: document_words(record_id, card).title,
}


@everyone_may_send
def pdf(request: HttpRequest, edition: Edition, kind: str, record_id: str, what: str) -> HttpResponseBase:
    """Give the PDF, or let it be asked for; who asks waits on this page, which looks again by itself."""
    page = page_or_404(edition, kind, record_id)
    if page.card.get("external"):
        raise Http404("This history is told elsewhere.")
    asked = _asked(request, kind, page.id, what)
    line = Line(edition_url(), state(edition))
    status, refused = 200, ""
    if request.method == "POST" and can_make_pdfs():
        status, refused = _ask(request, line, asked)
        if not refused:
            return redirect(_here(request, waiting=True))
    standing = line.standing(asked)
    if standing.state == "made" and _WAITING not in request.GET:
        return _file(request, line, asked)
    context = {
        "asked": asked,
        "of": _CALLED[kind](page.id, page.card),
        "chart": KINDS[asked.chart].label if asked.chart else "",
        "back": _back(asked),
        "here": _here(request),
        "look_again": _here(request, waiting=True),
        "can_make": can_make_pdfs(),
        "standing": standing,
        "failure": gettext(standing.failure) if standing.failure else "",
        "refused": refused,
    }
    response = render(request, "website/pdf.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest, kind: str, record_id: str, what: str) -> Asked:
    if what != "chart":
        return Asked(kind, record_id, what, page_language())
    chart, generations = chosen(request)
    paper = request.GET.get("paper", "")
    return Asked(kind, record_id, what, page_language(), chart, generations, paper if paper in PAPERS else PAPERS[0])


def _here(request: HttpRequest, *, waiting: bool = False) -> str:
    """Return the address of the file, or that at which somebody waits for it."""
    query = request.GET.copy()
    query.pop(_WAITING, None)
    if waiting:
        query[_WAITING] = "1"
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _ask(request: HttpRequest, line: Line, asked: Asked) -> tuple[int, str]:
    """Put it into the line; return the status and the sentence with which that is refused, or nothing."""
    if line.standing(asked).state in ("made", "waiting", "making"):
        return 200, ""
    if is_too_much(request, "pdf", timezone.now()):
        return 429, gettext("So many PDFs cannot be made at once. Please ask again in an hour.")
    if not line.ask(asked):
        return 503, gettext("Many others are waiting for a PDF. Please ask again in some minutes.")
    start_making()
    return 200, ""


def _file(request: HttpRequest, line: Line, asked: Asked) -> HttpResponseBase:
    etag = f'"{line.folder.name}-{asked.name}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": CACHE})
    try:
        stream = line.file(asked).open("rb")
    except FileNotFoundError:
        # It went just now, with the state of the edition or as the one kept longest.
        return HttpResponse(status=503, headers={"Retry-After": "1"})
    response = FileResponse(stream, content_type="application/pdf", as_attachment=True, filename=f"{asked.name}.pdf")
    response["ETag"], response["Cache-Control"] = etag, CACHE
    response["X-Robots-Tag"] = "noindex"
    return response


def _back(asked: Asked) -> str:
    """Return the address of the page of which the PDF is."""
    if asked.what == "journey":
        return reverse(f"website:journey_{asked.kind}", args=[asked.id])
    if asked.what == "chart":
        return f"{reverse('website:chart', args=[asked.id])}?kind={asked.chart}&generations={asked.generations}"
    return reverse(f"website:{asked.kind}", args=[asked.id])
