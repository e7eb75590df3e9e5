"""Remarks on records, second readings of documents, and to whom the daily letter went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.documents.models import Document


class Remark(models.Model):
    """What someone said of a record or of one claim in it; open until it is answered."""

    class Act(models.TextChoices):
        REMARK = "remark", _("remark")
        RETURNED = "returned", _("given back")
        WITHDRAWN = "withdrawn", _("withdrawn")

    record_kind = models.CharField(max_length=12)
    record_id = models.CharField(max_length=13)
    # Which claim is meant ("event:812"), and its words then; empty: the record as a whole.
    claim = models.CharField(max_length=100, blank=True)
    claim_words = models.CharField(max_length=300, blank=True)
    act = models.CharField(max_length=10, choices=Act.choices, default=Act.REMARK)
    words = models.TextField(_("remark"))
    by = models.CharField(_("by"), max_length=150, blank=True)
    at = models.DateTimeField(_("when"))
    # To whom it was given back.
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        indexes = [
            models.Index(fields=["record_kind", "record_id", "id"], name="remark_of_record"),
            models.Index(fields=["to", "id"], condition=Q(answered_at__isnull=True), name="remark_open_to"),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class SecondReading(models.Model):
    """A document read by someone who did not see the first reading, and what became of the differences."""

    class State(models.TextChoices):
        READ = "read", _("read, differences to be decided")
        SETTLED = "settled", _("decided")

    document = models.OneToOneField(Document, models.CASCADE, related_name="second_reading")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(_("read by"), max_length=150, blank=True)
    at = models.DateTimeField(_("when"))
    entry = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    # {form of a field: [how many agree, how many were compared]}, as both stood when it was read
    tally = models.JSONField(default=dict)
    # {path of a field: "first", "second" or "both"}
    choices = models.JSONField(default=dict)
    settled_by = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("second reading")
        verbose_name_plural = _("second readings")
        indexes = [models.Index(fields=["state", "id"], name="second_reading_state")]

    def __str__(self) -> str:
        return f"{self.document} ({self.by})"


class BegunReading(models.Model):
    """That someone who decides on documents began to read one a second time, and so must not see the first reading.

    Whoever enters documents and does not decide never sees it; of them nothing is kept here. ``given_up_at``: the
    first reading is there again, and this document is read by someone else.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="begun_readings", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    begun_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)

    # Who began to read keeps nobody from taking a document back.
    goes_along = True

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("begun second reading")
        verbose_name_plural = _("begun second readings")
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="begun_reading_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.user_id}"


class LetterWish(models.Model):
    """In which language someone works at the desk, and whether the daily letter is wanted."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    wanted = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("wish for the daily letter")
        verbose_name_plural = _("wishes for the daily letter")

    def __str__(self) -> str:
        return f"{self.user} {self.language}"


class SentLetter(models.Model):
    """That the letter of a day went to someone: so that it goes once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("letter sent")
        verbose_name_plural = _("letters sent")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="letter_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.user}"
