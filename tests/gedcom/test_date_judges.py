"""Other programs understand our dates as we do: ged4py those of 5.5.1, gedcom7 those of 7.0."""

import re

import pytest
from ged4py.calendar import CalendarDate
from ged4py.date import DateValue
from gedcom7 import grammar
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_gedcom_dates import GREGORIAN, HEBREW, VALUES, YEARS

from records.dates.historical_date import Calendar, DatePart, Qualifier
from records.dates.value import FRENCH_MONTHS, MONTHS, parse_value
from records.gedcom.dates import read_gedcom_date, write_gedcom_date
from records.gedcom.validating.date_payloads import five_date, seven_date

QUIET = settings(max_examples=300, deadline=None)
CALENDARS = {
    "GregorianDate": Calendar.GREGORIAN,
    "JulianDate": Calendar.JULIAN,
    "HebrewDate": Calendar.HEBREW,
    "FrenchDate": Calendar.FRENCH,
}
KINDS = {
    "SIMPLE": Qualifier.EXACT, "ABOUT": Qualifier.ABOUT, "CALCULATED": Qualifier.CALCULATED,
    "ESTIMATED": Qualifier.ESTIMATED, "BEFORE": Qualifier.BEFORE, "AFTER": Qualifier.AFTER,
    "FROM": Qualifier.FROM, "TO": Qualifier.TO, "PERIOD": Qualifier.PERIOD, "RANGE": Qualifier.BETWEEN,
    "INTERPRETED": Qualifier.EXACT,
}  # fmt: skip

FRENCH = st.tuples(st.sampled_from(FRENCH_MONTHS[:12]), st.integers(1, 14).map(str)).map(" ".join)
DUAL = st.tuples(st.integers(1, 28), st.sampled_from(["JAN", "FEB"]), st.integers(1300, 1751)).map(
    lambda parts: f"{parts[0]} {parts[1]} {parts[2]}/{(parts[2] + 1) % 100:02d}"
)
PARTS = st.one_of(
    GREGORIAN,
    DUAL,
    GREGORIAN.map("@#DJULIAN@ {}".format),
    GREGORIAN.map("@#DGREGORIAN@ {}".format),
    HEBREW.map("@#DHEBREW@ {}".format),
    FRENCH.map("@#DFRENCH R@ {}".format),
    YEARS.map("{} B.C.".format),
)
FIVE = st.one_of(
    PARTS,
    st.tuples(st.sampled_from(["ABT", "CAL", "EST", "BEF", "AFT", "FROM", "TO"]), PARTS).map(" ".join),
    st.tuples(PARTS, PARTS).map(lambda pair: f"FROM {pair[0]} TO {pair[1]}"),
    st.tuples(PARTS, PARTS).map(lambda pair: f"BET {pair[0]} AND {pair[1]}"),
    GREGORIAN.map("INT {} (słowami)".format),
)


def seen(date: CalendarDate) -> tuple[object, ...]:
    calendar = CALENDARS[type(date).__name__]
    month = MONTHS[calendar].index(date.month) + 1 if date.month else None
    # The dual year of an English register: for us the later one.
    year = date.year + 1 if getattr(date, "dual_year", None) else date.year
    return calendar, year, month, date.day, bool(date.bc)


def ours(part: DatePart | None) -> tuple[object, ...] | None:
    if part is None:
        return None
    calendar = Calendar.JULIAN if part.calendar is Calendar.DUAL else part.calendar
    return calendar, part.year, part.month or None, part.day or None, part.bce


def seen_dates(value: DateValue) -> list[tuple[object, ...]]:
    names = ("date", "date1", "date2")
    return [seen(getattr(value, name)) for name in names if getattr(value, name, None) is not None]


@given(FIVE)
@QUIET
@example("FROM @#DJULIAN@ 1 JAN 1900 TO 2 FEB 1918")
@example("FROM 2 TO 2 JAN 1")
def test_ged4py_understands_551_as_we_do(payload: str) -> None:
    assert five_date(payload) in ("", "date_backwards")
    judged, date = DateValue.parse(payload), read_gedcom_date(payload)
    assert judged is not None
    if judged.kind.name == "PERIOD" and not date.value:
        # A period that ends before it begins is for us no date but words.
        assert date.text == payload
        return
    assert KINDS[judged.kind.name] is date.qualifier
    parts = [part for part in (ours(date.start), ours(date.end)) if part]
    # A range written backwards is turned by us, and the way it was written is kept in words.
    if date.qualifier is Qualifier.BETWEEN:
        assert sorted(map(repr, parts)) == sorted(map(repr, seen_dates(judged)))
    else:
        assert parts == seen_dates(judged)


@given(VALUES, st.sampled_from(["", "na Wielkanoc"]))
@QUIET
def test_ged4py_reads_back_what_we_write(value: str, words: str) -> None:
    date = parse_value(value, words)
    assume(date.value)
    payload, _ = write_gedcom_date(date, "5.5.1")
    assert five_date(payload) in ("", "date_backwards")
    judged = DateValue.parse(payload)
    assert judged is not None and judged.kind.name != "PHRASE"
    assert seen_dates(judged) == [part for part in (ours(date.start), ours(date.end)) if part]


WORDS = [
    "1", "12", "28", "1940", "FEB", "JAN", "feb", "BCE", "BC", "JULIAN", "FRENCH_R", "HEBREW", "COMP", "ADS", "ABT",
    "BET", "AND", "FROM", "TO", "BEF", "_OWN", "1/2", "",
]  # fmt: skip
NEAR_DATES = VALUES | st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


@given(NEAR_DATES)
@settings(QUIET, max_examples=1000)
def test_gedcom7_accepts_the_dates_that_we_accept(value: str) -> None:
    if seven_date(value) in ("", "date_backwards"):
        assert re.fullmatch(grammar.datevalue, value)


@given(VALUES)
@QUIET
def test_7_payloads_pass_our_own_judge(value: str) -> None:
    written = parse_value(value).value
    assert seven_date(written) in ("", "date_backwards")


@pytest.mark.parametrize(
    ("payload", "value"),
    [("1940/41", "1941"), ("30 JAN 1648/49", "30 JAN 1649"), ("FEB 1699/00", "FEB 1700"), ("ABT 1648/49", "ABT 1649")],
)
def test_a_dual_year_is_the_later_one_and_stays_as_written(payload: str, value: str) -> None:
    """The writer's year began in March, ours in January."""
    date = read_gedcom_date(payload)
    assert (date.value, date.text) == (value, payload)
    assert write_gedcom_date(date, "7.0") == (value, payload)
    assert five_date(payload) == ""
