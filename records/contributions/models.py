"""The inbox: messages from readers, about a record they name by its public id."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Contribution(models.Model):
    """One message from a reader."""

    about_kind = models.CharField(_("about (kind)"), max_length=12, blank=True)
    about_id = models.CharField(_("about (public id)"), max_length=13, blank=True, db_index=True)
    name = models.CharField(_("name of the sender"), max_length=150)
    email = models.EmailField(_("e-mail of the sender"), blank=True)
    text = models.TextField(_("message"), max_length=10_000)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        default="new",
        db_index=True,
        choices=[("new", _("new")), ("read", _("read")), ("used", _("used")), ("declined", _("declined"))],
    )
    answer = models.TextField(_("what became of it"), blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
