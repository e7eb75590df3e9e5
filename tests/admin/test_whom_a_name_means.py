"""Where a name on a page is identified, the people whom it may mean are said first, if one may see them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.documents.collections import Collection
from records.documents.models import Mention
from records.linkage.following import follow_changes
from records.linkage.models import Identification, NotSame
from records.people.models import Person
from tests.admin.desk import address, document, mention, source, values_of
from tests.edition.world import person, six_others

pytestmark = pytest.mark.usefixtures("empty_archive")
AtDesk = Callable[[str], Client]
IDENTIFY = "admin:records_identification_add"


@pytest.fixture
def janina() -> Person:
    """One woman, written in another script, among others."""
    six_others()
    someone = person("Янина", "Ковальская", "14 March 1911")
    follow_changes()
    return someone


@pytest.fixture
def named(janina: Person) -> Mention:
    """Her name in a list, with nobody identified."""
    name = mention(document("train_list", "A list", source=source()), "Kowalska Janina")
    name.birth_year, name.role = 1911, "listed"
    name.values = {"birth_date": {"text": "14.3.11", "understood": "14 MAR 1911"}}
    name.save()
    return name


def page_of(client: Client, asked: object) -> str:
    answer = client.get(reverse(IDENTIFY), {"mention": asked})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("role", ["volunteer", "editor", "archivist", "administrator"])
@pytest.mark.parametrize("is_in_index", [False, True])
def test_whom_it_may_mean_is_said_with_reasons_and_chosen_by_a_link(
    role: str, is_in_index: bool, janina: Person, named: Mention, at_desk: AtDesk
) -> None:
    if is_in_index:
        follow_changes()
    client = at_desk(role)
    page = page_of(client, named.pk)
    assert "Ковальская" in page and "Born on the same day." in page and f'href="{address(janina)}"' in page
    choose = f"{reverse(IDENTIFY)}?mention={named.pk}&amp;person={janina.pk}"
    assert f'href="{choose}"' in page
    sent = values_of(client.get(choose.replace("&amp;", "&")).content.decode()) | {
        "certainty": "sure", "reason": "Same day, same name.", "_save": "on",
    }  # fmt: skip
    client.post(reverse(IDENTIFY), sent)
    assert Identification.objects.get().person == janina


def test_who_opens_the_form_without_a_name_is_told_of_nobody(janina: Person, at_desk: AtDesk) -> None:
    for asked in ("", "0", "x", "9" * 30, "²", "-1", "4711"):
        assert "Ковальская" not in page_of(at_desk("volunteer"), asked)


def test_the_form_that_comes_back_says_it_again(janina: Person, named: Mention, at_desk: AtDesk) -> None:
    answer = at_desk("volunteer").post(reverse(IDENTIFY), {"mention": named.pk, "person": ""})
    assert "Ковальская" in answer.content.decode() and not Identification.objects.exists()


def test_whom_it_was_said_not_to_mean_is_left_out(janina: Person, named: Mention, at_desk: AtDesk) -> None:
    NotSame.objects.create(mention=named, person=janina, decided_by="somebody", decided_at=timezone.now())
    assert "Ковальская" not in page_of(at_desk("volunteer"), named.pk)


def test_a_name_that_has_its_person_has_no_others(janina: Person, named: Mention, at_desk: AtDesk) -> None:
    Identification(mention=named, person=janina).save()
    follow_changes()
    assert "for it:" not in page_of(at_desk("volunteer"), named.pk)


@pytest.mark.parametrize(("role", "sees"), [("volunteer", False), ("editor", False), ("administrator", True)])
@pytest.mark.parametrize("what_is_shut", ["the person", "the page of the name"])
def test_nothing_is_told_of_what_a_closed_collection_knows(
    role: str, sees: bool, what_is_shut: str, janina: Person, named: Mention, at_desk: AtDesk
) -> None:
    shut = Collection.objects.create(name="Closed", open=False)
    if what_is_shut == "the person":
        paper = document(source=source(), collection=shut)
        Identification(mention=mention(paper, "Kowalska Janina"), person=janina).save()
    else:
        named.document.collection = shut
        named.document.save()
    follow_changes()
    page = page_of(at_desk(role), named.pk)
    assert ("Ковальская" in page) == sees
    if what_is_shut != "the person":
        assert ("Kowalska Janina" in page) == sees


def test_it_takes_as_many_queries_however_many_fit(janina: Person, named: Mention, at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    page_of(client, named.pk)
    with CaptureQueriesContext(connection) as few:
        page_of(client, named.pk)
    for _number in range(3):
        person("Janina", "Kowalska", "14 March 1911")
    follow_changes()
    with CaptureQueriesContext(connection) as many:
        assert page_of(client, named.pk).count("for it:") > 1
    assert len(many) <= len(few)
