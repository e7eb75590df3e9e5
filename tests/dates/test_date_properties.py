"""What was said can be read again: in words, in GEDCOM of both versions and in EDTF the bounds stay."""

import pytest
from date_tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from made_dates import dates

from records.dates.edtf import from_edtf, to_edtf
from records.dates.historical_date import Calendar, HistoricalDate
from records.dates.reading import read_date
from records.dates.value import parse_value
from records.dates.wording import word_date
from records.gedcom.dates import read_gedcom_date, write_gedcom_date


def bounds(date: HistoricalDate) -> tuple[int | None, int | None]:
    return date.earliest, date.latest


@given(dates(), st.sampled_from(("en", "pl", "de")))
@settings(max_examples=1500, deadline=None)
def test_what_was_worded_is_read_with_the_same_bounds(date: HistoricalDate, language: str) -> None:
    worded = word_date(date, language)
    again = read_date(worded)
    assert (bounds(again), again.qualifier, again.certainty) == (bounds(date), date.qualifier, date.certainty), worded


@given(dates(), st.sampled_from(("7.0", "5.5.1")))
@settings(max_examples=800, deadline=None)
def test_gedcom_keeps_the_bounds(date: HistoricalDate, version: str) -> None:
    again = read_gedcom_date(*write_gedcom_date(date, version))
    assert (bounds(again), again.qualifier, again.value) == (bounds(date), date.qualifier, date.value)


@pytest.mark.parametrize("case", table("gedcom_dates.csv"), ids=lambda case: f"{case['payload']}+{case['phrase']}")
def test_a_gedcom_date_is_written_in_both_versions(case: dict[str, str]) -> None:
    date = read_gedcom_date(case["payload"], case["phrase"])
    assert write_gedcom_date(date, "7.0") == (case["payload_7"], case["phrase_7"])
    assert write_gedcom_date(date, "5.5.1") == (case["payload_551"], case["note_551"])


@given(dates())
@settings(max_examples=800, deadline=None)
def test_edtf_keeps_the_bounds_and_the_doubt(date: HistoricalDate) -> None:
    written = to_edtf(date)
    again = from_edtf(written)
    assert (bounds(again), again.certainty) == (bounds(date), date.certainty), written
    assert to_edtf(again) == written


@given(st.text(max_size=80) | st.text("0123456789XY-/.~?%", max_size=24))
@settings(max_examples=1000, deadline=None)
def test_no_edtf_is_too_strange(text: str) -> None:
    date = from_edtf(text)
    assert date.is_dated() or date.text == text.strip()
    if date.value:
        assert bounds(from_edtf(to_edtf(date))) == bounds(date)


def test_what_families_wrote_survives_words_and_edtf() -> None:
    for case in table("readings.csv"):
        date = read_date(case["text"])
        assert bounds(from_edtf(to_edtf(date))) == bounds(date)
        if date.value and date.calendar is not Calendar.FRENCH:
            assert bounds(read_date(word_date(parse_value(date.value), "pl"))) == bounds(date)
