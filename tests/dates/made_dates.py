"""Dates of all qualifiers and calendars, as hypothesis makes them."""

from dataclasses import replace

from hypothesis import strategies as st

from records.dates.day_numbers import days_in_month, months_in_year
from records.dates.historical_date import Calendar, Certainty, DatePart, HistoricalDate, Qualifier
from records.dates.value import Reading, build_date

# Below 100 a number in words is a day, before our era it is not.
YEARS = {
    Calendar.GREGORIAN: st.integers(1500, 2100) | st.integers(100, 9000),
    Calendar.JULIAN: st.integers(1500, 1930) | st.integers(100, 9000),
    Calendar.DUAL: st.integers(1582, 1930),
    Calendar.HEBREW: st.integers(5300, 5800),
}
ALONE = tuple(
    qualifier for qualifier in Qualifier if qualifier not in (Qualifier.BETWEEN, Qualifier.PERIOD, Qualifier.PHRASE)
)


@st.composite
def parts(draw: st.DrawFn, calendars: tuple[Calendar, ...]) -> DatePart:
    """Draw a day, month or year that was; of a dual date always a day."""
    calendar = draw(st.sampled_from(calendars))
    bce = calendar in (Calendar.GREGORIAN, Calendar.JULIAN) and draw(st.integers(0, 9)) == 0
    year = draw(st.integers(1, 3000) if bce else YEARS[calendar])
    exactness = 3 if calendar is Calendar.DUAL else draw(st.integers(1, 3))
    if exactness == 1:
        return DatePart(year, None, None, calendar, bce)
    counting = "julian" if calendar is Calendar.DUAL else calendar.value
    astronomical = 1 - year if bce else year
    lengths = {month: days_in_month(astronomical, month, counting) for month in range(1, months_in_year(counting) + 1)}
    month = draw(st.sampled_from([month for month, days in lengths.items() if days]))
    day = draw(st.integers(1, lengths[month])) if exactness == 3 else None
    return DatePart(year, month, day, calendar, bce)


@st.composite
def dates(draw: st.DrawFn, calendars: tuple[Calendar, ...] = tuple(YEARS)) -> HistoricalDate:
    """Draw a date of any qualifier, doubted or not, without words of its own."""
    certainty = draw(st.sampled_from(Certainty))
    if draw(st.booleans()):
        qualifier, part = draw(st.sampled_from(ALONE)), draw(parts(calendars))
        reading = Reading(qualifier, None, part) if qualifier is Qualifier.TO else Reading(qualifier, part)
    else:
        two = sorted((draw(parts(calendars)), draw(parts(calendars))), key=lambda part: part.earliest or 0)
        reading = Reading(draw(st.sampled_from((Qualifier.BETWEEN, Qualifier.PERIOD))), *two)
    return replace(build_date(reading), certainty=certainty)
