"""Which two records were made one: which was kept, which is gone, and what the archive was before.

The one that is gone is deleted like any record; its public id leads to the one kept for ever, through further merges.
"""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.change_sets import ChangeSet
from records.people.models import Person

_AT_ONCE = 400


class Merge(models.Model):
    """Two people made one; the people are named by their public ids.

    ``snapshot`` holds what the change set does not keep (records/merging/snapshots.py). ``gone_was_public`` says
    whether the public could know the id that is gone.
    """

    kept = models.CharField(_("kept"), max_length=13)
    gone = models.CharField(_("merged into it"), max_length=13)
    gone_uid = models.UUIDField(db_index=True)
    kept_words = models.CharField(max_length=300, blank=True)
    gone_words = models.CharField(max_length=300, blank=True)
    gone_was_public = models.BooleanField(default=False)
    reason = models.TextField(_("why"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_by = models.CharField(_("merged by"), max_length=150)
    merged_at = models.DateTimeField(_("merged"))
    change_set = models.ForeignKey(ChangeSet, models.PROTECT, related_name="+")
    snapshot = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.CharField(_("undone by"), max_length=150, blank=True)
    undone_reason = models.TextField(_("why undone"), blank=True)
    undone_in = models.ForeignKey(ChangeSet, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view",)
        verbose_name = _("merge of two people")
        verbose_name_plural = _("merges of two people")
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at__isnull=True), name="merged_once"),
        ]
        indexes = [
            models.Index(fields=["kept"], name="merge_kept"),
            models.Index(fields=["id"], condition=Q(undone_at__isnull=False), name="merge_undone"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_words} → {self.kept_words}"

    @property
    def stands(self) -> bool:
        """Whether it was not undone."""
        return self.undone_at is None


def standing_merges() -> models.QuerySet[Merge]:
    """Return the merges that were not undone."""
    return Merge.objects.filter(undone_at__isnull=True)


def now_called(public_id: str) -> str:
    """Return the public id that a person has now: after all merges, or the same."""
    seen = {public_id}
    while following := standing_merges().filter(gone=public_id).values_list("kept", flat=True).first():
        if following in seen:
            break
        public_id = following
        seen.add(public_id)
    return public_id


def people_now(uids: Collection[UUID]) -> dict[UUID, int]:
    """Return the keys of the persons whom those of these UUIDs became that were merged; a query for each of them."""
    ordered = sorted(uids)
    found: dict[UUID, str] = {}
    for start in range(0, len(ordered), _AT_ONCE):
        rows = standing_merges().filter(gone_uid__in=ordered[start : start + _AT_ONCE])
        found |= {uid: now_called(gone) for uid, gone in rows.values_list("gone_uid", "gone")}
    keys = dict(Person.objects.filter(public_id__in=set(found.values())).values_list("public_id", "pk"))
    return {uid: keys[public_id] for uid, public_id in found.items() if public_id in keys}


def former_ids(public_ids: Collection[str], *, public: bool) -> dict[str, list[str]]:
    """Return the ids that these persons had before, through chains of merges; one query for each link of the chain.

    ``public``: only those that the public could know.
    """
    found: dict[str, list[str]] = defaultdict(list)
    leads_to = {public_id: public_id for public_id in public_ids}
    front = set(leads_to)
    while front:
        rows = list(standing_merges().filter(kept__in=front).values_list("kept", "gone", "gone_was_public"))
        front = set()
        for kept, gone, was_public in rows:
            if gone in leads_to:
                continue
            leads_to[gone] = leads_to[kept]
            front.add(gone)
            if was_public or not public:
                found[leads_to[gone]].append(gone)
    return {public_id: sorted(ids) for public_id, ids in found.items()}
