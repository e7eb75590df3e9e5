"""The first page of the desk: what is mine, what waits for whom, what is missing, and the way to enter a document.

No number is counted to its end.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.admin.access import may_transcribe
from records.admin.closed_collections import collections_of, visible_to
from records.admin.gaps import gaps_for
from records.admin.my_work import WEEK, drafts_of, returned_to, team_since
from records.chronicle.models import Chapter
from records.contributions.models import Contribution
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document, Source
from records.hints.models import Hint, HintState
from records.histories.models import FamilyHistory
from records.journeys.models import JourneyStage
from records.outbox import OutboxEntry
from records.people.models import Family, Person
from records.places.models import Place
from records.record_model import Status
from records.reviewing.digest import remember_language

_MOST = 100
_KINDS = (Document, Person, Family, JourneyStage, Place, Source, FamilyHistory, Chapter)


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of one kind wait; ``number`` ends in a plus where there are more than were counted."""

    label: str
    number: str
    url: str


def bounded(queryset: QuerySet) -> str:
    """Return how many rows there are, as far as a hundred: "7", "100+"."""
    found = len(queryset.order_by().values_list("pk")[: _MOST + 1])
    return f"{_MOST}+" if found > _MOST else str(found)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the first page's context what its template shows."""
    user: Any = request.user
    remember_language(user, get_language() or settings.LANGUAGE_CODE)
    context["returned"] = returned_to(user)
    context["drafts"] = drafts_of(request, [model for model in _KINDS if _may_view(user, model)])
    context["team"] = team_since(timezone.now() - WEEK, _KINDS)
    context["gaps"] = gaps_for(user)
    context["waiting"] = {
        _("In review"): _of_status(user, Status.REVIEW),
        _("Drafts"): _of_status(user, Status.DRAFT),
    }
    context["messages_waiting"] = _messages(user)
    context["hints_waiting"] = _hints(user)
    context["outbox"] = bounded(OutboxEntry.objects.all())
    context["outbox_url"] = (
        reverse("admin:records_outboxentry_changelist") if user.has_perm("records.view_outboxentry") else ""
    )
    kinds = DOCUMENT_KINDS.values() if may_transcribe(user) else ()
    context["enter"] = [(kind.label, reverse("transcribe", args=(kind.key,))) for kind in kinds]
    context["plain_form"] = reverse("admin:records_document_add") if user.has_perm("records.add_document") else ""
    return context


def _of_status(user: Any, status: Status) -> list[Waiting]:
    rows = []
    for model in _KINDS:
        if not _may_view(user, model):
            continue
        number = bounded(visible_to(user, model._default_manager.filter(status=status)))
        if number != "0":
            rows.append(
                Waiting(str(model._meta.verbose_name_plural), number, f"{_list_of(model)}?status__exact={status}")
            )
    return rows


def _may_view(user: Any, model: type[Model]) -> bool:
    return bool(user.has_perm(f"records.view_{model._meta.model_name}"))


def _messages(user: Any) -> Waiting | None:
    if not user.has_perm("records.view_contribution"):
        return None
    number = bounded(Contribution.objects.filter(state="new"))
    return Waiting(str(_("new messages from readers")), number, f"{_list_of(Contribution)}?state__exact=new")


def _hints(user: Any) -> Waiting | None:
    if not user.has_perm("records.view_hint"):
        return None
    # Whoever must not see all is not told how many there are.
    number = "" if collections_of(user).unseen else bounded(Hint.objects.filter(state=HintState.OPEN))
    return Waiting(str(_("hints")), number, reverse("hints")) if number != "0" else None


def _list_of(model: type[Model]) -> str:
    return reverse(f"admin:records_{model._meta.model_name}_changelist")
