"""Another reading of the head of a page: what was made of it follows, and what cannot is told."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from records.documents.models import Document
from records.journeys.models import JourneyStage, StageCitation
from records.people.models import Event
from records.record_model import Status
from records.reviewing.second_readings import Settled, comparison_of, keep_second, settle
from records.transcribing.entry import Entry
from tests.transcribing.entries import NOW, page, save, somebody

pytestmark = pytest.mark.usefixtures("empty_archive")


def _certificate(date: str, place: str = "Котлас") -> Entry:
    return page("udostoverenie", somebody("holder", "Выдуманский Ян"), date=date, place=place, fields={"number": "1"})


def _marriage(date: str) -> Entry:
    couple = (somebody("groom", "Wydumański Jan"), somebody("bride", "Zmyślona Anna"))
    return page("parish_record", *couple, date=date, fields={"act": "marriage"})


def _settle(first: Entry, second: Entry, user: User, choice: str = "second") -> Settled:
    paper = save(first).document
    Document.objects.filter(pk=paper.pk).update(hard_to_read=True, status=Status.REVIEW)
    paper.refresh_from_db()
    reading = keep_second(paper, second, user, "Ewa", NOW)
    return settle(reading, {one.path: choice for one in comparison_of(reading).differences}, "Ada", NOW)


def test_the_stage_has_the_day_and_place_of_the_second_reading(colleague: Callable) -> None:
    done = _settle(_certificate("5.9.1941"), _certificate("6.9.1941", "Архангельск"), colleague("ewa"))
    stage = JourneyStage.objects.get()
    assert ("6 SEP 1941" in stage.date_value, stage.place_as_written, done.to_check) == (True, "Архангельск", ())
    assert "6.9.1941" in StageCitation.objects.get().text


def test_both_readings_leave_the_stage_as_it_was(colleague: Callable) -> None:
    _settle(_certificate("5.9.1941"), _certificate("6.9.1941"), colleague("ewa"), "both")
    assert "5 SEP 1941" in JourneyStage.objects.get().date_value


def test_what_someone_changed_since_stays_and_is_told(colleague: Callable) -> None:
    paper = save(_certificate("5.9.1941")).document
    Document.objects.filter(pk=paper.pk).update(hard_to_read=True, status=Status.REVIEW)
    paper.refresh_from_db()
    stage = JourneyStage.objects.get()
    stage.place_as_written = "Kotłas"
    stage.save()
    reading = keep_second(paper, _certificate("6.9.1941"), colleague("ewa"), "Ewa", NOW)
    done = settle(reading, {"date": "second"}, "Ada", NOW)
    assert "5 SEP 1941" in JourneyStage.objects.get().date_value
    assert len(done.to_check) == 1


def test_the_marriage_is_on_the_day_of_the_second_reading(colleague: Callable) -> None:
    done = _settle(_marriage("7.2.1931"), _marriage("8.2.1931"), colleague("ewa"))
    assert (Event.objects.get(kind="marriage").date_value, done.to_check) == ("8 FEB 1931", ())
    assert Document.objects.get().date_text == "8.2.1931"


def test_the_baptism_is_on_the_day_of_the_second_reading(colleague: Callable) -> None:
    def read(date: str) -> Entry:
        return page("parish_record", somebody("child", "Wydumański Jan"), date=date, fields={"act": "baptism"})

    done = _settle(read("7.2.1931"), read("8.2.1931"), colleague("ewa"))
    assert {event.date_value for event in Event.objects.exclude(kind="birth")} == {"8 FEB 1931"}
    assert done.to_check == ()
