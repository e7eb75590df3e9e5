"""What readers send in: kept in the inbox, without an account, and not by programs."""

import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from records.contributions.forgetting import forget_old_messages
from records.contributions.models import Contribution, SentFile
from records.contributions.receiving import received_folder
from records.website.flood_gate import BY_ONE

MEMORY = {"text": "She was my grandmother's sister and lived in Leeds.", "name": "A. Nowak", "email": "", "website": ""}


def test_a_memory_about_a_person_reaches_the_inbox(client: Client, addresses: dict[str, str]) -> None:
    response = client.post(f"/pl/{addresses['tell_person']}", MEMORY)
    assert response.status_code == 302
    kept = Contribution.objects.get()
    assert response["Location"] == f"/pl/tell/status/{kept.token}/" and len(kept.token) >= 24
    assert (kept.about_kind, kept.about_id) == ("person", addresses["person"].split("/")[1])
    assert kept.text == MEMORY["text"] and kept.state == "new"


def test_a_message_about_nothing_in_particular_is_welcome(client: Client, addresses: dict[str, str]) -> None:
    client.post("/en/tell/", MEMORY)
    assert Contribution.objects.get().about_id == ""


@pytest.mark.parametrize(
    "change", [{"text": ""}, {"text": "short"}, {"text": "x" * 10_001}, {"name": ""}, {"email": "no address"}]
)
def test_an_unfit_message_is_sent_back_with_its_words(
    client: Client, addresses: dict[str, str], change: dict[str, str]
) -> None:
    response = client.post("/en/tell/", MEMORY | change)
    assert response.status_code == 400 and 'class="error"' in response.content.decode()
    assert not Contribution.objects.exists()


def test_a_program_that_fills_every_field_is_thanked_and_forgotten(client: Client, addresses: dict[str, str]) -> None:
    assert client.post("/en/tell/", MEMORY | {"website": "http://spam.example"}).status_code == 302
    assert not Contribution.objects.exists()


def test_nobody_sends_a_form_from_another_site(addresses: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/en/tell/", MEMORY).status_code == 403


def test_nothing_can_be_told_about_a_record_that_is_not_there(client: Client, addresses: dict[str, str]) -> None:
    assert client.post("/en/people/nobody0000000/tell/", MEMORY).status_code == 404


# --- scans, rights, and what becomes of it -------------------------------------------------------------------------


def picture(kind: str = "JPEG", name: str = "Babcia Kowalska 1941.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "white")
    exif = Image.Exif()
    exif[0x010E] = "SECRET REMARK"
    image.save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture(autouse=True)
def own_private_folder(tmp_path, settings) -> None:
    settings.PRIVATE_DIR = tmp_path / "private"
    cache.clear()


def test_scans_come_along_decoded_and_written_again(client: Client, addresses: dict[str, str]) -> None:
    sent = {**MEMORY, "scans": [picture(), picture("TIFF", "b.tif")], "rights": "archive", "may_be_named": "on"}
    client.post(f"/en/{addresses['tell_document']}", sent)
    message = Contribution.objects.get()
    assert (message.rights, message.may_be_named) == ("archive", True)
    assert [file.name for file in message.files.all()] == ["Babcia Kowalska 1941.jpg", "b.tif"]
    kept = [received_folder() / file.file for file in message.files.all()]
    assert all(b"SECRET" not in path.read_bytes() and "Kowalska" not in path.name for path in kept)


@pytest.mark.parametrize("upload", [SimpleUploadedFile("a.jpg", b"no picture"), SimpleUploadedFile("a.html", b"<b>x")])
def test_what_is_no_picture_is_refused_and_nothing_is_kept(upload, client: Client, addresses: dict[str, str]) -> None:
    response = client.post("/en/tell/", {**MEMORY, "scans": [picture(), upload]})
    assert response.status_code == 400 and MEMORY["name"] in response.content.decode()
    assert not Contribution.objects.exists()
    assert not received_folder().exists() or not list(received_folder().iterdir())


def test_a_file_of_too_many_pages_is_refused_with_the_limit(client: Client, addresses: dict[str, str]) -> None:
    out, page = io.BytesIO(), Image.new("L", (4, 4))
    page.save(out, "TIFF", save_all=True, append_images=[page] * 30)
    response = client.post("/en/tell/", {**MEMORY, "scans": [SimpleUploadedFile("many.tif", out.getvalue())]})
    assert response.status_code == 400 and "many.tif has more than 30 pages." in response.content.decode()
    assert not Contribution.objects.exists() and not list(received_folder().iterdir())


def test_too_many_files_are_refused(client: Client, addresses: dict[str, str]) -> None:
    response = client.post("/en/tell/", {**MEMORY, "scans": [picture() for _number in range(7)]})
    assert response.status_code == 400 and not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("state", "answer", "words"),
    [
        ("new", "", "A volunteer will read it"),
        ("read", "", "is looking into it"),
        ("used", "We added her to the page.", "We added her to the page."),
        ("declined", "", "could not use it this time"),
    ],
)
def test_the_sender_sees_what_becomes_of_it(state, answer, words, client: Client, addresses: dict[str, str]) -> None:
    where = client.post("/en/tell/", MEMORY)["Location"]
    Contribution.objects.update(state=state, answer=answer)
    page = client.get(where)
    text = page.content.decode()
    assert words in text and "noindex" in text and page["Cache-Control"] == "private, no-store"
    # Whoever finds the address learns nothing of the sender or of the words.
    assert MEMORY["text"] not in text and MEMORY["name"] not in text
    assert ("Take it back" in text) == (state == "new")


def test_a_message_can_be_taken_back_until_it_is_read(
    client: Client, addresses, django_capture_on_commit_callbacks
) -> None:
    where = client.post("/en/tell/", {**MEMORY, "scans": [picture()]})["Location"]
    Contribution.objects.update(state="read")
    assert "looking into it" in client.post(where).content.decode() and Contribution.objects.exists()
    Contribution.objects.update(state="new")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(where)["Location"] == "/en/tell/taken-back/"
    assert not Contribution.objects.exists() and not list(received_folder().iterdir())
    assert client.get(where).status_code == 404 and client.get("/en/tell/taken-back/").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "0" * 24])
def test_no_address_is_guessed(token, client: Client, addresses: dict[str, str]) -> None:
    Contribution.objects.create(name="Old", text="From before there were such addresses.")
    assert client.get(f"/en/tell/status/{token}/").status_code == 404


def test_so_much_from_one_address_waits_an_hour(client: Client, addresses: dict[str, str]) -> None:
    for _number in range(BY_ONE):
        assert client.post("/en/tell/", MEMORY).status_code == 302
    refused = client.post("/en/tell/", MEMORY)
    assert refused.status_code == 429 and "in an hour" in refused.content.decode()
    assert MEMORY["text"].split("'")[0] in refused.content.decode()
    assert Contribution.objects.count() == BY_ONE


def test_files_go_with_the_message_after_its_time(
    client: Client, addresses, django_capture_on_commit_callbacks
) -> None:
    client.post("/en/tell/", {**MEMORY, "scans": [picture()]})
    now = timezone.now()
    Contribution.objects.update(state="used", answered_at=now - timedelta(days=400))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_messages(now) == 1
    assert not SentFile.objects.exists() and not list(received_folder().iterdir())
