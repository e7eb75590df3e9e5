"""How a date on the page is understood, said aloud before it is saved; where it may mean two days, both."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from records.dates.day_numbers import day_number
from records.dates.historical_date import Calendar, Certainty, HistoricalDate, Qualifier
from records.dates.reading import read_date
from records.dates.value import parse_value
from records.dates.wording import word_date

_FIGURES = re.compile(r"\s*(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})\s*(?:r\.|г\.)?\s*")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# Russia's calendar went over to ours on 14 February 1918.
_CALENDAR_CHANGE = day_number(1918, 2, 14)


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A date as understood (GEDCOM form, empty where it is not), its words, and what else it may mean."""

    value: str
    words: str
    understood: bool
    doubtful: bool = False
    why: str = ""
    others: tuple["DateProposal", ...] = ()


def propose_date(text: str, language: str) -> DateProposal:
    """Return how a date as written is understood, worded in "en", "pl" or "de"."""
    date = read_date(text)
    if not date.is_dated():
        return DateProposal("", "", understood=False)
    others = tuple(
        DateProposal(other.value, word_date(other, language), understood=True, why=why)
        for other, why in _others(text, date)
    )
    return DateProposal(
        date.value,
        word_date(date, language),
        understood=True,
        doubtful=date.certainty is Certainty.UNCERTAIN or len(others) > 1,
        others=others,
    )


def _others(text: str, date: HistoricalDate) -> list[tuple[HistoricalDate, str]]:
    figures = _FIGURES.fullmatch(text)
    found = []
    if figures:
        first, second, year = (int(part) for part in figures.groups())
        for day, month, why in ((first, second, gettext("day first")), (second, first, gettext("month first"))):
            if month <= 12 and first != second and second <= 12 and first <= 12:
                found.append((parse_value(f"{day} {_MONTHS[month - 1]} {year}"), why))
    julian = (
        date.qualifier is Qualifier.EXACT
        and date.calendar is Calendar.GREGORIAN
        and date.earliest is not None
        and date.earliest == date.latest
        and date.earliest < _CALENDAR_CHANGE
    )
    if julian:
        found.append((parse_value(f"JULIAN {date.value}"), gettext("by the Russian (Julian) calendar")))
    return [(other, why) for other, why in found if other.is_dated() and other.value != date.value]
