"""Which pairs were decided, and who was made one with whom; newest first."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from records.admin.closed_collections import collections_of
from records.admin.record_history import key_sent
from records.admin.reviewing.review_doors import page
from records.admin.same_person.pair_doors import SEE, merges_seen, page_for, people_seen
from records.linkage.merges import Merge
from records.linkage.pairs import PersonPair, Verdict
from records.people.models import Person

_ON_A_PAGE = 50


class PairsAsked(forms.Form):
    """Which decisions; what cannot be read filters nothing."""

    verdict = forms.ChoiceField(
        choices=[("", gettext_lazy("all")), *Verdict.choices], required=False, label=gettext_lazy("Decision")
    )
    delicate = forms.ChoiceField(
        choices=[("", gettext_lazy("all")), ("yes", gettext_lazy("only delicate pairs"))],
        required=False,
        label=gettext_lazy("Delicate"),
    )
    of = forms.CharField(required=False, max_length=13, label=gettext_lazy("Of the person with the public id"))

    def chosen(self) -> dict[str, Any]:
        """Return what was asked for."""
        self.is_valid()
        return dict(self.cleaned_data)


class MergesAsked(forms.Form):
    """Which merges."""

    state = forms.ChoiceField(
        choices=[("", gettext_lazy("all")), ("stand", gettext_lazy("that stand")), ("undone", gettext_lazy("undone"))],
        required=False,
        label=gettext_lazy("Merges"),
    )

    def chosen(self) -> str:
        """Return what was asked for."""
        self.is_valid()
        return str(self.cleaned_data.get("state") or "")


@page_for(SEE)
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """List what was decided of pairs."""
    form = PairsAsked(request.GET)
    asked = form.chosen()
    rows = PersonPair.objects.order_by("-pk")
    if asked.get("verdict"):
        rows = rows.filter(verdict=asked["verdict"])
    if asked.get("delicate"):
        rows = rows.filter(delicate=True)
    if asked.get("of"):
        rows = rows.filter(one=asked["of"]) | rows.filter(other=asked["of"])
    before = key_sent(request)
    found = list((rows.filter(pk__lt=before) if before else rows)[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    people = _people(request, {public_id for pair in shown for public_id in (pair.one, pair.other)})
    context = {
        "form": form,
        "rows": [_pair_row(pair, people) for pair in shown if _is_seen(request, people, pair.one, pair.other)],
        "older": shown[-1].pk if len(found) > _ON_A_PAGE else None,
        "query": _without_page(request),
    }
    return page(request, "pair_decisions", _("The same person?"), context)


@page_for(SEE)
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """List who was made one with whom."""
    form = MergesAsked(request.GET)
    state, before = form.chosen(), key_sent(request)
    rows = Merge.objects.defer("snapshot").order_by("-pk")
    if state:
        rows = rows.filter(undone_at__isnull=state == "stand")
    found = list((rows.filter(pk__lt=before) if before else rows)[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    context = {
        "form": form,
        "rows": [merge for merge, _person in merges_seen(request, shown)],
        "older": shown[-1].pk if len(found) > _ON_A_PAGE else None,
        "query": _without_page(request),
    }
    return page(request, "pair_merges", _("People who were merged"), context)


def _people(request: HttpRequest, public_ids: set[str]) -> dict[str, Person]:
    found = people_seen(request).filter(public_id__in=public_ids)
    return {person.public_id: person for person in found}


def _is_seen(request: HttpRequest, people: dict[str, Person], *public_ids: str) -> bool:
    """Whether a row may be shown: where papers are hidden from somebody, who is not there may be hidden, too."""
    return not collections_of(request.user).unseen or all(public_id in people for public_id in public_ids)


def _pair_row(pair: PersonPair, people: dict[str, Person]) -> dict[str, Any]:
    both = [
        {"words": str(people[public_id]) if public_id in people else public_id, "id": public_id}
        for public_id in (pair.one, pair.other)
    ]
    return {"pair": pair, "people": both, "are_there": all(one["id"] in people for one in both)}


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    return query.urlencode()
