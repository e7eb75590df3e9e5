"""What readers send in: kept in the inbox, without an account, and not by programs."""

import pytest
from django.test import Client

from records.contributions.models import Contribution

MEMORY = {"text": "She was my grandmother's sister and lived in Leeds.", "name": "A. Nowak", "email": "", "website": ""}


def test_a_memory_about_a_person_reaches_the_inbox(client: Client, addresses: dict[str, str]) -> None:
    response = client.post(f"/pl/{addresses['tell_person']}", MEMORY)
    assert response.status_code == 302 and response["Location"] == "/pl/tell/thanks/"
    kept = Contribution.objects.get()
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
