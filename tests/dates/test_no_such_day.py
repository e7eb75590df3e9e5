"""Days that never were are told; every other text is left alone."""

import pytest

from records.dates.no_such_day import names_no_day

NEVER = [
    *("30.II.1942", "31 kwietnia", "29.02.1941", "31.06.1900", "2/30/1942", "30 февраля 1942", "31 IV 1941"),
    *("40.5.1941", "31/4/1941", "1941-02-30", "30 FEB 1942", "ok. 31.04.1941", "31.11.1941 r.", "31.04", "13.13.1941"),
    *("29 lutego 1941 roku", "31. September 1939", "0.5.1941", "ur. 31 VI 1905"),
]
WERE_OR_SAY_NOTHING = [
    *("29.02.1940", "29 lutego", "12.3.1905", "1905", "", "na wiosnę", "5480", "44000", "29 II 1900", "lat 12", "?"),
    *("3/4 1940", "12.13.1941", "w 40 roku", "12 osób", "od 1.2.1940 do 3.4.1941", "31.12.1941", "1941-12-31"),
    *("12 ?.1941", "9" * 300, "31 kwie[...]"),
]


@pytest.mark.parametrize("text", NEVER)
def test_a_day_that_never_was_is_told(text: str) -> None:
    assert names_no_day(text)


@pytest.mark.parametrize("text", WERE_OR_SAY_NOTHING)
def test_what_is_a_day_or_names_none_is_left_alone(text: str) -> None:
    assert not names_no_day(text)
