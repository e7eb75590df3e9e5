"""What a closed collection leaves behind, deleted papers and reports of files, is closed as the collection is."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from records.change_sets import ActKind, ChangeSet, making_changes
from records.documents.collections import Collection, CollectionMember
from records.documents.models import Document, Source
from records.importing.jobs import ImportJob
from records.importing.models import ImportBatch, ImportedRecord
from records.linkage.models import Identification
from records.people.models import Event, EventCitation, Person
from records.tables.models import TableJob
from tests.admin.desk import address, document, mention, open_form, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")
SECRET = "A secret letter"


@pytest.fixture
def paper(db) -> Document:
    return document(title=SECRET, collection=Collection.objects.create(name="The Nowak papers", open=False))


def _pages(client: Client, paths: list[str]) -> list[tuple[int, bool]]:
    found = []
    for path in paths:
        response = client.get(path)
        found.append((response.status_code, SECRET in response.content.decode()))
    return found


def test_a_deleted_paper_of_a_closed_collection_is_named_to_its_members_only(paper: Document, at_desk) -> None:
    administrator, editor = at_desk("administrator"), at_desk("editor")
    administrator.post(address(paper, "delete"), {"post": "yes"})
    assert not Document.objects.exists()
    change = ChangeSet.objects.order_by("-pk").first()
    paths = [
        address(ChangeSet, "changelist"),
        reverse("admin:records_changeset_deleted"),
        reverse("admin:records_changeset_restore", args=("document", paper.public_id)),
        address(change),
        reverse("admin:records_changeset_revert", args=(change.pk,)),
    ]
    assert _pages(administrator, paths) == [(200, True)] * 5
    assert _pages(editor, paths) == [(200, False), (200, False), (404, False), (403, False), (403, False)]
    assert editor.post(paths[2]).status_code == 404
    Collection.objects.update(open=True)
    assert _pages(editor, paths) == [(200, True)] * 5


def test_the_report_of_a_file_is_closed_with_what_it_brought(paper: Document, at_desk) -> None:
    report = {"not_taken": [{"path": SECRET, "count": 1, "first_line": 1}]}
    batch = ImportBatch.objects.create(file_name=f"{SECRET}.ged", report=report)
    other = ImportBatch.objects.create(file_name="open.ged")
    for made, target in ((batch, paper.pk), (other, paper.pk + 1)):
        ImportedRecord.objects.create(batch=made, kind="document", target=target, record_id="x", xref="@S1@", tag="S")
    jobs = [model.objects.create(file_name=f"{SECRET}.ged", batch=batch) for model in (ImportJob, TableJob)]
    paths = [
        address(ImportBatch, "changelist"),
        address(batch),
        reverse("admin:records_importbatch_undo", args=(batch.pk,)),
        *(address(type(job), "changelist") for job in jobs),
    ]
    archivist = at_desk("archivist")
    seen = _pages(archivist, paths)
    assert [named for _status, named in seen] == [False] * 5
    assert seen[2][0] == 404
    assert [archivist.get(address(job)).status_code for job in jobs] == [404, 404]
    assert "open.ged" in archivist.get(paths[0]).content.decode()
    assert _pages(at_desk("administrator"), paths) == [(200, True)] * 5


def test_a_member_reads_the_report(paper: Document, at_desk) -> None:
    batch = ImportBatch.objects.create(file_name=f"{SECRET}.ged")
    ImportedRecord.objects.create(batch=batch, kind="document", target=paper.pk, record_id="x", xref="@S1@", tag="S")
    client = at_desk("archivist")
    user = client.get("/admin/").wsgi_request.user
    CollectionMember.objects.create(collection=paper.collection, user=user, role="reader")
    assert _pages(client, [address(ImportBatch, "changelist"), address(batch)]) == [(200, True)] * 2


@pytest.fixture
def entered(paper: Document) -> tuple[Document, Person]:
    """The paper as a volunteer entered it, with a source of its own, and the person drawn from it."""
    Collection.objects.update(open=True)
    made = source(f"{SECRET}, the source")
    by = User.objects.create(username="zoe", is_staff=True)
    with making_changes(ActKind.DESK, user=lambda: by, by="Zoe"):
        paper.source = made
        paper.title = f"{SECRET}, entered"
        paper.save()
        someone = person("Jan", "Nowak", "review")
        event = Event(person=someone, kind="death", date_text="1943")
        event.save()
        Event(person=someone, kind="death", date_text="1950").save()
        EventCitation(event=event, source=made, page="A-2214", text=f"{SECRET}, quoted").save()
        Identification(mention=mention(paper, f"{SECRET}, a name"), person=someone).save()
    Collection.objects.update(open=False)
    return paper, someone


@pytest.mark.parametrize("role", ["volunteer", "editor"])
def test_neither_history_nor_citations_say_what_stands_in_a_closed_collection(
    entered: tuple[Document, Person], role: str, at_desk
) -> None:
    paper, someone = entered
    administrator, outsider = at_desk("administrator"), at_desk(role)
    change = ChangeSet.objects.order_by("-pk").first()
    open_pages = [
        address(ChangeSet, "changelist"),
        address(someone),
        address(someone, "history"),
        address(Source, "changelist"),
        reverse("review-record", args=("person", someone.public_id)),
        "/admin/contradictions/",
        reverse("admin:autocomplete") + f"?app_label=records&model_name=document&field_name=source&term={SECRET}",
    ]
    shut_pages = [address(change), reverse("admin:records_changeset_revert", args=(change.pk,)), address(paper.source)]
    assert [word for _status, word in _pages(administrator, open_pages + shut_pages)].count(True) >= 8
    assert _pages(outsider, open_pages) == [(200, False)] * len(open_pages)
    assert [named for _status, named in _pages(outsider, shut_pages)] == [False] * 3
    assert "A-2214" not in outsider.get(address(someone)).content.decode()
    assert outsider.post(shut_pages[1], {"_revert": "1"}).status_code == 403
    who, start = change.user_id, change.made_at.strftime("%Y-%m-%dT%H:%M")
    period = reverse("admin:records_changeset_period") + f"?user={who}&start={start}&end={start}"
    answer = outsider.get(period)
    assert SECRET not in answer.content.decode()


def test_saving_a_person_keeps_the_citations_that_one_does_not_see(entered: tuple[Document, Person], at_desk) -> None:
    _paper, someone = entered
    editor = at_desk("editor")
    form = open_form(editor, someone)
    assert editor.post(address(someone), {**form, "_save": ""}).status_code == 302
    assert EventCitation.objects.get().text == f"{SECRET}, quoted"
    assert Identification.objects.filter(person=someone).exists()
