"""The guided first entry: the real screen beside a practice certificate. Nothing is saved, neither words nor scans."""

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from records.admin.help.pages import help_page
from records.admin.help.practice import compared
from records.admin.transcribing.desk_doors import page_of_the_desk
from records.admin.transcribing.kept_scans import is_token
from records.admin.transcribing.sent_values import read_sent
from records.admin.transcribing.views import kind_called, screen_page
from records.background_job import random_name

_CERTIFICATE = "records/practice_certificate.svg"


@page_of_the_desk
@require_http_methods(["GET", "POST"])
def first_entry(request: HttpRequest) -> HttpResponse:
    """Show the screen for practice, help with the readings, or say how it went."""
    shape = kind_called("udostoverenie")
    sent = read_sent(request.POST, shape.key) if request.method == "POST" else None
    if sent is not None and request.POST.get("act") in ("draft", "review"):
        checked = compared(sent.entry)
        missed = [one for one in checked if not one.good]
        good = [one for one in checked if one.good]
        token = request.POST.get("token", "")
        return help_page(
            request,
            "help_practised",
            _("How it went"),
            good=good,
            missed=missed,
            token=token if is_token(token) else "",
        )
    values = request.POST if sent is not None else {}
    return screen_page(request, shape, random_name(), values, sent, practice_scan=static(_CERTIFICATE))
