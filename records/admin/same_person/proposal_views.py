"""Who may be the same: the queue of proposals, by what a decision gains, by how likely it is, by surname, by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from records.admin.access import may_edit
from records.admin.closed_collections import collections_of, visible_to
from records.admin.giving_status import publish_after_commit
from records.admin.links import address
from records.admin.reviewing.review_doors import page
from records.admin.same_person.pair_doors import SEE, page_for, people_seen, with_hidden_parts
from records.admin.same_person.proposal_words import Explained, explained
from records.documents.models import Mention
from records.linkage.deciding import CannotDecide
from records.linkage.deciding_names import decide_name
from records.linkage.people_estimate import last_estimate
from records.linkage.proposals import Proposal
from records.names.folding import fold
from records.names.surnames import family_key
from records.people.models import Person
from records.places.models import Place
from records.record_model import Status

_ON_A_PAGE, _MOST_PLACES, _MOST_OF_ONE = 20, 200, 5
_PERSON, _NAME = "p:", "n:"
IDENTIFY = "records.add_identification"
_ORDERS = {"gain": "gain", "likely": "probability"}


class ProposalsAsked(forms.Form):
    """Which proposals, and which first; what cannot be read filters nothing."""

    order = forms.ChoiceField(
        choices=[("gain", gettext_lazy("what brings most")), ("likely", gettext_lazy("the likeliest"))],
        required=False,
        label=gettext_lazy("First"),
    )
    of = forms.ChoiceField(
        choices=[
            ("", gettext_lazy("all")), ("people", gettext_lazy("two people")),
            ("names", gettext_lazy("a person and a name on a page")), ("again", gettext_lazy("decided before")),
        ],
        required=False,
        label=gettext_lazy("Between"),
    )  # fmt: skip
    surname = forms.CharField(required=False, max_length=100, label=gettext_lazy("Surname"))
    place = forms.CharField(required=False, max_length=100, label=gettext_lazy("Home"))

    def chosen(self) -> dict[str, str]:
        """Return what was asked for."""
        self.is_valid()
        return {name: str(value).replace("\x00", "") for name, value in self.cleaned_data.items()}


@dataclass(frozen=True, slots=True)
class End:
    """One of the two: its words, where it is at the desk, and what it is."""

    words: str
    url: str
    what: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as the queue shows it."""

    ends: tuple[End, End]
    url: str
    told: Explained | None
    # The key of the proposal where this user may decide it here: a name on a page.
    decides: int | None = None


