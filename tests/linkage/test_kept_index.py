"""The kept index: after any changes it is what filling it from nothing makes, and it answers who somebody may be."""

import random
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings, strategies

from records.documents.models import Document, Mention, Source
from records.edition.rebuilding import no_progress
from records.importing.gedcom_import import import_gedcom
from records.importing.models import ImportBatch
from records.importing.undoing import undo_import
from records.linkage import filling
from records.linkage.asking_index import FoundInIndex, find_in_index
from records.linkage.compared import Told, compared
from records.linkage.filling import fill_index
from records.linkage.following import follow_changes
from records.linkage.kept_index import ComparedRecord, IndexState, LookupKey, ValueCount
from records.linkage.models import Identification
from records.linkage.told_people import told_people
from records.merging.refusing import MergeRefused
from records.merging.undoing import undo_merge
from records.outbox import ComparisonDue
from records.people.models import FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceParent
from records.record_model import Status
from tests.edition.world import family_of, person, six_others
from tests.merging.doubled_world import DoubledWorld, merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
STEADY = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=[Phase.generate],
)


def index() -> dict[str, Any]:
    """Return all that stands in the index."""
    return {
        "records": list(ComparedRecord.objects.order_by("number").values_list("number", "key", "document", "columns")),
        "keys": list(LookupKey.objects.order_by("key", "record").values_list("key", "record")),
        "counts": list(ValueCount.objects.order_by("column", "value").values_list("column", "value", "number")),
        "state": list(IndexState.objects.values_list("records", "filled_to", "keys_wait")),
    }


def index_from_nothing() -> dict[str, Any]:
    fill_index(no_progress, from_nothing=True)
    return index()


def merge_and_perhaps_undo(world: DoubledWorld) -> None:
    one, other = world.chance.sample(world.people, 2)
    try:
        merged = merge(one, other)
    except MergeRefused:
        return
    if world.chance.random() < 0.5:
        undo_merge(merged, reason="They are two.", user=reviewer(), now=timezone.now())
    else:
        world.people.remove(other)


@STEADY
@given(seed=strategies.integers(0, 10_000))
def test_after_random_changes_it_is_what_filling_from_nothing_makes(seed: int) -> None:
    with transaction.atomic():
        world = DoubledWorld(random.Random(seed))
        world.build()
        fill_index(no_progress)
        for _turn in range(6):
            for _act in range(5):
                world.change()
            merge_and_perhaps_undo(world)
            # The gazetteer is followed at night.
            places_moved = ComparisonDue.objects.filter(kind="place").exists()
            follow_changes()
            assert not ComparisonDue.objects.exclude(kind="place").exists()
            if places_moved:
                fill_index(no_progress)
            followed = index()
            assert followed == index_from_nothing()
        transaction.set_rollback(True)


def test_kin_are_compared_anew_when_a_parent_is_renamed_or_goes() -> None:
    father, child = person("Jan", "Nowak", sex="M"), person("Anna", "Nowak")
    family_of(father, children=(child,))
    follow_changes()
    assert next(told_people([child.pk])).father == "Jan"
    father.names.update(given="Piotr")
    father.names.get().save()
    follow_changes()
    assert index() == index_from_nothing()
    father.delete()
    follow_changes()
    assert ComparedRecord.objects.count() == 1
    assert index() == index_from_nothing()


def test_a_partner_who_leaves_a_family_is_forgotten_by_the_other() -> None:
    both = person("Jan", "Nowak", sex="M"), person("Anna", "Nowak")
    family_of(*both)
    follow_changes()
    FamilyPartner.objects.get(person=both[0]).delete()
    follow_changes()
    assert index() == index_from_nothing()


def named_on_a_list(*names: str) -> Document:
    source = Source(title="Lists")
    source.save()
    paper = Document(source=source, title="A list", kind="train_list")
    paper.save()
    for name in names:
        Mention(document=paper, as_written=name, role="listed", birth_year=1911).save()
    return paper


def test_a_name_is_in_it_until_somebody_is_identified_with_it_or_its_page_is_withdrawn() -> None:
    paper, someone = named_on_a_list("Kowalska Janina", "Nowak Jan"), person("Janina", "Kowalska")
    follow_changes()
    assert ComparedRecord.objects.filter(document=paper.public_id).count() == 2
    known = Identification(mention=paper.mentions.first(), person=someone)
    known.save()
    follow_changes()
    assert ComparedRecord.objects.filter(document=paper.public_id).count() == 1
    known.delete()
    paper.mentions.last().delete()
    follow_changes()
    assert index() == index_from_nothing()
    paper.status = Status.WITHDRAWN
    paper.save()
    follow_changes()
    assert not ComparedRecord.objects.filter(key__startswith="n:").exists()
    assert index() == index_from_nothing()


def test_a_place_that_is_moved_is_followed_by_the_next_filling() -> None:
    home, above = Place(name="Wieś"), Place(name="Powiat")
    home.save()
    above.save()
    someone = person("Jan", "Nowak")
    someone.events.update(place=home)
    someone.events.get().save()
    follow_changes()
    PlaceParent(place=home, parent=above).save()
    follow_changes()
    assert ComparisonDue.objects.filter(kind="place").exists()
    fill_index(no_progress)
    assert not ComparisonDue.objects.exists()
    assert index() == index_from_nothing()


class Killed(Exception):
    """The process ends here."""


