"""What one has under way at the desk, and what the team did lately; read from the desk's own log, its newest end."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from records.admin.access import signature_of
from records.admin.closed_collections import may_see
from records.admin.links import address
from records.changes.queries import existing
from records.outbox import RecordKey
from records.record_model import Status
from records.reviewing.queries import returned_remarks

# So much of the log is read; nobody's newest work lies deeper.
_OF_MINE = 200
_OF_ALL = 1000
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
    found = []
    for one in remarks:
        record = records.get(RecordKey(one.record_kind, one.record_id))
        if record is not None and record.status == Status.DRAFT and may_see(user, record):
            kind = capfirst(str(record._meta.verbose_name))
            found.append(Returned(kind, str(record), address(record), one.words))
    return found[:_SHOWN]


def drafts_of(request: HttpRequest, models: Sequence[type[Model]]) -> list[Draft]:
    """Return the drafts that this user worked on last, newest first."""
    types = ContentType.objects.get_for_models(*models)
    log = LogEntry.objects.filter(user=request.user.pk).exclude(action_flag=DELETION).order_by("-pk")
    touched: dict[int, dict[int, datetime]] = defaultdict(dict)
    for content_type, key, when in log.values_list("content_type", "object_id", "action_time")[:_OF_MINE]:
        if key and key.isdecimal():
            touched[content_type].setdefault(int(key), when)
    drafts = [
        Draft(capfirst(str(model._meta.verbose_name)), str(record), address(record), touched[kind.pk][record.pk])
        for model, kind in types.items()
        if kind.pk in touched
        for record in _drafts(request, model, list(touched[kind.pk]))
    ]
    return sorted(drafts, key=lambda draft: draft.when, reverse=True)[:_SHOWN]


def _drafts(request: HttpRequest, model: type[Model], keys: list[int]) -> list[Any]:
    # The room's own admin reads what the words of a record need, and leaves out what is hidden from the user.
    rows = admin.site.get_model_admin(model).get_queryset(request)
    return list(rows.filter(pk__in=keys, status=Status.DRAFT))


def team_since(start: datetime, models: Sequence[type[Model]]) -> list[Colleague]:
    """Return who did what since then, the busiest first: how many records of each kind, never which."""
    labels = {kind.pk: str(model._meta.verbose_name_plural) for model, kind in _types(models)}
    log = LogEntry.objects.order_by("-pk").values_list("user", "content_type", "object_id", "action_time")[:_OF_ALL]
    touched = {(user, kind, key) for user, kind, key, when in log if when >= start and kind in labels}
    did: dict[int, Counter[str]] = defaultdict(Counter)
    for user, kind, _key in touched:
        did[user][labels[kind]] += 1
    names = {user.pk: signature_of(user) for user in User.objects.filter(pk__in=did)}
    busiest = sorted(did, key=lambda user: (-did[user].total(), names[user]))
    return [Colleague(names[user], did[user].most_common()) for user in busiest]


def _types(models: Sequence[type[Model]]) -> list[tuple[type[Model], ContentType]]:
    return list(ContentType.objects.get_for_models(*models).items())
