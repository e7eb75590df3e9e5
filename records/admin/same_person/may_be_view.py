"""The small answer while somebody types in the form of a person. It reads, and changes nothing."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from records.admin.same_person.may_be import may_be
from records.admin.same_person.pair_doors import SEE, person_seen
from records.admin.same_person.typed_forms import read_typed


@never_cache
def likely_while_typing(request: HttpRequest) -> HttpResponseBase:
    """Say who the person of a form may be; a script understands 401 (signed out) and 403."""
    if not admin.site.has_permission(request):
        return JsonResponse({"signed_out": True}, status=401)
    if not request.user.has_perm(SEE):
        return JsonResponse({"refused": True}, status=403)
    return _answer(request)


@require_POST
def _answer(request: HttpRequest) -> HttpResponse:
    stored = person_seen(request, request.POST["person"][:13]) if request.POST.get("person") else None
    found = may_be(request, read_typed(request.POST), stored)
    html = render_to_string("admin/records/may_be_list.html", {"may_be": found, "stored": stored}, request)
    return JsonResponse({"html": html, "count": len(found)})
