"""Day numbers, bounds, order and words of dates."""

import pytest
from convertdate import french_republican, hebrew
from date_tables import iso, table
from hypothesis import given
from hypothesis import strategies as st

from records.dates.day_numbers import day_number, days_in_month, from_day_number
from records.dates.historical_date import EMPTY, Calendar, DatePart
from records.dates.month_names import ENGLISH_MONTHS, FRENCH_NAMES, GERMAN_MONTHS, HEBREW_NAMES, POLISH_MONTHS
from records.dates.value import FRENCH_MONTHS, HEBREW_MONTHS, parse_value
from records.dates.wording import word_date


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1869, 5, 7), (1869, 5, 19)),
        ((1882, 9, 26), (1882, 10, 8)),
        ((1900, 2, 28), (1900, 3, 12)),
        ((1900, 2, 29), (1900, 3, 13)),
        ((1900, 3, 1), (1900, 3, 14)),
        ((1800, 2, 29), (1800, 3, 12)),
        ((1800, 3, 1), (1800, 3, 13)),
        ((1582, 10, 5), (1582, 10, 15)),
        ((1918, 2, 1), (1918, 2, 14)),
    ],
)
def test_julian_days_are_counted_not_shifted(julian: tuple[int, int, int], gregorian: tuple[int, int, int]) -> None:
    assert day_number(*julian, "julian") == day_number(*gregorian)


def test_known_day_numbers() -> None:
    assert day_number(2000, 1, 1) == 2451545
    assert day_number(-4712, 1, 1, "julian") == 0
    assert day_number(1, 1, 1, "french_r") == day_number(1792, 9, 22)
    assert day_number(5700, 1, 1, "hebrew") == day_number(1939, 9, 14)


@pytest.mark.parametrize("calendar", ["gregorian", "julian", "hebrew", "french_r"])
@given(st.data())
def test_every_day_has_one_number(calendar: str, data: st.DataObject) -> None:
    first = 2375840 if calendar == "french_r" else 360_000
    number = data.draw(st.integers(first, 3_000_000))
    year, month, day = from_day_number(number, calendar)
    assert 1 <= day <= days_in_month(year, month, calendar)
    assert day_number(year, month, day, calendar) == number


@pytest.mark.parametrize("year", [1, 3, 4, 7, 8, 11, 12, 14])
def test_the_french_years_that_were_lived(year: int) -> None:
    known = french_republican.to_gregorian(year, 1, 1)
    assert from_day_number(day_number(year, 1, 1, "french_r")) == known


# The judge calls a function of its own that it has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@given(st.integers(1, 6000), st.integers(0, 400))
def test_hebrew_days_agree_with_another_reckoning(year: int, days: int) -> None:
    number = day_number(year, 1, 1, "hebrew") + days
    known = hebrew.from_jd(number - 0.5)
    ours = from_day_number(number, "hebrew")
    from_nisan = (7, 8, 9, 10, 11, 12, 13, 1, 2, 3, 4, 5, 6)
    assert (ours[0], from_nisan[ours[1] - 1], ours[2]) == known


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("10 FEB 1940", "1940-02-10", "1940-02-10"),
        ("FEB 1940", "1940-02-01", "1940-02-29"),
        ("BEF 1912", "", "1912-12-31"),
        ("AFT 1912", "1912-01-01", ""),
        ("ABT 1912", "1910-01-01", "1914-12-31"),
        ("FROM 1940", "1940-01-01", ""),
        ("TO 1941", "", "1941-12-31"),
        ("FROM JULIAN 1 JAN 1900 TO GREGORIAN 2 FEB 1918", "1900-01-13", "1918-02-02"),
        ("HEBREW ADS 5701", "", ""),
        ("30 FEB 1940", "", ""),
        ("0", "", ""),
        ("12345", "", ""),
        ("44 BCE", "-043-01-01", "-043-12-31"),
        ("HEBREW 1 TSH 5700 BCE", "", ""),
        ("FROM 1941 TO 1940", "", ""),
    ],
)
def test_bounds_of_machine_forms(value: str, earliest: str, latest: str) -> None:
    date = parse_value(value)
    assert (iso(date.earliest), iso(date.latest)) == (earliest, latest)
    assert date.value == (value if earliest or latest else "")


def test_a_span_written_backwards_is_turned_and_kept_as_words() -> None:
    date = parse_value("BET 1876 AND 1875")
    assert (date.value, date.text) == ("BET 1875 AND 1876", "BET 1876 AND 1875")


def test_no_words_are_the_empty_date() -> None:
    assert parse_value("") == EMPTY
    assert not EMPTY.is_dated()


def test_overlap_and_order() -> None:
    arrest, deportation = parse_value("BEF FEB 1940"), parse_value("10 FEB 1940")
    release, unknown = parse_value("AFT AUG 1941"), parse_value("", "po amnestii")
    assert arrest.overlaps(deportation) and not deportation.overlaps(release)
    assert not unknown.overlaps(deportation) and unknown.possibly_before(deportation)
    assert deportation.possibly_before(release) and not release.possibly_before(deportation)
    assert arrest.possibly_before(deportation)
    ordered = sorted([unknown, release, deportation, parse_value("1939")], key=lambda date: date.sort_key())
    assert [date.value for date in ordered] == ["1939", "10 FEB 1940", "AFT AUG 1941", ""]


def test_a_part_without_year_has_no_bounds() -> None:
    part = DatePart(None, 2, 10)
    assert (part.earliest, part.latest, part.is_possible()) == (None, None, False)


@pytest.mark.parametrize("case", table("wordings.csv"), ids=lambda case: case["value"])
def test_a_date_in_words(case: dict[str, str]) -> None:
    date = parse_value(case["value"])
    assert {language: word_date(date, language) for language in ("en", "pl", "de")} == {
        language: case[language] for language in ("en", "pl", "de")
    }


def test_words_only_are_said_as_written() -> None:
    assert word_date(parse_value("", "gdy stopniał śnieg"), "en") == "gdy stopniał śnieg"
    assert word_date(EMPTY, "pl") == ""
    assert word_date(parse_value("1940"), "ru") == "1940"


def test_every_month_has_its_names() -> None:
    assert len(FRENCH_NAMES) == len(FRENCH_MONTHS) and len(HEBREW_NAMES) == len(HEBREW_MONTHS)
    assert {len(names) for names in (ENGLISH_MONTHS, GERMAN_MONTHS, *POLISH_MONTHS.values())} == {12}
    assert Calendar("french_r") is Calendar.FRENCH
