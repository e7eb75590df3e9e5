"""Invitations: the only way to an account. Of the address that is sent, only a hash is kept."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.documents.collections import Collection


class Invitation(models.Model):
    """Someone is invited by e-mail to work in a role, and in some closed collections."""

    email = models.EmailField(_("e-mail address"))
    role = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name=_("role"))
    collections = models.ManyToManyField(
        Collection,
        blank=True,
        related_name="+",
        verbose_name=_("closed collections"),
        help_text=_("Those that only their members see. To the open ones nobody needs an invitation."),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(_("invited"), editable=False)
    expires_at = models.DateTimeField(_("open until"), editable=False)
    used_at = models.DateTimeField(_("accepted"), null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email
