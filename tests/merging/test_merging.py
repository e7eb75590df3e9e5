"""What becomes of both when two people are made one: nothing is picked, nothing is lost, some things are refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from records.change_sets import ChangeSet
from records.changes.queries import deleted_records
from records.changes.restoring import plan_restoring
from records.changes.reverting import plan_revert
from records.importing.models import ImportBatch, ImportedRecord
from records.journeys.models import JourneyStage, Traveller
from records.linkage.deciding import decide, decided_of, pair_of, standing_of
from records.linkage.merges import Merge, former_ids, now_called
from records.linkage.models import Identification
from records.linkage.pairs import PersonPair, Verdict
from records.merging.refusing import MergeRefused
from records.outbox import RecordKey
from records.people.claims_that_differ import Contradiction
from records.people.models import Event, Family, FamilyChild, FamilyPartner, Person, PersonName
from records.record_model import Status
from tests.admin.desk import document, mention, person
from tests.merging.doubled_world import merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")


def event(someone: Person, kind: str, text: str, **columns: Any) -> Event:
    made = Event(person=someone, kind=kind, date_text=text, **columns)
    made.save()
    return made


def family(*partners: Person, children: tuple[Person, ...] = ()) -> Family:
    made = Family()
    made.save()
    for partner in partners:
        FamilyPartner(family=made, person=partner).save()
    for child in children:
        FamilyChild(family=made, person=child).save()
    return made


def on_the_train(someone: Person, stage: JourneyStage, **columns: Any) -> Traveller:
    made = Traveller(stage=stage, person=someone, **columns)
    made.save()
    return made


def train() -> JourneyStage:
    stage = JourneyStage(code="EXILE_SETTLEMENT", date_text="1940")
    stage.save()
    return stage


def test_every_claim_stands_beside_the_others() -> None:
    janina, jennie = person("Janina", "Kowalska"), person("Jennie", "Kowalski")
    event(janina, "birth", "1898")
    event(jennie, "birth", "1901")
    merge(janina, jennie)
    assert not Person.objects.filter(pk=jennie.pk).exists()
    names = [(name.given, name.preferred) for name in janina.names.all()]
    assert names == [("Janina", True), ("Jennie", False)]
    assert [birth.date_text for birth in janina.events.all()] == ["1898", "1901"]
    assert Person.objects.get(pk=janina.pk).sort_name == "Kowalska, Janina"
    assert Contradiction.objects.get().key == janina.pk


@pytest.mark.parametrize(("second", "concluded"), [("1898", ["1898"]), ("1901", [])])
def test_two_conclusions_that_differ_are_concluded_anew(second: str, concluded: list[str]) -> None:
    janina, jennie = person("Janina", "Kowalska"), person("Jennie", "Kowalski")
    for someone, year in ((janina, "1898"), (jennie, second)):
        event(someone, "birth", year, is_conclusion=True, conclusion_reason="The register.")
    merge(janina, jennie)
    births = janina.events.all()
    assert [birth.date_text for birth in births if birth.is_conclusion] == concluded
    assert [birth.conclusion_reason for birth in births] == ["The register.", "The register."]


def test_texts_stand_one_below_the_other_and_what_only_one_says_is_said() -> None:
    janina = person("Janina", "Kowalska", note="A teacher.", reference="12")
    jennie = person("Jennie", "Kowalski", note="A nurse.", reference="34", confidential=True, vital="deceased")
    merge(janina, jennie)
    kept = Person.objects.get(pk=janina.pk)
    assert (kept.note, kept.reference, kept.confidential, kept.vital) == (
        "A teacher.\n\nA nurse.",
        "12",
        True,
        "deceased",
    )
    assert kept.private_note == "Reference number, as the other record had it: 34"


def test_sex_is_chosen_and_the_other_word_is_kept() -> None:
    janina, jan = person("Janina", "Kowalska"), person("Jan", "Kowalski")
    Person.objects.filter(pk=janina.pk).update(sex="F")
    with pytest.raises(MergeRefused, match="Choose which"):
        merge(janina, jan)
    merge(janina, jan, chosen={"sex": "F"})
    kept = Person.objects.get(pk=janina.pk)
    assert (kept.sex, kept.private_note) == ("F", "Sex, as the other record had it: male")


def test_a_child_entered_twice_stands_once() -> None:
    mother, janina, jennie = person("Anna", "K"), person("Janina", "K"), person("Jennie", "K")
    family(mother, children=(janina, jennie))
    merge(janina, jennie)
    assert [child.person for child in FamilyChild.objects.all()] == [janina]


def test_one_traveller_of_two_knows_what_either_knew() -> None:
    stage, janina, jennie = train(), person("Janina", "K"), person("Jennie", "K")
    on_the_train(janina, stage, role="head")
    on_the_train(jennie, stage, outcome="arrived", presence="documented")
    merge(janina, jennie)
    traveller = Traveller.objects.get()
    assert (traveller.role, traveller.outcome, traveller.presence) == ("head", "arrived", "documented")


def test_a_name_on_a_page_that_was_either_is_this_one_once() -> None:
    janina, jennie, name = person("Janina", "K"), person("Jennie", "K"), mention(document(), "Янина")
    Identification(mention=name, person=janina, certainty="probable").save()
    Identification(mention=name, person=jennie, certainty="sure").save()
    merge(janina, jennie)
    decisions = Identification.objects.filter(person=janina)
    assert [(one.certainty, one.withdrawn) for one in decisions] == [("probable", True), ("sure", False)]


def two_families_of_one_couple(janina: Person, jennie: Person) -> None:
    husband = person("Jan", "K")
    for wife in (janina, jennie):
        family(wife, husband)


def test_families_of_one_couple_stay_side_by_side() -> None:
    janina, jennie = person("Janina", "K"), person("Jennie", "K")
    two_families_of_one_couple(janina, jennie)
    merge(janina, jennie)
    assert janina.partnerships.count() == 2


def _is_parent(one: Person, other: Person) -> None:
    family(one, children=(other,))


def _is_grandparent(one: Person, other: Person) -> None:
    between = person("Anna", "K")
    family(other, children=(between,))
    family(between, children=(one,))


def _are_partners(one: Person, other: Person) -> None:
    family(one, other)


def _one_is_withdrawn(_one: Person, other: Person) -> None:
    Person.objects.filter(pk=other.pk).update(status=Status.WITHDRAWN)


def _one_is_invented(_one: Person, other: Person) -> None:
    Person.objects.filter(pk=other.pk).update(invented=True)


def _travelled_otherwise(one: Person, other: Person) -> None:
    stage = train()
    on_the_train(one, stage, outcome="died")
    on_the_train(other, stage, outcome="arrived")


def _adopted_and_born(one: Person, other: Person) -> None:
    parents = family(person("Anna", "K"), children=(one,))
    FamilyChild(family=parents, person=other, pedigree="adopted").save()


def _are_one_record(_one: Person, other: Person) -> None:
    other.public_id = _one.public_id


def _is_gone(_one: Person, other: Person) -> None:
    merge(person("Ania", "K"), other)


REFUSED: list[tuple[Callable[[Person, Person], None], str]] = [
    (_is_parent, "is a parent of"),
    (_is_grandparent, "is an ancestor of"),
    (_are_partners, "stand in one family as partners"),
    (_one_is_withdrawn, "was withdrawn from the public"),
    (_one_is_invented, "is invented for the demonstration"),
    (_travelled_otherwise, "outcome"),
    (_adopted_and_born, "parentage"),
    (_are_one_record, "one and the same record"),
    (_is_gone, "was merged already: it is"),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED, ids=[case[0].__name__ for case in REFUSED])
def test_what_is_refused(given: Callable[[Person, Person], None], sentence: str) -> None:
    janina, jennie = person("Janina", "K"), person("Jennie", "K")
    given(janina, jennie)
    merges, people = Merge.objects.count(), Person.objects.count()
    with pytest.raises(MergeRefused, match=sentence):
        merge(janina, jennie)
    assert (Merge.objects.count(), Person.objects.count()) == (merges, people)


def test_a_reason_is_required() -> None:
    with pytest.raises(MergeRefused, match="Say why"):
        merge(person("Janina", "K"), person("Jennie", "K"), reason="  ")


def test_a_delicate_pair_needs_two_reviewers() -> None:
    janina, jennie, now = person("Janina", "K"), person("Jennie", "K"), timezone.now()
    pair = (janina.public_id, jennie.public_id)
    decide(*pair, Verdict.SAME, reason="One grave.", user=reviewer(), now=now, delicate=True)
    with pytest.raises(MergeRefused, match="another reviewer must say first"):
        merge(janina, jennie)
    decide(*pair, Verdict.NOT_SAME, reason="Two graves.", user=reviewer("zoe"), now=now)
    with pytest.raises(MergeRefused, match="another reviewer says"):
        merge(janina, jennie)
    decide(*pair, Verdict.SAME, reason="One grave after all.", user=reviewer("zoe"), now=now)
    merge(janina, jennie)
    assert PersonPair.objects.get().verdict == "same"


def test_not_the_same_rests_until_something_new_is_known() -> None:
    janina, jennie = person("Janina", "K"), person("Jennie", "K")
    pair = pair_of(janina.public_id, jennie.public_id)
    decide(*pair, Verdict.NOT_SAME, reason="Two graves.", user=reviewer(), now=timezone.now())
    assert decided_of([pair])[pair].rests
    event(jennie, "death", "1943")
    decided = decided_of([pair])[pair]
    assert (decided.rests, decided.changed) == (False, (("+", "events", "death · 1943"),))


def test_a_decision_holds_for_who_was_merged_since() -> None:
    janina, jennie, hanna = person("Janina", "K"), person("Jennie", "K"), person("Hanna", "Z")
    decide(jennie.public_id, hanna.public_id, Verdict.NOT_SAME, reason="Sisters.", user=reviewer(), now=timezone.now())
    merge(janina, jennie)
    pair = pair_of(janina.public_id, hanna.public_id)
    assert [one.reason for one in standing_of(*pair).decisions] == ["Sisters."]
    assert decided_of([pair])[pair].verdict == "not_same"


def test_the_old_id_leads_through_every_merge() -> None:
    anna, hanna, ania = person("Anna", "K"), person("Hanna", "K"), person("Ania", "K")
    merge(hanna, anna)
    merge(ania, hanna)
    assert now_called(anna.public_id) == ania.public_id
    assert former_ids([ania.public_id], public=False) == {
        ania.public_id: sorted([anna.public_id, hanna.public_id]),
    }
    assert former_ids([ania.public_id], public=True) == {}


def test_a_merge_is_undone_as_a_merge_only() -> None:
    janina, jennie = person("Janina", "K"), person("Jennie", "K")
    merged = merge(janina, jennie)
    change = ChangeSet.objects.get(pk=merged.change_set_id)
    assert (change.act, change.why) == ("merge", merged.reason)
    assert "undone where they were merged" in plan_revert([change]).refusals[0].words
    assert plan_restoring(RecordKey("person", jennie.public_id))[0].refusals
    assert deleted_records(None)[0] == []


def test_the_record_of_a_file_leads_to_the_one_kept() -> None:
    janina, jennie, batch = person("Janina", "K"), person("Jennie", "K"), ImportBatch.objects.create(file_name="x.ged")
    ImportedRecord.objects.create(batch=batch, kind="person", target=jennie.pk, record_id=jennie.public_id, xref="@I@")
    merge(janina, jennie)
    row = ImportedRecord.objects.get()
    assert (row.target, row.record_id, row.created) == (janina.pk, janina.public_id, False)


def test_the_list_of_names_is_short_where_it_was() -> None:
    janina, jennie = person("Janina", "K"), person("Jennie", "K")
    PersonName.objects.filter(person=jennie).update(position=32_767)
    merge(janina, jennie)
    assert janina.names.count() == 2
