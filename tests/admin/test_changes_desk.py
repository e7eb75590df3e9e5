"""The pages of changes: what they show, who may take back and restore, and how many questions they ask."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.change_sets import ActKind, ChangeSet, making_changes
from records.linkage.models import Identification
from records.people.models import Event, EventCitation, Person
from records.record_model import Status
from tests.admin.desk import address, document, mention, open_form, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")


def _edit(client, record: Person, **values: str) -> ChangeSet:
    assert client.post(address(record), {**open_form(client, record), **values, "_save": ""}).status_code == 302
    return ChangeSet.objects.order_by("-pk")[0]


def _page(change: ChangeSet, page: str = "revert") -> str:
    return reverse(f"admin:records_changeset_{page}", args=(change.pk,))


def test_a_change_at_the_desk_tells_who_and_why(at_desk) -> None:
    client, someone = at_desk("volunteer"), person()
    change = _edit(client, someone, note="She came by ship.", why="a letter from her niece")
    assert (change.by, change.why, change.address) == ("Ada Volunteer", "a letter from her niece", address(someone))
    for url in (address(someone, "history"), _page(change, "change"), address(ChangeSet, "changelist")):
        page = client.get(url).content.decode()
        assert "Ada Volunteer" in page
        assert "a letter from her niece" in page
    assert "She came by ship." in client.get(address(someone, "history")).content.decode()


CASES = [
    # who changed, status now, who takes back, may
    ("volunteer", Status.DRAFT, "volunteer", True),
    ("volunteer", Status.REVIEW, "volunteer", True),
    ("volunteer", Status.PUBLISHED, "volunteer", False),
    ("editor", Status.DRAFT, "volunteer", False),
    ("volunteer", Status.DRAFT, "editor", True),
    ("volunteer", Status.PUBLISHED, "editor", True),
    ("volunteer", Status.PUBLISHED, "archivist", True),
    ("editor", Status.PUBLISHED, "administrator", True),
]


@pytest.mark.parametrize(("author", "status", "who", "may"), CASES)
def test_who_may_take_back(author, status, who, may, at_desk) -> None:
    someone = person()
    change = _edit(at_desk(author), someone, note="changed")
    Person.objects.filter(pk=someone.pk).update(status=status)
    client = at_desk(who)
    assert ("This cannot be taken back" in client.get(_page(change)).content.decode()) is not may
    client.post(_page(change), {"_revert": "1", "why": "a mistake"})
    someone.refresh_from_db()
    assert someone.note == ("" if may else "changed")


@pytest.mark.parametrize("page", ["changelist", "period", "deleted"])
def test_strangers_see_no_changes(page, at_desk) -> None:
    url = reverse(f"admin:records_changeset_{page}")
    assert at_desk("anonymous").get(url).status_code == 302


def test_an_afternoon_is_shown_and_taken_back(at_desk) -> None:
    client, one, two = at_desk("volunteer"), person(), person("Anna")
    for record in (one, two):
        change = _edit(client, record, note="wrong card")
    url = reverse("admin:records_changeset_period")
    asked = {"user": change.user_id, "start": "2020-01-01T00:00", "end": "2100-01-01T00:00"}
    page = client.get(url, asked).content.decode()
    assert page.count("wrong card") == 2
    assert client.post(url, {**asked, "_revert": "1"}).status_code == 302
    assert set(Person.objects.values_list("note", flat=True)) == {""}


def test_a_volunteer_cannot_ask_for_anothers_afternoon(at_desk) -> None:
    change = _edit(at_desk("editor"), person(), note="theirs")
    url = reverse("admin:records_changeset_period")
    asked = {"user": change.user_id, "start": "2020-01-01T00:00", "end": "2100-01-01T00:00", "_revert": "1"}
    assert at_desk("volunteer").post(url, asked).status_code == 200
    assert Person.objects.get().note == "theirs"


def test_what_was_deleted_is_listed_and_restored(at_desk) -> None:
    editor, someone = at_desk("editor"), person()
    editor.post(address(someone, "delete"), {"post": "yes"})
    listed = reverse("admin:records_changeset_deleted")
    restore = reverse("admin:records_changeset_restore", args=("person", someone.public_id))
    assert "Żółkiewski, Jan" in editor.get(listed).content.decode()
    assert at_desk("volunteer").get(listed).status_code == 403
    assert at_desk("volunteer").post(restore).status_code == 403
    assert "Żółkiewski" in editor.get(restore).content.decode()
    assert editor.post(restore).status_code == 302
    assert Person.objects.get().public_id == someone.public_id
    assert Person.objects.get().names.get().surname == "Żółkiewski"


ODD = [
    "?before=x",
    "?before=99999999999999999999",
    "?day=yesterday",
    "?user=0",
    "?kind=nothing",
    "?kind=person&day=2026-01-01",
]


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_are_answered(query, at_desk) -> None:
    _edit(at_desk("volunteer"), person(), note="x")
    client = at_desk("editor")
    assert client.get(address(ChangeSet, "changelist") + query).status_code == 200
    assert client.get(reverse("admin:records_changeset_period") + query).status_code == 200
    assert client.get(address(Person.objects.get(), "history") + query).status_code == 200


def _work(someone: Person, user: User, number: int) -> None:
    with making_changes(ActKind.DESK, user=lambda: user):
        residence = Event(person=someone, kind="residence", value=f"{number}")
        residence.save()
        EventCitation(event=residence, source=source(f"Source {number}")).save()
        Identification(mention=mention(document(title=f"Paper {number}"), "Ян"), person=someone).save()
        someone.note = f"{number}"
        someone.save()


def _queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_more_changes_and_rows_add_no_query_to_the_history(at_desk) -> None:
    client, someone = at_desk("editor"), person()
    user = User.objects.get(username="a_editor")
    pages = [address(someone, "history"), address(ChangeSet, "changelist")]
    _work(someone, user, 1)
    for page in pages:
        client.get(page)
    before = [_queries(client, page) for page in pages]
    for number in range(2, 7):
        _work(someone, user, number)
    assert [_queries(client, page) for page in pages] == before
    assert max(before) <= 25
