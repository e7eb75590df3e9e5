"""What belongs to records and has a form of its own: two at one, its history, and why something was done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from records.change_sets import ChangeSet, TouchedRow
from records.chronicle.models import Chapter, ChapterSource, Claim, Topic
from records.histories.models import Author
from records.linkage.models import Identification
from records.people.models import Person
from tests.admin.desk import address, document, errors_of, mention, open_form, person, source, values_of

pytestmark = pytest.mark.usefixtures("empty_archive")


def chapter() -> Chapter:
    made = Chapter(number=1, key_word="before", title_en="Before", status="published")
    made.save()
    return made


def _author() -> tuple[Any, str]:
    author = Author(name="Ada", note="as it was")
    author.save()
    return author, "note"


def _topic() -> tuple[Any, str]:
    topic = Topic(chapter=chapter(), number=1, question_en="How many?", comment_en="as it was")
    topic.save()
    return topic, "comment_en"


def _identification() -> tuple[Any, str]:
    made = Identification(mention=mention(document(), "Jan"), person=person(), reason="as it was")
    made.save()
    return made, "reason"


@pytest.mark.parametrize("make", [_author, _topic, _identification])
def test_where_both_changed_the_same_the_second_chooses(at_desk: Callable[[str], Any], make: Any) -> None:
    row, field = make()
    first, second = at_desk("editor"), at_desk("administrator")
    mine = open_form(first, row)
    assert second.post(address(row), {**mine, field: "theirs", "_save": ""}).status_code == 302
    refused = first.post(address(row), {**mine, field: "mine", "_save": ""})
    assert refused.status_code == 200 and "theirs" in errors_of(refused)
    again = values_of(refused.content.decode())
    assert first.post(address(row), {**again, f"choose-{field}": "mine", "_save": ""}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "mine"


def test_rows_of_a_question_meet_too(at_desk) -> None:
    topic, _field = _topic()
    book = source()
    kept, gone = (Claim(topic=topic, source=book, text_en=text) for text in ("1,000", "2,000"))
    for claim in (kept, gone):
        claim.save()
    first, second = at_desk("editor"), at_desk("administrator")
    mine = open_form(first, topic)
    number = next(n for n in range(2) if mine[f"claims-{n}-id"] == str(gone.pk))
    assert second.post(address(topic), {**mine, f"claims-{number}-DELETE": "on", "_save": ""}).status_code == 302
    assert first.post(address(topic), {**mine, "comment_en": "mine", "_save": ""}).status_code == 302
    topic.refresh_from_db()
    assert (topic.comment_en, [one.pk for one in topic.claims.all()]) == ("mine", [kept.pk])


def test_the_sources_of_a_chapter_are_in_its_history(at_desk) -> None:
    background, book = chapter(), source()
    client = at_desk("editor")
    values = open_form(client, background)
    row = {"cited-TOTAL_FORMS": "1", "cited-0-source": str(book.pk), "why": "Piesakowski names it"}
    assert client.post(address(background), {**values, **row, "_save": ""}).status_code == 302
    assert list(background.sources.all()) == [book]
    change = ChangeSet.objects.get(why="Piesakowski names it")
    noted = TouchedRow.objects.filter(change_set=change, model="chaptersource")
    assert {one.record_kind for one in noted} == {"chapter", "source"}
    page = client.get(reverse("admin:records_chapter_history", args=(background.pk,))).content.decode()
    assert "Piesakowski names it" in page and str(book) in page
    client.post(reverse("admin:records_changeset_revert", args=(change.pk,)), {"_revert": "1"})
    assert not ChapterSource.objects.exists()


def test_why_a_record_is_deleted_or_published_is_kept(at_desk) -> None:
    client = at_desk("administrator")
    one, other, third = person(), person(), person()
    deleting = reverse("admin:records_person_delete", args=(one.pk,))
    assert 'name="why"' in client.get(deleting).content.decode()
    client.post(deleting, {"post": "yes", "why": "entered twice"})
    several = {"action": "delete_selected", "_selected_action": str(other.pk), "why": "a test"}
    listed = address(Person, "changelist")
    assert 'value="a test"' in client.post(listed, several).content.decode()
    client.post(listed, {**several, "post": "yes"})
    page = client.get(listed).content.decode()
    assert 'name="why"' in page
    client.post(listed, {"action": "send_to_review", "_selected_action": str(third.pk), "why": "the page is read"})
    whys = dict.fromkeys(ChangeSet.objects.order_by("pk").exclude(why="").values_list("why", flat=True))
    assert list(whys) == ["entered twice", "a test", "the page is read"]
    assert not Person.objects.filter(pk__in=(one.pk, other.pk)).exists()
