"""Feasts and great events in place of dates: the tables are whole, and Easter is reckoned as others reckon it."""

from collections import defaultdict

import pytest
from date_tables import table
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from records.dates.day_numbers import day_number, from_day_number
from records.dates.easter import eastern_easter, western_easter
from records.dates.historical_date import Calendar, Certainty
from records.dates.known_phrases import keys_of
from records.dates.reading import read_date

FEASTS, EVENTS = table("feasts.csv"), table("testimony.csv")


def test_easter_agrees_with_another_reckoning() -> None:
    for year in range(1583, 2200):
        western, eastern = easter(year, EASTER_WESTERN), easter(year, EASTER_ORTHODOX)
        assert from_day_number(western_easter(year)) == (western.year, western.month, western.day)
        assert from_day_number(eastern_easter(year)) == (eastern.year, eastern.month, eastern.day)


def test_before_the_reform_both_churches_kept_one_easter() -> None:
    assert western_easter(1410) == eastern_easter(1410) == day_number(1410, 3, 23, "julian")


@pytest.mark.parametrize("row", FEASTS, ids=lambda row: f"{row['feast']} {row['language']}")
def test_every_name_of_a_feast_is_read_with_its_year(row: dict[str, str]) -> None:
    for name in row["names"].split(";"):
        date = read_date(f"{name} 1938")
        assert date.is_dated(), name
        assert read_date(name).value == ""
        assert from_day_number(date.earliest or 0)[0] == 1938
        if row["rite"] != "either":
            assert date.certainty is Certainty.CERTAIN
    assert row["source"] and row["rite"] in ("western", "eastern", "either")
    assert row["eastern"] or row["rite"] == "western"


def test_a_name_means_one_feast() -> None:
    meanings = defaultdict(set)
    for row in FEASTS:
        for key in keys_of(row["names"]):
            meanings[key].add((row["western"], row["eastern"], row["rite"]))
    assert [key for key, days in meanings.items() if len(days) > 1] == []


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: row["value"])
def test_every_phrase_of_an_event_is_read_and_stays_uncertain(row: dict[str, str]) -> None:
    for phrase in row["phrases"].split(";"):
        date = read_date(phrase)
        assert (date.value, date.certainty) == (row["value"], Certainty.UNCERTAIN), phrase
    assert row["source"]


def test_the_days_of_events_are_those_of_the_chronicle() -> None:
    named = {"10 FEB 1940", "13 APR 1940", "12 AUG 1941", "17 SEP 1939", "1 SEP 1939", "22 JUN 1941"}
    assert named <= {row["value"] for row in EVENTS}


def test_before_the_reform_a_feast_is_counted_by_the_julian_calendar() -> None:
    assert read_date("na św. Jana 1410").value == "JULIAN 24 JUN 1410"
    assert read_date("in festo Paschae 1410").value == "JULIAN 23 MAR 1410"
    assert read_date("in festo Paschae 1583").value == "10 APR 1583"


def test_an_eve_is_the_day_before() -> None:
    assert read_date("w wigilię św. Michała 1901").value == "28 SEP 1901"
    assert read_date("St. Michael's Eve 1901").value == "28 SEP 1901"


def test_the_old_style_moves_a_feast() -> None:
    assert read_date("na św. Mikołaja 1869 st. st.").value == "JULIAN 6 DEC 1869"
    assert read_date("na św. Józefa 1869 st. st.").value == "JULIAN 19 MAR 1869"
    assert read_date("Рождество 1941 ст. ст.").value == "JULIAN 25 DEC 1941"
    assert read_date("na Wielkanoc 1869 st. st.").calendar is Calendar.JULIAN
    assert read_date("na Wielkanoc 1869 st. st.").earliest == eastern_easter(1869)


def test_after_one_of_two_days_begins_with_the_first() -> None:
    assert read_date("после Пасхи 1941").value == "AFT 13 APR 1941"
    assert read_date("после 12/04/1940").value == "AFT 12 APR 1940"
    assert read_date("po lecie 1941").value == "AFT SEP 1941"


def test_another_year_beside_an_event_is_not_explained_away() -> None:
    assert read_date("po amnestii 1942").value == ""
    assert read_date("po amnestii w 1941 roku").value == "AFT 12 AUG 1941"
