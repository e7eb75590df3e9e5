"""A second reading, and what a decision between the two changes."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from records.documents.models import Document, Mention
from records.people.models import Event, EventCitation, PersonName
from records.record_model import Status
from records.reviewing.deciding import NotNow, accept
from records.reviewing.models import SecondReading
from records.reviewing.queries import LineAsked, line, to_read_again, to_settle
from records.reviewing.second_readings import agreement, comparison_of, first_reading, keep_second, settle
from records.transcribing.checks import EntryRefused
from records.transcribing.entry import Entry, Written
from tests.transcribing.entries import NOW, page, save, somebody

pytestmark = pytest.mark.usefixtures("empty_archive")
HEAD = {"date": "5 сентября 1941 г.", "place": "Котлас"}


def _read(year: str = "1897", name: str = "Выдуманский Ян", number: str = "4117", **more: object) -> Entry:
    holder = somebody("holder", name, birth_year=year, nationality="поляк")
    children = [somebody("child", words) for words in more.pop("children", [])]
    return page("udostoverenie", holder, *children, **{**HEAD, **more}, fields={"number": number})


@pytest.fixture
def hard_page(db) -> Document:
    """A certificate that is hard to read, in review."""
    return save(_read(status="review", hard_to_read="yes")).document


def _settled(paper: Document, second: Entry, user: User, choice: str) -> SecondReading:
    reading = keep_second(paper, second, user, "Ewa", NOW)
    choices = {one.path: choice for one in comparison_of(reading).differences}
    settle(reading, choices, "Ada", NOW)
    return reading


def test_it_waits_first_for_the_second_reading_then_for_the_decision_then_in_the_line(
    hard_page: Document, colleague: Callable
) -> None:
    def where() -> list[bool]:
        lines = (to_read_again(), to_settle(), line(LineAsked(kind="document")))
        return [rows.filter(record_id=hard_page.public_id).exists() for rows in lines]

    assert where() == [True, False, False]
    with pytest.raises(NotNow):
        accept(Document.objects.get(), [], [], "Ada", NOW)
    reading = keep_second(hard_page, _read("1899"), colleague("ewa"), "Ewa", NOW)
    assert where() == [False, True, False]
    with pytest.raises(NotNow):
        keep_second(hard_page, _read("1898"), colleague("ola"), "Ola", NOW)
    with pytest.raises(NotNow):
        settle(reading, {}, "Ada", NOW)
    settle(reading, {"people.0.values.birth_year": "first"}, "Ada", NOW)
    assert where() == [False, False, True]
    with pytest.raises(NotNow):
        settle(reading, {"people.0.values.birth_year": "second"}, "Ada", NOW)


def test_the_first_reading_is_what_was_entered(hard_page: Document, colleague: Callable) -> None:
    first = first_reading(hard_page)
    assert (first.people[0].name.text, first.people[0].value("birth_year").text) == ("Выдуманский Ян", "1897")
    reading = keep_second(hard_page, _read(), colleague("ewa"), "Ewa", NOW)
    assert (reading.state, agreement()[1]) == (SecondReading.State.SETTLED, 1.0)


def test_nothing_is_kept_of_an_entry_that_cannot_be(hard_page: Document, colleague: Callable) -> None:
    with pytest.raises(EntryRefused):
        keep_second(hard_page, page("udostoverenie", somebody("captain", "Ян")), colleague("ewa"), "Ewa", NOW)
    assert not SecondReading.objects.exists()


def _births() -> list[str]:
    return sorted(Event.objects.filter(kind="birth").values_list("date_text", flat=True))


@pytest.mark.parametrize(
    ("choice", "births", "on_the_page"),
    [("first", ["1897"], "1897"), ("second", ["1899"], "1899"), ("both", ["1897", "1899"], "1897")],
)
def test_a_year_of_birth(
    choice: str, births: list[str], on_the_page: str, hard_page: Document, colleague: Callable
) -> None:
    _settled(hard_page, _read("1899"), colleague("ewa"), choice)
    assert _births() == births
    assert Mention.objects.get().values["birth_year"]["text"] == on_the_page
    # Each claim leads to the paper.
    assert EventCitation.objects.filter(event__kind="birth", source=hard_page.source).count() == len(births)


@pytest.mark.parametrize(
    ("choice", "as_written", "names"),
    [
        ("second", "Вымышленский Ян", {"Вымышленский Ян"}),
        ("both", "Выдуманский Ян", {"Выдуманский Ян", "Вымышленский Ян"}),
    ],
)
def test_a_name(choice: str, as_written: str, names: set[str], hard_page: Document, colleague: Callable) -> None:
    _settled(hard_page, _read(name="Вымышленский Ян"), colleague("ewa"), choice)
    assert Mention.objects.get().as_written == as_written
    assert set(PersonName.objects.values_list("as_written", flat=True)) == names


@pytest.mark.parametrize(("choice", "number", "other"), [("second", "4177", None), ("both", "4117", "4177")])
def test_a_field_of_the_page(
    choice: str, number: str, other: str | None, hard_page: Document, colleague: Callable
) -> None:
    _settled(hard_page, _read(number="4177"), colleague("ewa"), choice)
    paper = Document.objects.get()
    assert str(paper.fields["number"]) == number
    assert (paper.readings.get("number") or {}).get("other") == other


def test_the_day_of_the_page_and_a_child_whom_only_the_second_saw(hard_page: Document, colleague: Callable) -> None:
    second = _read(children=["Выдуманский Пётр"], date="6 сентября 1941 г.")
    _settled(hard_page, second, colleague("ewa"), "second")
    assert Document.objects.get().date_text == "6 сентября 1941 г."
    assert [mention.as_written for mention in Mention.objects.order_by("position")] == [
        "Выдуманский Ян",
        "Выдуманский Пётр",
    ]


def test_who_is_before_the_public_is_left_alone(hard_page: Document, colleague: Callable) -> None:
    someone = Mention.objects.get().identifications.get().person
    someone.status = Status.PUBLISHED
    someone.save()
    reading = keep_second(hard_page, _read("1899"), colleague("ewa"), "Ewa", NOW)
    done = settle(reading, {"people.0.values.birth_year": "second"}, "Ada", NOW)
    assert (_births(), len(done.to_check)) == (["1897"], 1)


def test_the_report_counts_each_form_of_field(hard_page: Document, colleague: Callable) -> None:
    keep_second(hard_page, _read("1899", date=Written("7.9.1941").text), colleague("ewa"), "Ewa", NOW)
    number, rate, rows = agreement()
    shares = {form: share for form, share, _compared in rows}
    assert (number, shares["date"], shares["name"]) == (1, 0, 1)
    assert rate is not None and 0 < rate < 1
