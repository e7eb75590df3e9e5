"""What a closed collection leaves behind, deleted papers and reports of files, is closed as the collection is."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from records.admin.closed_collections import collections_of
from records.change_sets import ActKind, ChangeSet, making_changes
from records.documents.collections import Collection, CollectionMember
from records.documents.models import Document, Source
from records.importing.jobs import ImportJob
from records.importing.models import ImportBatch, ImportedRecord
from records.journeys.models import JourneyStage
from records.linkage.models import Identification
from records.people.models import Event, EventCitation, Family, Person
from records.reviewing.digest import Paths, Reader, lines_for
from records.tables.models import TableJob
from tests.admin.desk import address, document, errors_of, mention, open_form, person, source
from tests.transcribing.entries import linked, page, save, somebody

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


@pytest.fixture
def family_of_the_paper(paper: Document) -> Person:
    """A family known from a closed certificate alone, all of it drafts in review; the holder is returned."""
    people = [
        somebody("holder", "Sekretny Jan", birth_year="1897"),
        somebody("spouse", "Sekretna Anna"),
        somebody("child", "Sekretny Piotr", birth_year="1926"),
    ]
    entry = page("udostoverenie", *people, date="5.9.1941", place="Kotłas", status="review")
    zoe = User.objects.create(username="zoe", is_staff=True)
    with making_changes(ActKind.DESK, user=lambda: zoe):
        made = save(replace(entry, collection=paper.collection_id))
    return made.created[0]


def test_who_is_known_from_a_closed_paper_alone_is_nowhere(family_of_the_paper: Person, at_desk) -> None:
    holder = family_of_the_paper
    stage, family = JourneyStage.objects.get(), Family.objects.get()
    paths = [
        "/admin/review/",
        address(ChangeSet, "changelist"),
        *(address(model, "changelist") for model in (Person, Family, JourneyStage, Source)),
        *(address(one, what) for one in (holder, family, stage) for what in ("change", "history")),
        *(reverse("review-record", args=(one.KIND, one.public_id)) for one in (holder, family, stage)),
        reverse("admin:autocomplete") + "?app_label=records&model_name=traveller&field_name=person&term=Sekre",
    ]

    def telling(role: str) -> int:
        client = at_desk(role)
        return sum("ekretn" in client.get(path, follow=True).content.decode() for path in paths)

    assert telling("administrator") >= 11
    assert (telling("editor"), telling("volunteer")) == (0, 0)
    member = User.objects.get(username="a_volunteer")
    CollectionMember.objects.create(collection=Collection.objects.get(), user=member, role="reader")
    assert telling("volunteer") >= 11


def test_of_who_is_known_otherwise_too_the_closed_share_alone_is_hidden(family_of_the_paper: Person, at_desk) -> None:
    spouse = somebody("spouse", "Sekretna Anna", birth_year="1901")
    again = linked(somebody("holder", "Sekretny Jan"), family_of_the_paper.pk, "sure")
    save(page("udostoverenie", again, spouse, title="Open", fields={"number": "7"}, date="6.9.1942", place="Buzułuk"))
    html = at_desk("volunteer").get(address(family_of_the_paper)).content.decode()
    assert "Sekretny" in html
    assert "1897" not in html
    assert "Kotłas" not in html
    listed = at_desk("volunteer").get(address(Person, "changelist")).content.decode()
    assert "Sekretny, Jan" in listed
    assert "Piotr" not in listed


def test_a_source_of_open_and_closed_papers_is_cited_openly_of_the_open_ones_alone(paper: Document, at_desk) -> None:
    book, someone = source("Register"), person("Jan", "Nowak")
    for signature, collection in (("A-1", None), ("B-2", paper.collection)):
        document(title=f"Card {signature}", signature=signature, source=book, collection=collection)
        event = Event(person=someone, kind="residence", date_text=f"of {signature}")
        event.save()
        EventCitation(event=event, source=book, page=f"{signature}, row 4").save()
    html = at_desk("editor").get(address(someone)).content.decode()
    assert ("of A-1" in html, "of B-2" in html) == (True, False)


def test_numbers_are_those_of_what_one_may_see(family_of_the_paper: Person) -> None:
    def told(role: str) -> str:
        user = User.objects.create(username=f"reads_{role}", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        reader = Reader(user, publishes=True, transcribes=False, answers_readers=False)
        unseen = collections_of(user).unseen
        return " ".join(one.words for one in lines_for(replace(reader, unseen=unseen), localdate(), Paths(*"abcdefg")))

    for year in ("1850", "1851"):
        Event(person=Person.objects.get(sort_name__contains="Anna"), kind="death", date_text=year).save()
    # The paper, its source, three people, a family and a stage.
    assert "7 records are in review." in told("administrator")
    assert "1 record is in review." in told("editor")


def test_a_mark_that_one_does_not_see_is_not_overwritten(entered: tuple[Document, Person], at_desk) -> None:
    _paper, someone = entered
    hidden = Event.objects.get(date_text="1943")
    hidden.is_conclusion, hidden.conclusion_reason = True, "As the letter says."
    hidden.save()
    editor = at_desk("editor")
    form = open_form(editor, someone)
    form |= {"events-0-is_conclusion": "on", "events-0-conclusion_reason": "I think so."}
    answer = editor.post(address(someone), {**form, "_save": ""})
    assert "closed to you" in errors_of(answer)
    assert "1943" not in answer.content.decode()
