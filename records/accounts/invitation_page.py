"""The page of an invitation: whoever holds its address gives a name and a password, and has an account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from records.accounts.audit import write_down
from records.accounts.invitations import accept, open_invitation
from records.accounts.role_words import role_words

_rules = lazy(password_validators_help_text_html, str)


class AccountForm(forms.Form):
    """Who comes, and the password they choose."""

    given = forms.CharField(label=gettext_lazy("Given name"), max_length=150)
    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=_rules(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["given"].widget.attrs["autocomplete"] = "given-name"
        self.fields["surname"].widget.attrs["autocomplete"] = "family-name"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        password = values.get("password")
        if password and values.get("again") and password != values["again"]:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            someone = User(first_name=values.get("given", ""), last_name=values.get("surname", ""), email=self.email)
            try:
                validate_password(password, someone)
            except ValidationError as error:
                self.add_error("password", error)
        return values


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form to whoever holds the address, and make the account. The address must reach no other site."""
    response = _answer(request, token)
    # With "no-referrer" browsers send the form from an origin "null", which is refused as forged.
    response["Referrer-Policy"] = "same-origin"
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    invited = open_invitation(token, timezone.now())
    if invited is None:
        return render(request, "accounts/invitation_over.html", status=404)
    form = AccountForm(request.POST or None, email=invited.email)
    if not form.is_valid():
        return render(
            request,
            "accounts/invitation.html",
            {"form": form, "invitation": invited, "role": role_words(invited.role.name)},
        )
    values = form.cleaned_data
    user = accept(token, values["given"], values["surname"], values["password"], timezone.now())
    if user is None:
        return render(request, "accounts/invitation_over.html", status=404)
    write_down("invitation accepted", request, account=user.get_username(), role=invited.role.name)
    words = _("Your account is ready: sign in with %(email)s or the name %(name)s.")
    messages.success(request, words % {"email": user.email, "name": user.get_username()})
    return redirect("account_login")
