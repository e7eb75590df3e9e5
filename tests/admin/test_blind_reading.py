"""Whoever reads a page a second time sees its scans and its kind, and on no page of the desk the first reading."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.admin.transcribing.answers import candidates
from records.change_sets import ActKind, ChangeSet, making_changes
from records.documents.collections import Collection, CollectionMember
from records.documents.models import Document, DocumentImage, Mention, Source
from records.linkage.models import Identification
from records.people.models import Event, Family, Person
from records.record_model import Status
from records.reviewing.blind_reading import begin_reading, give_up_reading
from records.reviewing.models import SecondReading
from records.reviewing.second_readings import keep_second
from records.transcribing.likely_people import likely
from tests.admin.desk import address, document, mention, person
from tests.transcribing.entries import NOW, page, save, somebody

pytestmark = pytest.mark.usefixtures("empty_archive")
CANARY = "Canarski"
AGAIN = page("udostoverenie", somebody("holder", "Kanarski Jan", birth_year="1898"), date="5.9.1941")


def _account(name: str, group: str) -> User:
    user = User.objects.create(username=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def hard_page(db) -> Document:
    """A certificate of a family that is known from nothing else, hard to read, sent to review by Ewa."""
    people = [
        somebody("holder", f"{CANARY} Jan", birth_year="1897"),
        somebody("spouse", f"{CANARY} Anna", birth_year="1901"),
        somebody("child", f"{CANARY} Piotr", birth_year="1926"),
    ]
    entry = page("udostoverenie", *people, date="5.9.1941", place="Kotłas", status="review", hard_to_read="yes")
    ewa = _account("ewa", "volunteer")
    with making_changes(ActKind.DESK, user=lambda: ewa):
        paper = save(entry).document
    Event(person=Person.objects.first(), kind="birth", date_text="1850").save()
    Event.objects.filter(date_text="1850").delete()
    DocumentImage(document=paper, sha256="0" * 64, file=ContentFile(b"x", "x.png"), width=1, height=1).save()
    return paper


# What each of these people is to the page, as it stands: who, what happened, and whether they see the first reading.
CASES: dict[str, tuple[str, Callable[[Document, User], Any], bool]] = {
    "volunteer who entered it": ("ewa", lambda paper, user: None, True),
    "volunteer asked": ("volunteer", lambda paper, user: None, False),
    "volunteer who read it": ("volunteer", lambda paper, user: keep_second(paper, AGAIN, user, "V", NOW), False),
    "volunteer, read by another": (
        "volunteer",
        lambda paper, user: keep_second(paper, AGAIN, _account("ola", "volunteer"), "O", NOW),
        True,
    ),
    "volunteer, decided": (
        "volunteer",
        lambda paper, user: (
            keep_second(paper, AGAIN, user, "V", NOW),
            SecondReading.objects.update(state=SecondReading.State.SETTLED),
        ),
        True,
    ),
    "volunteer, no longer in review": ("volunteer", lambda paper, user: _back_to_draft(paper), True),
    "editor": ("editor", lambda paper, user: None, True),
    "editor who reads": ("editor", lambda paper, user: begin_reading(paper, user, NOW), False),
    "editor who gave it up": (
        "editor",
        lambda paper, user: (begin_reading(paper, user, NOW), give_up_reading(paper, user, NOW)),
        True,
    ),
    "editor who has read": (
        "editor",
        lambda paper, user: (begin_reading(paper, user, NOW), keep_second(paper, AGAIN, user, "E", NOW)),
        True,
    ),
    "archivist": ("archivist", lambda paper, user: None, True),
    "archivist who reads": ("archivist", lambda paper, user: begin_reading(paper, user, NOW), False),
    "administrator": ("administrator", lambda paper, user: None, True),
    "administrator who reads": ("administrator", lambda paper, user: begin_reading(paper, user, NOW), False),
    "editor who enters in its collection": ("editor", lambda paper, user: _collect(paper, user, "volunteer"), False),
    "volunteer who reads its collection": ("volunteer", lambda paper, user: _collect(paper, user, "reader"), True),
}


def _back_to_draft(paper: Document) -> None:
    paper.status = Status.DRAFT
    paper.save()


def _collect(paper: Document, user: User, role: str) -> None:
    paper.collection = Collection.objects.create(name="Kept apart", open=False)
    paper.save()
    CollectionMember.objects.create(collection=paper.collection, user=user, role=role)


def _pages(paper: Document) -> dict[str, str]:
    """Return every page of the desk that shows the first reading, or what was concluded from it."""
    holder, family = Person.objects.order_by("pk").first(), Family.objects.get()
    name = Mention.objects.filter(document=paper).first()
    change = ChangeSet.objects.filter(user__username="ewa").first()
    look_up = reverse("admin:autocomplete") + f"?app_label=records&term={CANARY[:5]}"
    return {
        "overview": "/admin/",
        "line": "/admin/review/",
        "line of the person": "/admin/review/?kind=person",
        "to read again": reverse("review-read-again"),
        "review page": reverse("review-record", args=("document", paper.public_id)),
        "review of the person": reverse("review-record", args=("person", holder.public_id)),
        "documents": address(Document, "changelist"),
        "documents sought": f"{address(Document, 'changelist')}?q={CANARY[:5]}",
        "document": address(paper),
        "history": address(paper, "history"),
        "saved": reverse("transcribe-saved", args=("udostoverenie", paper.pk)),
        "names": address(Mention, "changelist"),
        "name": address(name),
        "identifications": address(Identification, "changelist"),
        "people": address(Person, "changelist"),
        "people sought": f"{address(Person, 'changelist')}?q={CANARY[:5]}",
        "person": address(holder),
        "person's history": address(holder, "history"),
        "families": address(Family, "changelist"),
        "family": address(family),
        "sources": address(Source, "changelist"),
        "source": address(paper.source),
        "changes": address(ChangeSet, "changelist"),
        "change": address(change),
        "contradictions": "/admin/contradictions/",
        "look-up of people": f"{look_up}&model_name=familypartner&field_name=person",
        "look-up of documents": f"{look_up}&model_name=mention&field_name=document",
        "look-up of names": f"{look_up}&model_name=identification&field_name=mention",
        "look-up of sources": f"{look_up}&model_name=document&field_name=source",
        "source while typing": f"{reverse('transcribe-readings')}?for=source&q=Release",
    }


def _telling(client: Client, pages: dict[str, str]) -> set[str]:
    return {name for name, url in pages.items() if CANARY in client.get(url, follow=True).content.decode()}


def _signed_in(who: str) -> tuple[Client, User]:
    user = User.objects.filter(username=who).first() or _account(f"a_{who}", who)
    client = Client()
    client.force_login(user)
    return client, user


FIRST_READING = {"document", "history", "name", "person", "family", "source", "review page", "changes", "names"}
TRIED = {"name", "people"}


@pytest.mark.parametrize("case", CASES)
def test_who_sees_the_first_reading(case: str, hard_page: Document, desk_settings) -> None:
    who, happened, sees = CASES[case]
    client, user = _signed_in(who)
    pages = {name: url for name, url in _pages(hard_page).items() if name in TRIED}
    happened(hard_page, user)
    assert _telling(client, pages) == (TRIED if sees else set())


@pytest.mark.parametrize("who", ["volunteer", "editor"])
def test_no_page_tells_the_second_reader(who: str, hard_page: Document, desk_settings) -> None:
    client, user = _signed_in(who)
    pages = _pages(hard_page)
    if who == "editor":
        assert _telling(client, pages) >= FIRST_READING
        begin_reading(hard_page, user, NOW)
    assert _telling(client, pages) == set()


def test_likely_people_are_none_of_the_first_reading(hard_page: Document) -> None:
    _client, user = _signed_in("volunteer")
    sought = somebody("holder", f"{CANARY} Jan", birth_year="1897")
    entry = page("udostoverenie", sought)
    assert likely(sought, entry)
    assert candidates(sought, entry, user) == []


def test_what_stands_elsewhere_too_stays_and_only_this_page_s_share_goes(hard_page: Document) -> None:
    holder = Person.objects.get(sort_name__contains="Jan")
    Identification(mention=mention(document(title="An open letter"), "Jan C."), person=holder).save()
    client, _user = _signed_in("volunteer")
    html = client.get(address(holder)).content.decode()
    assert "An open letter" in html
    assert f"{CANARY} Jan" not in html
    assert "1897" not in html
    assert "Kotłas" not in html


def test_the_scan_is_there_for_whoever_reads_and_the_screen_says_nothing_else(hard_page: Document) -> None:
    client, _user = _signed_in("volunteer")
    picture = reverse("admin:records_document_picture", args=(hard_page.pk, hard_page.images.get().pk))
    assert client.get(picture).status_code == 200
    screen = client.get(reverse("review-second", args=(hard_page.pk,)))
    assert screen.status_code == 200
    assert CANARY not in screen.content.decode()
    assert "see the first reading" not in screen.content.decode()


def test_an_editor_begins_by_opening_the_screen_and_may_give_up_once(hard_page: Document) -> None:
    client, _user = _signed_in("editor")
    screen = reverse("review-second", args=(hard_page.pk,))
    assert client.get(address(hard_page)).status_code == 200
    assert "see the first reading" in client.get(screen).content.decode()
    assert client.get(address(hard_page)).status_code == 302
    assert client.get(reverse("review-differences", args=(hard_page.pk,))).status_code == 404
    client.post(screen, {"act": "give_up"})
    assert client.get(address(hard_page)).status_code == 200
    assert client.get(screen).status_code == 403


def test_it_costs_the_same_however_many_wait(hard_page: Document) -> None:
    client, _user = _signed_in("volunteer")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address(Person, "changelist")).status_code == 200
        return len(queries)

    person("Ola", "Open")
    before = asked()
    for number in range(5):
        document(title=f"Hard {number}", status=Status.REVIEW, hard_to_read=True)
    assert asked() == before
