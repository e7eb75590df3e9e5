"""An age on the page beside a birth on the page: "lat 12" of somebody born in 1905, on a list of 1940."""

import re

from records.dates.historical_date import EMPTY, HistoricalDate
from records.documents.kinds import DocumentKind, PersonField
from records.transcribing.entry import Entry, EntryPerson
from records.transcribing.reading_values import date_of

# Only a plain number of years is compared: "about 50" and "6 weeks" say what they say.
_YEARS = re.compile(
    r"(?:lat|lata|l|wiek|age|aged|alter|лет|років|возраст|w\s+wieku)?[\s.:]*(?P<years>\d{1,3})\s*"
    r"(?:lat[a]?|l|r|rok|roku|лет|г|год|года|л|років|роки|рік|years?|yrs?|y|jahre?|j)?[\s.]*(?:old|alt)?",
    re.IGNORECASE,
)
_MOST_YEARS, _DAYS_A_YEAR = 120, 365.2425
_MAY_BE_OFF = 1


def years_of_age(text: str) -> int | None:
    """Return the years that an age says, however it is written; None for what is no plain number of years.

    >>> years_of_age("lat 12"), years_of_age("12 l."), years_of_age("ok. 50"), years_of_age("6 tyg.")
    (12, 12, None, None)
    """
    found = _YEARS.fullmatch(text.strip())
    years = int(found["years"]) if found else _MOST_YEARS + 1
    return years if years <= _MOST_YEARS else None


def day_of_page(entry: Entry, kind: DocumentKind) -> HistoricalDate:
    """Return when the page speaks: its own date, else that of what it proves; EMPTY where it gives none."""
    keys = ["@date", *(rule.date for rule in kind.stages), *(rule.date for rule in kind.events)]
    dates = (date_of(entry.value(key)) for key in keys if key and entry.value(key))
    return next((date for date in dates if date.is_dated()), EMPTY)


def age_against_birth(kind: DocumentKind, person: EntryPerson, page_day: HistoricalDate) -> PersonField | None:
    """Return the field with an age that is off by more than a year from the birth in the same row, else nothing."""
    asked = next((one for one in kind.fields_of(person.role) if one.part == "age" and person.value(one.key)), None)
    years = years_of_age(person.value(asked.key).text) if asked is not None else None
    if asked is None or years is None:
        return None
    birth, death = _date(kind, person, "birth"), _date(kind, person, "death")
    # Of the dead it is the age at death; without its day nothing can be told.
    dead = asked.event == "death" or death.is_dated()
    day = death if dead else page_day
    bounds = (birth.earliest, birth.latest, day.earliest, day.latest)
    if any(bound is None for bound in bounds):
        return None
    first, last, begin, end = (bound or 0 for bound in bounds)
    youngest, oldest = (begin - last) // _DAYS_A_YEAR, (end - first) // _DAYS_A_YEAR
    return None if youngest - _MAY_BE_OFF <= years <= oldest + _MAY_BE_OFF else asked


def _date(kind: DocumentKind, person: EntryPerson, event: str) -> HistoricalDate:
    """Return the most exact date that the row gives of this event."""
    said = [
        date_of(person.value(one.key))
        for one in kind.fields_of(person.role)
        if one.event == event and one.part == "date" and person.value(one.key)
    ]
    dated = [date for date in said if date.earliest is not None and date.latest is not None]
    return min(dated, key=lambda date: (date.latest or 0) - (date.earliest or 0), default=EMPTY)
