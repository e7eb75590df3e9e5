"""Undoing a merge: what came since is asked about, one by one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from records.admin.giving_status import publish_after_commit
from records.admin.links import address
from records.admin.reviewing.review_doors import page
from records.admin.same_person.pair_doors import SEE, may_merge, merges_seen, page_for, why_not_merge
from records.linkage.merges import Merge
from records.merging.later_work import GOES, STAYS
from records.merging.refusing import MergeRefused
from records.merging.undoing import plan_undo, undo_merge


@page_for(SEE)
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a merge and what undoing it would do; undo it."""
    merge = get_object_or_404(Merge.objects.defer("snapshot"), pk=pk)
    seen = merges_seen(request, [merge])
    if not seen:
        raise Http404
    kept = seen[0][1]
    error = ""
    locked = why_not_merge(request.user, kept) if kept is not None and may_merge(request.user) else ""
    if request.method == "POST":
        if not may_merge(request.user) or locked:
            raise PermissionDenied
        answers = {
            key.removeprefix("later_"): str(said) for key, said in request.POST.items() if key.startswith("later_")
        }
        try:
            with transaction.atomic():
                one, other = undo_merge(
                    merge,
                    reason=request.POST.get("reason", ""),
                    user=request.user,
                    now=timezone.now(),
                    answers=answers,
                    not_same=request.POST.get("not_same") == "yes",
                )
                publish_after_commit(request)
        except MergeRefused as refusal:
            error = str(refusal)
        else:
            said = {"one": one, "other": other}
            messages.success(request, _("%(one)s and %(other)s are two again, each as before.") % said)
            return HttpResponseRedirect(address(other))
    plan = plan_undo(merge)
    context = {
        "merge": merge,
        "kept_url": address(kept) if kept is not None else "",
        "plan": plan,
        "later": [(one, request.POST.get(f"later_{one.key}", "")) for one in plan.later],
        "answers": ((STAYS, merge.kept_words), (GOES, merge.gone_words)),
        "sent": request.POST,
        "error": error,
        "locked": locked,
        "may_undo": may_merge(request.user) and not locked and not plan.refusals,
    }
    return page(request, "pair_undo", _("A merge of two people"), context)
