"""Who was somewhere at the same time: a table of cases, and what holds of all dates."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates.historical_date import Certainty
from records.dates.overlaps import Overlap, Stay, Together, overlap, sure_span
from records.dates.value import parse_value

CERTAIN, POSSIBLE, UNKNOWN, NEVER = Together.CERTAIN, Together.POSSIBLE, Together.UNKNOWN, Together.NEVER


def stay(payload: str) -> Stay:
    date = parse_value(payload)
    return Stay(date.earliest, date.latest, *(sure_span(date) or (None, None)))


@pytest.mark.parametrize(
    ("one", "other", "together", "days"),
    [
        # Exact days and periods between exact days.
        ("5 MAR 1940", "5 MAR 1940", CERTAIN, 1),
        ("5 MAR 1940", "6 MAR 1940", NEVER, 0),
        ("FROM 1 MAR 1940 TO 31 MAR 1940", "FROM 20 MAR 1940 TO 10 APR 1940", CERTAIN, 12),
        ("FROM 1 MAR 1940 TO 31 MAR 1940", "FROM 31 MAR 1940 TO 10 APR 1940", CERTAIN, 1),
        ("FROM 1 MAR 1940 TO 31 MAR 1940", "FROM 1 APR 1940 TO 10 APR 1940", NEVER, 0),
        ("FROM 1 MAR 1940 TO 31 MAR 1940", "15 MAR 1940", CERTAIN, 1),
        # Periods of whole months: what lies between their inner ends is sure.
        ("FROM MAR 1940 TO AUG 1941", "FROM JUL 1941 TO SEP 1941", CERTAIN, 2),
        ("FROM MAR 1940 TO AUG 1941", "FROM AUG 1941 TO SEP 1941", POSSIBLE, 31),
        ("FROM MAR 1940 TO AUG 1941", "FROM 1940 TO 1942", CERTAIN, 214),
        ("FROM SEP 1939 TO SEP 1939", "FROM SEP 1939 TO SEP 1939", POSSIBLE, 30),
        # Once in a month, a year, about a year: no day of it is sure.
        ("MAR 1940", "MAR 1940", POSSIBLE, 31),
        ("MAR 1940", "FROM FEB 1940 TO MAY 1940", POSSIBLE, 31),
        ("1941", "FROM 1 MAR 1940 TO 31 MAR 1941", POSSIBLE, 90),
        ("ABT 5 MAR 1940", "5 MAR 1940", POSSIBLE, 1),
        ("BET 1 MAR 1940 AND 10 MAR 1940", "FROM 10 MAR 1940 TO 31 MAR 1940", POSSIBLE, 1),
        ("BET 1 MAR 1940 AND 9 MAR 1940", "FROM 10 MAR 1940 TO 31 MAR 1940", NEVER, 0),
        # Open ends: no number of days.
        ("BEF 1 MAR 1940", "FROM 20 FEB 1940 TO 10 MAR 1940", POSSIBLE, 0),
        ("BEF 1 MAR 1940", "FROM 2 MAR 1940 TO 10 MAR 1940", NEVER, 0),
        ("AFT 1 MAR 1940", "AFT 1 MAR 1945", POSSIBLE, 0),
        ("FROM 5 MAR 1940", "FROM 1 MAR 1940 TO 10 MAR 1940", CERTAIN, 1),
        ("TO 5 MAR 1940", "5 MAR 1940", CERTAIN, 1),
        ("FROM MAR 1940", "FROM 1 MAR 1940 TO 31 MAR 1940", POSSIBLE, 0),
        # A calendar more or less does not matter.
        ("JULIAN 21 FEB 1940", "5 MAR 1940", CERTAIN, 1),
        # Nothing is known.
        ("", "5 MAR 1940", UNKNOWN, 0),
        ("", "", UNKNOWN, 0),
    ],
)
def test_what_two_dates_say_of_being_together(one: str, other: str, together: Together, days: int) -> None:
    assert overlap(stay(one), stay(other)) == Overlap(together, days)


def test_what_its_writer_doubted_is_never_sure() -> None:
    date = parse_value("5 MAR 1940")
    assert sure_span(date) is not None
    assert sure_span(replace(date, certainty=Certainty.UNCERTAIN)) is None


_DAYS = st.integers(2_429_000, 2_431_000)
_BOUND = st.none() | _DAYS


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    first, last = draw(_BOUND), draw(_BOUND)
    if first is not None and last is not None:
        first, last = sorted((first, last))
        if draw(st.booleans()):
            inner = sorted((draw(st.integers(first, last)), draw(st.integers(first, last))))
            return Stay(first, last, *inner)
    return Stay(first, last)


@given(stays(), stays())
def test_it_is_the_same_seen_from_either_side(one: Stay, other: Stay) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, other).days >= 0


@given(stays())
def test_who_has_a_sure_day_was_surely_together_with_oneself(one: Stay) -> None:
    expected = UNKNOWN if one.earliest is None and one.latest is None else POSSIBLE
    assert overlap(one, one).together == (expected if one.sure_from is None else CERTAIN)
