"""Taking changes back: whole or not at all, and never what later work depends on."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from records.change_sets import ChangeSet
from records.changes.queries import deleted_records, of_someone
from records.changes.restoring import plan_restoring, restore
from records.changes.reverting import RevertRefused, plan_revert, revert
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Event, EventCitation, Family, FamilyChild, FamilyPartner, Person, PersonName
from tests.admin.desk import document, mention, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")


def _state() -> dict[str, list[dict]]:
    """What the archive says, the moments of work left out."""
    left_out = {"changed_at", "worked_on_at"}
    return {
        model.__name__: [
            {key: value for key, value in row.items() if key not in left_out}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in (Person, PersonName, Event, EventCitation, Family, FamilyPartner, FamilyChild, Identification)
    }


def _last() -> ChangeSet:
    return ChangeSet.objects.order_by("-pk")[0]


def _words(change: ChangeSet) -> str:
    return " ".join(refusal.words for refusal in plan_revert([change]).refusals)


def _edit(row, at_work, who: str, **columns) -> ChangeSet:
    row = type(row)._default_manager.get(pk=row.pk)
    with at_work(who):
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
    return _last()


def test_taking_back_and_taking_that_back(at_work) -> None:
    someone = person()
    before = _state()
    with at_work("ewa"):
        Person.objects.get(pk=someone.pk).names.get().delete()
        PersonName(person=someone, given="Janina", surname="Kowalska", preferred=True).save()
        birth = Event(person=someone, kind="birth", date_text="1898")
        birth.save()
        EventCitation(event=birth, source=source()).save()
    after, change = _state(), _last()
    OutboxEntry.objects.all().delete()
    made = revert(plan_revert([change]), user=None, by="ewa")
    assert _state() == before
    assert OutboxEntry.objects.filter(kind="person", record_id=someone.public_id).exists()
    change.refresh_from_db()
    assert change.undone_in == made
    again = revert(plan_revert([made]), user=None, by="ewa")
    assert _state() == after
    change.refresh_from_db()
    assert change.undone_in is None
    assert again.act == "revert"


def test_an_afternoon_goes_whole(at_work) -> None:
    someone = person()
    before, start = _state(), timezone.now()
    for number in (1, 2, 3):
        with at_work("ewa"):
            other = person("Anna", f"Nowak {number}")
            family = Family()
            family.save()
            FamilyPartner(family=family, person=someone).save()
            FamilyChild(family=family, person=other).save()
    _edit(someone, at_work, "ewa", note="mother of three")
    ewa = User.objects.get(username="ewa")
    sets = list(of_someone(ewa, start, timezone.now() + timedelta(seconds=1)))
    assert len(sets) == 4
    revert(plan_revert(sets), user=ewa, by="ewa")
    assert _state() == before
    assert not of_someone(ewa, start, timezone.now()).filter(act="desk").exists()


LATER = {
    "the same field": (lambda someone, work: _edit(someone, work, "jan", note="from Jan"), "Note for the public page"),
    "deleted": (lambda someone, work: _deleted(someone, work), "was deleted later"),
}


def _deleted(someone, work) -> None:
    with work("jan"):
        Person.objects.get(pk=someone.pk).delete()


@pytest.mark.parametrize("case", LATER)
def test_later_work_on_the_same_is_named_with_its_author(case, at_work) -> None:
    someone = person()
    change = _edit(someone, at_work, "ewa", note="from Ewa")
    later, words = LATER[case]
    later(someone, at_work)
    state = _state()
    assert words in _words(change)
    assert "jan" in _words(change)
    with pytest.raises(RevertRefused):
        revert(plan_revert([change]), user=None)
    assert _state() == state


def test_later_work_on_another_field_stays(at_work) -> None:
    someone = person()
    change = _edit(someone, at_work, "ewa", note="from Ewa")
    _edit(someone, at_work, "jan", reference="J 1")
    revert(plan_revert([change]), user=None)
    someone.refresh_from_db()
    assert (someone.note, someone.reference) == ("", "J 1")


def test_a_row_on_which_later_work_hangs_stays(at_work) -> None:
    someone = person()
    with at_work("ewa"):
        birth = Event(person=someone, kind="birth", date_text="1898")
        birth.save()
    change = _last()
    with at_work("jan"):
        EventCitation(event=birth, source=source("The register")).save()
    assert "hangs on it" in _words(change)
    assert "jan" in _words(change)


def test_a_person_whom_someone_linked_since_stays(at_work) -> None:
    with at_work("ewa"):
        someone = person()
    change = _last()
    with at_work("jan"):
        Identification(mention=mention(document(), "Ян"), person=someone).save()
    assert "Identification" in _words(change)


def test_what_an_import_changed_since_stays(at_work) -> None:
    someone = person()
    change = _edit(someone, at_work, "ewa", note="from Ewa")
    Person.objects.filter(pk=someone.pk).update(note="from a file")
    assert "by an import" in _words(change)


def test_the_mark_of_another_name_refuses_and_nothing_breaks(at_work) -> None:
    someone = person()
    name = someone.names.get()
    change = _edit(name, at_work, "ewa", preferred=False)
    with at_work("jan"):
        PersonName(person=someone, given="Janek", surname="Kowalski", preferred=True).save()
    assert plan_revert([change]).refusals
    assert PersonName.objects.filter(preferred=True).count() == 1


def test_taken_back_twice_is_refused(at_work) -> None:
    change = _edit(person(), at_work, "ewa", note="once")
    revert(plan_revert([change]), user=None, by="jan")
    change.refresh_from_db()
    assert "jan" in _words(change)


def test_a_deleted_record_comes_back_with_its_parts_and_its_id(at_work) -> None:
    someone, mother = person(), person("Anna", "Nowak")
    family = Family()
    family.save()
    FamilyPartner(family=family, person=mother).save()
    FamilyChild(family=family, person=someone).save()
    Identification(mention=mention(document(), "Ян"), person=someone, decided_by="Ada").save()
    before = _state()
    with at_work("jan"):
        Person.objects.get(pk=someone.pk).delete()
    [gone] = deleted_records(None)[0]
    assert (gone.key, gone.change.by) == (someone.key, "jan")
    plan, left_out = plan_restoring(gone.key)
    assert left_out == []
    restore(plan, user=None, by="ada")
    assert _state() == before
    assert deleted_records(None)[0] == []


def test_what_is_tied_to_a_deleted_record_is_left_out_and_said(at_work) -> None:
    someone, family = person(), Family()
    family.save()
    FamilyChild(family=family, person=someone).save()
    with at_work("jan"):
        Person.objects.get(pk=someone.pk).delete()
        Family.objects.get(pk=family.pk).delete()
    plan, left_out = plan_restoring(someone.key)
    assert [step.name for step in left_out] == ["familychild"]
    restore(plan, user=None)
    assert Person.objects.get().public_id == someone.public_id
