"""Seeking whom a person may be, both side by side, and what is decided of them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from records.admin.closed_collections import collections_of, visible_to
from records.admin.giving_status import publish_after_commit
from records.admin.links import address
from records.admin.reviewing.review_doors import page
from records.admin.same_person.pair_doors import (
    DECIDE,
    MERGE,
    SEE,
    may_merge,
    page_for,
    people_seen,
    person_seen,
    why_not_merge,
    with_hidden_parts,
)
from records.admin.same_person.proposal_views import proposed_for, reasons_for
from records.admin.searching import find_people
from records.linkage.deciding import CannotDecide, decide, decided_of, pair_of, standing_of
from records.linkage.evidence import PARTS, words_of
from records.linkage.pairs import Verdict
from records.merging.merging import merge_people
from records.merging.preview import chosen_of, preview_merge
from records.merging.refusing import MergeRefused
from records.people.models import Person

_MOST_FOUND = 20
_LONGEST = 200


@page_for(SEE)
@require_safe
def seek(request: HttpRequest, record_id: str) -> HttpResponse:
    """Ask with whom a person may be the same, by name or public id."""
    person = person_seen(request, record_id)
    asked = request.GET.get("q", person.sort_name).replace("\x00", "").strip()[:_LONGEST]
    found: list[Person] = []
    if asked:
        people = find_people(people_seen(request), asked).exclude(pk=person.pk)
        found = list(people.order_by("folded", "pk")[: _MOST_FOUND + 1])
    context = {
        "person": person,
        "url": address(person),
        "asked": asked,
        "proposed": proposed_for(request, person),
        "found": [(one, _born(one), address(one)) for one in found[:_MOST_FOUND]],
        "more": len(found) > _MOST_FOUND,
    }
    return page(request, "pair_seek", _("Is %s the same as somebody else?") % person, context)


def _born(person: Any) -> str:
    births = (birth.date_text or birth.date_value for birth in getattr(person, "births", ()))
    return " / ".join(dict.fromkeys(birth for birth in births if birth))


@page_for(SEE)
@require_safe
def side_by_side(request: HttpRequest, kept: str, gone: str) -> HttpResponse:
    """Show both field by field, what was decided, and what a merge would do."""
    return _shown(request, person_seen(request, kept), person_seen(request, gone))


def _shown(request: HttpRequest, kept: Person, gone: Person, error: str = "") -> HttpResponse:
    user, sent = request.user, request.POST
    pair = pair_of(kept.public_id, gone.public_id)
    decided = decided_of([pair]).get(pair)
    seen = (lambda rows: visible_to(user, rows)) if collections_of(user).unseen else (lambda rows: rows)
    preview = preview_merge(kept, gone, user, chosen_of(sent), seen)
    locked = why_not_merge(user, kept, gone) if may_merge(user) else ""
    # What is known from hidden papers is not told by what has changed.
    changed = () if collections_of(user).unseen or decided is None else decided.changed
    context = {
        "kept": kept,
        "gone": gone,
        "kept_url": address(kept),
        "gone_url": address(gone),
        "preview": preview,
        "standing": standing_of(*pair),
        "told": reasons_for(request, kept, gone),
        "has_changed": decided is not None and bool(decided.changed),
        "changed": [(sign, PARTS[part], words_of(part, words)) for sign, part, words in changed],
        "verdicts": Verdict.choices,
        "sent": sent,
        "error": error,
        "may_decide": user.has_perm(DECIDE),
        "may_merge": may_merge(user),
        "locked": locked,
        "tells_reasons": not with_hidden_parts(user, (kept, gone)),
        "is_refused": bool(preview.refusals) or bool(locked) or kept.pk == gone.pk,
    }
    return page(request, "pair", _("%(one)s and %(other)s") % {"one": kept, "other": gone}, context)


@page_for(DECIDE)
@require_POST
def decide_pair(request: HttpRequest, kept: str, gone: str) -> HttpResponse:
    """Keep what a reviewer says of two people."""
    one, other = person_seen(request, kept), person_seen(request, gone)
    verdict, delicate = request.POST.get("verdict", ""), request.POST.get("delicate") == "yes"
    if verdict not in Verdict.values:
        return _shown(request, one, other, _("Choose what you decide."))
    try:
        decide(
            kept,
            gone,
            verdict,
            reason=request.POST.get("reason", ""),
            user=request.user,
            now=timezone.now(),
            # Whoever decides alone could not take the mark off that asks for a second reviewer.
            delicate=delicate if delicate or may_merge(request.user) else None,
        )
    except CannotDecide as refusal:
        return _shown(request, one, other, str(refusal))
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(reverse("pair", args=(kept, gone)))


@page_for(MERGE)
@require_POST
def merge_pair(request: HttpRequest, kept: str, gone: str) -> HttpResponse:
    """Make one person of two."""
    one, other = person_seen(request, kept), person_seen(request, gone)
    locked = why_not_merge(request.user, one, other)
    if locked:
        return _shown(request, one, other, locked)
    try:
        with transaction.atomic():
            merged = merge_people(
                kept,
                gone,
                reason=request.POST.get("reason", ""),
                user=request.user,
                now=timezone.now(),
                chosen=chosen_of(request.POST),
            )
            publish_after_commit(request)
    except MergeRefused as refusal:
        return _shown(request, one, other, str(refusal))
    said = {"gone": merged.gone_words, "kept": merged.kept_words}
    messages.success(request, _("%(gone)s is one with %(kept)s now. This can be undone.") % said)
    return HttpResponseRedirect(address(one))
