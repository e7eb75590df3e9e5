"""Stages of one journey stand as they can have followed each other: by day, and where days leave it open, by kind."""

import pytest

from records.dates.reading import read_date
from records.journeys.sequence import begin_of, in_sequence

# Kind, date, place, from where; in the order in which they must stand.
JOURNEYS = {
    "a release of a day before a journey of that month": [
        ("AMNESTY", "14 September 1941", "Uchta", None),
        ("JOURNEY_SOUTH", "from September to October 1941", "Buzuluk", "Uchta"),
    ],
    "whoever arrives on a day stays from that day": [
        ("ONWARD", "1 November 1944", "Pahiatua", "Wellington"),
        ("NZ_CAMP", "from 1 November 1944 to 1949", "Pahiatua", None),
    ],
    "a year alone gives way to all that usually comes before": [
        ("PREWAR", "1939", "Lwow", None),
        ("DEPORT_1", "10 February 1940", "Kotlas", "Lwow"),
        ("EXILE_SETTLEMENT", "from 1940 to 1941", "Kotlas", None),
        ("AMNESTY", "5 September 1941", "Kotlas", None),
        ("EVAC_2", "August 1942", "Pahlevi", "Krasnowodsk"),
    ],
    "days that are known are never turned round": [
        ("JOURNEY_SOUTH", "from 1 September 1941 to 3 October 1941", "Buzuluk", "Uchta"),
        ("AMNESTY", "14 September 1941", "Buzuluk", None),
    ],
    "without a date a stage stands where its kind belongs": [
        ("DEPORT_1", "10 February 1940", "Kotlas", "Lwow"),
        ("AMNESTY", "", "Kotlas", None),
        ("EVAC_2", "August 1942", "Pahlevi", "Krasnowodsk"),
    ],
}


@pytest.mark.parametrize("case", JOURNEYS)
@pytest.mark.parametrize("turned", [1, -1])
def test_the_order_of_a_journey(case: str, turned: int) -> None:
    journey = JOURNEYS[case][::turned]
    begins = []
    for code, words, place, origin in journey:
        date = read_date(words)
        begins.append(begin_of(code, date.value, date.earliest, date.latest, place, origin, code))
    assert [journey[number] for number in in_sequence(begins)] == JOURNEYS[case]
