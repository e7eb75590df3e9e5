"""The addresses of somebody who was made one with another person lead on for ever, and never to whom nobody may see."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.queries import now_called
from records.edition.rebuilding import rebuild
from records.journeys.models import JourneyStage, Traveller
from records.merging.undoing import undo_merge
from records.people.models import Person
from records.record_model import Status
from tests.admin.desk import dead_person
from tests.conftest import TODAY
from tests.edition.test_both_ways_agree import agree
from tests.edition.world import rows_of
from tests.merging.doubled_world import merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")

ADDRESSES = (
    "/en/people/{}/",
    "/pl/people/{}/chart/?kind=fan&generations=3",
    "/en/people/{}/kinship/",
    "/en/people/{}/journey/",
    "/en/people/{}/journey/route.json",
    "/en/people/{}/card.png",
    "/en/people/{}/take/json/",
    "/en/people/{}/pdf/",
    "/en/people/{}/chart/pdf/",
    "/en/people/{}/booklet/",
    "/en/people/{}/journey/pdf/",
    "/en/people/{}/companions/",
    "/en/people/{}/tell/",
    "/api/v1/people/{}",
)


@pytest.fixture
def pair() -> tuple[Person, Person]:
    stage = JourneyStage(code="EXILE_SETTLEMENT", date_text="1940", status=Status.PUBLISHED)
    stage.save()
    made = dead_person("Janina", "Kowalska"), dead_person("Jennie", "Kowalski")
    Traveller(stage=stage, person=made[0]).save()
    return made


def leads_to(old: Person) -> str | None:
    with reading() as edition:
        return now_called(edition, old.public_id)


def test_every_address_of_a_person_leads_on(pair: tuple[Person, Person], client: Client) -> None:
    kept, gone = pair
    rebuild("public", TODAY)
    for address in ADDRESSES:
        assert client.get(address.format(gone.public_id)).status_code in (200, 404)
    merge(kept, gone)
    publish_changes(TODAY)
    for address in ADDRESSES:
        answer = client.get(address.format(gone.public_id))
        assert (answer.status_code, answer["Location"]) == (301, address.format(kept.public_id)), address
        assert "no-cache" in answer["Cache-Control"]
    assert client.get(f"/people/{gone.public_id}/", follow=True).status_code == 200
    told = client.post(f"/en/people/{gone.public_id}/tell/", {"text": "I knew her."})
    assert (told.status_code, told["Location"]) == (308, f"/en/people/{kept.public_id}/tell/")
    related = client.get(f"/en/people/{kept.public_id}/kinship/?to={gone.public_id}")
    assert "The other person is not in this archive." not in related.content.decode()


def test_through_a_chain_and_back_again(pair: tuple[Person, Person], tmp_path: Path, settings) -> None:
    anna, hanna = pair
    ania = dead_person("Ania", "Kowalska")
    rebuild("public", TODAY)
    before = rows_of(settings.EDITION_URL)
    first, second = merge(hanna, anna), merge(ania, hanna)
    publish_changes(TODAY)
    assert (leads_to(anna), leads_to(hanna)) == (ania.public_id, ania.public_id)
    other = f"sqlite:///{tmp_path}/other.sqlite3"
    rebuild("public", TODAY, url=other)
    agree(settings.EDITION_URL, other)
    for merged in (second, first):
        undo_merge(merged, reason="Cousins.", user=reviewer(), now=timezone.now())
        publish_changes(TODAY)
    assert (leads_to(anna), leads_to(hanna)) == (None, None)
    assert rows_of(settings.EDITION_URL) == before


def _was_a_draft(_kept: Person, gone: Person) -> None:
    Person.objects.filter(pk=gone.pk).update(status=Status.DRAFT)


def _was_living(_kept: Person, gone: Person) -> None:
    Person.objects.filter(pk=gone.pk).update(vital="living")


def _was_confidential(_kept: Person, gone: Person) -> None:
    Person.objects.filter(pk=gone.pk).update(confidential=True)


def _becomes_one_who_is_a_draft(kept: Person, _gone: Person) -> None:
    Person.objects.filter(pk=kept.pk).update(status=Status.DRAFT)


CANARIES = (_was_a_draft, _was_living, _was_confidential, _becomes_one_who_is_a_draft)


@pytest.mark.parametrize("given", CANARIES)
def test_an_address_that_would_tell_of_whom_nobody_may_see_is_none(
    given, pair: tuple[Person, Person], client: Client, settings
) -> None:
    kept, gone = pair
    given(*pair)
    rebuild("public", TODAY)
    merge(kept, gone, chosen={"vital": "deceased"})
    publish_changes(TODAY)
    never = client.get("/api/v1/people/zzzzzzzzzzzz")
    for address in ADDRESSES:
        assert client.get(address.format(gone.public_id)).status_code == 404, address
    hidden = client.get(f"/api/v1/people/{gone.public_id}")
    assert hidden.content.decode().replace(gone.public_id, "zzzzzzzzzzzz") == never.content.decode()
    assert not any(gone.public_id in str(row) for rows in rows_of(settings.EDITION_URL).values() for row in rows)


def test_whoever_is_withdrawn_takes_the_old_addresses_along(pair: tuple[Person, Person], settings) -> None:
    kept, gone = pair
    rebuild("public", TODAY)
    merge(kept, gone)
    publish_changes(TODAY)
    assert leads_to(gone) == kept.public_id
    someone = Person.objects.get(pk=kept.pk)
    someone.status = Status.WITHDRAWN
    someone.save()
    publish_changes(TODAY)
    assert leads_to(gone) is None
    assert not any(gone.public_id in str(row) for rows in rows_of(settings.EDITION_URL).values() for row in rows)
