"""The form with which readers tell what they know and send what they have; no account is needed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from records.contributions.models import Contribution, Rights
from records.contributions.receiving import MOST_BYTES, MOST_FILES, Told, receive
from records.website.reader_language import gettext_lazy as _
from records.website.reader_language import page_language

SHORTEST, LONGEST = 10, 10_000


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Files as a list; a browser may send none, one or several."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(_Files, self).clean(one, initial) for one in sent if one]


class ContributionForm(forms.Form):
    """A message: what someone knows, scans of what they have, who sends it, what may be done with it."""

    text = forms.CharField(
        label=_("What do you know?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_(
            "A memory, a correction, a question, or what a paper in your drawer says. Say also how you know it."
        ),
    )
    scans = _Files(
        label=_("Photographs or scans of papers (if you have any)"),
        required=False,
        widget=_SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp,image/tiff,application/pdf"}),
        help_text=_("JPEG, PNG, TIFF or PDF; a photograph taken with a telephone is fine."),
    )
    rights = forms.ChoiceField(
        label=_("May we publish it?"),
        choices=[(value, label) for value, label in Rights.choices],
        initial=Rights.ASK,
        required=False,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    may_be_named = forms.BooleanField(label=_("You may name me as the one who told it"), required=False)
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

    def clean_scans(self) -> Sequence[UploadedFile]:
        """Refuse too many or too large files before any is looked into."""
        files: list[UploadedFile] = self.cleaned_data["scans"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %d files can be sent at once.") % MOST_FILES)
        if sum(file.size or 0 for file in files) > MOST_FILES * MOST_BYTES:
            raise forms.ValidationError(_("These files are too large together."))
        return files

    def store(self, kind: str, record_id: str) -> Contribution | None:
        """Put the message into the inbox; None, with the reason at the field, when a file cannot be taken."""
        cleaned: dict[str, Any] = self.cleaned_data
        # The answer is written in the language in which the form was read.
        language = page_language()
        told = Told(
            cleaned["text"], cleaned["name"], cleaned["email"], language, cleaned["rights"] or Rights.ASK,
            cleaned["may_be_named"], (kind, record_id),
        )  # fmt: skip
        try:
            return receive(told, cleaned["scans"])
        except forms.ValidationError as error:
            self.add_error("scans", error)
            return None
