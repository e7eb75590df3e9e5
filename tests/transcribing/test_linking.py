"""Linking a name to somebody known: nothing recorded is changed, rivals stand beside, and every refusal is kept."""

from dataclasses import replace

import pytest

from records.documents.models import Source
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification, NotSame
from records.outbox import OutboxEntry
from records.people.models import Event, EventCitation, Family, FamilyChild, NameCitation, Person, PersonName
from records.record_model import Status
from records.transcribing.entry import Decision, Written
from records.transcribing.likely_people import likely
from records.transcribing.saving import EntryRefused
from tests.edition.world import family_of, person
from tests.transcribing.entries import BY, CERTIFICATE, decided, linked, page, save, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_archive")]


def grave_of(someone: Person, born: str, certainty: str = "probable"):
    return page("grave", linked(somebody("buried", "Wydumański Jan", birth_date=born), someone.pk, certainty, "seen"))


def test_an_equal_claim_gets_one_more_citation() -> None:
    known = person("Jan", "Wydumański", "1897", "M", status=Status.DRAFT)
    save(grave_of(known, "1897"))
    birth = Event.objects.get(kind="birth")
    assert (birth.date_text, birth.citations.count()) == ("1897", 1)
    assert PersonName.objects.get().citations.get().text == "Wydumański Jan"


def test_what_the_page_says_otherwise_stands_beside_it() -> None:
    known = person("Jan", "Wydumański", "1897", "M", status=Status.DRAFT)
    before = Event.objects.get(kind="birth")
    saved = save(grave_of(known, "1895"))
    births = Event.objects.filter(kind="birth").order_by("date_earliest")
    assert [birth.date_text for birth in births] == ["1895", "1897"]
    assert [birth.citations.count() for birth in births] == [1, 0]
    before.refresh_from_db()
    assert before.date_text == "1897"
    assert [one.pk for one in saved.linked] == [known.pk]
    known.refresh_from_db()
    assert str(known) == "Wydumański, Jan"
    assert OutboxEntry.objects.filter(kind="person", record_id=known.public_id).exists()


def test_two_rows_of_one_page_that_say_the_same_are_one_claim_with_two_citations() -> None:
    known = person("Jan", "Wydumański", "", "M", status=Status.DRAFT)
    rows = [linked(replace(somebody("listed", "Jan W.", birth_year="1897"), row=row), known.pk) for row in ("1", "9")]
    save(page("train_list", *rows, fields={"train_number": "7"}))
    assert sorted(Event.objects.get().citations.values_list("page", flat=True)) == ["train 7, row 1", "train 7, row 9"]


def test_a_decision_is_signed_and_says_how_sure_it_is() -> None:
    known = person("Jan", "Wydumański", status=Status.DRAFT)
    save(grave_of(known, "1897", "sure"))
    decision = Identification.objects.get()
    assert (decision.person, decision.certainty, decision.reason, decision.decided_by) == (known, "sure", "seen", BY)


@pytest.mark.parametrize(
    ("status", "certainty", "rights", "claims"),
    [
        (Status.DRAFT, "probable", {}, True),
        (Status.REVIEW, "sure", {}, True),
        (Status.PUBLISHED, "sure", {}, False),
        (Status.WITHDRAWN, "sure", {}, False),
        (Status.PUBLISHED, "sure", {"may_change_published": True}, True),
        (Status.DRAFT, "uncertain", {}, False),
        (Status.PUBLISHED, "uncertain", {"may_change_published": True}, False),
    ],
)
def test_claims_wait_where_they_may_not_or_should_not_be_made(
    status: Status, certainty: str, rights: dict[str, bool], claims: bool
) -> None:
    known = person("Jan", "Wydumański", "", "M", status=status)
    saved = save(grave_of(known, "1897", certainty), **rights)
    assert Identification.objects.get().person == known
    assert Event.objects.exists() is NameCitation.objects.exists() is claims
    assert len(saved.waits) == (not claims)
    assert saved.document.mentions.get().values == {"birth_date": {"text": "1897"}}


def test_only_named_makes_nobody() -> None:
    saved = save(page("grave", decided(somebody("buried", "[...]", death_date="1942"), Decision("leave"))))
    assert (saved.created, Person.objects.count(), Event.objects.count()) == ((), 0, 0)
    assert saved.document.mentions.get().as_written == "[...]"


def test_not_the_same_is_remembered_and_not_proposed_first_again() -> None:
    known = person("Jan", "Wydumański", "1897", "M")
    buried = somebody("buried", "Wydumański Jan", birth_date="1897")
    save(page("grave", decided(buried, Decision("create", not_same=(known.pk,), note="other father"))))
    refusal = NotSame.objects.get()
    assert (refusal.person, refusal.note, refusal.decided_by) == (known, "other father", BY)
    again = likely(buried, page("grave", buried))
    assert [one.already_refused for one in again] == [False, True]
    assert again[1].pk == known.pk


