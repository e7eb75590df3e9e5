"""Who may do what at the desk. The groups get their permissions in migration 0002; the rule by status is here.

                                      volunteer   editor   archivist   administrator
    see every record                     yes        yes       yes          yes
    enter and change a draft             yes        yes       yes          yes
    send to review, take back            yes        yes       yes          yes
    publish, withdraw                     -         yes       yes          yes
    change what is published, withdrawn   -         yes       yes          yes
    take a row off an open record        yes        yes       yes          yes
    delete a record                       -         yes       yes          yes
    say whether two people are one       yes        yes       yes          yes
    merge two people, undo it             -         yes       yes          yes
    change the chronicle                  -         yes       yes          yes
    read messages                         -         yes       yes          yes
    answer messages                       -         yes        -           yes
    users and groups                      -          -         -           yes
    invite volunteers                     -         yes        -           yes
    invite everybody else                 -          -         -           yes
    collections and their members         -          -         -           yes
    export what the public may see       yes        yes       yes          yes
    export the complete archive           -          -        yes          yes
    see who took which file               -          -        yes          yes
    take files in, undo an import         -          -        yes          yes

Nobody changes imports, imported lines, exports, downloads or the outbox here: they record what happened.

**Closed collections.** A document in one is there for its members and administrators only: for nobody else is it in
a list, a search, a look-up, a picture's address or a number. The member's role says how much of the above holds for
its documents: a reader sees, a volunteer also enters and changes what is open, an editor does all that the group may.
Its history, the reports of the file it came with, what is cited from it, and the people, families, stages and claims
that are known from such documents alone (records/linkage/openly_known.py) are hidden with it, drafts included. What the
public sees is governed by the status alone. The complete archive holds the documents of all collections: only those
export it to whom none is closed.

**Second readings.** A document in review that is hard to read is hidden in the same way from whoever shall read it
anew, or did (records/reviewing/blind_reading.py); only its scans and its kind are shown.

                                             reads it,      asked to     began to    has read it,     when it
                                             entered it     read it      read it     not decided     is decided
    volunteer (or in this collection)          sees         hidden          -           hidden          sees
    editor, archivist, administrator           sees          sees         hidden         sees           sees

**One's own.** Unless the setting REVIEW_OWN allows it, nobody publishes a document that they entered or sent to
review themselves.
"""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.admin.closed_collections import ENTER_DOCUMENTS, PUBLISH, collections_of
from records.change_sets import signature_of as signature_of
from records.documents.collections import MemberRole
from records.documents.models import Document
from records.record_model import Record, Status
from records.reviewing.deciding import is_own

IMPORT = "records.import_files"
EXPORT_ARCHIVE = "records.export_archive"
# Whoever makes accounts may invite into every role; the others invite volunteers.
INVITE_EVERYBODY = "auth.add_user"
# What everybody who may change records may change; the rest is before the public, or was taken from it.
OPEN = (Status.DRAFT, Status.REVIEW)


def may_publish(user: Any) -> bool:
    """Whether this user decides what the public sees."""
    return bool(user.has_perm(PUBLISH))


def may_transcribe(user: Any) -> bool:
    """Whether this user enters documents, and with them the people who stand on them."""
    return bool(user.has_perms(ENTER_DOCUMENTS))


def may_import(user: Any) -> bool:
    """Whether this user takes files into the archive, and out again."""
    return bool(user.has_perm(IMPORT))


def may_export_archive(user: Any) -> bool:
    """Whether this user may have what is not for the public: drafts, people who may be living, every collection."""
    return bool(user.has_perm(EXPORT_ARCHIVE)) and not collections_of(user).hidden


def may_edit(user: Any, record: Record | None) -> bool:
    """Whether this user may change this record, by its status and its collection (None: one yet to be entered)."""
    if record is None:
        return True
    part = collections_of(user).part_in(record)
    if part not in (MemberRole.VOLUNTEER, MemberRole.EDITOR):
        return False
    return record.status in OPEN or (part == MemberRole.EDITOR and may_publish(user))


def may_delete(user: Any, record: Record | None) -> bool:
    """Whether this user, if their group may delete at all, may delete this record."""
    return may_edit(user, record) and (record is None or collections_of(user).part_in(record) == MemberRole.EDITOR)


def may_publish_record(user: Any, record: Record) -> bool:
    """Whether this user decides if the public sees this record."""
    return may_publish(user) and collections_of(user).part_in(record) == MemberRole.EDITOR


def statuses_for(user: Any, record: Record | None = None) -> tuple[Status, ...]:
    """Return the statuses this user may give this record (None: a new one)."""
    may = may_publish(user) if record is None else may_publish_record(user, record)
    if not may:
        return OPEN
    own = isinstance(record, Document) and not settings.REVIEW_OWN and _is_unpublished_own(user, record)
    return tuple(status for status in Status if not own or status != Status.PUBLISHED)


def _is_unpublished_own(user: Any, document: Document) -> bool:
    """Whether publishing this document would be accepting one's own."""
    if document.pk is None:
        return True
    return not Document.objects.filter(pk=document.pk, status=Status.PUBLISHED).exists() and is_own(user, document)


def why_locked(record: Record, user: Any = None) -> Promise | str:
    """Return the sentence that tells a volunteer why a record cannot be changed."""
    if user is not None and collections_of(user).part_in(record) == MemberRole.READER:
        return _("You may read the documents of this collection. An administrator can let you change them.")
    if record.status == Status.WITHDRAWN:
        return _("This record was withdrawn from the public. An editor can change it, or set it back to draft for you.")
    return _("This record is before the public. An editor can change it, or set it back to draft for you.")


def may_move(user: Any, document: Document) -> bool:
    """Whether this user decides to which collection an entered document belongs: moving it may show it to others."""
    return may_publish_record(user, document)
