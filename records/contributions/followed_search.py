"""A search that somebody follows by e-mail, without an account: asked for, confirmed from the mailbox, stopped."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

UNCONFIRMED_FOR = timedelta(days=7)
MOST_OF_ONE = 20


class FollowedSearch(models.Model):
    """What is sought, for whom, in which language; ``seen`` are the ids of those who were found before:
    ``found_then`` when it was asked, the others were told of by mail since.

    Whoever holds the ``token`` may confirm and stop: it is only in the mails. ``asked`` are the fields of the search.
    """

    email = models.EmailField(_("e-mail"), db_index=True)
    asked = models.JSONField()
    language = models.CharField(max_length=5)
    token = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, db_index=True)
    looked_on = models.DateField(null=True, db_index=True)
    seen = models.JSONField(default=list)
    found_then = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        verbose_name = _("followed search")
        verbose_name_plural = _("followed searches")

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What is sought, as it was typed."""
        return ", ".join(value for value in self.asked.values() if value)


def follow(email: str, asked: dict[str, str], language: str, seen: list[str]) -> FollowedSearch | None:
    """Keep a search until it is confirmed; the same again is the same one. None when one mailbox follows too many."""
    kept = {name: value for name, value in sorted(asked.items()) if value}
    same = FollowedSearch.objects.filter(email=email, asked=kept).first()
    if same is not None:
        return same
    if FollowedSearch.objects.filter(email=email).count() >= MOST_OF_ONE:
        return None
    token = secrets.token_urlsafe(18)
    return FollowedSearch.objects.create(
        email=email, asked=kept, language=language, token=token, seen=seen, found_then=seen
    )


def forget_unconfirmed(now: datetime) -> int:
    """Delete the searches that nobody confirmed in time; return how many."""
    old = FollowedSearch.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_FOR)
    return old.delete()[0]
