"""The seven columns of a date, as the rows of an import give them."""

from records.dated_model import date_columns
from records.gedcom.dates import read_gedcom_date

DateRow = tuple[str, str, str, str, str, int | None, int | None]
# What the columns of an undated fact hold.
NO_DATE: DateRow = ("", "", "gregorian", "phrase", "certain", None, None)


def date_row(payload: str, phrase: str) -> DateRow:
    """Return the date columns of a payload and the words beside it."""
    text, value, calendar, qualifier, certainty, earliest, latest = date_columns(
        read_gedcom_date(payload, phrase)
    ).values()
    return text, value, calendar, qualifier, certainty, earliest, latest
