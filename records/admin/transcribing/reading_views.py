"""Small answers while someone types. They read, and change nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from records.admin.transcribing import answers
from records.admin.transcribing.desk_doors import asked_by_script
from records.admin.transcribing.pasting import read_table
from records.admin.transcribing.sent_values import read_sent
from records.admin.transcribing.views import kind_called
from records.transcribing.plausible import warnings
from records.transcribing.rows import gaps


@asked_by_script
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Whether one is still signed in, and the token that the next save needs."""
    return JsonResponse({"user": request.user.pk, "csrf": get_token(request)})


@asked_by_script
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """How a text is read: ``for`` is name, place, date or source, ``on`` a date, ``with`` a surname."""
    text, what = request.GET.get("q", "").strip(), request.GET.get("for", "")
    if not text:
        return JsonResponse({"readings": [], "sure": False})
    if what == "place":
        return JsonResponse(answers.read_place(text, request.GET.get("on", "")))
    if what == "source":
        return JsonResponse(answers.read_source(text, request.user))
    if what == "name":
        return JsonResponse(answers.read_name(text, request.GET.getlist("with")))
    return JsonResponse(answers.read_day(text) if what == "date" else {"readings": [], "sure": False})


@asked_by_script
@require_POST
def likely_people(request: HttpRequest, kind: str) -> HttpResponse:
    """Who the person of this number in the form may be, as a piece of the page."""
    sent = read_sent(request.POST, kind_called(kind).key)
    number = request.POST.get("number", "")
    if number not in sent.numbers:
        return JsonResponse({"html": "", "count": 0})
    person = sent.entry.people[sent.numbers.index(number)]
    found = answers.candidates(person, sent.entry, request.user)
    context = {"likely": found, "path": f"people.{number}", "act": person.decision.act}
    html = render_to_string("admin/records/transcribe_likely.html", context, request)
    return JsonResponse({"html": html, "count": len(found)})


@asked_by_script
@require_POST
def entry_warnings(request: HttpRequest, kind: str) -> HttpResponse:
    """What is unlikely, each with its rule and the source of its bound; and which row numbers are missing."""
    sent = read_sent(request.POST, kind_called(kind).key)
    found: list[dict[str, Any]] = [
        {
            "rule": one.rule,
            "words": str(one.words),
            "source": answers.source_words(one.source),
            "path": sent.in_form(one.path),
        }
        for one in warnings(sent.entry, localdate())
    ]
    return JsonResponse({"warnings": found, "gaps": [str(words) for words in gaps(sent.entry)]})


@asked_by_script
@require_POST
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """How pasted rows are understood: nothing is entered before someone says so."""
    return JsonResponse(read_table(kind_called(kind), request.POST.get("table", ""), request.POST.getlist("with")))
