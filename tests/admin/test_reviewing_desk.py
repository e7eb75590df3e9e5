"""Agreeing at the desk: the line, a document's page, accepting, giving back, withdrawing, concluding; no browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.change_sets import ActKind, making_changes
from records.documents.collections import Collection, CollectionMember
from records.documents.models import Document
from records.people.models import Event, Person
from records.record_model import Record, Status
from records.review_queue import InReview
from records.reviewing.models import Remark, SecondReading
from tests.admin.desk import address, document, errors_of, open_form, person, status_of
from tests.admin.test_fixed_queries import FORMS
from tests.transcribing.entries import CERTIFICATE, linked, page, save, somebody

pytestmark = pytest.mark.usefixtures("empty_archive")
LINE = "/admin/review/"


def _page(record: Record, act: str = "record") -> str:
    return reverse(f"review-{act}", args=(record.KIND, record.public_id))


def _html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def _sent_by(name: str, **columns: Any) -> Document:
    user, _created = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    with making_changes(ActKind.DESK, user=lambda: user):
        return document(status=Status.REVIEW, **columns)


def _form(html: str, act: str) -> dict[str, Any]:
    """Return what the form of the page with this act sends."""
    form = next(part for part in html.split("<form ")[1:] if f"/{act}/" in part.partition(">")[0]).partition("</form>")[
        0
    ]
    fields = re.findall(r'<input type="(\w+)" name="(\w+)" value="([^"]*)"', form)
    ticked = [value for kind, name, value in fields if kind == "checkbox"]
    return {**{name: value for kind, name, value in fields if kind == "hidden"}, "with": ticked}


def _certificate() -> Document:
    return save(page("udostoverenie", *CERTIFICATE.people, date="5.9.1941", place="Котлас", status="review")).document


def test_the_line_is_the_oldest_first_by_page_and_filter(at_desk) -> None:
    client = at_desk("editor")
    papers = [_sent_by("ewa", title=f"Paper {number}") for number in range(52)]
    someone = person(status=Status.REVIEW)
    first = _html(client, LINE)
    assert first.index("Paper 0<") < first.index("Paper 1<") < first.index("Paper 49<")
    assert "Paper 50<" not in first
    after = re.search(r"after=(\d+)", first)
    assert after is not None
    assert "Paper 50<" in (rest := _html(client, f"{LINE}?after={after[1]}")) and str(someone) in rest
    assert "Paper 0<" not in _html(client, f"{LINE}?kind=person")
    assert str(someone) not in _html(client, f"{LINE}?document_kind=letter")
    ewa = User.objects.get(username="ewa").pk
    assert str(someone) not in _html(client, f"{LINE}?sent_by={ewa}")
    papers[0].status = Status.DRAFT
    papers[0].save()
    assert "Paper 0<" not in _html(client, LINE)
    assert "Paper 1<" in _html(client, f"{LINE}?kind=x&collection=y&after=z")


def test_who_sends_again_stands_at_the_end_and_who_changes_keeps_the_place() -> None:
    first, second = _sent_by("ewa", title="First"), _sent_by("ewa", title="Second")
    first.kind = "photograph"
    first.save()
    assert InReview.objects.values_list("record_id", "document_kind")[0] == (first.public_id, "photograph")
    for status in (Status.DRAFT, Status.REVIEW):
        first.status = status
        first.save()
    assert [row.record_id for row in InReview.objects.all()] == [second.public_id, first.public_id]
    second.delete()
    assert [row.record_id for row in InReview.objects.all()] == [first.public_id]


def test_a_page_shows_every_claim_with_what_was_there_before(at_desk) -> None:
    known = person("Ян", "Ковальский")
    Event(person=known, kind="birth", date_text="1899").save()
    holder = linked(somebody("holder", "Ковальский Ян", birth_year="1897"), known.pk, "probable", "Same village.")
    child = somebody("child", "Ковальский Пётр", birth_year="1920")
    paper = save(page("udostoverenie", holder, child, date="5.9.1941", status="review")).document
    html = _html(at_desk("editor"), _page(paper))
    for words in ("(probable): Same village.", "1897", "1899", "no source", "(new)", "Release", "P8"):
        assert words in html, words


def test_accepting_publishes_what_came_along_but_what_is_unticked(at_desk, django_capture_on_commit_callbacks) -> None:
    paper, client = _certificate(), at_desk("editor")
    child = Person.objects.get(sort_name__contains="Zbigniew")
    sent = _form(_html(client, _page(paper)), "accept")
    sent["with"].remove(f"person:{child.public_id}")
    other = _sent_by("ewa", title="The next")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(_page(paper, "accept"), sent, follow=True)
    assert response.redirect_chain[-1][0] == _page(other)
    assert f"stays a draft: {child}" in response.content.decode()
    assert (status_of(paper), status_of(child)) == (Status.PUBLISHED, Status.DRAFT)
    assert not Person.objects.exclude(pk=child.pk).exclude(status=Status.PUBLISHED).exists()
    assert client.post(_page(paper, "accept"), sent).status_code == 409


def test_who_accepts_what_was_changed_meanwhile_looks_once_more(at_desk) -> None:
    paper, client = _certificate(), at_desk("editor")
    sent = _form(_html(client, _page(paper)), "accept")
    Event(person=Person.objects.first(), kind="death", date_text="1942").save()
    assert client.post(_page(paper, "accept"), sent).status_code == 409
    assert status_of(paper) == Status.REVIEW


def test_given_back_it_is_a_draft_of_its_sender_until_sent_again(at_desk, desk_settings) -> None:
    editor, volunteer = at_desk("editor"), at_desk("volunteer")
    paper = _sent_by("a_volunteer", title="A hard letter")
    claim = {"claim": "field:@date"}
    assert editor.post(_page(paper, "return"), {"words": " ", **claim}).status_code == 409
    assert editor.post(_page(paper, "return"), {"words": "Read the day again.", **claim}).status_code == 302
    assert status_of(paper) == Status.DRAFT
    overview = _html(volunteer, "/admin/")
    assert "Given back to you" in overview and "Read the day again." in overview
    assert "Read the day again." in _html(volunteer, address(paper))
    assert "Given back to you" not in _html(editor, "/admin/")
    volunteer.post(address(paper), {**open_form(volunteer, paper), "status": Status.REVIEW, "_save": ""})
    assert Remark.objects.get().answered_by == "Ada Volunteer"
    assert "Given back to you" not in _html(volunteer, "/admin/")
    assert status_of(paper) == Status.REVIEW


def test_a_remark_decides_nothing_and_names_the_claim(at_desk) -> None:
    paper = _sent_by("ewa", date_text="1941")
    at_desk("volunteer").post(_page(paper, "remark"), {"words": "Is it 1942?", "claim": "field:@date"})
    said = Remark.objects.get()
    assert (said.claim, said.claim_words, status_of(paper)) == ("field:@date", "Date: 1941", Status.REVIEW)
    at_desk("volunteer").post(_page(paper, "remark"), {"words": "Who?", "claim": "event:99"})
    assert Remark.objects.first().claim == ""


def test_nobody_accepts_their_own_unless_a_setting_allows_it(at_desk, settings) -> None:
    editor, settings.REVIEW_OWN = at_desk("editor"), False
    paper = _sent_by("an_editor", title="Mine")
    User.objects.filter(username="an_editor").delete()
    InReview.objects.update(sent_by=User.objects.get(username="a_editor"))
    html = _html(editor, _page(paper))
    assert "/accept/" not in html
    assert editor.post(_page(paper, "accept"), {"stamp": ""}).status_code == 403
    values = {**open_form(editor, paper), "status": Status.PUBLISHED, "_save": ""}
    assert "not one of the available choices" in errors_of(editor.post(address(paper), values))
    editor.post(address(Document, "changelist"), {"action": "publish", "_selected_action": [paper.pk]})
    assert status_of(paper) == Status.REVIEW
    settings.REVIEW_OWN = True
    assert editor.post(_page(paper, "accept"), _form(_html(editor, _page(paper)), "accept")).status_code == 302
    assert status_of(paper) == Status.PUBLISHED


def test_withdrawing_in_the_form_asks_for_a_reason_and_keeps_it(at_desk) -> None:
    editor, someone = at_desk("editor"), person(status=Status.PUBLISHED)
    values = {**open_form(editor, someone), "status": Status.WITHDRAWN, "_save": ""}
    assert "Say why it is withdrawn" in errors_of(editor.post(address(someone), values))
    editor.post(address(someone), {**values, "why": "Asked for by the family."})
    assert status_of(someone) == Status.WITHDRAWN
    said = Remark.objects.get()
    assert (said.act, said.words, said.record_id) == ("withdrawn", "Asked for by the family.", someone.public_id)


def test_rival_claims_are_concluded_in_one_step(at_desk) -> None:
    someone, client = person(), at_desk("volunteer")
    claims = [Event(person=someone, kind="birth", date_text=year) for year in ("1898", "1899")]
    for claim in claims:
        claim.save()
    html = _html(client, address(someone))
    assert "Birth: several claims" in html and "1898" in html
    assert str(someone) in _html(client, "/admin/contradictions/")
    conclude = reverse("review-conclude")
    client.post(conclude, {"claim": claims[0].pk, "reason": ""})
    assert not Event.objects.filter(is_conclusion=True).exists()
    client.post(conclude, {"claim": claims[0].pk, "reason": "The register."})
    concluded = Event.objects.get(is_conclusion=True)
    assert (concluded.date_text, concluded.concluded_by) == ("1898", "Ada Volunteer")
    assert str(someone) not in _html(client, "/admin/contradictions/")
    Person.objects.update(status=Status.PUBLISHED)
    assert client.post(conclude, {"claim": claims[1].pk, "reason": "No."}).status_code == 403


def test_a_second_reading_shows_nothing_of_the_first_and_is_somebody_else_s(at_desk, django_user_model) -> None:
    entry = page("udostoverenie", somebody("holder", "Выдуманский Ян", birth_year="1897"), date="5.9.1941",
                 status="review", hard_to_read="yes")  # fmt: skip
    paper, client = save(entry).document, at_desk("volunteer")
    again = reverse("review-second", args=(paper.pk,))
    assert again in _html(client, reverse("review-read-again"))
    html = _html(client, again)
    assert "Выдуманский" not in html and "1897" not in html and "Wydumański" not in html
    sent = {"act": "review", "people.0.role": "holder", "people.0.name.text": "Выдуманский Ян", "date.text": "5.9.1941",
            "people.0.values.birth_year.text": "1899"}  # fmt: skip
    assert client.post(again, {**sent, "people.0.role": "captain"}).status_code == 200
    assert client.post(again, sent).status_code == 302
    assert SecondReading.objects.get().by == "Ada Volunteer"
    decide, editor = reverse("review-differences", args=(paper.pk,)), at_desk("editor")
    assert "1899" in _html(editor, decide)
    assert editor.post(decide, {}).status_code == 200
    assert editor.post(decide, {"choice.people.0.values.birth_year": "both"}).status_code == 302
    assert Event.objects.filter(kind="birth").count() == 2
    assert "66 %" in _html(editor, reverse("review-agreement"))
    SecondReading.objects.all().delete()
    InReview.objects.update(sent_by=django_user_model.objects.get(username="a_volunteer"))
    assert client.get(again).status_code == 403


def test_a_closed_collection_is_closed_here_too(at_desk) -> None:
    closed = Collection.objects.create(name="Closed", open=False)
    paper = _sent_by("ewa", title="Secret paper", collection=closed)
    hard = _sent_by("ewa", title="Secret list", collection=closed, hard_to_read=True, kind="udostoverenie")
    editor = at_desk("editor")
    assert "Secret" not in _html(editor, LINE) + _html(editor, reverse("review-read-again"))
    urls = [_page(paper), reverse("review-second", args=(hard.pk,)), reverse("review-differences", args=(hard.pk,))]
    assert [editor.get(url).status_code for url in urls] == [404, 404, 404]
    assert editor.post(_page(paper, "accept")).status_code == 404
    user = User.objects.get(username="a_editor")
    CollectionMember.objects.create(collection=closed, user=user, role="volunteer")
    assert "/accept/" not in _html(editor, _page(paper))
    assert editor.post(_page(paper, "accept")).status_code == 403
    CollectionMember.objects.update(role="editor")
    assert "/accept/" in _html(editor, _page(paper))


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_more_rows_add_no_query_to_the_line(at_desk) -> None:
    client = at_desk("editor")
    _sent_by("ewa"), person(status=Status.REVIEW), _queries(client, LINE)
    before = _queries(client, LINE)
    for number in range(8):
        _sent_by("ewa", title=f"Paper {number}"), person(status=Status.REVIEW)
    assert _queries(client, LINE) == before <= 15


def test_more_people_add_no_query_to_a_page(at_desk: Callable) -> None:
    client, pages = at_desk("editor"), []
    for children in (1, 8):
        people = [CERTIFICATE.people[0], CERTIFICATE.people[1]]
        people += [somebody("child", f"Выдуманский {name}", birth_year="1930") for name in "АБВГДЕЖЗ"[:children]]
        pages.append(save(page("udostoverenie", *people, date="5.9.1941", place="Котлас", status="review")).document)
    _queries(client, _page(pages[0]))
    few, many = (_queries(client, _page(paper)) for paper in pages)
    assert few == many <= 60


@pytest.mark.parametrize("kind", ["person", "family", "stage", "place", "history", "document"])
def test_more_rows_add_no_query_to_the_page_of_another_record(kind: str, at_desk) -> None:
    make, add_row = FORMS[kind]
    record, client = make(), at_desk("editor")
    add_row(record, 1), add_row(record, 2)
    _queries(client, _page(record))
    before = _queries(client, _page(record))
    for number in range(3, 9):
        add_row(record, number)
    assert _queries(client, _page(record)) == before