@pytest.mark.parametrize("killed_at", [1, 2, 3, 5])
@pytest.mark.parametrize("from_nothing", [True, False])
def test_filling_that_was_killed_goes_on_where_it_stopped(killed_at: int, from_nothing: bool) -> None:
    for number in range(9):
        person("Jan", f"Nowak{number}", str(1900 + number), "M")
    named_on_a_list("Kowalska Janina", "Nowak Jan")
    if not from_nothing:
        fill_index(no_progress)
        PersonName.objects.filter(surname="Nowak3").update(surname="Wiśniewski")
    calls = 0

    def dying(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == killed_at:
            raise Killed
        return keep(*args)

    keep = filling.keep_records
    with patch.object(filling, "_AT_ONCE", 2), patch.object(filling, "_OF_NEW", 2):
        with patch.object(filling, "keep_records", dying), pytest.raises(Killed):
            fill_index(no_progress)
        # A change meanwhile waits for the end of the filling, or is followed at once: nothing is lost either way.
        person("Zofia", "Zalewska")
        follow_changes()
        fill_index(no_progress)
    follow_changes()
    assert index() == index_from_nothing()


def test_an_index_of_another_version_is_made_anew() -> None:
    person("Jan", "Nowak")
    fill_index(no_progress)
    right = index()
    IndexState.objects.update(version="old")
    ComparedRecord.objects.update(columns="[]")
    assert find_in_index(compared(Told("x", "person", "Nowak", "Jan")), least=0.0) == FoundInIndex([], [])
    fill_index(no_progress)
    assert index() == right


def test_a_change_that_was_not_followed_waits_and_is_followed_by_the_next() -> None:
    person("Jan", "Nowak")
    with patch("records.linkage.following.keep_records", side_effect=Killed), pytest.raises(Killed):
        follow_changes()
    assert ComparisonDue.objects.exists() and not ComparedRecord.objects.exists()
    person("Anna", "Nowak")
    follow_changes()
    assert index() == index_from_nothing()


GEDCOM = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Jan /Nowak/
1 SEX M
0 @I2@ INDI
1 NAME Anna /Nowak/
1 BIRT
2 DATE 3 MAY 1911
0 @F1@ FAM
1 HUSB @I1@
1 CHIL @I2@
0 TRLR
"""


def test_an_import_is_followed_and_so_is_its_undoing(tmp_path: Any) -> None:
    path = tmp_path / "x.ged"
    path.write_text(GEDCOM, encoding="utf-8")
    person("Ewa", "Zalewska")
    follow_changes()
    before = index()
    import_gedcom(path, "draft", no_progress)
    follow_changes()
    assert ComparedRecord.objects.count() == 3
    assert index() == index_from_nothing()
    undo_import(ImportBatch.objects.get(), no_progress, by="", now=timezone.now())
    follow_changes()
    assert index() == before


def test_what_stays_of_an_undone_import_is_followed(tmp_path: Any) -> None:
    path = tmp_path / "x.ged"
    path.write_text(GEDCOM, encoding="utf-8")
    import_gedcom(path, "draft", no_progress)
    Person.objects.get(names__given="Anna").save()
    follow_changes()
    undo_import(ImportBatch.objects.get(), no_progress, by="", now=timezone.now())
    follow_changes()
    assert ComparedRecord.objects.count() == 1
    assert index() == index_from_nothing()


@pytest.fixture
def janina() -> Person:
    six_others()
    someone = person("Янина", "Ковальская", "14 March 1911")
    follow_changes()
    return someone


def test_who_is_typed_in_another_script_is_found_with_the_reasons(janina: Person) -> None:
    born = next(told_people([janina.pk])).born
    found = find_in_index(compared(Told("", "person", "Kowalska", "Janina", sex="f", born=born)), least=0.5)
    assert [pair.right for pair in found.same] == [f"p:{janina.public_id}"]
    assert {("surname", "same"), ("birth", "same_day")} <= {
        (part.comparison, part.step) for part in found.same[0].parts
    }
    stranger = find_in_index(compared(Told("", "person", "Zalewska", "Ewa", born=born)), least=0.5)
    assert stranger == FoundInIndex([], [])


def test_another_of_the_household_is_kin_and_not_the_same() -> None:
    father, mother, child = person("Jan", "Nowak", "", "M"), person("Anna", "Nowak", ""), person("Ewa", "Nowak", "1911")
    family_of(father, mother, children=(child,))
    follow_changes()
    everybody = {f"p:{one.public_id}" for one in (father, mother, child)}
    born = next(told_people([child.pk])).born
    brother = Told("", "person", "Nowak", "Piotr", sex="m", father="Jan", mother="Anna", born=(2420000, 2420000))
    for typed in (brother, replace(brother, born=born), replace(brother, surname="Новак")):
        found = find_in_index(compared(typed), least=0.5, with_kin=True)
        assert not found.same
        assert {pair.right for pair in found.kin} == everybody
    for stranger in (replace(brother, mother=""), replace(brother, mother="Ewa"), replace(brother, surname="Zalewski")):
        assert not find_in_index(compared(stranger), least=0.5, with_kin=True).kin


def test_asking_takes_as_many_queries_however_many_there_are(janina: Person) -> None:
    asked = compared(next(told_people([janina.pk])))
    with CaptureQueriesContext(connection) as few:
        find_in_index(asked, least=0.5)
    for number in range(30):
        person("Janina", "Kowalska", f"14 March 19{10 + number}")
    follow_changes()
    with CaptureQueriesContext(connection) as many:
        assert find_in_index(asked, least=0.0).same
    assert len(many) == len(few) == 3
