"""GEDCOM dates of both dialects, and their way there and back."""

import csv
import re
from pathlib import Path

import pytest
from gedcom7.cast import CAST_FUNCTIONS
from hypothesis import given, settings
from hypothesis import strategies as st

from records.dates.day_numbers import from_day_number
from records.dates.historical_date import Calendar, HistoricalDate, Qualifier
from records.dates.reading import read_date
from records.dates.value import FRENCH_MONTHS, GREGORIAN_MONTHS, HEBREW_MONTHS, parse_value
from records.gedcom.dates import read_gedcom_date, write_gedcom_date

FIXTURES = Path(__file__).parents[2] / "fixtures" / "dates"
with (FIXTURES / "gedcom_dates.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))
with (FIXTURES / "readings.csv").open(encoding="utf-8", newline="") as table:
    READINGS = [row["text"] for row in csv.DictReader(table)]

YEARS = st.integers(1, 2100).map(str)
GREGORIAN = st.one_of(
    YEARS,
    st.tuples(st.sampled_from(GREGORIAN_MONTHS), YEARS).map(" ".join),
    st.tuples(st.integers(1, 28).map(str), st.sampled_from(GREGORIAN_MONTHS), YEARS).map(" ".join),
)
JULIAN = GREGORIAN.map("JULIAN {}".format)
HEBREW = st.tuples(st.sampled_from(HEBREW_MONTHS), st.integers(5500, 5760).map(str)).map(" ".join)
FRENCH = st.tuples(st.sampled_from(FRENCH_MONTHS), st.integers(1, 14).map(str)).map(" ".join)
OTHERS = (HEBREW.map("HEBREW {}".format), FRENCH.map("FRENCH_R {}".format), YEARS.map("{} BCE".format))
PARTS = st.one_of(GREGORIAN, JULIAN, *OTHERS)
KEYWORDS = st.sampled_from(["ABT", "CAL", "EST", "BEF", "AFT", "FROM", "TO"])
VALUES = st.one_of(
    PARTS,
    st.tuples(KEYWORDS, PARTS).map(" ".join),
    st.tuples(PARTS, PARTS).map(lambda pair: f"BET {pair[0]} AND {pair[1]}"),
    st.tuples(PARTS, PARTS).map(lambda pair: f"FROM {pair[0]} TO {pair[1]}"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['payload']}+{case['phrase']}")
def test_a_gedcom_date_is_understood(case: dict[str, str]) -> None:
    date = read_gedcom_date(case["payload"], case["phrase"])
    bounds = [
        "" if n is None else "{:04d}-{:02d}-{:02d}".format(*from_day_number(n)) for n in (date.earliest, date.latest)
    ]
    assert (date.value, date.text, date.calendar.value) == (case["value"], case["text"], case["calendar"])
    assert bounds == [case["earliest_iso"], case["latest_iso"]]


def there_and_back(date: HistoricalDate, version: str) -> HistoricalDate:
    return read_gedcom_date(*write_gedcom_date(date, version))


@pytest.mark.parametrize("version", ["7.0", "5.5.1"])
@pytest.mark.parametrize("text", READINGS)
def test_free_texts_survive_both_dialects(text: str, version: str) -> None:
    date = read_date(text)
    again = there_and_back(date, version)
    assert (again.value, again.earliest, again.latest) == (date.value, date.earliest, date.latest)
    assert again.text in (date.text, "" if date.text.upper() == date.value else date.text)
    if date.text != date.value:
        assert (again.calendar, again.certainty) == (date.calendar, date.certainty)


@pytest.mark.parametrize("version", ["7.0", "5.5.1"])
@given(value=VALUES, words=st.sampled_from(["", "na Wielkanoc", "gdy (wreszcie) stopniał śnieg", "zimą 1940"]))
@settings(deadline=None)
def test_machine_forms_survive_both_dialects(version: str, value: str, words: str) -> None:
    date = parse_value(value, words)
    again = there_and_back(date, version)
    assert (again.value, again.earliest, again.latest) == (date.value, date.earliest, date.latest)
    assert again.calendar in (date.calendar, Calendar.DUAL)


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=500, deadline=None)
def test_no_payload_is_too_strange(payload: str, phrase: str) -> None:
    date = read_gedcom_date(payload, phrase)
    for version in ("7.0", "5.5.1"):
        assert there_and_back(date, version).value == date.value


@given(VALUES)
@settings(deadline=None)
def test_7_payloads_are_grammatical(value: str) -> None:
    date = parse_value(value)
    if date.value:
        assert CAST_FUNCTIONS["https://gedcom.io/terms/v7/type-Date"](date.value)


def test_a_julian_date_is_never_interpreted_in_551() -> None:
    """INT with a calendar loses the calendar in Gramps: a silent error of 13 days."""
    payload, words = write_gedcom_date(read_date("23 XI/6 XII 1907"), "5.5.1")
    assert (payload, words) == ("@#DJULIAN@ 23 NOV 1907", "23 XI/6 XII 1907")
    assert write_gedcom_date(read_date("23 XI/6 XII 1907"), "5.5.1", interpreted=True) == (payload, words)


def test_only_the_copy_of_a_551_file_interprets() -> None:
    """Gramps keeps "INT FEB 1940 (w lutym 1940)" as mere words, which no one can sort."""
    date = read_date("w lutym 1940")
    assert write_gedcom_date(date, "5.5.1") == ("FEB 1940", "w lutym 1940")
    assert write_gedcom_date(date, "5.5.1", interpreted=True) == ("INT FEB 1940 (w lutym 1940)", "")
    assert read_gedcom_date("INT FEB 1940 (w lutym 1940)") == read_gedcom_date("FEB 1940", "w lutym 1940")


def test_words_only() -> None:
    date = read_date("gdy stopniał śnieg")
    assert write_gedcom_date(date, "7.0") == ("", "gdy stopniał śnieg")
    assert write_gedcom_date(date, "5.5.1") == ("(gdy stopniał śnieg)", "")
    assert date.qualifier is Qualifier.PHRASE
    assert re.fullmatch(r"\(.*\)", write_gedcom_date(date, "5.5.1")[0])