@page_for(SEE)
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List what waits to be decided."""
    form = ProposalsAsked(request.GET or None)
    asked = form.chosen() if request.GET else {}
    column = _ORDERS.get(asked.get("order", ""), "gain")
    rows = _after(_asked_for(asked), column, request.GET.get("after", ""))
    found = list(rows.order_by(f"-{column}", "pk")[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "rows": _rows(request, shown),
        "next": f"{getattr(shown[-1], column)!r}~{shown[-1].pk}" if len(found) > _ON_A_PAGE else "",
        "query": query.urlencode(),
        "any": Proposal.objects.exists(),
        "estimate": last_estimate(),
    }
    return page(request, "pair_proposals", _("Who may be the same?"), context)


def reasons_for(request: HttpRequest, one: Person, other: Person) -> Explained | None:
    """Return why two people are proposed; nothing to whoever must not see all that hangs on them."""
    keys = sorted((f"{_PERSON}{one.public_id}", f"{_PERSON}{other.public_id}"))
    proposal = Proposal.objects.filter(one=keys[0], other=keys[1]).first()
    if proposal is None or with_hidden_parts(request.user, (one, other)):
        return None
    return explained(proposal)


def proposed_for(request: HttpRequest, person: Person) -> list[ProposalRow]:
    """Return the likeliest of those who are proposed to be this person."""
    key = f"{_PERSON}{person.public_id}"
    rows = Proposal.objects.filter(Q(one=key) | Q(other=key)).order_by("-probability", "pk")
    return _rows(request, rows[:_MOST_OF_ONE])


def _asked_for(asked: Mapping[str, str]) -> QuerySet[Proposal]:
    rows = Proposal.objects.all()
    of = asked.get("of", "")
    if of in ("people", "names"):
        rows = rows.filter(other__startswith=_PERSON if of == "people" else _NAME)
    elif of == "again":
        rows = rows.filter(again=True)
    if asked.get("surname", "").strip():
        rows = rows.filter(surname=family_key(asked["surname"])[:150])
    if fold(asked.get("place", "")):
        places = Place.objects.filter(folded__startswith=fold(asked["place"])).order_by("pk")
        rows = rows.filter(place__in=list(places.values_list("public_id", flat=True)[:_MOST_PLACES]))
    return rows


def _after(rows: QuerySet[Proposal], column: str, mark: str) -> QuerySet[Proposal]:
    """Go on behind a mark of the part before; one that was tampered with begins at the start."""
    value, _tilde, key = mark.rpartition("~")
    try:
        reached = float(value)
    except ValueError:
        return rows
    if not key.isdecimal() or len(key) > 18 or reached != reached:
        return rows
    return rows.filter(Q(**{f"{column}__lt": reached}) | Q(**{column: reached, "pk__gt": int(key)}))


def _rows(request: HttpRequest, shown: Iterable[Proposal]) -> list[ProposalRow]:
    """Word the proposals of which this user may see both; a fixed number of queries."""
    shown = list(shown)
    keys = {key for proposal in shown for key in (proposal.one, proposal.other)}
    ids = {key[2:] for key in keys if key.startswith(_PERSON)}
    people = {f"{_PERSON}{one.public_id}": one for one in people_seen(request).filter(public_id__in=ids)}
    names = Mention.objects.filter(pk__in=[int(key[2:]) for key in keys if key.startswith(_NAME)])
    # Who was identified since is no longer asked for.
    names = visible_to(request.user, names.exclude(identifications__withdrawn=False))
    pages = {f"{_NAME}{name.pk}": name for name in names.select_related("document")}
    hidden = with_hidden_parts(request.user, people.values())
    reasons_hidden = bool(collections_of(request.user).unseen)
    found = []
    for proposal in shown:
        one, other = people.get(proposal.one), people.get(proposal.other) or pages.get(proposal.other)
        if one is None or other is None or one.pk in hidden or (isinstance(other, Person) and other.pk in hidden):
            continue
        told = None if reasons_hidden and not isinstance(other, Person) else explained(proposal)
        decides = proposal.pk if isinstance(other, Mention) and may_identify(request.user, other) else None
        found.append(ProposalRow((_end(one), _end(other)), _decided_at(one, other), told, decides))
    return found


def may_identify(user: Any, name: Mention) -> bool:
    """Whether this user says who a name is: whoever may change its document."""
    return bool(user.has_perm(IDENTIFY)) and may_edit(user, name.document)


@page_for(IDENTIFY)
@require_POST
def decide_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what somebody says of a name on a page and a person, in the queue itself."""
    proposal = Proposal.objects.filter(pk=pk, other__startswith=_NAME).first()
    rows = _rows(request, [proposal]) if proposal is not None else []
    if proposal is None or not rows:
        raise Http404
    if rows[0].decides is None:
        raise PermissionDenied
    name = Mention.objects.get(pk=int(proposal.other[2:]))
    person = people_seen(request).get(public_id=proposal.one[2:])
    said = request.POST
    try:
        with transaction.atomic():
            decide_name(
                name, person, said.get("verdict", ""), reason=said.get("reason", ""), user=request.user,
                now=timezone.now(),
            )  # fmt: skip
            publish_after_commit(request)
        messages.success(request, _("Kept."))
    except CannotDecide as refusal:
        messages.error(request, str(refusal))
    query = QueryDict(said.get("query", "")[:500])
    return HttpResponseRedirect(reverse("pair-proposals") + (f"?{query.urlencode()}" if query else ""))


def _end(one: Person | Mention) -> End:
    if isinstance(one, Person):
        return End(str(one), address(one), one.public_id)
    return End(one.as_written, address(one.document), str(one.document))


def _decided_at(one: Person, other: Person | Mention) -> str:
    """Return where it is decided: two people side by side, a name on its page."""
    if not isinstance(other, Person):
        return address(other.document)
    # The published record is the one to keep, else the one that was there first.
    kept, gone = sorted((one, other), key=lambda person: (person.status != Status.PUBLISHED, person.pk))
    return reverse("pair", args=(kept.public_id, gone.public_id))
