"""The second factor: who must have one, and the door of the desk that stays shut until they have."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

# Recovery codes alone are no factor: they only stand in for one that is lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def must_have_one(user: Any) -> bool:
    """Whether the settings demand a second factor of this user; of a superuser whenever of anybody."""
    groups = settings.MFA_REQUIRED_FOR
    return bool(groups) and (user.is_superuser or user.groups.filter(name__in=groups).exists())


def has_one(user: Any) -> bool:
    """Whether the user has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


class SecondFactorFirst:
    """Lead those who lack a second factor from every page under /admin/ to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_kept_out(request):
            messages.warning(
                request, _("Your role needs a second step at sign-in. Set one up here; then the desk opens.")
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_kept_out(self, request: HttpRequest) -> bool:
        path = request.path_info
        if not path.startswith("/admin/") or path == reverse("admin:logout") or not request.user.is_authenticated:
            return False
        return must_have_one(request.user) and not has_one(request.user)
