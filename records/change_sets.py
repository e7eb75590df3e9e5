"""Who changes what, when and why: each request, command or import that changes records is one change set.

A door opens an act (``making_changes``); the first row that changes stores its change set, in the same transaction.
Each kept state of a row (see row_history.py) tells its change set, and TouchedRow finds them by record.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.outbox import RecordKey

_WORDS = 200
_AT_ONCE = 500
# A row, the key of its state, the records it belongs to, and its words.
Touched = tuple[Any, int, Sequence[RecordKey], str]


class ActKind(models.TextChoices):
    """What someone was doing when records changed."""

    DESK = "desk", _("at the desk")
    REVERT = "revert", _("taken back")
    RESTORE = "restore", _("restored")
    MERGE = "merge", _("two people merged")
    UNMERGE = "unmerge", _("a merge undone")
    IMPORT = "import", _("with a file")
    COMMAND = "command", _("by a command")
    OTHER = "other", _("elsewhere")


class ChangeSet(models.Model):
    """What one act changed. ``undone_in`` is the change set that took it back, while that one stands."""

    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    by = models.CharField(_("who"), max_length=150, blank=True)
    why = models.CharField(_("why"), max_length=500, blank=True)
    act = models.CharField(_("how"), max_length=10, choices=ActKind.choices, default=ActKind.OTHER)
    address = models.CharField(max_length=300, blank=True)
    undone_in = models.ForeignKey("self", models.SET_NULL, null=True, related_name="undoes", editable=False)

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view",)
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["made_at"], name="change_set_made_at")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.by}".strip()


class TouchedRow(models.Model):
    """A row that a change set added (+), changed (~) or took away (-), once for each record it belongs to.

    ``state`` is the key of the kept state among those of its model.
    """

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="touched")
    model = models.CharField(max_length=40)
    row = models.BigIntegerField()
    state = models.BigIntegerField()
    act = models.CharField(max_length=1)
    record_kind = models.CharField(max_length=12, blank=True)
    record_id = models.CharField(max_length=13, blank=True)
    words = models.CharField(max_length=_WORDS, blank=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("changed row")
        verbose_name_plural = _("changed rows")
        indexes = [
            models.Index(fields=["record_kind", "record_id", "change_set"], name="touched_of_record"),
            models.Index(fields=["model", "row", "change_set"], name="touched_row"),
            models.Index(fields=["model", "act", "change_set"], name="touched_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.model} {self.row}"


@dataclass(slots=True)
class Act:
    """Something being done, whose change set is stored with its first change."""

    kind: str
    user: Callable[[], Any]
    why: Callable[[], str]
    by: str = ""
    address: str = ""
    named: bool = True
    _stored: ChangeSet | None = None

    def change_set(self) -> ChangeSet:
        """Return the stored change set of this act."""
        if self._stored is None or not self._stands():
            user = self.user()
            self._stored = ChangeSet.objects.create(
                user=user,
                by=(self.by or (signature_of(user) if user is not None else ""))[:150],
                why=self.why().strip()[:500],
                act=self.kind,
                address=self.address[:300],
            )
        return self._stored

    def _stands(self) -> bool:
        # What a transaction stored and then took back is gone.
        return self._stored is not None and ChangeSet.objects.filter(pk=self._stored.pk).exists()


_ACT: ContextVar[Act | None] = ContextVar("act", default=None)


def signature_of(user: Any) -> str:
    """Return the name under which a user's decisions are kept: the full name, else the name of the account."""
    full = f"{user.first_name} {user.last_name}" if user.first_name and user.last_name else user.get_username()
    return str(full)[:150]


@contextmanager
def making_changes(
    kind: str,
    *,
    user: Callable[[], Any] = lambda: None,
    why: Callable[[], str] = str,
    by: str = "",
    address: str = "",
) -> Iterator[Act]:
    """Keep what changes inside as one change set; ``user`` and ``why`` are asked for with the first change only."""
    act = Act(kind, user, why, by, address)
    token = _ACT.set(act)
    try:
        yield act
    finally:
        _ACT.reset(token)


@contextmanager
def as_one_act() -> Iterator[None]:
    """Keep what changes inside together, even where no door has said who is at work."""
    if _ACT.get() is not None:
        yield
        return
    token = _ACT.set(Act(ActKind.OTHER, lambda: None, str, named=False))
    try:
        yield
    finally:
        _ACT.reset(token)


def present_act() -> Act:
    """Return what is being done now; outside of every act, one without a name."""
    return _ACT.get() or Act(ActKind.OTHER, lambda: None, str, named=False)


def note_touched(change_set: ChangeSet, act: str, rows: Iterable[Touched]) -> None:
    """Note that a change set added, changed or took away these rows."""
    TouchedRow.objects.bulk_create(
        (
            TouchedRow(
                change_set=change_set,
                model=str(row._meta.model_name),
                row=row.pk,
                state=state,
                act=act,
                record_kind=owner.kind if owner else "",
                record_id=owner.record_id if owner else "",
                words=words[:_WORDS],
            )
            for row, state, owners, words in rows
            for owner in (dict.fromkeys(owners) or (None,))
        ),
        batch_size=_AT_ONCE,
    )
