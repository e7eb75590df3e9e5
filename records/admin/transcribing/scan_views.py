"""Scans on their way in: sent as soon as they are chosen, shown to their sender, taken along by the save."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from records.admin.transcribing.desk_doors import asked_by_script
from records.admin.transcribing.kept_scans import KeptScans, is_token


def kept_scans(request: HttpRequest, token: str) -> KeptScans:
    """Return the scans of this user's form; 404 for what names no form."""
    if not is_token(token):
        raise Http404
    return KeptScans(token, int(str(request.user.pk)))


def shown(scans: KeptScans, names: list[str]) -> list[dict[str, str]]:
    """Return name and address of each page."""
    return [{"name": name, "address": reverse("transcribe-scan", args=(scans.token, name))} for name in names]


@asked_by_script
@require_http_methods(["GET", "POST"])
def scans(request: HttpRequest, token: str) -> HttpResponse:
    """Keep a file's pages, or tell which are kept."""
    kept = kept_scans(request, token)
    if request.method == "GET":
        return JsonResponse({"pages": shown(kept, kept.names())})
    upload: Any = request.FILES.get("scan")
    if upload is None:
        return JsonResponse({"error": _("No file came.")}, status=400)
    try:
        names = kept.keep(upload)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    return JsonResponse({"pages": shown(kept, names)})


@asked_by_script
@require_safe
def scan(request: HttpRequest, token: str, name: str) -> FileResponse:
    """Serve one kept page to whoever sent it."""
    path = kept_scans(request, token).path(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), headers={"Cache-Control": "private, no-store"})
