"""A file is compared with the archive: its preview and its report say who may be here, and nothing is merged."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone

from records.edition.rebuilding import no_progress
from records.importing import newcomers
from records.importing.comparing import compare_import
from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.importing.models import ImportBatch
from records.importing.undoing import undo_import
from records.linkage.deciding import decide
from records.linkage.following import follow_changes
from records.linkage.kept_index import ComparedRecord
from records.linkage.pairs import Verdict
from records.linkage.proposals import Proposal
from records.linkage.proposals_of_archive import propose_for_archive
from records.people.models import Person
from tests.edition.world import family_of, person
from tests.merging.doubled_world import reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"
FILE = f"""{HEAD}0 @I1@ INDI
1 NAME Янина /Ковальская/
1 SEX F
1 BIRT
2 DATE 14 MAR 1911
1 FAMC @F1@
0 @I2@ INDI
1 NAME Antoni /Kowalski/
1 SEX M
0 @I3@ INDI
1 NAME Ewa /Zalewska/
1 BIRT
2 DATE 1905
0 @I4@ INDI
1 NAME Piotr /Kowalski/
1 SEX M
1 BIRT
2 DATE 3 MAY 1915
1 FAMC @F1@
0 @I5@ INDI
1 NAME Maria /Kowalska/
1 SEX F
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I5@
1 CHIL @I1@
1 CHIL @I4@
0 TRLR
"""


@pytest.fixture
def janina() -> Person:
    """A woman with her parents, among others."""
    for number, name in enumerate(("Adamczyk", "Bielecki", "Cieślak", "Dudek", "Gajewski", "Kubiak")):
        person("Jan", name, f"{number + 1} May 19{10 + number}", "M")
    someone = person("Janina", "Kowalska", "14 March 1911")
    family_of(person("Antoni", "Kowalski", "1880", "M"), person("Maria", "Kowalska", ""), children=(someone,))
    follow_changes()
    return someone


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kowalscy.ged"
    path.write_text(FILE, encoding="utf-8")
    return path


def looked_at(file: Path) -> ImportReport:
    return import_gedcom(file, "draft", no_progress, preview=True)


def taken_in(file: Path) -> ImportBatch:
    number = import_gedcom(file, "draft", no_progress).batch
    assert number is not None
    compare_import(number, timezone.now(), no_progress)
    return ImportBatch.objects.get(pk=number)


def both(one: Person, other: Person) -> frozenset[str]:
    return frozenset((f"p:{one.public_id}", f"p:{other.public_id}"))


def queue() -> set[frozenset[str]]:
    return {frozenset((one.one, one.other)) for one in Proposal.objects.all()}


def test_the_preview_says_who_may_be_here_with_the_family_and_writes_nothing(janina: Person, file: Path) -> None:
    before = ComparedRecord.objects.count()
    report = looked_at(file)
    assert (report.compared, report.not_compared, report.likely_total) == (5, 0, 3)
    row = report.likely[0]
    assert (row["line"], row["name"]) == (5, "Ковальская, Янина")
    # So are her parents, who tell little else.
    assert {one["name"] for one in report.likely[1:]} == {"Kowalski, Antoni", "Kowalska, Maria"}
    assert row["of"][0]["key"] == f"p:{janina.public_id}"
    said = {(part[0], part[1]) for part in row["of"][0]["parts"]}
    assert {("surname", "same"), ("birth", "same_day"), ("father", "same"), ("mother", "same")} <= said
    assert json.dumps(report.as_dict())
    assert ComparedRecord.objects.count() == before and not Proposal.objects.exists()


def test_her_brother_is_a_possible_relative(janina: Person, file: Path) -> None:
    report = looked_at(file)
    assert {one["key"] for row in report.kin for one in row["of"]} >= {f"p:{janina.public_id}"}
    assert report.kin_total >= 1


def test_taken_in_they_stand_in_the_queue_and_in_the_report_of_the_import(janina: Person, file: Path) -> None:
    batch = taken_in(file)
    new = Person.objects.get(names__given="Янина")
    assert both(janina, new) in queue() and len(queue()) == 3
    assert batch.report["likely_total"] == 3
    assert batch.report["likely"][0]["of"][0]["key"] == f"p:{janina.public_id}"
    # The night comes to the same, and keeps it.
    propose_for_archive(timezone.now(), no_progress)
    assert both(janina, new) in queue()


def test_comparing_again_proposes_nothing_twice(janina: Person, file: Path) -> None:
    batch = taken_in(file)
    compare_import(batch.pk, timezone.now(), no_progress)
    assert Proposal.objects.count() == 3


def test_who_was_decided_not_to_be_the_same_is_not_proposed(janina: Person, file: Path) -> None:
    batch = taken_in(file)
    new = Person.objects.get(names__given="Янина")
    decide(new.public_id, janina.public_id, Verdict.NOT_SAME, reason="Two.", user=reviewer(), now=timezone.now())
    assert compare_import(batch.pk, timezone.now(), no_progress)["likely_total"] == 2
    assert both(janina, new) not in queue()


def test_who_is_known_by_the_file_itself_is_not_said_to_be_like_somebody(janina: Person, file: Path) -> None:
    taken_in(file)
    later = file.with_name("later.ged")
    later.write_text(FILE.replace("1 SEX F\n1 BIRT", "1 SEX F\n1 NOTE She wrote.\n1 BIRT"), encoding="utf-8")
    report = looked_at(later)
    assert report.matched["people"] == 5
    assert (report.compared, report.likely_total) == (0, 0)


def test_of_a_long_file_the_first_are_compared_and_the_rest_is_counted(janina: Person, file: Path) -> None:
    with patch.object(newcomers, "MOST_COMPARED", 2):
        report = looked_at(file)
    assert (report.compared, report.not_compared, report.likely_total) == (2, 3, 2)


def test_nobody_of_an_undone_import_is_named_in_its_report(janina: Person, file: Path) -> None:
    batch = taken_in(file)
    undo_import(batch, no_progress, by="", now=timezone.now())
    batch.refresh_from_db()
    assert batch.report["likely"] == [] and "Янина" not in json.dumps(batch.report, ensure_ascii=False)


def test_the_command_prints_who_may_be_here(janina: Person, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options in ({"preview": True}, {}):
        call_command("import_gedcom", str(file), verbosity=0, **options)
        said = capsys.readouterr().out
        assert "Of 5 new people 3 may be here already:" in said, said
        assert f"line 5: Ковальская, Янина: p:{janina.public_id}" in said
    call_command("undo_import", str(ImportBatch.objects.get().pk), verbosity=0)
    assert not ComparedRecord.objects.filter(columns__contains="Янина").exists()
    assert ComparedRecord.objects.count() == 9
