"""Inviting someone to the desk, and what becomes of the invitation."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from records.accounts.models import Invitation
from records.accounts.role_words import role_words
from records.documents.collections import Collection, CollectionMember, MemberRole
from records.names.folding import fold


def has_account(email: str) -> bool:
    """Whether someone signs in with this e-mail address already."""
    return (
        User.objects.filter(email__iexact=email).exists() or EmailAddress.objects.filter(email__iexact=email).exists()
    )


def invite(
    email: str,
    role: Group,
    collections: Iterable[Collection],
    by: User | None,
    now: datetime,
    address_of: Callable[[str], str],
) -> tuple[Invitation, str]:
    """Make an invitation and send it; return it with its address, which is kept nowhere.

    ``address_of`` makes the address from the token. Raises OSError, and keeps nothing, when the mail cannot be sent.
    """
    token = secrets.token_urlsafe(32)
    invitation = Invitation(email=email.lower(), role=role, invited_by=by, token_hash=_hash(token), invited_at=now)
    invitation.expires_at = now + timedelta(days=settings.INVITATION_DAYS)
    with transaction.atomic():
        # Who is invited anew holds one open address, not two.
        Invitation.objects.filter(email=invitation.email, used_at=None).delete()
        invitation.save()
        invitation.collections.set(collections)
        _send(invitation, address_of(token))
    return invitation, address_of(token)


def _send(invitation: Invitation, address: str) -> None:
    by = invitation.invited_by
    inviter = (by.get_full_name() or by.get_username()) if by else _("The archive")
    role = role_words(invitation.role.name)
    words = {"inviter": inviter, "address": address, "role": role, "days": settings.INVITATION_DAYS}
    text = render_to_string("accounts/invitation_mail.txt", words)
    send_mail(_("An invitation to Kresy Families"), text, None, [invitation.email])


def open_invitation(token: str, now: datetime) -> Invitation | None:
    """Return the invitation of this token while it may be accepted."""
    found = Invitation.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=now)
    invitation = found.select_related("role").first()
    return None if invitation is None or has_account(invitation.email) else invitation


def accept(token: str, given: str, surname: str, password: str, now: datetime) -> User | None:
    """Make the account of an open invitation; return None when it was accepted meanwhile."""
    with transaction.atomic():
        # Two who send at the same moment: the second waits here, and then finds it used.
        Invitation.objects.select_for_update().filter(token_hash=_hash(token)).first()
        invitation = open_invitation(token, now)
        if invitation is None:
            return None
        user = User(username=free_name(given, surname), first_name=given, last_name=surname, email=invitation.email)
        user.is_staff = True
        user.set_password(password)
        user.save()
        user.groups.set([invitation.role])
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        part = MemberRole.VOLUNTEER if invitation.role.name == "volunteer" else MemberRole.EDITOR
        for collection in invitation.collections.all():
            CollectionMember.objects.create(collection=collection, user=user, role=part)
        invitation.used_at = now
        invitation.save(update_fields=["used_at"])
    return user


def free_name(given: str, surname: str) -> str:
    """Return a name for the account that nobody has: "ewa.zolkiewska", or with a number after it."""
    wanted = re.sub(r"[^a-z0-9]+", ".", fold(f"{given} {surname}").lower()).strip(".")[:140] or "account"
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    candidates = (wanted, *(f"{wanted}{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
