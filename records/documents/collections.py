"""Collections: which documents belong together at the desk, and who sees those of a closed one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Collection(models.Model):
    """Documents that belong together at the desk. A closed one is seen and worked on by its members only.

    It says nothing of the public: what is published is published, from whatever collection.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    note = models.TextField(_("note"), blank=True)
    open = models.BooleanField(
        _("open"), default=True, help_text=_("Everyone at the desk may work in it. Closed: its members only.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        permissions = [("see_every_collection", "Can see and change the documents of every collection")]

    def __str__(self) -> str:
        return self.name


class MemberRole(models.TextChoices):
    """How much of what their group may do anywhere a member may do in a closed collection."""

    READER = "reader", _("reader: sees")
    VOLUNTEER = "volunteer", _("volunteer: enters and changes what is not public")
    EDITOR = "editor", _("editor: all that the group may")


class CollectionMember(models.Model):
    """Someone who sees a closed collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="collection_memberships", verbose_name=_("who")
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices, default=MemberRole.VOLUNTEER)

    class Meta:
        ordering = ["id"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["collection", "user"], name="collection_member_once")]

    def __str__(self) -> str:
        return str(self.user)
