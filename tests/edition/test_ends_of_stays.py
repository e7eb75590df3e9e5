"""When somebody was no longer there: on the day the archive knows, or at the latest when the life ended."""

import pytest

from records.dates.reading import read_date
from records.edition.composing.people import compose_people
from records.journeys.models import JourneyStage, Traveller
from records.people.models import Event
from records.privacy.visibility import viewer
from tests.edition.world import TODAY, person

# The dates of the stage, of the person's own time on it, and of the deaths told; and what bounds the stay.
CASES = [
    ("an open end ends with the life", "from 1940", "", ["3 May 1942"], ("1.1.1940", "3.5.1942")),
    ("of two deaths told, the later bounds it", "from 1940", "", ["1942", "1944"], ("1.1.1940", "31.12.1944")),
    ("an end that is known stays", "1940 - 1941", "", ["3 May 1942"], ("1.1.1940", "31.12.1941")),
    ("without a death it stays open", "from 1940", "", [], ("1.1.1940", None)),
    ("a death before contradicts, and bounds nothing", "from 1940", "", ["1939"], ("1.1.1940", None)),
    ("without any date it stays unknown", "", "", ["3 May 1942"], (None, None)),
    ("one's own open time ends so, too", "1940 - 1941", "from 1941", ["3 May 1942"], ("1.1.1941", "3.5.1942")),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("case", "of_stage", "own", "deaths", "bounds"), CASES, ids=[case[0] for case in CASES])
def test_the_bounds_of_a_stay(case: str, of_stage: str, own: str, deaths: list[str], bounds: tuple) -> None:
    someone = person("Anna", "Dawna", "1900")
    for day in deaths:
        Event(person=someone, kind="death", date_text=day).save()
    stage = JourneyStage(code="EXILE_SETTLEMENT", date_text=of_stage, status="published")
    stage.save()
    Traveller(stage=stage, person=someone, date_text=own).save()
    Event(person=someone, kind="burial", date_text="").save()
    page = compose_people([someone.public_id], viewer("public", (TODAY.year, TODAY.month, TODAY.day)))[0]
    expected = tuple(None if day is None else read_date(day).earliest for day in bounds)
    assert (page.presences[0].earliest, page.presences[0].latest) == expected
