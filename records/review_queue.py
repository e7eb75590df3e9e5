"""What waits for a reviewer: a row for each record in review, kept in the transaction that sends it there.

Records of all kinds stand in one line, the longest waiting first; a record that is sent again goes to its end.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.change_sets import present_act, signature_of

IN_REVIEW = "review"


class InReview(models.Model):
    """One record in review: since when, who sent it, and by what the line is filtered."""

    kind = models.CharField(max_length=12)
    record_id = models.CharField(max_length=13)
    document_kind = models.CharField(max_length=30, blank=True)
    hard_to_read = models.BooleanField(default=False)
    # The key of the document's collection; rooms below the documents know no more of it.
    collection = models.BigIntegerField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(_("sent by"), max_length=150, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("record in review")
        verbose_name_plural = _("records in review")
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="in_review_once")]
        indexes = [
            models.Index(fields=["kind", "id"], name="in_review_kind"),
            models.Index(fields=["document_kind", "id"], name="in_review_document_kind"),
            models.Index(fields=["collection", "id"], name="in_review_collection"),
            models.Index(fields=["hard_to_read", "id"], name="in_review_hard"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


def follow_status(record: Any, before: Any) -> None:
    """Put a saved record into the line, or take it out; ``before`` is the row as it was stored (None: a new one)."""
    was_there = before is not None and before.status == IN_REVIEW
    if record.status == IN_REVIEW and was_there:
        facets = record.review_facets()
        if facets:
            InReview.objects.filter(kind=record.KIND, record_id=record.public_id).update(**facets)
    elif record.status == IN_REVIEW:
        leave_line(record)
        enter_line([record])
    elif was_there:
        leave_line(record)


def enter_line(records: list[Any]) -> None:
    """Put records that are in review at the end of the line, signed by whoever is at work."""
    user = present_act().user()
    user = user if getattr(user, "pk", None) else None
    by = present_act().by or (signature_of(user) if user is not None else "")
    InReview.objects.bulk_create(
        [
            InReview(kind=one.KIND, record_id=one.public_id, sent_by=user, by=by[:150], **one.review_facets())
            for one in records
        ],
        batch_size=300,
    )


def leave_line(record: Any) -> None:
    """Take a record out of the line."""
    InReview.objects.filter(kind=record.KIND, record_id=record.public_id).delete()
