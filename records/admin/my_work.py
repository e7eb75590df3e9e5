"""What one has under way at the desk, and what the team did lately; read from the newest of the changes kept."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Max
from django.http import HttpRequest
from django.utils.text import capfirst

from records.admin.access import signature_of
from records.admin.closed_collections import look_up, may_see
from records.admin.links import address
from records.change_sets import ChangeSet, TouchedRow
from records.changes.queries import existing
from records.outbox import RecordKey
from records.record_model import Record, Status
from records.reviewing.queries import returned_remarks

# So many changes are read; nobody's newest work lies deeper.
_OF_MINE = 200
_OF_ALL = 500
_OF_A_KIND = 100
_RECORD = ("record_kind", "record_id")
_SHOWN = 10
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that one worked on: what kind of record, its words, where it is, and when one last did."""

    kind: str
    words: str
    url: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """A record that a reviewer gave back, and the remark that came with it."""

    kind: str
    words: str
    url: str
    remark: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who worked at the desk, and on how many records of each kind: [("documents", 12)]."""

    name: str
    did: Sequence[tuple[str, int]]


def returned_to(user: Any) -> list[Returned]:
    """Return what reviewers gave back to this user and is a draft still, newest first."""
    remarks = list(returned_remarks(user))
    records = existing(RecordKey(one.record_kind, one.record_id) for one in remarks)
    look_up(user, records.values())
    found = []
    for one in remarks:
        record = records.get(RecordKey(one.record_kind, one.record_id))
        if record is not None and record.status == Status.DRAFT and may_see(user, record):
            kind = capfirst(str(record._meta.verbose_name))
            found.append(Returned(kind, str(record), address(record), one.words))
    return found[:_SHOWN]


def drafts_of(request: HttpRequest, models: Sequence[type[Record]]) -> list[Draft]:
    """Return the drafts that this user worked on last, newest first."""
    mine = ChangeSet.objects.filter(user=request.user.pk).order_by("-pk").values_list("pk", "made_at")
    times = dict(mine[:_OF_MINE])
    touched: dict[str, dict[str, datetime]] = defaultdict(dict)
    rows = TouchedRow.objects.filter(change_set__in=list(times)).order_by().values(*_RECORD)
    for kind, record_id, last in rows.annotate(last=Max("change_set")).values_list(*_RECORD, "last"):
        touched[kind][record_id] = times[last]
    drafts = []
    for model in models:
        times_of = touched.get(model.KIND, {})
        newest = sorted(times_of, key=times_of.__getitem__, reverse=True)[:_OF_A_KIND]
        for record in _drafts(request, model, newest) if newest else ():
            label = capfirst(str(model._meta.verbose_name))
            drafts.append(Draft(label, str(record), address(record), times_of[record.public_id]))
    return sorted(drafts, key=lambda draft: draft.when, reverse=True)[:_SHOWN]


def _drafts(request: HttpRequest, model: type[Record], ids: list[str]) -> list[Any]:
    # The room's own admin reads what the words of a record need, and leaves out what is hidden from the user.
    rows = admin.site.get_model_admin(model).get_queryset(request)
    return list(rows.filter(public_id__in=ids, status=Status.DRAFT))


def team_since(start: datetime, models: Sequence[type[Record]]) -> list[Colleague]:
    """Return who did what since then, the busiest first: how many records of each kind, never which."""
    labels = {model.KIND: str(model._meta.verbose_name_plural) for model in models}
    newest = ChangeSet.objects.filter(made_at__gte=start, user__isnull=False).order_by("-pk").values_list("pk", "user")
    users = dict(newest[:_OF_ALL])
    rows = TouchedRow.objects.filter(change_set__in=list(users), record_kind__in=labels)
    touched = {(users[change], kind, key) for change, kind, key in rows.values_list("change_set", *_RECORD).distinct()}
    did: dict[int, Counter[str]] = defaultdict(Counter)
    for user, kind, _key in touched:
        did[user][labels[kind]] += 1
    names = {user.pk: signature_of(user) for user in User.objects.filter(pk__in=did)}
    busiest = sorted(did, key=lambda user: (-did[user].total(), names[user]))
    return [Colleague(names[user], did[user].most_common()) for user in busiest]
