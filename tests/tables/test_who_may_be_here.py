"""A list is compared with the archive: the preview says who may be here; taken in, they stand in the queue."""

from pathlib import Path

import pytest

from records.documents.models import Mention
from records.importing.comparing import compare_import
from records.importing.models import ImportBatch
from records.linkage.following import follow_changes
from records.linkage.kept_index import ComparedRecord
from records.linkage.proposals import Proposal
from records.people.models import Person
from records.tables.plan import CREATE, NAMED
from records.tables.table_import import preview_table
from records.transcribing.entry import Entry
from tests.edition.world import person, six_others
from tests.tables.lists import NOW, planned, quiet, taken_in, written

pytestmark = pytest.mark.usefixtures("empty_archive")
LIST = "No,Name,Date of birth\n1,Ковальская Янина,14.03.1911\n2,Zalewska Ewa,1905\n"


@pytest.fixture
def janina() -> Person:
    six_others()
    someone = person("Janina", "Kowalska", "14 March 1911")
    follow_changes()
    return someone


def test_the_preview_says_which_row_may_be_here_and_writes_nothing(janina: Person, tmp_path: Path) -> None:
    path, before = written(tmp_path, LIST), ComparedRecord.objects.count()
    report = preview_table(path, planned(path, Entry(kind="train_list", title="Invented")), quiet)
    assert (report.compared, report.here_total) == (2, 1)
    assert (report.here[0]["line"], report.here[0]["of"][0]["key"]) == (2, f"p:{janina.public_id}")
    assert report.for_everybody()["here"] == []
    assert ComparedRecord.objects.count() == before


@pytest.mark.parametrize("people", [NAMED, CREATE])
def test_taken_in_they_stand_in_the_queue_and_the_report_that_all_may_read_names_nobody(
    people: str, janina: Person, tmp_path: Path
) -> None:
    path = written(tmp_path, LIST)
    number = taken_in(path, planned(path, Entry(kind="train_list", title="Invented"), people)).batch
    assert number is not None
    compare_import(number, NOW, quiet)
    other = (
        f"n:{Mention.objects.get(as_written__startswith='Ковальская').pk}"
        if people == NAMED
        else f"p:{Person.objects.exclude(pk=janina.pk).get(names__surname__startswith='Kowalsk').public_id}"
    )
    proposed = {frozenset((one.one, one.other)) for one in Proposal.objects.all()}
    assert frozenset((f"p:{janina.public_id}", other)) in proposed
    report = ImportBatch.objects.get(pk=number).report
    assert report["likely_total"] >= 1 and report["likely"] == []
