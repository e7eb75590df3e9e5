"""In the form of a person: who it may be is said while it is typed and beside the saved record, if one may see them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.admin.transcribing.answers import candidates
from records.documents.collections import Collection
from records.linkage.deciding import decide
from records.linkage.following import follow_changes
from records.linkage.models import Identification
from records.linkage.pairs import Verdict
from records.people.models import FamilyPartner, Person, PersonName
from records.transcribing.entry import Decision, Entry, EntryPerson, Written
from tests.admin.desk import address, document, errors_of, mention, source, values_of
from tests.admin.jobs_desk import nobody_works  # noqa: F401
from tests.edition.world import family_of, person, six_others
from tests.merging.doubled_world import reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
AtDesk = Callable[[str], Client]
ASK, ADD = "pair-may-be", "admin:records_person_add"
TYPED = {
    "sex": "F",
    "names-0-kind": "birth",
    "names-0-given": "Janina",
    "names-0-surname": "Kowalska",
    "events-0-kind": "birth",
    "events-0-date_text": "14 marca 1911",
}


@pytest.fixture
def janina() -> Person:
    """One woman, written in another script, among others."""
    six_others()
    someone = person("Янина", "Ковальская", "14 March 1911")
    follow_changes()
    return someone


def asked(client: Client, **typed: Any) -> dict[str, Any]:
    answer = client.post(reverse(ASK), TYPED | typed)
    assert answer.status_code == 200
    return dict(answer.json())


def empty_form(client: Client) -> dict[str, Any]:
    return values_of(client.get(reverse(ADD)).content.decode())


def saved(client: Client, **sent: str) -> Any:
    rows = {"names-TOTAL_FORMS": "1", "events-TOTAL_FORMS": "1", "names-0-position": "1", "names-0-script": "Latn"}
    for part in ("names-0", "events-0"):
        rows |= {f"{part}-citations-TOTAL_FORMS": "0", f"{part}-citations-INITIAL_FORMS": "0"}
    sent = empty_form(client) | rows | TYPED | sent
    return client.post(reverse(ADD), sent, follow=True)


@pytest.mark.parametrize("role", ["volunteer", "editor", "archivist", "administrator"])
def test_whoever_is_at_the_desk_is_told_with_reasons_and_links(role: str, janina: Person, at_desk: AtDesk) -> None:
    answer = asked(at_desk(role))
    assert answer["count"] == 1
    assert "Ковальская" in answer["html"] and "14 March 1911" in answer["html"]
    assert "Born on the same day." in answer["html"]
    assert f'href="{address(janina)}" target="_blank"' in answer["html"]
    assert f'data-take="{janina.pk}"' in answer["html"]


@pytest.mark.parametrize(("role", "status"), [("anonymous", 401), ("outsider", 403)])
def test_others_are_told_nothing(role: str, status: int, janina: Person, at_desk: AtDesk, django_user_model) -> None:
    client = at_desk(role)
    if role == "outsider":
        client.force_login(django_user_model.objects.create_user("x", is_staff=True))
    answer = client.post(reverse(ASK), TYPED)
    assert answer.status_code == status and "Ковальская" not in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"names-0-given": "Ewa", "names-0-surname": "Zalewska"},
        {"names-0-given": "", "names-0-surname": ""},
        {"names-0-DELETE": "on"},
        {"events-0-date_text": "1850"},
        {"sex": "M"},
    ],
)
def test_nobody_is_named_where_nobody_is_likely(typed: dict[str, str], janina: Person, at_desk: AtDesk) -> None:
    assert asked(at_desk("volunteer"), **typed) == {"html": "\n\n", "count": 0}


@pytest.mark.parametrize(
    "typed",
    [
        {"names-0-surname": "\x00", "events-0-place": "x" * 500, "names-99999-given": "Jan"},
        {"events-0-place": "9" * 17, "events-0-date_value": "no date", "sex": "nonsense"},
        {"names-0-given": "J" * 5000, "names-1-preferred": "on", "names-1-as_written": "?"},
    ],
)
def test_nothing_that_is_sent_breaks_it(typed: dict[str, str], janina: Person, at_desk: AtDesk) -> None:
    asked(at_desk("volunteer"), **typed)


def test_a_person_who_is_there_already_is_not_found_itself_and_both_are_compared_side_by_side(
    janina: Person, at_desk: AtDesk
) -> None:
    other = person("Jennie", "Kowalska", "14 March 1911")
    follow_changes()
    answer = asked(at_desk("volunteer"), person=other.public_id)
    assert answer["count"] == 1
    assert reverse("pair", args=(janina.public_id, other.public_id)) in answer["html"]
    assert at_desk("volunteer").post(reverse(ASK), {"person": "nobody"}).status_code == 404


def test_who_was_said_not_to_be_the_same_and_kin_are_left_out(janina: Person, at_desk: AtDesk) -> None:
    other = person("Janina", "Kowalska", "14 March 1911")
    follow_changes()
    client = at_desk("volunteer")
    assert asked(client, person=other.public_id)["count"] == 1
    ids = (janina.public_id, other.public_id)
    decide(*ids, Verdict.NOT_SAME, reason="Cousins.", user=reviewer(), now=timezone.now())
    assert asked(client, person=other.public_id)["count"] == 0
    third = person("Janina", "Kowalska", "14 March 1911")
    family_of(other, third)
    follow_changes()
    found = asked(client, person=other.public_id)
    assert f'data-take="{third.pk}"' not in found["html"] and third.public_id not in found["html"]
    assert FamilyPartner.objects.count() == 2


@pytest.fixture
def closed(janina: Person) -> Person:
    """The woman is known from a closed collection, too."""
    shut = Collection.objects.create(name="Closed", open=False)
    paper = document(source=source(), collection=shut)
    Identification(mention=mention(paper, "Kowalska Janina"), person=janina).save()
    paper.mentions.create(as_written="Kowalska Janina", role="listed", birth_year=1911)
    follow_changes()
    return janina


@pytest.mark.parametrize(("role", "sees"), [("volunteer", 0), ("editor", 0), ("archivist", 0), ("administrator", 1)])
def test_nothing_is_told_of_whom_a_closed_collection_knows(
    role: str, sees: int, closed: Person, at_desk: AtDesk
) -> None:
    found = asked(at_desk(role))["html"]
    assert ("Ковальская" in found) == bool(sees)
    assert ("Kowalska Janina" in found) <= bool(sees)


def test_a_name_on_a_page_leads_to_its_document(at_desk: AtDesk, janina: Person) -> None:
    paper = document("train_list", "A list", source=source())
    named = mention(paper, "Kowalska Janina")
    named.birth_year, named.role = 1911, "listed"
    named.values = {"birth_date": {"text": "14.3.11", "understood": "14 MAR 1911"}}
    named.save()
    follow_changes()
    found = asked(at_desk("volunteer"))
    assert address(paper) in found["html"]


def test_without_scripts_it_is_said_after_saving_which_it_never_blocks(janina: Person, at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    answer = saved(client, _continue="on")
    assert not answer.context or "adminform" not in answer.context or not answer.context["errors"], errors_of(answer)
    page = answer.content.decode()
    made = Person.objects.get(names__given="Janina")
    assert "Saved. This may be somebody who is here already:" in page
    both = reverse("pair", args=(janina.public_id, made.public_id))
    assert both in page
    # Once more beside the saved record: the index follows when it is stored.
    follow_changes()
    again = client.get(address(made)).content.decode()
    assert both in again and "Born on the same day." in again


def test_nothing_is_said_after_saving_somebody_else(janina: Person, at_desk: AtDesk) -> None:
    page = saved(at_desk("volunteer"), **{"names-0-surname": "Zalewska", "names-0-given": "Ewa"}).content.decode()
    assert "Saved. This may be" not in page
    assert PersonName.objects.filter(surname="Zalewska").exists()


def test_a_form_that_comes_back_says_it_beside_what_was_typed(janina: Person, at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    page = saved(client, **{"events-0-date_value": "no such date"}).content.decode()
    assert "Ковальская" in page and not Person.objects.filter(names__given="Janina").exists()


def test_the_answer_takes_as_many_queries_however_many_fit(janina: Person, at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    asked(client)
    with CaptureQueriesContext(connection) as few:
        asked(client)
    for _number in range(4):
        person("Janina", "Kowalska", "14 March 1911")
    follow_changes()
    with CaptureQueriesContext(connection) as many:
        assert asked(client)["count"] > 1
    assert len(many) == len(few)


@pytest.mark.parametrize("written", ["Kowalksa Janina", "Kovalskaja Janina"])
def test_on_a_page_others_are_offered_who_fit_as_records_are_compared(written: str, janina: Person) -> None:
    row = EntryPerson("listed", Written(written), values={"birth_date": Written("14.3.1911")})
    entry = Entry(kind="train_list", people=(row,))
    [found] = candidates(row, entry, reviewer())
    assert (found["pk"], found["url"]) == (janina.pk, address(janina))
    refused = replace(row, decision=Decision(not_same=(janina.pk,)))
    assert candidates(refused, entry, reviewer())[0]["refused"]


def test_on_a_page_nobody_is_offered_of_whom_a_closed_collection_knows(closed: Person) -> None:
    row = EntryPerson("listed", Written("Kowalksa Janina"), values={"birth_date": Written("14.3.1911")})
    assert candidates(row, Entry(kind="train_list", people=(row,)), reviewer()) == []
