"""At the desk: hints in sentences that lead to both records, narrowed and settled, and seen only by whom they may."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.documents.collections import Collection
from records.documents.models import Mention
from records.hints.models import Hint, HintState
from records.places.models import Place
from tests.admin.desk import address, document, hint, mention, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")
AtDesk = Callable[[str], Client]
GAP = {"stage": "AMNESTY", "after": "EXILE_SETTLEMENT", "probability": 0.873}
ROLES = ("volunteer", "editor", "archivist", "administrator")


def shown(client: Client, **query: str) -> str:
    response = client.get(reverse("hints"), query)
    assert response.status_code == 200
    return str(response.content.decode())


def on_a_list(written: str = "Kowalska Janina", **columns: object) -> Mention:
    return mention(document(source(), title="A list of released", **columns), written)


def test_a_hint_of_a_gap_says_what_is_missing_and_leads_to_both(at_desk: AtDesk) -> None:
    janina, name = person("Janina", "Kowalska"), on_a_list()
    hint(janina, record=f"n:{name.pk}", **GAP)
    words = shown(at_desk("volunteer"))
    assert "nothing is recorded behind the stage" in words and "87 %" in words and "amnesty" in words
    assert f'href="{address(janina)}"' in words and f'href="{address(name.document)}"' in words


def test_a_hint_of_two_people_leads_to_the_pair(at_desk: AtDesk) -> None:
    janina, jennie = person("Janina", "Kowalska"), person("Jennie", "Kowalski")
    hint(janina, record=f"p:{jennie.public_id}", **GAP)
    words = shown(at_desk("volunteer"))
    assert f'href="{reverse("pair", args=(janina.public_id, jennie.public_id))}"' in words
    assert f'href="{address(jennie)}"' in words


@pytest.mark.parametrize("role", ROLES)
def test_who_waits_is_not_told_but_what_is_sought(role: str, at_desk: AtDesk) -> None:
    janina = person("Janina", "Kowalska")
    hint(janina)
    words = shown(at_desk(role))
    assert "Kowalska, near Lwów" in words and "/search/?q=Kowalska%2C+near+Lw" in words
    assert f'href="{address(janina)}"' in words
    assert "helena" not in words and "secret0" not in words


@pytest.mark.parametrize("role", ROLES)
def test_everybody_of_the_desk_settles_a_hint_and_opens_it_again(role: str, at_desk: AtDesk) -> None:
    one, client = hint(person("Janina", "Kowalska")), at_desk(role)
    for state in (HintState.NOT_FITTING, HintState.OPEN, HintState.DONE):
        answer = client.post(reverse("hint-settle", args=(one.pk,)), {"state": state, "query": "kind=search"})
        assert (answer.status_code, answer["Location"]) == (302, reverse("hints") + "?kind=search")
        one.refresh_from_db()
        assert one.state == state and bool(one.settled_by) == (state != HintState.OPEN)
    assert "Janina" not in shown(client) and "Janina" in shown(client, state="done")


def test_nonsense_settles_nothing(at_desk: AtDesk) -> None:
    one, client = hint(person("Janina", "Kowalska")), at_desk("volunteer")
    answer = client.post(reverse("hint-settle", args=(one.pk,)), {"state": "nonsense", "query": "//evil.example"})
    assert answer["Location"].startswith(reverse("hints"))
    one.refresh_from_db()
    assert one.state == HintState.OPEN
    assert client.post(reverse("hint-settle", args=(one.pk + 9,)), {"state": "done"}).status_code == 404


def test_the_list_is_narrowed(at_desk: AtDesk) -> None:
    place = Place(name="Buzułuk")
    place.save()
    hint(person("Janina", "Kowalska"), surname="kowalski")
    hint(person("Ewa", "Nowak"), record=f"n:{on_a_list('Nowakowa Ewa').pk}", place=place.public_id, **GAP)
    client = at_desk("volunteer")
    for query in ({"kind": "search"}, {"surname": "Kowalskich"}):
        assert "Janina" in shown(client, **query) and "Ewa" not in shown(client, **query), query
    for query in ({"kind": "gap"}, {"place": "buzuluk"}):
        assert "Ewa" in shown(client, **query) and "Janina" not in shown(client, **query), query
    assert "Buzułuk" in shown(client)
    assert "No such hint" in shown(client, surname="Xyzzy")
    assert "Janina" in shown(client, kind="nonsense", state="nonsense", after="2026-99-99T1~x")


def test_a_long_list_goes_on_from_the_newest_and_takes_as_many_queries(at_desk: AtDesk) -> None:
    client, now = at_desk("volunteer"), timezone.now()

    def add(number: int) -> None:
        made = now - timedelta(minutes=number // 3)
        name = on_a_list(f"Nowak Maria{number}")
        hint(person(f"Maria{number}", "Nowak"), record=f"n:{name.pk}", made_at=made, **GAP)
        hint(person(f"Anna{number}", "Nowak"), made_at=made)

    add(0)
    with CaptureQueriesContext(connection) as few:
        shown(client)
    for number in range(1, 12):
        add(number)
    with CaptureQueriesContext(connection) as many:
        words = shown(client)
    assert len(many) == len(few)
    following = words.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(reverse("hints") + following).content.decode()
    assert [part.count('class="desk-card"') for part in (words, second)] == [20, 4]
    assert ">Nowak, Maria0<" in words and ">Nowak, Maria9<" in second


def test_what_is_known_from_closed_papers_hints_at_nobody(at_desk: AtDesk) -> None:
    closed = Collection.objects.create(name="Closed", open=False)
    janina, hidden = person("Janina", "Kowalska"), on_a_list("Sekretowa Janina", collection=closed)
    one = hint(janina, record=f"n:{hidden.pk}", **GAP)
    client = at_desk("volunteer")
    assert "Sekretowa" not in shown(client)
    assert client.post(reverse("hint-settle", args=(one.pk,)), {"state": "done"}).status_code == 404
    assert "Hints: 1" not in client.get(reverse("admin:index")).content.decode()


def test_the_first_page_says_how_many_wait_and_the_way_leads_there(at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    assert "Hints: " not in client.get(reverse("admin:index")).content.decode()
    hint(person("Janina", "Kowalska"))
    words = client.get(reverse("admin:index")).content.decode()
    assert "Hints: 1" in words and words.count(f'href="{reverse("hints")}"') >= 2


def test_without_any_the_page_says_how_they_are_made(at_desk: AtDesk) -> None:
    assert "make_hints" in shown(at_desk("volunteer"))
    assert not Hint.objects.exists()
