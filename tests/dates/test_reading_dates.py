"""A date as families, priests and clerks write it becomes bounds, and its words survive."""

import pytest
from date_tables import iso, table
from hypothesis import given, settings
from hypothesis import strategies as st
from other_reckoning import days_of

from records.dates.date_words import QUALIFYING_WORDS
from records.dates.historical_date import Certainty, Qualifier
from records.dates.iso import from_iso
from records.dates.month_words import MONTH_WORDS
from records.dates.reading import read_date
from records.dates.value import parse_value

ALL_MONTHS = [word for words in MONTH_WORDS for word in words.split()]
WORDS = "ok. przed po od do с по BET AND między a zimą roku r. ? / - – ( ) . I IV XII 10 31 1940 1869 40 ~ JULIAN"
PIECES = st.sampled_from([*ALL_MONTHS, *WORDS.split(), "st. st."])
DATE_LIKE = st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES, max_size=9).map("".join)


@pytest.mark.parametrize("case", table("readings.csv"), ids=lambda case: case["text"])
def test_a_written_date_is_understood(case: dict[str, str]) -> None:
    date = read_date(case["text"])
    assert date.text == case["text"]
    assert date.value == case["value"]
    assert (iso(date.earliest), iso(date.latest)) == (case["earliest_iso"], case["latest_iso"])
    assert (date.calendar, date.certainty) == (case["calendar"], case["certainty"])


# The judge calls a function of its own that it has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("case", table("readings.csv"), ids=lambda case: case["text"])
def test_the_bounds_in_the_table_are_those_of_another_reckoning(case: dict[str, str]) -> None:
    assert (case["earliest_iso"], case["latest_iso"]) == days_of(case["value"])


def test_the_table_is_wide() -> None:
    cases = table("readings.csv")
    assert len(cases) >= 450
    assert len({case["text"] for case in cases}) == len(cases)


@given(st.text(max_size=200) | DATE_LIKE)
@settings(max_examples=1500, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    date = read_date(text)
    assert date.text == " ".join(text.split())
    if date.value:
        again = parse_value(date.value, date.text)
        assert (again.value, again.earliest, again.latest) == (date.value, date.earliest, date.latest)
        assert again.qualifier is date.qualifier
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    else:
        assert date.qualifier is Qualifier.PHRASE
        assert not date.is_dated()


def test_a_long_story_is_no_date() -> None:
    story = "między " * 5000 + "1940"
    assert read_date(story).qualifier is Qualifier.PHRASE


def test_the_day_of_a_dual_date_is_the_same_in_both_calendars() -> None:
    assert read_date("7/19 V 1869").earliest == read_date("19 maja 1869").earliest


def test_a_day_that_never_was_stays_words() -> None:
    assert read_date("30 lutego 1940").value == ""
    assert read_date("29 февраля 1900 ст. ст.").value == "JULIAN 29 FEB 1900"
    assert read_date("29 lutego 1900").value == ""


def test_letters_of_two_signs_are_read_like_those_of_one() -> None:
    assert read_date("sierpień 1941".replace("ń", "n\u0301")).value == "AUG 1941"


def test_digits_of_other_scripts_stay_words() -> None:
    assert read_date("١٩٤٠").value == ""
    assert read_date("१० lutego १९४०").value == ""


def test_a_calendar_nobody_can_count_stays_words() -> None:
    assert [read_date(text).value for text in ("@#DROMAN@ 1 JAN 100", "@#DUNKNOWN@ 1900", "2 brumaire 8")] == [""] * 3


def test_a_plain_adar_of_a_leap_year_keeps_both() -> None:
    plain, first, second = (read_date(f"12 {adar} 5673") for adar in ("Adar", "Adar I", "Adar II"))
    assert (plain.earliest, plain.latest) == (first.earliest, second.latest)
    assert plain.certainty is Certainty.UNCERTAIN and first.certainty is Certainty.CERTAIN


def test_doubt_is_kept_apart_from_the_day() -> None:
    date = read_date("prawdopodobnie 10 lutego 1940")
    assert date.certainty is Certainty.UNCERTAIN
    assert date.value == "10 FEB 1940"


def test_every_qualifying_word_needs_a_date() -> None:
    assert all(not read_date(pattern.pattern).value for _, pattern in QUALIFYING_WORDS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1940", "1940"),
        ("1940-02", "FEB 1940"),
        ("1940-02-10", "10 FEB 1940"),
        ("1940-04-03/1940-05", "FROM 3 APR 1940 TO MAY 1940"),
        ("1940/..", "FROM 1940"),
        ("../1941", "TO 1941"),
        ("", ""),
        ("1941/1940", ""),
        ("1940-13", ""),
        ("1940-02-30", ""),
    ],
)
def test_iso(text: str, value: str) -> None:
    assert from_iso(text).value == value
    assert from_iso(text).text == ("" if value else text)
