"""The forms of the desk: a date is read anew when its words change, a status is given only by those who may,
and nobody overwrites what a colleague saved meanwhile: see merging.py.
"""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.admin.access import statuses_for
from records.admin.known_choices import tell_what_is_known
from records.admin.merging import COMPARED, Conflict, MergedForm
from records.changes.meanwhile import stamp_of
from records.dates.historical_date import HistoricalDate
from records.dates.wording import word_date
from records.gedcom.dates import read_gedcom_date
from records.record_model import Status


def worded(date: HistoricalDate) -> str:
    """Return how the desk reads a date aloud, in the language of the user."""
    return word_date(date, (get_language() or "en")[:2])


class DatedForm(MergedForm):
    """A form that may hold the two date fields."""

    user: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell_what_is_known(self)
        if "date_value" in self.fields and self.instance.pk:
            reading = worded(self.instance.date)
            if reading:
                self.fields["date_value"].help_text = (
                    _("Read as: %s. Empty it, or change the words, to have them read anew.") % reading
                )

    def clean_date_value(self) -> str:
        value = str(self.cleaned_data.get("date_value") or "").strip()
        if value and "date_value" in self.changed_data and not read_gedcom_date(value).is_dated():
            raise ValidationError(
                _(
                    "This form of a date is not known. Leave it empty, or write for example 10 FEB 1940, ABT 1912, "
                    "BET 1940 AND 1941."
                )
            )
        return value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "date_text" in self.changed_data and "date_value" not in self.changed_data:
            # Other words, same reading: the reading belonged to the old words.
            self.instance.date_value = cleaned["date_value"] = ""
        return cleaned


class MeetingForm(DatedForm):
    """A form that knows the moment at which it was opened, and asks where others changed the same since."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # What the user must choose of the rows before anything is saved.
    asked_of_rows: ClassVar[list[Conflict]] = []
    settled_of_rows: ClassVar[list[Conflict]] = []
    # Who saved meanwhile, and when.
    met: tuple[str, str] = ("", "")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self._stamp()

    @property
    def asked(self) -> list[Conflict]:
        """What the user must choose before anything is saved, of the record and of its rows."""
        return [*self.conflicts, *self.asked_of_rows]

    @property
    def chosen(self) -> list[Conflict]:
        """What the user has chosen, while something else is still asked."""
        return [*self.settled, *self.settled_of_rows]

    @property
    def missing(self) -> list[Conflict]:
        """What is still to be chosen, if this user was asked before and saved without."""
        was_asked = self.meanwhile is not None and self.data.get(COMPARED) == self.meanwhile.stamp
        return [one for one in self.asked if one.name] if was_asked else []

    def non_field_errors(self) -> Any:
        """Return what the page tells in red; that two were at one record is no fault, and told beside the choices."""
        found = super().non_field_errors()
        if self.has_error(NON_FIELD_ERRORS, "changed_meanwhile"):
            others = [one for one in found.as_data() if one.code not in ("changed_meanwhile", "stored")]
            return self.error_class(others, error_class="nonfield", renderer=self.renderer)
        return found

    def _stamp(self) -> str:
        return stamp_of(self.instance) if self.instance.pk else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        meanwhile = self.meanwhile
        if meanwhile is not None and self.asked:
            last = meanwhile.changes[0] if meanwhile.changes else None
            who = (last.by if last else "") or _("Someone")
            changed_at = last.made_at if last else getattr(self.instance, "changed_at", timezone.now())
            when = date_format(localtime(changed_at), "j E Y, H:i")
            self.met = (str(who), when)
            raise ValidationError([self._what_happened(who, when), *self._what_differs()])
        return cleaned

    def _what_happened(self, who: Any, when: str) -> ValidationError:
        words = _(
            "%(who)s changed this record at %(when)s, while you were at work. "
            "Nothing of yours is saved yet; it stands below. Choose above what shall be stored, then save again."
        )
        return ValidationError(words, code="changed_meanwhile", params={"who": who, "when": when})

    def _what_differs(self) -> list[ValidationError]:
        return [
            ValidationError(
                _("%(field)s: stored is “%(stored)s”."),
                code="stored",
                params={"field": one.label, "stored": one.stored},
            )
            for one in self.asked
        ]


class RecordForm(MeetingForm):
    """The form of a record, with a status."""

    # What was written in the line that asks why.
    why = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            status: Any = self.fields["status"]
            status.choices = [(one.value, one.label) for one in statuses_for(self.user, self.instance)]

    def clean_status(self) -> str:
        status = str(self.cleaned_data["status"])
        if status == Status.WITHDRAWN and "status" in self.changed_data and not self.why.strip():
            raise ValidationError(_("Say why it is withdrawn, in the line “What did you change, and why?” below."))
        return status


class RowForm(DatedForm):
    """The form of one row of a record."""
