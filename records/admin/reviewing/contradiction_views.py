"""Claims that cannot both be true: those still open, and concluding in one step. And the daily letter."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.admin.access import signature_of
from records.admin.closed_collections import collections_of
from records.admin.giving_status import publish_after_commit
from records.admin.links import address
from records.admin.record_history import key_sent
from records.admin.reviewing.paper_page import with_sources
from records.admin.reviewing.review_doors import page, page_of_the_desk
from records.admin.reviewing.rivals import kind_words
from records.documents.collections import Collection
from records.people.models import Event
from records.reviewing.deciding import NotNow, conclude
from records.reviewing.models import LetterWish
from records.reviewing.queries import ON_A_PAGE, contradictions, with_claims


class CollectionForm(forms.Form):
    """Of which collection; what cannot be read filters nothing."""

    collection = forms.ModelChoiceField(Collection.objects.none(), required=False, label=gettext_lazy("Collection"))

    def __init__(self, data: Any, user: Any) -> None:
        super().__init__(data)
        seen: Any = self.fields["collection"]
        seen.queryset = Collection.objects.exclude(pk__in=collections_of(user).hidden)

    def chosen(self) -> int | None:
        self.is_valid()
        found = self.cleaned_data.get("collection")
        return found.pk if found is not None else None


@page_of_the_desk
@require_safe
def open_contradictions(request: HttpRequest) -> HttpResponse:
    """Who is said to be born, or married, or dead twice, with nothing concluded."""
    form = CollectionForm(request.GET, request.user)
    rows = list(contradictions(form.chosen(), key_sent(request))[: ON_A_PAGE + 1])
    shown = [
        {
            "owner": str(one.owner),
            "url": address(one.owner),
            "kind": kind_words(one.kind),
            "claims": [with_sources(claim) for claim in one.claims],
        }
        for one in with_claims(rows[:ON_A_PAGE], collections_of(request.user).unseen)
    ]
    older = rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None
    context = {"form": form, "rows": shown, "older": older, "collection": form.chosen() or ""}
    return page(request, "contradictions", _("Open contradictions"), context)


@page_of_the_desk
@require_POST
def conclude_claim(request: HttpRequest) -> HttpResponse:
    """Conclude which claim holds, with a reason, and go back to the record."""
    key = request.POST.get("claim", "")
    claim = Event.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if claim is None:
        raise Http404
    owner: Any = claim.person or claim.family
    if not admin.site.get_model_admin(type(owner)).has_change_permission(request, owner):
        raise PermissionDenied
    try:
        conclude(claim, request.POST.get("reason", ""), signature_of(request.user), localdate())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        publish_after_commit(request)
        messages.success(request, _("Concluded. The other claims stay beside it."))
    return HttpResponseRedirect(address(owner))


@page_of_the_desk
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """Whether one wants the daily letter."""
    user: Any = request.user
    if request.method == "POST":
        language = (get_language() or "en")[:10]
        wanted = request.POST.get("wanted") == "yes"
        LetterWish.objects.update_or_create(user=user, defaults={"language": language, "wanted": wanted})
        messages.success(request, _("Kept."))
        return HttpResponseRedirect(reverse("review-letter"))
    wish = LetterWish.objects.filter(user=user).first()
    context = {"wanted": wish is None or wish.wanted, "has_address": bool(user.email)}
    return page(request, "review_letter", _("The daily letter"), context)
