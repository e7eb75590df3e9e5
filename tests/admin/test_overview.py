"""The overview, the sidebar and what is only read: imports, lines not taken, the inbox."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records.admin.dashboard import bounded
from records.change_sets import ChangeSet
from records.contributions.models import Contribution
from records.documents.models import Document
from records.importing.models import ImportBatch, Residue
from records.linkage.models import Identification
from records.people.models import Event, Person
from records.record_model import Status
from tests.admin.desk import address, document, mention, open_form, person

pytestmark = pytest.mark.usefixtures("empty_archive")

REPORT = {
    "created": {"people": 12},
    "problems": [{"line": 7, "code": "x", "message": "A line too long.", "text": "2 NOTE <b>"}],
    "problems_total": 3,
    "not_taken": [{"path": "INDI.DNA", "count": 2, "first_line": 9}],
}


def test_the_overview_shows_what_waits(at_desk, desk_settings) -> None:
    person(), document(status=Status.REVIEW)
    Contribution.objects.create(name="Reader", text="My grandfather.")
    html = at_desk("editor").get("/admin/").content.decode()
    for words in (
        "People: 1",
        "Documents: 1",
        "New messages from readers: 1",
        "Changes waiting to be published: ",
        "/admin/transcribe/letter/",
    ):
        assert words in html
    assert "messages from readers" not in at_desk("volunteer").get("/admin/").content.decode().lower()


def test_no_number_of_the_overview_is_counted_to_its_end() -> None:
    Person.objects.bulk_create(Person() for _number in range(103))
    with CaptureQueriesContext(connection) as queries:
        assert bounded(Person.objects.filter(status=Status.DRAFT)) == "100+"
    assert "LIMIT 101" in queries[0]["sql"]


def test_the_sidebar_leads_only_where_one_may_go(at_desk, desk_settings) -> None:
    volunteer = at_desk("volunteer").get("/admin/").content.decode()
    administrator = at_desk("administrator").get("/admin/").content.decode()
    assert "/admin/auth/user/" not in volunteer
    assert "/admin/auth/user/" in administrator
    assert "/admin/records/person/" in volunteer


def test_an_import_is_read_and_never_changed(at_desk) -> None:
    batch = ImportBatch.objects.create(file_name="nowak.ged", sha256="0" * 64, version="5.5.1", report=REPORT)
    Residue.objects.create(batch=batch, path="INDI.DNA", line=9, lines="1 DNA x")
    client = at_desk("administrator")
    html = client.get(address(batch)).content.decode()
    for words in ("people: 12", "A line too long.", "2 NOTE &lt;b&gt;", "and 2 more", "INDI.DNA: 2, first in line 9"):
        assert words in html
    assert 'name="_save"' not in html
    assert client.post(address(batch), {"file_name": "other.ged"}).status_code == 403
    assert "1 DNA x" in client.get(address(Residue, "changelist"), {"batch__id__exact": batch.pk}).content.decode()


def test_a_message_is_answered_but_not_rewritten(at_desk) -> None:
    about = person()
    message = Contribution.objects.create(
        name="Reader", text="My grandfather.", about_kind="person", about_id=about.public_id
    )
    client = at_desk("editor")
    assert f"q={about.public_id}" in client.get(address(message)).content.decode()
    values = {**open_form(client, message), "state": "used", "answer": "Added.", "text": "forged", "_save": ""}
    assert client.post(address(message), values).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.answer, message.text) == ("used", "Added.", "My grandfather.")


@pytest.mark.parametrize(
    "query", ["?status__exact=draft", "?q=kow", "?p=2", "?p=abc", "?status__exact=nonsense", "?q=%25_'\""]
)
def test_a_list_bears_any_address(query, at_desk) -> None:
    person("Jan", "Kowalski")
    assert at_desk("volunteer").get(address(Person, "changelist") + query).status_code in (200, 302)


def test_the_filter_by_place_looks_up_while_typing(at_desk) -> None:
    html = at_desk("volunteer").get("/admin/records/journeystage/").content.decode()
    assert "unfold-filter-autocomplete" in html


def _entered(client, title: str) -> Document:
    values = {"kind": "letter", "title": title, "original": "unknown", "status": "draft", "_save": ""}
    for rows in ("images", "transcriptions", "translations", "mentions"):
        values |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    assert client.post(address(Document, "add") + "?kind=letter", values).status_code == 302
    return Document.objects.get(title=title)


def test_my_drafts_are_mine_and_only_drafts(at_desk, desk_settings) -> None:
    volunteer = at_desk("volunteer")
    _entered(volunteer, "A letter of mine")
    sent = _entered(volunteer, "Sent away")
    Document.objects.filter(pk=sent.pk).update(status=Status.REVIEW)
    _entered(at_desk("editor"), "A letter of the editor")
    section = _section(volunteer.get("/admin/").content.decode(), "drafts")
    assert "A letter of mine" in section
    assert "Sent away" not in section
    assert "of the editor" not in section


def test_the_week_says_who_did_how_much_but_not_what(at_desk, desk_settings) -> None:
    volunteer = at_desk("volunteer")
    for title in ("One", "Two"):
        _entered(volunteer, title)
    _entered(at_desk("archivist"), "Long ago")
    ChangeSet.objects.filter(by="Ada Archivist").update(made_at=timezone.now() - timedelta(days=8))
    section = _section(at_desk("editor").get("/admin/").content.decode(), "team")
    assert "Ada Volunteer: documents 2" in section
    assert "One" not in section
    assert "Archivist" not in section


def test_what_is_missing_is_named(at_desk, desk_settings) -> None:
    person("Jan", "Unborn", Status.PUBLISHED)
    born = person("Ewa", "Born", Status.PUBLISHED)
    Event(person=born, kind="birth", date_text="1899").save()
    Identification(mention=mention(document(title="No picture"), "Known"), person=born).save()
    mention(Document.objects.get(), "Unknown name")
    section = _section(at_desk("volunteer").get("/admin/").content.decode(), "missing")
    for words in ("Unborn", "No picture", "Unknown name", "1 of the newest 1000"):
        assert words in section
    for words in ("Born, Ewa", ">Known<"):
        assert words not in section


def _section(html: str, heading: str) -> str:
    return html.split(f'aria-labelledby="{heading}"', 1)[1].split("</section>", 1)[0]


def test_the_overview_asks_a_fixed_number_of_questions_and_reads_no_table_through(at_desk, desk_settings) -> None:
    client = at_desk("administrator")

    def more() -> None:
        for number in range(6):
            paper = _entered(client, f"Paper {Document.objects.count()}")
            mention(paper, f"Name {number}")
            person("Jan", f"Man {number}", Status.PUBLISHED)

    more()
    client.get("/admin/")
    with CaptureQueriesContext(connection) as before:
        client.get("/admin/")
    more()
    with CaptureQueriesContext(connection) as after:
        client.get("/admin/")
    assert len(before) == len(after) < 45
    large = ("records_person", "records_document", "records_mention", "records_event", "django_admin_log")
    for query in after:
        assert "COUNT(" not in query["sql"]
        with connection.cursor() as cursor:
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}").fetchall()
        steps = [row[3] for row in plan if row[3].startswith("SCAN") and any(f" {name}" in row[3] for name in large)]
        # Reading backwards along the keys ends with the limit.
        assert not steps or "LIMIT" in query["sql"], (steps, query["sql"])
