"""What has become of a message, for whoever sent it: by the address that the sender was given, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from records.contributions.models import Contribution
from records.contributions.receiving import withdraw
from records.contributions.thanks import became
from records.website.access import everyone_may_send_without_edition

# No proxy keeps what stands here and no other site learns the address; to ours, the form must tell where it is from.
_HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "same-origin"}


@everyone_may_send_without_edition
def told(request: HttpRequest, token: str) -> HttpResponse:
    """Show how far a message has come, or take it back while nobody has read it."""
    message = Contribution.objects.filter(token=token).first() if token else None
    if message is None:
        raise Http404("There is no such message, or it was taken back.")
    if request.method == "POST":
        if withdraw(message):
            return redirect("website:taken_back")
        message.refresh_from_db()
    answered = message.state in ("used", "declined")
    standing = [one for one in message.statements.all() if one.state != "taken_back"] if answered else []
    context = {
        "message": message,
        "address": request.build_absolute_uri(request.path),
        "lines": became(message, standing) if answered else [],
        "files": message.files.count(),
    }
    response = render(request, "website/told.html", context)
    for name, value in _HEADERS.items():
        response[name] = value
    return response


@everyone_may_send_without_edition
def taken_back(request: HttpRequest) -> HttpResponse:
    """Say that a message was taken back."""
    return render(request, "website/taken_back.html")
