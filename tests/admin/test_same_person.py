"""At the desk: seeking whom a person may be, deciding, merging, and making two of one again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.admin.sidebar import navigation
from records.documents.collections import Collection
from records.linkage.deciding import decide
from records.linkage.merges import Merge
from records.linkage.models import Identification
from records.linkage.pairs import PairDecision, PersonPair, Verdict
from records.people.models import Event, NameCitation, Person
from records.record_model import Status
from tests.admin.asking import asked_by
from tests.admin.desk import address, document, mention, person, source
from tests.merging.doubled_world import merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
AtDesk = Callable[[str], Client]


@pytest.fixture
def pair() -> tuple[Person, Person]:
    janina, jennie = person("Janina", "Kowalska"), person("Jennie", "Kowalski")
    Event(person=jennie, kind="birth", date_text="1898").save()
    return janina, jennie


def person_of(given: str) -> Person:
    return Person.objects.get(sort_name__endswith=given)


def of_pair(name: str, pair: tuple[Person, Person]) -> str:
    return reverse(name, args=[one.public_id for one in pair])


def words_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_from_the_person_to_the_other_record(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    seek = reverse("pair-seek", args=(pair[0].public_id,))
    assert f'href="{seek}"' in words_of(client.get(address(pair[0])))
    found = words_of(client.get(seek, {"q": "Kowalski Jennie"}))
    assert of_pair("pair", pair) in found
    assert "Nobody else of this name" in words_of(client.get(seek, {"q": "Janina Kowalska"}))
    assert of_pair("pair", pair) in words_of(client.get(seek, {"q": pair[1].public_id}))


def test_a_volunteer_decides_and_an_editor_merges(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    volunteer, editor = at_desk("volunteer"), at_desk("editor")
    page = words_of(volunteer.get(of_pair("pair", pair)))
    assert "An editor merges them." in page and "Birth: 1898" in page
    volunteer.post(of_pair("pair-decide", pair), {"verdict": "same", "reason": "One grave."})
    assert PairDecision.objects.get().decided_by == "Ada Volunteer"
    assert volunteer.post(of_pair("pair-merge", pair), {"reason": "x"}).status_code == 403
    assert "One grave." in words_of(editor.get(of_pair("pair", pair)))
    done = editor.post(of_pair("pair-merge", pair), {"reason": "One grave in Bradford."})
    assert done["Location"] == address(pair[0])
    merged = Merge.objects.get()
    assert (merged.reason, merged.merged_by) == ("One grave in Bradford.", "Ada Editor")
    page = words_of(editor.get(address(pair[0])))
    assert "Made one with this person" in page and reverse("pair-undo", args=(merged.pk,)) in page
    # Whoever knows the old id finds the person.
    assert "Kowalska" in words_of(editor.get(address(Person, "changelist"), {"q": merged.gone}))


def test_the_form_of_who_is_gone_leads_to_the_one_kept(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    old, editor = address(pair[1]), at_desk("editor")
    merge(*pair)
    answer = editor.get(old, follow=True)
    assert answer.redirect_chain[-1][0] == address(pair[0])
    assert "Kowalski, Jennie was made one with this person." in words_of(answer)
    assert editor.get(address(pair[0]).replace(str(pair[0].pk), "999999999"))["Location"] == reverse("admin:index")


def test_what_is_missing_is_said_and_nothing_typed_is_lost(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    for name, sent, sentence in (
        ("pair-decide", {"reason": "One grave."}, "Choose what you decide."),
        ("pair-decide", {"verdict": "not_same"}, "Say why"),
        ("pair-merge", {"reason": " "}, "Say why"),
    ):
        page = words_of(editor.post(of_pair(name, pair), sent))
        assert sentence in page and sent.get("reason", "") in page
    assert not PersonPair.objects.exists()


def test_of_two_sexes_one_is_chosen(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    Person.objects.filter(pk=pair[1].pk).update(sex="F")
    editor = at_desk("editor")
    assert 'name="choose_sex"' in words_of(editor.get(of_pair("pair", pair)))
    assert "Choose which" in words_of(editor.post(of_pair("pair-merge", pair), {"reason": "One grave."}))
    editor.post(of_pair("pair-merge", pair), {"reason": "One grave.", "choose_sex": "F"})
    assert Person.objects.get().sex == "F"


def test_a_refusal_stands_where_the_button_would(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    Person.objects.filter(pk=pair[1].pk).update(status=Status.WITHDRAWN)
    page = words_of(at_desk("editor").get(of_pair("pair", pair)))
    assert "was withdrawn from the public" in page and "Merge them" not in page
    same = words_of(at_desk("editor").get(of_pair("pair", (pair[0], pair[0]))))
    assert "Merge them" not in same


def test_only_an_editor_takes_the_delicate_mark_off(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    said = {"verdict": "same", "reason": "One grave."}
    at_desk("volunteer").post(of_pair("pair-decide", pair), said | {"delicate": "yes"})
    at_desk("volunteer").post(of_pair("pair-decide", pair), said)
    assert PersonPair.objects.get().delicate
    at_desk("editor").post(of_pair("pair-decide", pair), said)
    assert not PersonPair.objects.get().delicate


def test_a_decision_says_what_has_changed_since(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    decide(*(one.public_id for one in pair), Verdict.NOT_SAME, reason="Cousins.", user=reviewer(), now=timezone.now())
    Event(person=pair[0], kind="death", date_text="1943").save()
    page = words_of(at_desk("volunteer").get(of_pair("pair", pair)))
    assert "new: events: Death · 1943" in page


def test_a_merge_is_undone_and_later_work_is_asked_about(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    merged, editor = merge(*pair), at_desk("editor")
    death = Event(person=pair[0], kind="death", date_text="1943")
    death.save()
    address_of_undo = reverse("pair-undo", args=(merged.pk,))
    page = words_of(editor.get(address_of_undo))
    assert f'name="later_event:{death.pk}"' in page
    assert "An editor undoes it." in words_of(at_desk("volunteer").get(address_of_undo))
    assert "Say to whom this belongs" in words_of(editor.post(address_of_undo, {"reason": "Cousins."}))
    done = editor.post(address_of_undo, {"reason": "Cousins.", f"later_event:{death.pk}": "goes", "not_same": "yes"})
    assert done["Location"] == address(person_of("Jennie"))
    assert person_of("Jennie").events.count() == 2
    assert "was undone already" in words_of(editor.get(address_of_undo))
    assert PersonPair.objects.get().verdict == "not_same"


def test_the_lists_are_filtered(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    anna, hanna = person("Anna", "Nowak"), person("Hanna", "Nowak")
    decide(anna.public_id, hanna.public_id, "unsure", reason="", user=reviewer(), now=timezone.now(), delicate=True)
    merged, client = merge(*pair), at_desk("volunteer")
    decisions, merges = reverse("pair-decisions"), reverse("pair-merges")
    for query, nowak, kowalska in (
        ({}, True, True),
        ({"verdict": "unsure"}, True, False),
        ({"delicate": "yes"}, True, False),
        ({"of": pair[0].public_id}, False, True),
        ({"verdict": "nonsense"}, True, True),
    ):
        page = words_of(client.get(decisions, query))
        assert ("Nowak, Anna" in page, "Kowalska, Janina" in page) == (nowak, kowalska), query
    assert merged.gone_words in words_of(client.get(merges, {"state": "stand"}))
    assert merged.gone_words not in words_of(client.get(merges, {"state": "undone"}))


def test_pages_of_many_take_as_many_queries(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    client = at_desk("editor")

    def asked() -> list[int]:
        found = []
        for url in (reverse("pair-decisions"), reverse("pair-merges"), of_pair("pair", pair)):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            found.append(len(queries))
        return found

    def work() -> None:
        one, other = person("Anna", "Nowak"), person("Hanna", "Nowak")
        decide(one.public_id, other.public_id, "unsure", reason="", user=reviewer(), now=timezone.now())
        merge(person("Ania", "Nowak"), person("Hania", "Nowak"))
        for someone in pair:
            Event(person=someone, kind="residence", date_text="1930").save()
            Identification(mention=mention(document(), "Янина"), person=someone).save()

    work()
    before = asked()
    for _turn in range(5):
        work()
    assert asked() == before


def test_nothing_of_a_closed_collection_is_shown_or_merged(pair: tuple[Person, Person], at_desk: AtDesk) -> None:
    closed = Collection.objects.create(name="The Nowak papers", open=False)
    paper = document(title="A secret letter", collection=closed, source=source("Family papers"))
    Identification(mention=mention(paper, "Ukryta"), person=pair[1]).save()
    hidden = person("Tajna", "Nieznana")
    NameCitation(name=hidden.names.get(), source=paper.source).save()
    Identification(mention=mention(paper, "Tajna"), person=hidden).save()
    # Each person has something known openly, but the one.
    for someone in pair:
        Identification(mention=mention(document(), "Янина"), person=someone).save()
    decide(pair[0].public_id, hidden.public_id, "unsure", reason="", user=reviewer(), now=timezone.now())
    editor = at_desk("editor")
    page = words_of(editor.get(of_pair("pair", pair)))
    assert "secret" not in page and "Ukryta" not in page and "closed to you" in page and "Merge them" not in page
    assert "closed to you" in words_of(editor.post(of_pair("pair-merge", pair), {"reason": "One grave."}))
    assert Person.objects.count() == 3
    assert editor.get(of_pair("pair", (pair[0], hidden))).status_code == 404
    assert hidden.public_id not in words_of(editor.get(reverse("pair-decisions")))
    assert "Nieznana" not in words_of(editor.get(reverse("pair-decisions")))
    administrator = at_desk("administrator")
    assert "Ukryta" in words_of(administrator.get(of_pair("pair", pair)))
    merged = merge(pair[0], hidden)
    assert "Nieznana" not in words_of(editor.get(reverse("pair-merges")))
    assert editor.get(reverse("pair-undo", args=(merged.pk,))).status_code == 404
    assert "Nieznana" not in words_of(editor.get(address(pair[0])))
    assert "Nieznana" in words_of(administrator.get(reverse("pair-merges")))


def test_the_sidebar_leads_there(at_desk: AtDesk) -> None:
    at_desk("volunteer")
    from django.contrib.auth.models import User

    request = asked_by(User.objects.get(username="a_volunteer"), "/admin/")
    links = [item["link"] for group in navigation(request) for item in group["items"]]
    assert reverse("pair-decisions") in links
