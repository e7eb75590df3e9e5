"""The forms by which a file comes in: choosing it, its character set, and the status of what it brings."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget, UnfoldBooleanWidget

from records.admin.access import may_publish
from records.gedcom.charset import chosen_charset
from records.gedcom.problems import GedcomError
from records.record_model import Status

ENDINGS = (".ged", ".gdz", ".zip", ".uged")
LONGEST_NAME = 150
# Character sets that Polish, Russian and older programs wrote; the file's own are offered with names first.
CHARSETS = (
    "UTF-8", "CP1250", "ISO-8859-2", "CP852", "CP1252", "ISO-8859-1", "CP437", "CP850", "CP1251", "CP866", "KOI8-R",
    "ANSEL", "UTF-16LE", "UTF-16BE", "MAC_LATIN2", "MAC_ROMAN",
)  # fmt: skip


_NAME_OF_CODEC = {chosen_charset(name).python_codec: name for name in CHARSETS}


def usual_name(charset: str) -> str:
    """Return the one name under which the desk lists a character set: "ISO-8859-2" for "iso8859-2" or "latin2"."""
    try:
        return _NAME_OF_CODEC.get(chosen_charset(charset).python_codec, charset)
    except GedcomError:
        return charset


class UploadForm(forms.Form):
    """A file to be looked at; nothing is changed by that."""

    file = forms.FileField(
        label=_("GEDCOM file"),
        help_text=_("GEDCOM 4.0 to 5.5.5 or 7.0 (.ged), or GEDZIP (.gdz)."),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MEGABYTES * 1024 * 1024:
            most = filesizeformat(settings.UPLOAD_MEGABYTES * 1024 * 1024)
            raise forms.ValidationError(
                _("The file is larger than %(most)s: take it in with the command import_gedcom.") % {"most": most}
            )
        if not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(_("This is no GEDCOM file: its name must end in .ged or .gdz."))
        return plainly_named(file)


def plainly_named(file: Any) -> Any:
    """Return an uploaded file under a name that is safe in a folder; raise ValidationError where nothing is left."""
    try:
        file.name = get_valid_filename(file.name)
    except SuspiciousFileOperation:
        raise forms.ValidationError(_("The file needs a name.")) from None
    stem, dot, ending = file.name.rpartition(".")
    file.name = f"{stem[:LONGEST_NAME]}{dot}{ending}"
    return file


class CharsetForm(forms.Form):
    """Another character set than the one that was guessed, and whether a later state of a file is a file of its own."""

    charset = forms.ChoiceField(label=_("Read the file as"), widget=UnfoldAdminSelectWidget())
    as_new = forms.BooleanField(label=_("Take all its records as new"), required=False, widget=UnfoldBooleanWidget())

    def __init__(self, *args: Any, sampled: list[str], is_later: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_later:
            del self.fields["as_new"]
        names = dict.fromkeys([*map(usual_name, sampled), *CHARSETS])
        self.fields["charset"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]


class TakeInForm(forms.Form):
    """The status that the records of the file get."""

    status = forms.ChoiceField(label=_("What the file brings is taken in as"), widget=UnfoldAdminSelectWidget())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [Status.DRAFT, Status.PUBLISHED] if may_publish(user) else [Status.DRAFT]
        self.fields["status"].choices = [(status.value, status.label) for status in allowed]  # type: ignore[attr-defined]
