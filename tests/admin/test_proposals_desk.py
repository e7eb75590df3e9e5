"""At the desk: the queue of who may be the same, with its reasons, its orders and filters, and who sees what of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from records.admin.same_person.proposal_words import sentence_of
from records.documents.collections import Collection
from records.linkage.comparisons import COMPARISONS, THROUGH_OTHERS
from records.linkage.estimating import Estimate
from records.linkage.models import Identification, NotSame
from records.linkage.people_estimate import keep_estimate
from records.linkage.proposals import Proposal
from records.linkage.rivals import RIVALS
from records.linkage.scoring import Part
from records.people.models import Person, PersonName
from records.places.models import Place
from records.record_model import Status
from tests.admin.desk import document, mention, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")
AtDesk = Callable[[str], Client]
QUEUE = "pair-proposals"
EVERY_STEP = [
    *((one.name, step.code) for one in COMPARISONS for step in one.steps),
    *((name, code) for name, codes in THROUGH_OTHERS.items() for code in codes),
    (RIVALS, "fit_as_well"),
]


def proposed(one: Person, other: str, **columns: Any) -> Proposal:
    keys = sorted((f"p:{one.public_id}", other), key=lambda key: (key.startswith("n:"), key))
    values = {
        "probability": 0.97, "weight": 5.0, "start": -11.0, "gain": 7.0, "made_at": timezone.now(),
        "parts": [["surname", "same", 8.0, 4.0], ["birth", "same_day", 6.0, 0.0], ["place", "otherwise", -2.0, 0.0]],
    }  # fmt: skip
    return Proposal.objects.create(one=keys[0], other=keys[1], **(values | columns))


@pytest.fixture
def twice() -> tuple[Person, Person]:
    return person("Janina", "Kowalska"), person("Jennie", "Kowalski")


def queue(client: Client, **query: str) -> str:
    response = client.get(reverse(QUEUE), query)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize(("comparison", "step"), EVERY_STEP)
@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_every_reason_has_a_sentence(comparison: str, step: str, language: str) -> None:
    with translation.override(language):
        assert sentence_of(Part(comparison, step, 1.0)).endswith(".")


def test_a_proposal_says_why_and_leads_to_both(twice: tuple[Person, Person], at_desk: AtDesk) -> None:
    proposed(twice[0], f"p:{twice[1].public_id}")
    client = at_desk("volunteer")
    pair = reverse("pair", args=sorted(one.public_id for one in twice))
    for words in (queue(client), client.get(pair).content.decode()):
        assert "97.0 %" in words
        assert "Born on the same day." in words
        assert "It is a rare one." in words
        assert "against it:" in words and "Another home or birthplace." in words
        assert words.count('<svg viewBox="0 0 320 22"') == 5
    assert any(f'href="{reverse("pair", args=args)}"' in queue(client) for args in _either_way(twice))


def test_whoever_asks_for_the_other_record_of_a_person_is_told_what_is_proposed(
    twice: tuple[Person, Person], at_desk: AtDesk
) -> None:
    proposed(twice[0], f"p:{twice[1].public_id}")
    client = at_desk("volunteer")
    for one in twice:
        words = client.get(reverse("pair-seek", args=(one.public_id,)), {"q": "Xyzzy"}).content.decode()
        assert "Proposed: 97.0 %" in words and "Born on the same day." in words
    other = reverse("pair-seek", args=(person("Ewa", "Nowak").public_id,))
    assert "Proposed:" not in client.get(other).content.decode()


def _either_way(pair: tuple[Person, Person]) -> list[list[str]]:
    ids = [one.public_id for one in pair]
    return [ids, ids[::-1]]


def test_what_brings_most_comes_first_or_the_likeliest(at_desk: AtDesk) -> None:
    first, second, third = (person(name, "Nowak") for name in ("Adela", "Beata", "Cecylia"))
    proposed(first, f"p:{second.public_id}", gain=9.0, probability=0.85)
    proposed(first, f"p:{third.public_id}", gain=2.0, probability=0.99)
    client = at_desk("volunteer")
    assert queue(client).index("Beata") < queue(client).index("Cecylia")
    likely = queue(client, order="likely")
    assert likely.index("Cecylia") < likely.index("Beata")


def test_the_queue_is_narrowed_by_surname_home_and_kind(twice: tuple[Person, Person], at_desk: AtDesk) -> None:
    place = Place(name="Kostopol")
    place.save()
    paper = document(source(), title="A list")
    proposed(twice[0], f"p:{twice[1].public_id}", surname="kowalski", place=place.public_id)
    proposed(person("Ewa", "Nowak"), f"n:{mention(paper, 'Nowakowa Ewa').pk}", surname="nowak", again=True)
    client = at_desk("volunteer")
    for query in ({"surname": "Kowalskich"}, {"surname": "Ковальская"}, {"place": "kostop"}, {"of": "people"}):
        assert "Jennie" in queue(client, **query) and "Nowakowa" not in queue(client, **query), query
    for query in ({"of": "names"}, {"of": "again"}, {"surname": "Nowak"}):
        assert "Nowakowa Ewa" in queue(client, **query) and "Jennie" not in queue(client, **query), query
    assert "No such proposal" in queue(client, surname="Xyzzy")
    assert "Jennie" in queue(client, order="nonsense", of="nonsense", after="nan~1")


def test_a_long_queue_goes_on_and_takes_as_many_queries(at_desk: AtDesk) -> None:
    client, first = at_desk("volunteer"), person("Adela", "Nowak")
    proposed(first, f"p:{person('Beata', 'Nowak').public_id}")
    proposed(first, f"n:{mention(document(source(), title='A list'), 'Nowakowa Adela').pk}")
    with CaptureQueriesContext(connection) as few:
        queue(client)
    for number in range(12):
        proposed(first, f"p:{person(f'Maria{number}', 'Nowak').public_id}", gain=float(number % 3))
        on_list = mention(document(source(), title=f"List {number}"), f"Nowak Adela{number}")
        proposed(first, f"n:{on_list.pk}", gain=float(number % 3))
    with CaptureQueriesContext(connection) as many:
        words = queue(client)
    assert len(many) == len(few)
    following = words.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(reverse(QUEUE) + following).content.decode()
    shown = [part.count('class="desk-card"') for part in (words, second)]
    assert shown == [20, 6]


def test_a_name_that_was_identified_since_is_gone(at_desk: AtDesk) -> None:
    someone, paper = person("Ewa", "Nowak"), document(source(), title="A list")
    named = mention(paper, "Nowakowa Ewa")
    proposed(someone, f"n:{named.pk}")
    client = at_desk("volunteer")
    assert "Nowakowa Ewa" in queue(client)
    Identification(mention=named, person=someone).save()
    assert "Nowakowa Ewa" not in queue(client)


def test_what_is_known_from_closed_papers_is_not_told(twice: tuple[Person, Person], at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    closed = Collection.objects.create(name="Closed", open=False)
    kept_close = document(source(), title="A closed file", collection=closed)
    hidden = mention(kept_close, "Sekretowa Janina")
    proposed(twice[0], f"n:{hidden.pk}")
    assert "Sekretowa" not in queue(client)
    assert PersonName.objects.filter(person=twice[0]).exists()


def test_the_page_says_how_many_people_the_records_are_likely_of(at_desk: AtDesk) -> None:
    client = at_desk("volunteer")
    assert "How we count" not in queue(client)
    keep_estimate(Estimate(41_000, 27_900, 29_000, 31_200), 21_000, timezone.now())
    assert "names that nobody had identified 20000; of likely 29000 people, between 27900 and 31200" in queue(client)


def test_without_any_the_page_says_how_they_are_made(at_desk: AtDesk) -> None:
    assert "propose_same" in queue(at_desk("volunteer"))


def _decided(client: Client, proposal: Proposal, verdict: str, reason: str = "One day, one father.") -> int:
    sent = {"verdict": verdict, "reason": reason, "query": "of=names"}
    return client.post(reverse("pair-proposal-decide", args=(proposal.pk,)), sent).status_code


@pytest.mark.parametrize("role", ["volunteer", "editor", "archivist", "administrator"])
def test_who_a_name_is_is_decided_in_the_queue(role: str, at_desk: AtDesk) -> None:
    someone, named = person("Ewa", "Nowak"), mention(document(source(), title="A list"), "Nowakowa Ewa")
    proposal, client = proposed(someone, f"n:{named.pk}"), at_desk(role)
    proposed(person("Ewa", "Nowacka"), f"n:{named.pk}")
    assert reverse("pair-proposal-decide", args=(proposal.pk,)) in queue(client)
    # Without a reason nothing is kept.
    assert _decided(client, proposal, "sure", "  ") == 302 and not Identification.objects.exists()
    assert _decided(client, proposal, "nonsense") == 302 and not Identification.objects.exists()
    assert _decided(client, proposal, "probable") == 302
    kept = Identification.objects.get()
    assert (kept.mention, kept.person, kept.certainty, kept.reason) == (
        named,
        someone,
        "probable",
        "One day, one father.",
    )
    assert kept.decided_by and not Proposal.objects.exists()
    assert _decided(client, proposal, "sure") == 404


def test_that_a_name_is_another_person_is_kept_and_asked_no_more(at_desk: AtDesk) -> None:
    someone, named = person("Ewa", "Nowak"), mention(document(source(), title="A list"), "Nowakowa Ewa")
    proposal, other = proposed(someone, f"n:{named.pk}"), proposed(person("Ewa", "Nowacka"), f"n:{named.pk}")
    assert _decided(at_desk("volunteer"), proposal, "not_same", "Her cousin.") == 302
    refused = NotSame.objects.get()
    assert (refused.mention, refused.person, refused.note) == (named, someone, "Her cousin.")
    assert list(Proposal.objects.all()) == [other]


def test_a_volunteer_does_not_decide_of_a_published_page_nor_of_a_hidden_one(at_desk: AtDesk) -> None:
    someone, client = person("Ewa", "Nowak"), at_desk("volunteer")
    public = mention(document(source(), title="A list", status=Status.PUBLISHED), "Nowakowa Ewa")
    proposal = proposed(someone, f"n:{public.pk}")
    assert reverse("pair-proposal-decide", args=(proposal.pk,)) not in queue(client)
    assert _decided(client, proposal, "sure") == 403
    closed = Collection.objects.create(name="Closed", open=False)
    hidden = mention(document(source(), title="A closed file", collection=closed), "Sekretowa Ewa")
    assert _decided(client, proposed(someone, f"n:{hidden.pk}"), "sure") == 404
    two = proposed(person("Anna", "Lis"), f"p:{person('Anna', 'Lys').public_id}")
    assert _decided(client, two, "not_same") == 404
    assert not Identification.objects.exists() and not NotSame.objects.exists()
