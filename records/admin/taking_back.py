"""Who may see a change, and who may take it back: own work on open records everybody, all else an editor."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from records.admin.access import may_publish, statuses_for
from records.admin.closed_collections import look_up
from records.admin.hidden_steps import hidden_gone
from records.change_sets import ChangeSet
from records.changes.queries import TouchedRecord, existing, touched_records
from records.changes.reverting import Plan
from records.outbox import RecordKey
from records.record_model import Record


def records_touched(changes: Iterable[ChangeSet]) -> list[TouchedRecord]:
    """Return every record that these change sets touched, each once."""
    found = touched_records([change.pk for change in changes])
    return list({(one.kind, one.record_id): one for records in found.values() for one in records}.values())


def may_see(request: HttpRequest, records: Iterable[TouchedRecord], *, own: bool) -> bool:
    """Whether the user may see every one of these records; those that are gone only editors, and whoever did it."""
    keys = [RecordKey(one.kind, one.record_id) for one in records if one.kind]
    there = existing(keys)
    gone = [key for key in keys if key not in there]
    look_up(request.user, there.values())
    return (
        (own or not gone or may_publish(request.user))
        and not hidden_gone(request.user, gone)
        and all(_admin_of(record).has_view_permission(request, record) for record in there.values())
    )


def why_not(request: HttpRequest, plan: Plan) -> str:
    """Return why this user may not take these changes back, or an empty text."""
    user: Any = request.user
    if any(change.user_id != user.pk for change in plan.changes) and not may_publish(user):
        return _("These are changes of others. An editor can take them back.")
    there = existing(RecordKey(one.kind, one.record_id) for one in records_touched(plan.changes) if one.kind)
    for record in there.values():
        if not _admin_of(record).has_change_permission(request, record):
            return _("You may not change %s as it stands now. An editor can take this back.") % record
    for step in plan.steps:
        if not user.has_perm(f"records.change_{step.name}"):
            return _("You may not change this kind of record: %s.") % step.model._meta.verbose_name
        if issubclass(step.model, Record) and step.before is not None and step.before.status not in statuses_for(user):
            return _("An editor can take this back: it concerns what the public sees.")
    return ""


def _admin_of(record: Record) -> Any:
    return admin.site.get_model_admin(type(record))
