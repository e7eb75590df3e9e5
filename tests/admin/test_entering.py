"""Entering what a document says: the fields of its kind, pictures, dates, rival claims, identifications."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from records.documents.models import Document, DocumentImage
from records.linkage.models import Identification
from records.people.models import Event, Person
from records.record_model import Status
from tests.admin.desk import address, document, errors_of, mention, open_form, person, source, values_of

pytestmark = pytest.mark.usefixtures("empty_archive")


def _save(client, record, **changes: Any):
    return client.post(address(record), {**open_form(client, record), **changes, "_save": ""})


# --- fields of a kind ---------------------------------------------------------------------------------------


def test_a_new_document_of_a_kind_is_entered_with_its_fields(at_desk) -> None:
    client, url = at_desk("volunteer"), address(Document, "add") + "?kind=udostoverenie"
    values = values_of(client.get(url).content.decode())
    assert values["kind"] == "udostoverenie"
    values |= {
        "title": "Release certificate",
        "field_number": "А 123",
        "field_birth_year": "1894",
        "field_photo": "no",
        "field_dependants": "Домбровская Людвика; daughter; 1927\nДомбровский Феликс; son",
        "field_endorsements": "хлеб\nбилет",
    }
    assert client.post(url, {**values, "_save": ""}).status_code == 302
    stored = Document.objects.get()
    assert stored.status == Status.DRAFT
    assert stored.fields == {
        "number": "А 123",
        "birth_year": 1894,
        "photo": False,
        "endorsements": ["хлеб", "билет"],
        "dependants": [
            {"as_written": "Домбровская Людвика", "relation": "daughter", "birth_year": 1927},
            {"as_written": "Домбровский Феликс", "relation": "son", "birth_year": None},
        ],
    }


def test_without_a_kind_in_the_address_the_fields_come_after_saving(at_desk) -> None:
    client, url = at_desk("volunteer"), address(Document, "add")
    assert "?kind=udostoverenie" in client.get(url).content.decode()
    values = {**values_of(client.get(url).content.decode()), "kind": "letter", "title": "A letter", "_save": ""}
    response = client.post(url, values)
    assert response["Location"] == address(Document.objects.get())
    assert "field_sender" in open_form(client, Document.objects.get())


def test_what_nobody_touched_is_stored_as_it_was(at_desk) -> None:
    fields = {
        "birth_year": "about 1900",
        "dependants": [{"as_written": "Ян", "age": "7"}],
        "family_size": 6,
        "photo": None,
    }
    paper = document("udostoverenie", fields=fields)
    assert _save(at_desk("volunteer"), paper, note="changed").status_code == 302
    paper.refresh_from_db()
    assert (paper.note, paper.fields) == ("changed", fields)


def test_emptying_a_field_takes_it_away(at_desk) -> None:
    paper = document("letter", fields={"sender": "Karaganda", "recipient": "Canada"})
    _save(at_desk("volunteer"), paper, field_sender="")
    paper.refresh_from_db()
    assert paper.fields == {"recipient": "Canada"}


def test_another_kind_is_refused_while_fields_would_be_lost(at_desk) -> None:
    client, paper = at_desk("volunteer"), document("letter", fields={"sender": "Karaganda"})
    response = _save(client, paper, kind="memoir")
    assert "no place for: from" in errors_of(response)
    assert _save(client, paper, kind="memoir", field_sender="").status_code == 302
    paper.refresh_from_db()
    assert (paper.kind, paper.fields) == ("memoir", {})


# --- pictures -----------------------------------------------------------------------------------------------


def _photograph(colour: str = "red", **options: Any) -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(stream, "JPEG", **options)
    return SimpleUploadedFile("Jan Kowalski, Lwow.jpg", stream.getvalue(), "image/jpeg")


def _upload(client, paper: Document, *files: SimpleUploadedFile):
    values = {**open_form(client, paper), "images-TOTAL_FORMS": str(len(files)), "_save": ""}
    for number, file in enumerate(files):
        values |= {
            f"images-{number}-file": file,
            f"images-{number}-position": "1",
            f"images-{number}-id": "",
            f"images-{number}-document": paper.pk,
        }
    return client.post(address(paper), values)


def test_a_picture_is_stored_anew_without_its_remarks_or_its_name(at_desk) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x8825] = "Secret camera", 6, {1: "N", 2: (50.0, 3.0, 0.0)}
    client, paper = at_desk("volunteer"), document()
    assert _upload(client, paper, _photograph(exif=exif)).status_code == 302
    stored = DocumentImage.objects.get()
    content = stored.file.read()
    stored.file.close()
    assert b"Secret" not in content
    assert b"Exif" not in content
    assert "Kowalski" not in stored.file.name
    # Turned upright, as the remark said.
    assert (stored.width, stored.height) == (20, 40)
    import hashlib

    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    shown = client.get(reverse("admin:records_document_picture", args=(paper.pk, stored.pk)))
    assert b"".join(shown.streaming_content) == content
    shown.close()
    assert at_desk("anonymous").get(shown.request["PATH_INFO"]).status_code == 302


def test_the_same_picture_is_not_taken_twice(at_desk) -> None:
    client, paper = at_desk("volunteer"), document()
    assert "already with this document" in errors_of(_upload(client, paper, _photograph(), _photograph()))
    _upload(client, paper, _photograph())
    values = {**open_form(client, paper), "images-TOTAL_FORMS": "2", "_save": ""}
    values |= {
        "images-1-file": _photograph(),
        "images-1-position": "2",
        "images-1-id": "",
        "images-1-document": paper.pk,
    }
    assert "already with this document" in errors_of(client.post(address(paper), values))
    assert DocumentImage.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no picture at all", "no picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture that can be read"),
        (_photograph().read()[:200], "no picture that can be read"),
    ],
    ids=["text", "svg", "cut short"],
)
def test_what_is_no_picture_is_refused_in_words(content, message, at_desk) -> None:
    response = _upload(at_desk("volunteer"), document(), SimpleUploadedFile("scan.jpg", content, "image/jpeg"))
    assert message in errors_of(response)


def test_a_picture_of_too_many_points_is_refused_before_it_is_decoded(at_desk, monkeypatch) -> None:
    monkeypatch.setattr("records.documents.image_intake.MOST_PIXELS", 500)
    assert "more than" in errors_of(_upload(at_desk("volunteer"), document(), _photograph()))


# --- dates and claims ---------------------------------------------------------------------------------------


def test_new_words_of_a_date_are_read_anew(at_desk) -> None:
    client, paper = at_desk("volunteer"), document(date_text="10 lutego 1940")
    assert paper.date_value == "10 FEB 1940"
    html = client.get(address(paper)).content.decode()
    assert "Read as: 10 February 1940" in html
    _save(client, paper, date_text="3 maja 1941")
    paper.refresh_from_db()
    assert (paper.date_text, paper.date_value) == ("3 maja 1941", "3 MAY 1941")


def test_a_reading_of_ones_own_stays(at_desk) -> None:
    client, paper = at_desk("volunteer"), document(date_text="w lutym")
    _save(client, paper, date_value="FEB 1940")
    paper.refresh_from_db()
    assert (paper.date_text, paper.date_value) == ("w lutym", "FEB 1940")
    assert "form of a date is not known" in errors_of(_save(client, paper, date_value="sometime"))


def _two_births() -> tuple[Person, Event, Event]:
    someone = person()
    births = [Event(person=someone, kind="birth", date_text=year) for year in ("1911", "1912")]
    for birth in births:
        birth.save()
    return someone, *births


def test_a_conclusion_is_signed_and_needs_a_reason(at_desk) -> None:
    someone, first, _second = _two_births()
    client = at_desk("volunteer")
    assert "Say why" in errors_of(_save(client, someone, **{"events-0-is_conclusion": "on"}))
    _save(client, someone, **{"events-0-is_conclusion": "on", "events-0-conclusion_reason": "The parish book."})
    first.refresh_from_db()
    assert (first.is_conclusion, first.concluded_by) == (True, "Ada Volunteer")
    assert first.concluded_on is not None


def test_the_conclusion_moves_from_claim_to_claim_but_is_never_two(at_desk) -> None:
    someone, first, second = _two_births()
    client = at_desk("volunteer")
    reasons = {"events-0-conclusion_reason": "One.", "events-1-conclusion_reason": "Two."}
    both = {"events-0-is_conclusion": "on", "events-1-is_conclusion": "on"}
    assert "Only one row of a kind" in errors_of(_save(client, someone, **reasons, **both))
    _save(client, someone, **reasons, **{"events-1-is_conclusion": "on"})
    values = {**open_form(client, someone), "events-0-is_conclusion": "on", "_save": ""}
    del values["events-1-is_conclusion"]
    assert client.post(address(someone), values).status_code == 302
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.is_conclusion, second.is_conclusion) == (True, False)


def test_a_name_and_its_citation_are_entered_together(at_desk) -> None:
    someone, cards = person(), source()
    new = {
        "names-TOTAL_FORMS": "2",
        "names-1-kind": "aka",
        "names-1-surname": "Жулкевский",
        "names-1-position": "2",
        "names-1-script": "Cyrl",
        "names-1-id": "",
        "names-1-person": someone.pk,
        "names-1-citations-TOTAL_FORMS": "1",
        "names-1-citations-INITIAL_FORMS": "0",
        "names-1-citations-MIN_NUM_FORMS": "0",
        "names-1-citations-MAX_NUM_FORMS": "1000",
        "names-1-citations-0-source": cards.pk,
        "names-1-citations-0-page": "card 7",
        "names-1-citations-0-id": "",
        "names-1-citations-0-name": "",
    }
    response = _save(at_desk("volunteer"), someone, **new)
    assert response.status_code == 302, errors_of(response)
    name = someone.names.get(kind="aka")
    assert [(citation.source, citation.page) for citation in name.citations.all()] == [(cards, "card 7")]


# --- identifications ----------------------------------------------------------------------------------------


def _identify(client, name, someone, **more: Any):
    values = {
        "mention": name.pk,
        "person": someone.pk,
        "certainty": "sure",
        "reason": "The father's name.",
        "_save": "",
        **more,
    }
    return client.post(address(Identification, "add"), values)


def test_from_a_name_on_a_page_one_says_who_it_is(at_desk) -> None:
    client, paper, someone = at_desk("volunteer"), document(), person(status=Status.PUBLISHED)
    name = mention(paper, "Żółkiewski Jan")
    link = f"{address(Identification, 'add')}?mention={name.pk}"
    assert link in client.get(address(paper)).content.decode()
    assert values_of(client.get(link).content.decode())["mention"] == str(name.pk)
    assert _identify(client, name, someone).status_code == 302
    assert Identification.objects.get().decided_by == "Ada Volunteer"
    assert "identified with this person already" in errors_of(_identify(client, name, someone))


def test_an_identification_on_a_published_page_is_for_editors(at_desk) -> None:
    name, someone = mention(document(status=Status.PUBLISHED), "Jan"), person()
    assert "before the public" in errors_of(_identify(at_desk("volunteer"), name, someone))
    assert _identify(at_desk("editor"), name, someone).status_code == 302


def test_withdrawing_needs_a_reason_and_changes_neither_side(at_desk) -> None:
    client, someone, other = at_desk("volunteer"), person(), person("Inny")
    decided = Identification(mention=mention(document(), "Jan"), person=someone)
    decided.save()
    assert "Say why" in errors_of(_save(client, decided, withdrawn="on"))
    assert _save(client, decided, withdrawn="on", withdrawn_reason="Another Jan.", person=other.pk).status_code == 302
    decided.refresh_from_db()
    assert (decided.withdrawn, decided.person) == (True, someone)
