"""A list comes in whole, once, with all that its kind proves; and goes out again, but for what was worked on."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.documents.models import Document, Mention, Source
from records.importing.models import ImportBatch, ImportedRow
from records.importing.undoing import undo_import
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Event, EventCitation, NameCitation, Person, PersonName
from records.places.models import Place
from records.tables.plan import CREATE, LINK
from records.tables.refusal import TableRefused
from records.tables.row_report import harmless, report_lines
from records.tables.table_import import preview_table
from records.transcribing.entry import Entry, Written
from tests.tables.lists import (
    BY,
    CEMETERY,
    CEMETERY_HEAD,
    EVACUATION,
    NOW,
    evacuation,
    planned,
    quiet,
    taken_in,
    written,
)

pytestmark = pytest.mark.django_db
TABLES = (Document, Source, Mention, Person, PersonName, Event, NameCitation, EventCitation, Identification)


def undone(number: int | None) -> object:
    return undo_import(ImportBatch.objects.get(pk=number), quiet, by=BY, now=NOW)


def staged(people: str = CREATE):
    plan = evacuation(people)
    head = plan.list_head
    return replace(plan, list_head=replace(head, fields={**head.fields, "stage": Written("EVAC_2")}))


def test_a_list_becomes_one_document_with_a_name_for_each_row() -> None:
    report = taken_in(CEMETERY, planned(CEMETERY, CEMETERY_HEAD))
    document = Document.objects.get(public_id=report.document)
    assert (document.status, document.title, document.fields) == ("draft", "Invented cemetery", {"cemetery": "Nigdzie"})
    rows = list(document.mentions.values_list("imported_line", "position", "row", "as_written", "age_text"))
    assert len(rows) == 7
    assert rows[1] == (3, 2, "2", "Żółćińska Bronisława", "ok. 50")
    assert Person.objects.filter(names__surname="Urojony").count() == 0
    assert report.outcomes == {"named": 7}
    formula = document.mentions.get(row="7")
    assert formula.note == "=2+3; 18"
    assert ImportedRow.objects.get(batch=report.batch, line=6).cells[-1] == "brak nr 5"


def test_people_events_the_stage_and_their_citations_follow_from_the_kind() -> None:
    report = taken_in(EVACUATION, staged())
    assert (report.outcomes, report.created["people"], report.created["stages"]) == (
        {"created": 8, "left_out": 1},
        8,
        1,
    )
    stage = JourneyStage.objects.get(code="EVAC_2", travellers__imported_in=report.batch, travellers__imported_line=4)
    assert Traveller.objects.filter(stage=stage).count() == 8
    jan = Person.objects.get(identifications__mention__as_written="Выдуманский Ян Антонович")
    assert (jan.sex, jan.status) == ("M", "draft")
    birth = jan.events.get(kind="birth")
    assert (birth.date_value, birth.imported_line, birth.citations.get().imported_in) == ("1897", 4, report.batch)
    assert {name.script for name in jan.names.all()} == {"Latn", "Cyrl"}
    assert not OutboxEntry.objects.filter(record_id=jan.public_id).exists()
    assert "row 1" in birth.citations.get().page or birth.citations.get().page == ""


def test_the_preview_tells_and_writes_nothing() -> None:
    before = {model: model.objects.count() for model in TABLES}
    report = preview_table(EVACUATION, evacuation(CREATE), quiet).as_dict()
    assert {model: model.objects.count() for model in TABLES} == before
    assert report["rows"] == 9 and len(report["first"]) == 8 and report["notes"]
    assert report["codes"] == {"formula": 2, "row_again": 1, "row_gap": 1, "date": 2, "name": 1}
    told = {(one["line"], one["column"], one["code"]) for one in report["problems"]}
    assert {(9, "Год рождения", "date"), (8, "№ п/п", "row_again"), (10, "", "name")} <= told
    assert report["first"][0]["read"] == "Wydumański Jan Antonowicz"


def test_undoing_takes_everything_out_and_then_it_may_come_again() -> None:
    before = {model: model.objects.count() for model in TABLES}
    report = taken_in(EVACUATION, staged())
    with pytest.raises(TableRefused, match="before"):
        taken_in(EVACUATION, staged())
    undone(report.batch)
    assert {model: model.objects.count() for model in TABLES} == before
    assert not ImportedRow.objects.exists()
    assert taken_in(EVACUATION, staged()).created["people"] == 8


def test_what_was_worked_on_stays_with_its_row_and_is_listed() -> None:
    report = taken_in(CEMETERY, planned(CEMETERY, CEMETERY_HEAD))
    known = Person.objects.create(sort_name="Invented Sister")
    mention = Mention.objects.get(as_written="Zmyślona Zofia")
    Identification.objects.create(mention=mention, person=known, decided_by="Ewa")
    kept = undone(report.batch)
    assert list(Mention.objects.filter(imported_in=report.batch)) == [mention]
    assert Document.objects.filter(public_id=report.document).exists()
    assert [one["record"] for one in kept.kept] == [report.document]


def test_a_person_worked_on_stays_with_the_row_that_made_it() -> None:
    report = taken_in(EVACUATION, staged())
    anna = Person.objects.get(identifications__mention__as_written="Выдуманская Анна")
    anna.note = "Her daughter wrote to us."
    anna.save()
    undone(report.batch)
    assert list(Person.objects.filter(names__imported_in=report.batch).distinct()) == [anna]
    assert [one.as_written for one in Mention.objects.filter(imported_in=report.batch)] == ["Выдуманская Анна"]
    assert anna.identifications.count() == 1


LISTED = """No,Name,Year of birth,Public id,Lived at
1,Nieznany Jan,1899,,Nigdziewo
2,Nieznana Ewa,1903,{id},Gdzieś
3,Obcy Adam,1900,zzzz,
"""


def test_whoever_fits_well_is_linked_and_whoever_the_list_names(tmp_path: Path) -> None:
    jan, ewa = Person.objects.create(sex="M"), Person.objects.create(sex="F", status="published")
    PersonName.objects.create(person=jan, given="Jan", surname="Nieznany", preferred=True)
    born = Event(person=jan, kind="birth")
    born.date_value = "1899"
    born.save()
    Event.objects.filter(pk=born.pk).update(date_earliest=2414656, date_latest=2415020)
    place = Place.objects.create(name="Nigdziewo")
    path = written(tmp_path, LISTED.format(id=ewa.public_id))
    plan = planned(path, Entry(kind="train_list", title="Invented"), LINK)
    assert plan.columns == ("@row", "@name", "birth_year", "@person", "residence")
    report = taken_in(path, plan)
    found = dict(Identification.objects.filter(imported_in=report.batch).values_list("person_id", "imported_line"))
    assert found == {jan.pk: 2, ewa.pk: 3}
    assert report.codes == {"person": 1, "person_published": 1}
    assert Mention.objects.get(as_written="Nieznany Jan").values["residence"]["place"] == place.pk
    assert not ewa.events.exists()
    assert report.places == {"Gdzieś": 1}
    undone(report.batch)
    assert Person.objects.filter(pk__in=(jan.pk, ewa.pk)).count() == 2


def test_a_thousand_rows_more_cost_the_same_queries_each(tmp_path: Path) -> None:
    def queries(rows: int) -> int:
        lines = "".join(f"{row},Nikt{'abcdefghij'[row % 10]} Jan,19{row % 40:02}\n" for row in range(1, rows + 1))
        path = written(tmp_path, f"No,Name,Year of birth\n{lines}", f"{rows}.csv")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            taken_in(path, planned(path, Entry(kind="train_list", title="Invented"), CREATE))
        return len([one for one in asked if not one["sql"].startswith("INSERT")])

    assert queries(40) == queries(400)


FORMULAS = [("=1+1", "'=1+1"), ("+48", "'+48"), ("-", "'-"), ("@x", "'@x"), ("\tx", "'\tx"), ("Jan", "Jan"), ("", "")]


@pytest.mark.parametrize(("cell", "shown"), FORMULAS)
def test_no_cell_of_a_report_is_a_formula(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


def test_the_report_has_every_row(tmp_path: Path) -> None:
    path = written(tmp_path, 'Name,Remark\n"=HYPERLINK(""x"")",+1\nNikt Jan,\n')
    report = taken_in(path, planned(path, Entry(kind="train_list", title="Invented")))
    rows = list(csv.reader(StringIO("".join(report_lines(ImportBatch.objects.get(pk=report.batch))).lstrip("\ufeff"))))
    assert [row[:3] for row in rows[1:]] == [["2", '\'=HYPERLINK("x")', "name noted"], ["3", "Nikt Jan", "name noted"]]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_the_command_looks_takes_in_and_refuses(tmp_path: Path, capsys) -> None:
    options = {"kind": "cemetery_list", "verbosity": 0}
    call_command("import_table", str(CEMETERY), preview=True, **options)
    assert "Żółćińska" in capsys.readouterr().out
    assert not ImportBatch.objects.exists()
    call_command("import_table", str(CEMETERY), map=["Uwagi="], rows=str(tmp_path / "rows.csv"), **options)
    assert Mention.objects.get(as_written='Urojony Jan "Sęk"').note == "18"
    assert len((tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()) == 8
    with pytest.raises(CommandError, match="before"):
        call_command("import_table", str(CEMETERY), **options)
    with pytest.raises(CommandError, match="no column"):
        call_command("import_table", str(CEMETERY), map=["Nothing=@name"], **options)
