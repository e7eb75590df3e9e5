"""The list of hints, and what becomes of each. Everybody of the desk sees them and says: done, not fitting, open again.

Of a hint whose person or record somebody must not see there is nothing for them, neither in the list nor to settle.
"""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from records.admin.hints.hint_rows import hint_rows
from records.admin.reviewing.review_doors import page
from records.admin.same_person.pair_doors import page_for
from records.hints.keeping import settle_hint
from records.hints.models import Hint, HintKind, HintState
from records.names.folding import fold
from records.names.surnames import family_key
from records.places.models import Place

SEE, SETTLE = "records.view_hint", "records.change_hint"
_ON_A_PAGE, _MOST_PLACES = 20, 200


class HintsAsked(forms.Form):
    """Which hints; what cannot be read filters nothing."""

    kind = forms.ChoiceField(
        choices=[("", gettext_lazy("all")), *HintKind.choices], required=False, label=gettext_lazy("Because")
    )
    state = forms.ChoiceField(choices=HintState.choices, required=False, label=gettext_lazy("State"))
    surname = forms.CharField(required=False, max_length=100, label=gettext_lazy("Surname"))
    place = forms.CharField(required=False, max_length=100, label=gettext_lazy("Place"))

    def chosen(self) -> dict[str, str]:
        """Return what was asked for."""
        self.is_valid()
        return {name: str(value).replace("\x00", "") for name, value in self.cleaned_data.items()}


@page_for(SEE)
@require_safe
def hints(request: HttpRequest) -> HttpResponse:
    """List the hints, the newest first."""
    form = HintsAsked(request.GET or None)
    rows = _after(_asked_for(form.chosen() if request.GET else {}), request.GET.get("after", ""))
    columns = rows.select_related("search").defer("search__email", "search__token", "search__seen")
    found = list(columns.order_by("-made_at", "-pk")[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "rows": hint_rows(request, shown),
        "next": f"{shown[-1].made_at.isoformat()}~{shown[-1].pk}" if len(found) > _ON_A_PAGE else "",
        "query": query.urlencode(),
        "any": Hint.objects.exists(),
        "may_settle": request.user.has_perm(SETTLE),
    }
    return page(request, "hints", _("Hints"), context)


@page_for(SETTLE)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what somebody made of a hint."""
    hint = Hint.objects.select_related("search").filter(pk=pk).first()
    if hint is None or not hint_rows(request, [hint]):
        raise Http404
    state = request.POST.get("state", "")
    if state in HintState.values:
        settle_hint(hint, state, request.user, timezone.now())
        messages.success(request, _("Kept: %s") % HintState(state).label)
    query = QueryDict(request.POST.get("query", "")[:500])
    return HttpResponseRedirect(reverse("hints") + (f"?{query.urlencode()}" if query else ""))


def _asked_for(asked: Mapping[str, str]) -> QuerySet[Hint]:
    rows = Hint.objects.filter(state=asked.get("state") or HintState.OPEN)
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    if asked.get("surname", "").strip():
        rows = rows.filter(surname=family_key(asked["surname"])[:150])
    if fold(asked.get("place", "")):
        places = Place.objects.filter(folded__startswith=fold(asked["place"])).order_by("pk")
        rows = rows.filter(place__in=list(places.values_list("public_id", flat=True)[:_MOST_PLACES]))
    return rows


def _after(rows: QuerySet[Hint], mark: str) -> QuerySet[Hint]:
    """Go on behind a mark of the part before; one that was tampered with begins at the start."""
    day, _tilde, key = mark.rpartition("~")
    reached = _time(day)
    if reached is None or not key.isdecimal() or len(key) > 18:
        return rows
    return rows.filter(Q(made_at__lt=reached) | Q(made_at=reached, pk__lt=int(key)))


def _time(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None
