"""What was added or changed since a merge is lost nowhere: somebody says to whom it belongs."""

from typing import Any

import pytest
from django.utils import timezone

from records.importing.models import ExternalId, ImportBatch
from records.linkage.merges import Merge
from records.linkage.pairs import PersonPair
from records.merging.refusing import MergeRefused
from records.merging.undoing import plan_undo, undo_merge
from records.people.models import Event, Family, FamilyChild, Person
from records.record_model import Status
from records.reviewing.models import Remark
from tests.admin.desk import person
from tests.merging.doubled_world import merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")


def merged_pair(**columns: Any) -> tuple[Person, Person, Merge]:
    janina, jennie = person("Janina", "Kowalska"), person("Jennie", "Kowalski", **columns)
    Event(person=jennie, kind="birth", date_text="1898").save()
    merged = merge(janina, jennie)
    return Person.objects.get(pk=janina.pk), jennie, Merge.objects.get(pk=merged.pk)


def undo(merged: Merge, **answers: str) -> tuple[Person, Person]:
    said = {key.replace("__", ":"): answer for key, answer in answers.items()}
    return undo_merge(merged, reason="Cousins.", user=reviewer(), now=timezone.now(), answers=said)


def test_each_later_row_goes_where_it_is_told_to() -> None:
    janina, jennie, merged = merged_pair()
    death = Event(person=janina, kind="death", date_text="1943")
    death.save()
    family = Family()
    family.save()
    child = FamilyChild(family=family, person=janina)
    child.save()
    remark = Remark.objects.create(record_kind="person", record_id=janina.public_id, words="?", at=timezone.now())
    known = ExternalId.objects.create(
        batch=ImportBatch.objects.create(file_name="x.ged"), kind="person", target=janina.pk, scheme="REFN", value="7"
    )
    keys = [f"event:{death.pk}", f"familychild:{child.pk}", f"externalid:{known.pk}", f"remark:{remark.pk}"]
    assert [later.key for later in plan_undo(merged).later] == keys
    with pytest.raises(MergeRefused, match="Say to whom this belongs"):
        undo(merged, **{f"event__{death.pk}": "stays"})
    answers = {keys[0]: "goes", keys[1]: "stays", keys[2]: "goes", keys[3]: "goes"}
    kept, restored = undo(merged, **answers)
    assert [event.kind for event in restored.events.all()] == ["birth", "death"]
    assert list(kept.parentages.all()) == [child]
    known.refresh_from_db()
    remark.refresh_from_db()
    assert (known.target, remark.record_id) == (jennie.pk, jennie.public_id)


@pytest.mark.parametrize(("answer", "notes"), [("stays", ("A. B. C.", "B.")), ("goes", ("A.", "A. B. C."))])
def test_a_text_that_was_changed_since_is_asked_about(answer: str, notes: tuple[str, str]) -> None:
    janina, jennie = person("Janina", "K", note="A."), person("Jennie", "K", note="B.")
    merged = merge(janina, jennie)
    kept = Person.objects.get(pk=janina.pk)
    kept.note = "A. B. C."
    kept.save()
    kept, restored = undo(Merge.objects.get(pk=merged.pk), column__note=answer)
    assert (kept.note, restored.note) == notes


def test_a_row_that_came_with_the_merge_goes_back_with_its_later_words() -> None:
    janina, _jennie, merged = merged_pair()
    birth = janina.events.get()
    birth.note = "In the second book."
    birth.save()
    assert plan_undo(merged).later == ()
    kept, restored = undo(merged)
    assert (kept.events.count(), restored.events.get().note) == (0, "In the second book.")


def test_a_row_that_was_deleted_since_stays_deleted() -> None:
    janina, _jennie, merged = merged_pair()
    janina.events.get().delete()
    _kept, restored = undo(merged)
    assert not restored.events.exists()


def test_a_later_conclusion_stands() -> None:
    janina, jennie = person("Janina", "K"), person("Jennie", "K")
    for someone, year in ((janina, "1898"), (jennie, "1901")):
        Event(person=someone, kind="birth", date_text=year, is_conclusion=True, conclusion_reason="A book.").save()
    merged = merge(janina, jennie)
    Event(person=janina, kind="birth", date_text="1899", is_conclusion=True, conclusion_reason="The register.").save()
    (later,) = plan_undo(merged).later
    kept, restored = undo(Merge.objects.get(pk=merged.pk), **{later.key: "stays"})
    concluded = [
        [(one.date_text, one.is_conclusion) for one in someone.events.order_by("pk")] for someone in (kept, restored)
    ]
    assert concluded == [[("1898", False), ("1899", True)], [("1901", True)]]


def test_whoever_was_withdrawn_since_brings_nobody_back_to_the_public() -> None:
    janina, jennie = person("Janina", "K", Status.PUBLISHED), person("Jennie", "K", Status.PUBLISHED)
    merged = merge(janina, jennie)
    Person.objects.filter(pk=janina.pk).update(status=Status.WITHDRAWN, confidential=True)
    _kept, restored = undo(Merge.objects.get(pk=merged.pk), column__confidential="stays")
    assert (restored.status, restored.confidential) == (Status.WITHDRAWN, True)


def test_whoever_undoes_may_keep_that_they_are_two() -> None:
    _janina, _jennie, merged = merged_pair()
    undo_merge(merged, reason="Cousins.", user=reviewer(), now=timezone.now(), not_same=True)
    assert PersonPair.objects.get().verdict == "not_same"


def test_what_cannot_be_undone() -> None:
    janina, _jennie, merged = merged_pair()
    with pytest.raises(MergeRefused, match="Say why"):
        undo_merge(merged, reason=" ", user=reviewer(), now=timezone.now())
    undo(merged)
    with pytest.raises(MergeRefused, match="was undone already, by ewa"):
        undo(merged)
    again = merge(janina, Person.objects.exclude(pk=janina.pk).get())
    Person.objects.get(pk=janina.pk).delete()
    with pytest.raises(MergeRefused, match="is no longer there"):
        undo(again)
