"""When a release certificate ran out."""

import pytest

from records.dates.reading import read_date
from records.documents.validity import expiry


@pytest.mark.parametrize(
    ("issued", "months", "last_day"),
    [
        ("5 września 1941", 3, "1941-12-05"),
        ("30 November 1941", 3, "1942-02-28"),
        ("29 августа 1941 г.", "3", "1941-11-29"),
        ("September 1941", 3, ""),
        ("5 September 1941", "", ""),
        ("5 September 1941", None, ""),
        ("", 3, ""),
    ],
)
def test_a_certificate_runs_out(issued: str, months: object, last_day: str) -> None:
    date = read_date(issued)
    assert expiry(date.earliest, date.latest, months) == last_day
