"""Who may do what at the desk. The groups get their permissions in migration 0002; the rule by status is here.

                                      volunteer   editor   archivist   administrator
    see every record                     yes        yes       yes          yes
    enter and change a draft             yes        yes       yes          yes
    send to review, take back            yes        yes       yes          yes
    publish, withdraw                     -         yes       yes          yes
    change what is published, withdrawn   -         yes       yes          yes
    take a row off an open record        yes        yes       yes          yes
    delete a record                       -         yes       yes          yes
    change the chronicle                  -         yes       yes          yes
    read messages                         -         yes       yes          yes
    answer messages                       -         yes        -           yes
    users and groups                      -          -         -           yes
    export what the public may see       yes        yes       yes          yes
    export the complete archive           -          -        yes          yes
    see who took which file               -          -        yes          yes
    take files in, undo an import         -          -        yes          yes

Nobody changes imports, imported lines, exports, downloads or the outbox here: they record what happened.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.change_sets import signature_of as signature_of
from records.record_model import Record, Status

PUBLISH = "records.publish_records"
IMPORT = "records.import_files"
EXPORT_ARCHIVE = "records.export_archive"
# What everybody who may change records may change; the rest is before the public, or was taken from it.
OPEN = (Status.DRAFT, Status.REVIEW)


def may_publish(user: Any) -> bool:
    """Whether this user decides what the public sees."""
    return bool(user.has_perm(PUBLISH))


def may_import(user: Any) -> bool:
    """Whether this user takes files into the archive, and out again."""
    return bool(user.has_perm(IMPORT))


def may_export_archive(user: Any) -> bool:
    """Whether this user may have what is not for the public: drafts, and people who may be living."""
    return bool(user.has_perm(EXPORT_ARCHIVE))


def may_edit(user: Any, record: Record | None) -> bool:
    """Whether the status of this record lets this user change it (None: a record that is yet to be entered)."""
    return record is None or record.status in OPEN or may_publish(user)


def statuses_for(user: Any) -> tuple[Status, ...]:
    """Return the statuses this user may give a record."""
    return tuple(Status) if may_publish(user) else OPEN


def why_locked(record: Record) -> Promise | str:
    """Return the sentence that tells a volunteer why a record cannot be changed."""
    if record.status == Status.WITHDRAWN:
        return _("This record was withdrawn from the public. An editor can change it, or set it back to draft for you.")
    return _("This record is before the public. An editor can change it, or set it back to draft for you.")
