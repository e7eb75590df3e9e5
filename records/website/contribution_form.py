"""The form with which readers tell what they know; no account is needed."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.contributions.models import Contribution

SHORTEST, LONGEST = 10, 10_000


class ContributionForm(forms.Form):
    """A message: who sends it, how to answer, what they know."""

    text = forms.CharField(
        label=_("What do you know?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_(
            "A memory, a correction, a question, or what a paper in your drawer says. Say also how you know it."
        ),
    )
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail (if you want an answer)"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # A trap for programs: people do not see this field and leave it empty.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_from_a_program(self) -> bool:
        """Return whether the field that people do not see was filled in."""
        return bool(self.data.get("website", "").strip())

    def store(self, kind: str, record_id: str) -> Contribution:
        """Put the message into the inbox."""
        cleaned: dict[str, Any] = self.cleaned_data
        return Contribution.objects.create(
            about_kind=kind,
            about_id=record_id,
            name=cleaned["name"],
            email=cleaned["email"],
            text=cleaned["text"],
            # The answer is written in the language in which the form was read.
            language=(get_language() or "")[:2],
        )
