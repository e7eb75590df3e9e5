"""Which form became which document: so that a form sent twice makes one document."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.documents.models import Document


class SentForm(models.Model):
    """A form that was saved, by the token it carried; ``made`` tells its sender what came of it."""

    token = models.CharField(max_length=32, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("sent by"))
    kind = models.CharField(max_length=30)
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+", verbose_name=_("document"))
    made = models.JSONField(default=dict)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    # What came of a form keeps nobody from taking it back.
    goes_along = True

    class Meta:
        ordering = ["-id"]
        verbose_name = _("saved form")
        verbose_name_plural = _("saved forms")
        indexes = [models.Index(fields=["by", "-id"], name="sent_form_newest")]

    def __str__(self) -> str:
        return self.token
