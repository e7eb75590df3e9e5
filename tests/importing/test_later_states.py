"""A copy or a later state of a file whose records bring no ids doubles nothing."""

import re
from pathlib import Path

import pytest

from records.documents.models import Source
from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export, no_progress
from records.exporting.requests import ExportRequest, Scope
from records.importing.models import Residue
from records.people.models import Event, EventCitation, Family, Person
from tests.edition.world import TODAY
from tests.importing.test_coming_again import FILE, counted, taken_in, undone

pytestmark = pytest.mark.usefixtures("empty_archive")

# No record of it says who it is.
BARE = re.sub(r"(?m)^[12] UID .*\n", "", FILE).replace("1 SEX F\n", "1 SEX F\n1 _HOBBY Sang in the choir\n")
LATER = BARE.replace("0 HEAD", "0 HEAD\n1 NOTE a year later")
ANOTHER = (
    LATER.replace("Jan /Testowy/", "Piotr /Inny/")
    .replace("GIVN Jan", "GIVN Piotr")
    .replace("7 MAY 1899", "1 JAN 1850")
    # What is left of the first person and of the second is told of many.
    .replace("SURN Testowy", "SURN Inny")
    .replace("Ян /Тестовый/", "Пётр /Иной/")
    .replace("Buczacz", "Lida")
    .replace("FEB 1940 TO SEP 1941", "MAY 1942")
    .replace("Kwitesa", "Guzar")
    .replace("Anna /Testowa/", "Ewa /Inna/")
    .replace("Sang in the choir", "Rode")
    .replace("Special settlement", "Moved")
    .replace("He could play the violin.", "")
)


def test_a_later_state_of_a_file_without_ids_doubles_nothing(tmp_path: Path) -> None:
    first = taken_in(tmp_path, BARE)
    before = counted()
    report = taken_in(tmp_path, LATER, name="b.ged")
    # The stage has no UID to be known by: that its traveller was there is known.
    assert counted() == before
    assert (report.matched["people"], report.matched["families"], report.matched["sources"]) == (2, 1, 1)
    assert report.changed == []
    assert report.earlier_state["batch"] == first.batch and report.earlier_state["file"] == "a.ged"


def test_lines_without_a_home_are_kept_once(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    report = taken_in(tmp_path, LATER.replace("1 SEX F", "1 SEX F\n1 _HOBBY Dancing"), name="b.ged")
    assert sorted(Residue.objects.filter(path="INDI._HOBBY").values_list("lines", flat=True)) == [
        "1 _HOBBY Dancing",
        "1 _HOBBY Sang in the choir",
    ]
    assert report.not_taken["INDI._HOBBY"] == 1


def test_what_a_later_state_says_otherwise_is_a_rival_claim(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    later = LATER.replace("7 MAY 1899", "8 MAY 1899").replace("Anna /Testowa/", "Hanna /Testowa/")
    report = taken_in(tmp_path, later, name="b.ged")
    assert Person.objects.count() == 2
    assert set(Event.objects.filter(kind="birth").values_list("date_value", flat=True)) == {"7 MAY 1899", "8 MAY 1899"}
    assert {found["field"] for found in report.changed} == {"birth", "name"}
    gone = undone(report)
    assert Event.objects.filter(kind="birth").count() == 1 and not gone.kept


def test_a_new_person_of_a_later_state_is_created(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    later = LATER.replace("0 TRLR", "0 @I3@ INDI\n1 NAME Zofia /Testowa/\n1 FAMC @F1@\n0 TRLR")
    later = later.replace("1 CHIL @I2@", "1 CHIL @I2@\n1 CHIL @I3@")
    report = taken_in(tmp_path, later, name="b.ged")
    assert (report.created["people"], report.matched["people"]) == (1, 2)
    assert Family.objects.get().children.count() == 2


def test_a_pointer_alone_makes_nobody_the_same(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    report = taken_in(tmp_path, ANOTHER, name="b.ged")
    assert report.created["people"] == 2 and not report.earlier_state


def test_someone_else_under_a_used_pointer_of_a_later_state_is_created(tmp_path: Path) -> None:
    people = "".join(f"0 @I{n}@ INDI\n1 NAME Person{n} /Numbered/\n1 BIRT\n2 DATE {1880 + n}\n" for n in range(3, 9))
    taken_in(tmp_path, BARE.replace("0 TRLR", f"{people}0 TRLR"))
    later = (
        LATER.replace("0 TRLR", f"{people}0 TRLR").replace("Person5 /Numbered/", "Olga /Nowa/").replace("1885", "1911")
    )
    report = taken_in(tmp_path, later, name="b.ged")
    assert (report.created["people"], report.matched["people"]) == (1, 7)


def test_records_are_taken_as_new_when_asked(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    report = taken_in(tmp_path, LATER, name="b.ged", as_new=True)
    assert report.created["people"] == 2 and Person.objects.count() == 4


def test_a_person_deleted_here_is_created_again(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    Person.objects.get(sort_name__contains="Anna").delete()
    EventCitation.objects.all().delete()
    Source.objects.all().delete()
    report = taken_in(tmp_path, LATER, name="b.ged")
    assert (report.created["people"], report.matched["people"]) == (1, 1)
    assert report.created["sources"] == 1


@pytest.mark.parametrize("edited", [False, True])
def test_our_complete_copy_of_a_file_without_ids_doubles_nothing(tmp_path: Path, edited: bool) -> None:
    taken_in(tmp_path, BARE)
    text = _complete_copy(tmp_path)
    assert " UID " not in text
    before = counted()
    if edited:
        text = text.replace("7 MAY 1899", "9 MAY 1899")
    report = taken_in(tmp_path, text.replace("1 GEDC", "1 NOTE back\n1 GEDC"), name="back.ged")
    before["Event"] += edited
    before["EventCitation"] += edited
    # Two days of one birth: that is open now.
    before["Contradiction"] += edited
    assert counted() == before
    assert report.changed_total == edited


def test_a_file_of_several_origins_says_who_everyone_is(tmp_path: Path) -> None:
    taken_in(tmp_path, BARE)
    taken_in(tmp_path, ANOTHER, name="another.ged")
    text = _complete_copy(tmp_path)
    before = counted()
    report = taken_in(tmp_path, text, name="back.ged")
    assert counted() == before
    assert report.matched["people"] == 4 and not report.created["people"]


def _complete_copy(folder: Path) -> str:
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive", Scope("everything")), folder / "copy.ged", no_progress)
    return (folder / "copy.ged").read_text(encoding="utf-8-sig")
