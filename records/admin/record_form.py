"""The forms of the desk: a date is read anew when its words change, a status is given only by those who may,
and nobody overwrites what a colleague saved meanwhile without knowing it.
"""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.admin.access import signature_of, statuses_for
from records.admin.known_choices import tell_what_is_known
from records.dates.historical_date import HistoricalDate
from records.dates.wording import word_date
from records.gedcom.dates import read_gedcom_date

_VALUE_SHOWN = 200


def worded(date: HistoricalDate) -> str:
    """Return how the desk reads a date aloud, in the language of the user."""
    return word_date(date, (get_language() or "en")[:2])


class DatedForm(forms.ModelForm):
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


class RecordForm(DatedForm):
    """The form of a record, with a status and the moment at which it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            status: Any = self.fields["status"]
            record = self.instance if self.instance.pk else None
            status.choices = [(one.value, one.label) for one in statuses_for(self.user, record)]
        self.initial["seen"] = self._stamp()

    def _stamp(self) -> str:
        return self.instance.changed_at.isoformat() if self.instance.pk else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen = cleaned.get("seen")
        if seen and seen != self._stamp():
            self._let_the_next_attempt_pass()
            raise ValidationError(self._what_happened(), code="changed_meanwhile")
        return cleaned

    def _let_the_next_attempt_pass(self) -> None:
        # Whoever has read the message and saves again does so knowingly.
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        sent[self.add_prefix("seen")] = self._stamp()
        self.data = sent

    def _what_happened(self) -> list[Any]:
        entry = (
            LogEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(self.instance), object_id=str(self.instance.pk)
            )
            .select_related("user")
            .order_by("-action_time")
            .first()
        )
        who = signature_of(entry.user) if entry else _("Someone")
        when = localize(localtime(self.instance.changed_at))
        first = _(
            "%(who)s changed this record at %(when)s, while you were at work. "
            "Nothing of yours is saved yet; it stands below. Save again to put it in the place of what is stored."
        )
        return [ValidationError(first, params={"who": who, "when": when}), *self._what_differs()]

    def _what_differs(self) -> list[ValidationError]:
        differing = [name for name in self.changed_data if name != "seen"]
        return [
            ValidationError(
                _("%(field)s: stored is “%(stored)s”."),
                params={
                    "field": self.fields[name].label or name,
                    "stored": str(self.get_initial_for_field(self.fields[name], name) or "")[:_VALUE_SHOWN],
                },
            )
            for name in differing
        ]


class RowForm(DatedForm):
    """The form of one row of a record."""
