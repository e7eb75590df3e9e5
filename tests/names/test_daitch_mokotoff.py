"""Daitch-Mokotoff codes are those that other genealogical databases show."""

import pytest
from hypothesis import given, strategies

from records.fixture_files import fixture_rows
from records.names.daitch_mokotoff import daitch_mokotoff


@pytest.mark.parametrize("case", list(fixture_rows("names", "daitch_mokotoff.csv")), ids=lambda case: case["name"])
def test_a_name_has_its_published_codes(case: dict[str, str]) -> None:
    assert daitch_mokotoff(case["name"]) == tuple(case["codes"].split())


@pytest.mark.parametrize(
    ("one", "other"), [("Szymański", "Шиманский"), ("Goldberg", "גולדברג"), ("Dąbrowski", "Dombrowski")]
)
def test_spellings_of_one_name_share_a_code(one: str, other: str) -> None:
    assert set(daitch_mokotoff(one)) & set(daitch_mokotoff(other))


@given(strategies.text(max_size=40))
def test_every_code_has_six_digits(text: str) -> None:
    assert all(len(code) == 6 and code.isdigit() for code in daitch_mokotoff(text))
