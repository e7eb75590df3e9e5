"""Ten more rows add no query, in lists and in forms; long lists are neither counted nor read to their end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records.accounts.models import Invitation
from records.admin.look_ahead import LAST_PAGE, LookAheadPaginator
from records.change_sets import ChangeSet
from records.chronicle.models import Chapter, ChronicleEvent, Claim, Topic
from records.contributions.models import Contribution
from records.documents.collections import Collection
from records.documents.models import Archive, Document, DocumentImage, Mention, Source, Transcription
from records.exporting.models import Download, Export
from records.histories.models import Author, FamilyHistory, HistoryPerson, Narrative
from records.importing.jobs import ImportJob
from records.importing.models import ImportBatch, ImportedRecord, Residue
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonName,
)
from records.places.models import Place, PlaceName, PlaceParent
from records.record_model import Status
from records.tables.models import TableJob
from tests.admin.desk import address, document, mention, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")


def _place(name: str) -> Place:
    place = Place(name=name)
    place.save()
    return place


def _stage(place: Place) -> JourneyStage:
    stage = JourneyStage(code="arrest", place=place)
    stage.save()
    return stage


def _family(*partners: Person) -> Family:
    family = Family()
    family.save()
    for partner in partners:
        FamilyPartner(family=family, person=partner).save()
    return family


def _add_to_person(someone: Person, number: int) -> None:
    name = PersonName(person=someone, given=f"Form {number}", surname="Kowalski", position=number)
    name.save()
    NameCitation(name=name, source=source(f"Name source {number}")).save()
    event = Event(person=someone, kind="residence", place=_place(f"Place {number}"))
    event.save()
    EventCitation(event=event, source=source(f"Event source {number}")).save()
    family = _family(someone, person("Anna", f"Wife {number}"))
    FamilyChild(family=_family(person("Old", f"Father {number}")), person=someone).save()
    Traveller(stage=_stage(_place(f"Camp {number}")), person=someone).save()
    Identification(mention=mention(document(title=f"Paper {number}"), "Kowalski"), person=someone).save()
    history = FamilyHistory(title_en=f"History {number}")
    history.save()
    HistoryPerson(history=history, person=someone).save()
    assert family.pk


def _add_to_family(family: Family, number: int) -> None:
    FamilyPartner(family=family, person=person("Jan", f"Partner {number}")).save()
    child = FamilyChild(family=family, person=person("Ola", f"Child {number}"))
    child.save()
    ChildCitation(child=child, source=source(f"Child source {number}")).save()
    event = Event(family=family, kind="marriage", place=_place(f"Parish {number}"))
    event.save()
    EventCitation(event=event, source=source(f"Marriage source {number}")).save()


def _add_to_stage(stage: JourneyStage, number: int) -> None:
    Traveller(stage=stage, person=person("Jan", f"Traveller {number}")).save()
    StageCitation(stage=stage, source=source(f"Stage source {number}")).save()


def _add_to_document(paper: Document, number: int) -> None:
    name = mention(paper, f"Name {number}")
    Identification(mention=name, person=person("Jan", f"Named {number}")).save()
    Transcription(document=paper, language="pl", text=f"Words {number}").save()
    DocumentImage(document=paper, sha256=f"{number:064}", file=f"documents/{number}.png", width=1, height=1).save()


def _add_to_place(place: Place, number: int) -> None:
    PlaceName(place=place, name=f"Name {number}").save()
    PlaceParent(place=place, parent=_place(f"County {number}")).save()


def _add_to_history(history: FamilyHistory, number: int) -> None:
    author = Author(name=f"Author {number}")
    author.save()
    Narrative(history=history, language="pl", title=f"Part {number}", text="Words.", author=author).save()
    HistoryPerson(history=history, person=person("Jan", f"Told {number}")).save()


def _add_to_chapter(chapter: Chapter, number: int) -> None:
    ChronicleEvent(chapter=chapter, title_en=f"Event {number}").save()


def _add_to_topic(topic: Topic, number: int) -> None:
    Claim(topic=topic, source=source(f"Claim source {number}"), text_en=f"Claim {number}").save()


def _saved(record: Any) -> Any:
    record.save()
    return record


def _chapter() -> Chapter:
    return _saved(
        Chapter(number=Chapter.objects.count() + 1, key_word=f"chapter-{Chapter.objects.count()}", title_en="A chapter")
    )


FORMS: dict[str, tuple[Callable[[], Any], Callable[[Any, int], None]]] = {
    "person": (person, _add_to_person),
    "family": (lambda: _family(person()), _add_to_family),
    "stage": (lambda: _stage(_place("Kotłas")), _add_to_stage),
    "document": (document, _add_to_document),
    "place": (lambda: _place("Lwów"), _add_to_place),
    "history": (lambda: _saved(FamilyHistory(title_en="The Nowaks")), _add_to_history),
    "chapter": (_chapter, _add_to_chapter),
    "topic": (lambda: _saved(Topic(chapter=_chapter(), number=1, question_en="How many?")), _add_to_topic),
}


def _queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
@pytest.mark.parametrize("form", FORMS)
def test_ten_more_rows_add_no_query_to_a_form(form, status, at_desk) -> None:
    # A volunteer changes the draft, and only reads what is published: two ways to show the same rows.
    make, add_row = FORMS[form]
    record, client = make(), at_desk("volunteer")
    if hasattr(record, "status"):
        type(record).objects.update(status=status)
    for number in (1, 2):
        add_row(record, number)
    client.get(address(record))
    before = _queries(client, address(record))
    for number in range(3, 13):
        add_row(record, number)
    assert _queries(client, address(record)) == before
    assert before < 40


LISTS: dict[type, Callable[[int], Any]] = {
    Person: lambda number: person("Jan", f"Kowalski {number}"),
    Family: lambda number: _family(person("Jan", f"Man {number}"), person("Anna", f"Woman {number}")),
    Place: lambda number: _place(f"Place {number}"),
    Source: lambda number: source(f"Source {number}"),
    Document: lambda number: document(title=f"Paper {number}"),
    Mention: lambda number: mention(document(title=f"Paper {number}"), f"Name {number}"),
    JourneyStage: lambda number: _stage(_place(f"Camp {number}")),
    Identification: lambda number: _saved(
        Identification(
            mention=mention(document(title=f"Paper {number}"), "Name"), person=person("Jan", f"Man {number}")
        )
    ),
    FamilyHistory: lambda number: _saved(FamilyHistory(title_en=f"History {number}")),
    Topic: lambda number: _saved(Topic(chapter=_chapter(), number=number, question_en="How many?")),
    Chapter: lambda _number: _chapter(),
    Archive: lambda number: _saved(Archive(name=f"Archive {number}")),
    Author: lambda number: _saved(Author(name=f"Author {number}")),
    Contribution: lambda number: _saved(Contribution(name=f"Reader {number}", text="I knew him.")),
    ChangeSet: lambda number: _saved(ChangeSet(by=f"Ada {number}")),
    ImportBatch: lambda number: _saved(ImportBatch(file_name=f"{number}.ged")),
    ImportedRecord: lambda number: _saved(ImportedRecord(batch=_batch(number), xref=f"@I{number}@", tag="INDI")),
    Residue: lambda number: _saved(Residue(batch=_batch(number), path="INDI._X", line=number, lines="1 _X")),
    OutboxEntry: lambda number: _saved(OutboxEntry(kind="person", record_id=f"{number:012}")),
    ImportJob: lambda number: _saved(ImportJob(file_name=f"{number}.ged", state="failed")),
    TableJob: lambda number: _saved(TableJob(file_name=f"{number}.csv", state="failed")),
    Export: lambda _number: _saved(Export(format="csv", state="failed")),
    Download: lambda number: _saved(Download(export=_saved(Export(format="csv", state="failed")), by=f"Ada {number}")),
    User: lambda number: _saved(User(username=f"user{number}")),
    Group: lambda number: _saved(Group(name=f"group{number}")),
    Collection: lambda number: _saved(Collection(name=f"Collection {number}", open=False)),
    Invitation: lambda number: _invitation(number),
}


def test_every_list_of_the_desk_is_measured() -> None:
    assert set(admin.site._registry) == set(LISTS)


def _batch(number: int) -> ImportBatch:
    return _saved(ImportBatch(file_name=f"{number}.ged"))


def _invitation(number: int) -> Invitation:
    role, now = Group.objects.get(name="volunteer"), timezone.now()
    times = {"invited_at": now, "expires_at": now + timedelta(days=14)}
    by = User.objects.filter(username="a_editor").first()
    return _saved(Invitation(email=f"{number}@example.org", role=role, token_hash=f"{number}", invited_by=by, **times))


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_ten_more_rows_add_no_query_to_a_list(model, at_desk) -> None:
    client, url = at_desk("administrator"), address(model, "changelist")
    for number in (1, 2):
        LISTS[model](number)
    client.get(url)
    before = _queries(client, url)
    for number in range(3, 13):
        LISTS[model](number)
    assert _queries(client, url) == before
    assert before < 16


def test_no_list_is_counted(at_desk) -> None:
    person()
    with CaptureQueriesContext(connection) as queries:
        at_desk("editor").get(address(Person, "changelist"))
    assert not [query["sql"] for query in queries if "COUNT(" in query["sql"] and "records_person" in query["sql"]]


def test_a_page_knows_that_another_follows() -> None:
    rows = list(range(120))
    first, last = LookAheadPaginator(rows, 50, "1"), LookAheadPaginator(rows, 50, "3")
    assert (first.page(1).object_list, first.page(1).has_next()) == (rows[:50], True)
    assert (last.page(3).object_list, last.page(3).has_next()) == (rows[100:], False)


def test_no_list_goes_beyond_its_last_page() -> None:
    paginator = LookAheadPaginator(range(1_000_000), 50, "9000")
    assert paginator.num_pages == LAST_PAGE
    assert not paginator.page(LAST_PAGE).has_next()


def test_the_second_page_of_a_list_shows_the_rest(at_desk) -> None:
    for number in range(53):
        person("Jan", f"Kowalski {number:02}")
    client, url = at_desk("volunteer"), address(Person, "changelist")
    first, second = client.get(url).content.decode(), client.get(url, {"p": 2}).content.decode()
    assert "Kowalski 49" in first
    assert "Kowalski 50" not in first
    assert 'rel="next"' in first
    assert "Kowalski 52" in second
    assert 'rel="next"' not in second
    assert client.get(url, {"p": 3}).status_code == 302
