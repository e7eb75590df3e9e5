"""Following a search: asked for below the results, confirmed and stopped by the address in the mail."""

from smtplib import SMTPException

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from records.contributions.followed_search import FollowedSearch, follow
from records.website.access import Edition, everyone_may_send, everyone_may_send_without_edition
from records.website.flood_gate import is_too_much
from records.website.follow_letters import ask_to_confirm, fitting
from records.website.reader_language import gettext as _
from records.website.reader_language import gettext_lazy, page_language
from records.website.search_form import FIELDS, LONGEST


class FollowForm(forms.Form):
    """The mailbox; the fields of the search come along unseen."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


@everyone_may_send
def follow_search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask for the mailbox, then send the mail that confirms it."""
    values = request.POST if request.method == "POST" else request.GET
    asked = {name: values.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in ("q", *FIELDS)}
    if not any(asked.values()):
        return redirect("website:search")
    form = FollowForm(request.POST or None, label_suffix="")
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            refused = _begin(request, edition, form.cleaned_data["email"], asked)
            if not refused:
                return render(request, "website/follow_asked.html", {"email": form.cleaned_data["email"]})
            form.add_error(None, refused)
            status = 429
    context = {"form": form, "asked": {name: value for name, value in asked.items() if value}}
    return render(request, "website/follow.html", context, status=status)


def _begin(request: HttpRequest, edition: Edition, email: str, asked: dict[str, str]) -> str:
    """Keep the search and send the mail; return why not, or nothing. Whether it was followed before is not told."""
    if is_too_much(request, "follow", timezone.now()):
        return _("So much cannot be taken in at once. Please send it again in an hour.")
    seen = [person.id for person in fitting(edition, asked)]
    search = follow(email, asked, page_language(), seen)
    if search is None or search.confirmed_at is not None:
        return ""
    try:
        ask_to_confirm(search, settings.SITE_ADDRESS)
    except (OSError, SMTPException):
        return _("The mail could not be sent. Please try again later.")
    return ""


@everyone_may_send_without_edition
def followed(request: HttpRequest, token: str) -> HttpResponse:
    """Show a followed search; confirm it, or stop it, with a button: a program that opens links does neither."""
    search = FollowedSearch.objects.filter(token=token).first()
    if search is None:
        raise Http404("There is no such search, or it was stopped.")
    if request.method == "POST" and "stop" in request.POST:
        search.delete()
        return render(request, "website/follow_stopped.html")
    if request.method == "POST" and search.confirmed_at is None:
        search.confirmed_at = timezone.now()
        search.save(update_fields=["confirmed_at"])
    response = render(request, "website/followed.html", {"search": search})
    response["Cache-Control"], response["Referrer-Policy"] = "private, no-store", "same-origin"
    return response


# A mail program that stops a mailing has no cookie of ours; the secret in the address says who it is.
@csrf_exempt
@everyone_may_send_without_edition
def stop_following(request: HttpRequest, token: str) -> HttpResponse:
    """Stop at once when a mail program asks for it; a reader who opens the address is shown the page with a button."""
    if request.method != "POST":
        return redirect("website:followed", token)
    FollowedSearch.objects.filter(token=token).delete()
    return render(request, "website/follow_stopped.html")
