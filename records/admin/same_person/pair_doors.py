"""Who may use the pages of "the same person?".

                                               volunteer   editor   archivist   administrator
    see decisions, merges, both side by side      yes        yes       yes          yes
    say: the same, not the same, unsure           yes        yes       yes          yes
    mark a pair as delicate                       yes        yes       yes          yes
    take that mark off                             -         yes       yes          yes
    merge, undo a merge                            -         yes       yes          yes

People who are known from closed collections alone are not there for others. Who must not see all that hangs on two
people does not merge them, nor undo it.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from records.admin.access import may_edit, may_publish_record, why_locked
from records.admin.closed_collections import collections_of, visible_to
from records.linkage.merges import Merge, now_called, standing_merges
from records.merging.ties import PARTS
from records.people.models import Person

View = Callable[..., HttpResponseBase]
SEE, DECIDE, MERGE = "records.view_personpair", "records.add_personpair", "records.merge_people"


def page_for(permission: str) -> Callable[[View], View]:
    """For whoever has this permission; others sign in first."""

    def guard(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(checked)

    return guard


def people_seen(request: HttpRequest) -> QuerySet[Person]:
    """Return the people who are there for this user."""
    found: QuerySet[Person] = admin.site.get_model_admin(Person).get_queryset(request)
    return found


def person_seen(request: HttpRequest, public_id: str) -> Person:
    """Return a person who is there for this user; 404 for any other."""
    person = people_seen(request).filter(public_id=public_id).first()
    if person is None:
        raise Http404
    return person


def may_merge(user: Any) -> bool:
    """Whether this user makes one of two."""
    return bool(user.has_perm(MERGE))


def why_not_merge(user: Any, *people: Person) -> str:
    """Return why this user may not merge these two, or undo it, though the group may; "" when nothing is against it."""
    for person in people:
        if not may_edit(user, person) or not may_publish_record(user, person):
            return str(why_locked(person, user))
    if with_hidden_parts(user, people):
        return _("Something in a collection that is closed to you hangs on this.")
    return ""


def with_hidden_parts(user: Any, people: Iterable[Person]) -> set[int]:
    """Return the keys of those on whom something hangs that this user must not see; two queries a kind of part."""
    keys = [person.pk for person in people]
    found: set[int] = set()
    if keys and collections_of(user).unseen:
        for part in PARTS:
            rows: QuerySet[Any] = part._default_manager.order_by().filter(person__in=keys)
            seen = set(visible_to(user, rows).values_list("pk", flat=True))
            found.update(person for pk, person in rows.values_list("pk", "person") if pk not in seen)
    return found


def merges_seen(request: HttpRequest, merges: Iterable[Merge]) -> list[tuple[Merge, Person | None]]:
    """Return those of these merges that are there for this user, with the person of today; a fixed number of queries.

    What is kept of a merge may tell of hidden papers: whoever must not see all of both sees nothing of it.
    """
    rows = list(merges)
    present = {merge.kept: merge.kept for merge in rows}
    onward = standing_merges().filter(gone__in=present).values_list("gone", flat=True)
    present |= {public_id: now_called(public_id) for public_id in onward}
    wanted = {*present.values(), *(merge.gone for merge in rows if not merge.stands)}
    people = {person.public_id: person for person in people_seen(request).filter(public_id__in=wanted)}
    if not collections_of(request.user).unseen:
        return [(merge, people.get(present[merge.kept])) for merge in rows]
    hidden = with_hidden_parts(request.user, people.values())
    open_ids = {public_id for public_id, person in people.items() if person.pk not in hidden}
    return [
        (merge, people[present[merge.kept]])
        for merge in rows
        if present[merge.kept] in open_ids and (merge.stands or merge.gone in open_ids)
    ]