def test_the_family_of_linked_partners_is_added_to() -> None:
    father, mother = person("Jan", "Wydumański", status=Status.DRAFT), person("Anna", "Zmyślona", status=Status.DRAFT)
    child = person("Zbigniew", "Wydumański", "1926", status=Status.DRAFT)
    family = family_of(father, mother, children=(child,))
    Family.objects.update(status=Status.DRAFT)
    holder, spouse, son, daughter = CERTIFICATE.people
    people = (linked(holder, father.pk), linked(spouse, mother.pk), linked(son, child.pk), daughter)
    saved = save(replace(CERTIFICATE, people=people))
    assert [one.pk for one in saved.families] == [family.pk]
    assert FamilyChild.objects.filter(family=family).count() == 2
    assert sorted(tie.citations.count() for tie in FamilyChild.objects.all()) == [1, 1]


def test_another_wife_makes_another_family() -> None:
    father, mother = person("Jan", "Wydumański", status=Status.DRAFT), person("Anna", "Zmyślona", status=Status.DRAFT)
    family = family_of(father, mother)
    Family.objects.update(status=Status.DRAFT)
    holder, spouse = CERTIFICATE.people[:2]
    saved = save(replace(CERTIFICATE, people=(linked(holder, father.pk), spouse)))
    assert [one.pk for one in saved.families] != [family.pk]
    assert family.partners.count() == 2


def test_a_published_family_is_left_alone_by_a_volunteer() -> None:
    father = person("Jan", "Wydumański", status=Status.DRAFT)
    family = family_of(father)
    holder, spouse = CERTIFICATE.people[:2]
    save(replace(CERTIFICATE, people=(linked(holder, father.pk), spouse)))
    assert (family.partners.count(), Family.objects.count()) == (1, 2)


def test_the_same_stage_of_one_source_is_shared() -> None:
    source = Source(title="Fonds of invented papers")
    source.save()
    for number in ("1", "2"):
        save(replace(CERTIFICATE, source=source.pk, signature=f"F/{number}"))
    stage = JourneyStage.objects.get()
    assert (stage.travellers.count(), stage.citations.count()) == (8, 2)
    assert sorted(StageCitation.objects.values_list("page", flat=True)) == ["F/1; No. 4117", "F/2; No. 4117"]
    save(CERTIFICATE)
    assert JourneyStage.objects.count() == 2


def test_a_published_stage_is_not_shared_by_a_volunteer() -> None:
    source = Source(title="Fonds of invented papers")
    source.save()
    entry = replace(CERTIFICATE, source=source.pk)
    save(entry)
    JourneyStage.objects.update(status=Status.PUBLISHED)
    save(entry)
    save(entry, may_change_published=True)
    assert sorted(stage.travellers.count() for stage in JourneyStage.objects.all()) == [4, 8]


def test_a_linked_traveller_is_not_put_twice_on_a_stage() -> None:
    first = save(CERTIFICATE)
    people = tuple(linked(one, made.pk) for one, made in zip(CERTIFICATE.people, first.created, strict=True))
    second = save(replace(CERTIFICATE, people=people))
    assert [one.pk for one in second.stages] == [one.pk for one in first.stages]
    assert Traveller.objects.count() == 4
    assert Person.objects.count() == 4
    assert set(map(lambda one: one.citations.count(), Event.objects.all())) == {2}
    assert EventCitation.objects.values("source").distinct().count() == 2


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"kind": "unheard"}, "kind"),
        ({"status": "published"}, "status"),
        ({"source": 10**9}, "source"),
        ({"place": Written("Lwów", place=10**9)}, "place"),
        ({"date": Written("1941", "soon")}, "date"),
        ({"title": "x" * 301}, "title"),
        ({"fields": {"colour": Written("grey")}}, "fields.colour"),
        ({"unread": {"people.0.eyes": "blue"}}, "people.0.eyes"),
        ({"people": (somebody("captain", "Jan"),)}, "people.0.role"),
        ({"people": (somebody("holder", "Jan"), somebody("holder", "Jan"))}, "people.1.role"),
        ({"people": (somebody("holder", ""),)}, "people.0.name"),
        ({"people": (somebody("holder", "Jan", colour="grey"),)}, "people.0.values.colour"),
        ({"people": (somebody("holder", "Jan", birth_year=Written("97", "soon")),)}, "people.0.values.birth_year"),
        ({"people": (linked(somebody("holder", "Jan"), 10**9),)}, "people.0.decision"),
        ({"people": (linked(somebody("holder", "Jan"), 1, "certain"),)}, "people.0.decision"),
        ({"people": (decided(somebody("holder", "Jan"), Decision(not_same=(10**9,))),)}, "people.0.decision"),
    ],
)
def test_what_cannot_be_saved_is_refused_at_its_field_and_nothing_is_kept(change: dict, path: str) -> None:
    with pytest.raises(EntryRefused) as refused:
        save(replace(CERTIFICATE, **change))
    assert path in refused.value.refusals
    assert not Person.objects.exists()
    assert not Source.objects.exists()
