"""What is kept of a change: by whom, why, each row once, with the state before; nothing of what came to nothing."""

import pytest
from django.db import transaction

from records.change_sets import ChangeSet, TouchedRow
from records.changes.queries import changes_of_record, touched_records
from records.changes.row_models import kept_models, record_models
from records.people.models import Event, Person, PersonName
from records.row_history import states_of
from tests.admin.desk import dead_person, document, mention, person

pytestmark = pytest.mark.usefixtures("empty_archive")


def _told(record) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    page = changes_of_record(record.key, None)
    return [
        (row.act, row.words, [(one.label, one.before, one.after) for one in row.fields])
        for change in page.changes
        for row in change.rows
    ]


def test_every_record_and_part_has_a_history() -> None:
    assert set(record_models()) == {
        "archive", "chapter", "document", "family", "history", "person", "place", "source", "stage",
    }  # fmt: skip
    assert {"personname", "event", "eventcitation", "mention", "identification", "traveller"} <= set(kept_models())


def test_a_date_that_changed_is_told_in_words(at_work) -> None:
    someone = person()
    birth = Event(person=someone, kind="birth", date_text="1898")
    birth.save()
    with at_work("ewa", "the card says so"):
        birth.date_text = birth.date_value = ""
        birth.date_text = "10.2.1899"
        birth.save()
    assert _told(someone) == [
        ("~", "Birth", [("Date as written", "1898", "10.2.1899"), ("Date as understood", "1898", "10 February 1899")])
    ]
    change = ChangeSet.objects.get()
    assert (change.by, change.why) == ("ewa", "the card says so")


def test_an_imported_row_keeps_the_state_before_its_first_change(at_work) -> None:
    someone = person()
    [name] = PersonName.objects.bulk_create([PersonName(person=someone, given="Iwan", surname="X", imported_in=1)])
    assert not states_of(PersonName).filter(id=name.pk).exists()
    with at_work("ewa"):
        name.given = "Jan"
        name.save()
    assert ("Given names", "Iwan", "Jan") in _told(someone)[0][2]


def test_what_an_import_changes_in_bulk_is_not_told_as_someones_change(at_work) -> None:
    someone = person(note="one")
    with at_work("ewa"):
        someone.note = "two"
        someone.save()
    Person.objects.filter(pk=someone.pk).update(note="three")
    someone.refresh_from_db()
    with at_work("jan"):
        someone.note = "four"
        someone.save()
    assert [fields for _act, _words, fields in _told(someone)] == [
        [("Note for the public page", "three", "four")],
        [("Note for the public page", "one", "two")],
    ]


def test_a_save_that_changes_nothing_is_no_change(at_work) -> None:
    someone = person()
    with at_work("ewa"):
        someone.save()
        someone.names.get().save()
    assert not ChangeSet.objects.exists()


def test_a_change_that_came_to_nothing_leaves_no_trace(at_work) -> None:
    someone = person()
    with at_work("ewa"):
        with transaction.atomic():
            someone.note = "lost"
            someone.save()
            transaction.set_rollback(True)
        someone.note = "kept"
        someone.save()
    assert ChangeSet.objects.count() == 1
    assert _told(someone)[0][2] == [("Note for the public page", "", "kept")]


def test_one_act_is_one_change_set_told_of_every_record_it_touched(at_work) -> None:
    paper = document()
    with at_work("ewa"):
        someone = person("Ewa", "Nowak")
        mention(paper, "Новак Ева")
    [change] = ChangeSet.objects.all()
    assert {(one.kind, one.record_id) for one in touched_records([change.pk])[change.pk]} == {
        ("person", someone.public_id),
        ("document", paper.public_id),
    }


def test_deleting_keeps_every_part(at_work) -> None:
    someone = dead_person("Jan", "Nowak", status="draft")
    with at_work("ewa"):
        someone.delete()
    assert sorted(TouchedRow.objects.values_list("model", "act")) == [
        ("event", "-"),
        ("person", "-"),
        ("personname", "-"),
    ]


def test_long_texts_are_compared_word_by_word(at_work) -> None:
    words = "We were taken from Lwów to Karaganda in February, and it was very cold that whole long winter."
    someone = person(note=words)
    with at_work("ewa"):
        someone.note = words.replace("February", "April")
        someone.save()
    [change] = changes_of_record(someone.key, None).changes
    runs = change.rows[0].fields[0].runs
    assert [(run.sign, run.text) for run in runs if run.sign != "="] == [("-", "February, "), ("+", "April, ")]


def test_older_changes_follow_by_key(at_work) -> None:
    someone = person()
    for number in range(23):
        with at_work("ewa"):
            someone.note = f"{number}"
            someone.save()
    first = changes_of_record(someone.key, None)
    second = changes_of_record(someone.key, first.older)
    assert (len(first.changes), len(second.changes), second.older) == (20, 3, None)
