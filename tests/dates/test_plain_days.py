"""The quick way to read plain dates says what the grammar says, or nothing."""

from hypothesis import given
from hypothesis import strategies as st

from records.dates.historical_date import Calendar, Certainty, Qualifier
from records.dates.plain_days import plain_bounds
from records.gedcom.dates import read_gedcom_date

PLAIN = st.builds(
    lambda parts, year: " ".join([*parts, year]),
    st.sampled_from([(), ("JAN",), ("FEB",), ("12", "FEB"), ("29", "FEB"), ("31", "APR"), ("1", "DEC"), ("05", "MAY")]),
    st.integers(990, 3010).map(str),
)
ODD = st.text(st.sampled_from("0123456789 JANFEBabtT/-()٣"), max_size=14)


@given(st.one_of(PLAIN, ODD))
def test_what_is_read_quickly_is_read_alike_by_the_grammar(payload: str) -> None:
    bounds = plain_bounds(payload)
    if bounds is None:
        return
    date = read_gedcom_date(payload)
    assert (date.earliest, date.latest) == bounds
    assert (date.text, date.value) == ("", payload)
    assert (date.calendar, date.qualifier, date.certainty) == (Calendar.GREGORIAN, Qualifier.EXACT, Certainty.CERTAIN)


def test_the_dates_of_nearly_every_line_are_read_quickly() -> None:
    for payload in ("10 FEB 1940", "FEB 1940", "1940", "29 FEB 1940"):
        assert plain_bounds(payload) is not None
    for payload in ("30 FEB 1940", "29 FEB 1941", "05 MAY 1940", "ABT 1940", "10 feb 1940", "", "1940 ", "0 MAY 1940"):
        assert plain_bounds(payload) is None
