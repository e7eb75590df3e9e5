"""The date columns every dated fact shares: the words of the source beside their reading and its bounds."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.dates.historical_date import EMPTY, Calendar, Certainty, HistoricalDate, Qualifier
from records.dates.reading import read_date
from records.gedcom.dates import read_gedcom_date


class Dated(models.Model):
    """A fact with a date. Bounds are Julian Day Numbers: for sorting and searching, never for reading."""

    date_text = models.CharField(_("date as written"), max_length=200, blank=True)
    date_value = models.CharField(
        _("date as understood"),
        max_length=120,
        blank=True,
        help_text=_(
            "Leave empty to have the words read. Form: 10 FEB 1940, ABT 1912, BET 1940 AND 1941, JULIAN 7 MAY 1869."
        ),
    )
    date_calendar = models.CharField(max_length=10, default=Calendar.GREGORIAN, editable=False)
    date_qualifier = models.CharField(max_length=10, default=Qualifier.PHRASE, editable=False)
    date_certainty = models.CharField(max_length=10, default=Certainty.CERTAIN, editable=False)
    date_earliest = models.IntegerField(null=True, blank=True, editable=False)
    date_latest = models.IntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def date(self) -> HistoricalDate:
        """The date as a value."""
        if not self.date_text and not self.date_value:
            return EMPTY
        # The words may tell what the machine form cannot: two calendars in one date, or a doubt.
        return read_gedcom_date(self.date_value, self.date_text) if self.date_value else read_date(self.date_text)

    @date.setter
    def date(self, value: HistoricalDate) -> None:
        for column, content in date_columns(value).items():
            setattr(self, column, content)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whatever a form or a loader set, the bounds follow from the words and the reading.
        self.date = self.date
        super().save(*args, **kwargs)


def date_columns(value: HistoricalDate) -> dict[str, Any]:
    """Return the columns that store a date, for bulk inserts."""
    return {
        "date_text": value.text[:200],
        "date_value": value.value[:120],
        "date_calendar": str(value.calendar),
        "date_qualifier": str(value.qualifier),
        "date_certainty": str(value.certainty),
        "date_earliest": value.earliest,
        "date_latest": value.latest,
    }
