"""Where our desk differs from django-allauth: nobody signs up, what happens is written down, secrets are sealed."""

from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from records.accounts.audit import known_account, write_down

NOWHERE = "::"


class DeskAccounts(DefaultAccountAdapter):
    """Signing in and out. Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        methods = [str(one.get("method")) for one in request.session.get("account_authentication_methods", [])]
        write_down("signed in", request, methods=methods)
        return super().post_login(request, user, **how)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # A password typed as the name must not reach the log: only accounts that exist are named.
        typed = str(credentials.get("username") or credentials.get("email") or "")
        write_down("failed to sign in", request, account=known_account(typed))

    def logout(self, request: HttpRequest) -> None:
        write_down("signed out", request)
        super().logout(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        # Behind a socket the server is told no address; that must not shut everybody out.
        try:
            return super().get_client_ip(request)
        except PermissionDenied:
            return NOWHERE

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        # Each of these mails tells a change to an account: "password_changed", "totp_activated" ...
        write_down(
            "account changed", self.request, account=user.get_username(), what=template_prefix.rpartition("/")[2]
        )
        super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # A dead mail server must not undo the change, nor tell a stranger which addresses have an account.
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            write_down("mail not sent", self.request, what=template_prefix, why=type(error).__name__)


class SealedFactors(DefaultMFAAdapter):
    """Second factors. What the database keeps of them is sealed with the signing key."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac("records.accounts.adapters", "", secret, algorithm="sha256").digest()))
