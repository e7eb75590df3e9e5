"""A page that a browser has kept is sent again only when something was published or the program changed."""

from pathlib import Path

import pytest
from django.test import Client

from records.edition.connection import edition_url, only_writer, writing
from records.edition.publishing import publish_changes
from records.edition.writing import set_info
from records.people.models import Person
from records.record_model import Status
from tests.conftest import TODAY
from tests.website.conftest import PERSON, one_id

_FORMS = {"tell", "tell_person", "tell_place", "tell_document", "tell_history"} | {
    f"pdf_{one}" for one in ("person", "chart", "journey", "booklet")
}


def test_every_page_is_answered_with_not_modified(client: Client, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        first = client.get(f"/pl/{address}")
        if name in _FORMS | {"thanks"}:
            # A form carries a secret of its reader; a thank-you rests on no edition.
            assert "ETag" not in first, name
            continue
        assert first["Cache-Control"] == "no-cache", name
        again = client.get(f"/pl/{address}", headers={"If-None-Match": f'"other", {first["ETag"]}'})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), name


def test_another_language_query_or_host_is_another_page(client: Client, addresses: dict[str, str]) -> None:
    ways = ["/pl/places/", "/en/places/", "/en/places/?name=a"]
    tags = {client.get(way)["ETag"] for way in ways}
    assert len(tags) == len(ways)


def test_after_a_publishing_every_page_is_made_anew(client: Client, own_edition: Path, settings) -> None:
    settings.EDITION_URL = f"sqlite:///{own_edition}"
    tag = client.get("/en/places/")["ETag"]
    with only_writer(edition_url()), writing(edition_url()) as engine, engine.begin() as connection:
        set_info(connection, state="another")
    assert client.get("/en/places/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.django_db(transaction=False)
def test_a_withdrawn_person_is_not_kept(client: Client, own_edition: Path, settings) -> None:
    settings.EDITION_URL = f"sqlite:///{own_edition}"
    record_id = one_id(own_edition, "person", PERSON)
    address = f"/en/people/{record_id}/"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    person = Person.objects.get(public_id=record_id)
    person.status = Status.WITHDRAWN
    person.save()
    publish_changes(TODAY)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 404
