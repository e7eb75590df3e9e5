"""A file that comes again updates instead of doubling; a whole import can be undone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps

from records.documents.models import Document, Source
from records.gedcom.problems import GedcomError
from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.importing.models import BatchState, ImportBatch, ImportedRecord, Residue
from records.importing.undoing import UndoReport, undo_import
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Event, EventCitation, Family, FamilyChild, FamilyPartner, Person, PersonName
from records.places.models import Place
from records.record_model import Status, set_status

pytestmark = pytest.mark.usefixtures("empty_archive")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

FILE = """\
0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 NAME Jan /Testowy/
2 GIVN Jan
2 SURN Testowy
2 TRAN Ян /Тестовый/
3 LANG ru-Cyrl
1 SEX M
1 BIRT
2 DATE 7 MAY 1899
2 PLAC Buczacz, buczacki, tarnopolskie, Polska
2 SOUR @S1@
3 PAGE 12
1 EVEN
2 TYPE Special settlement
2 DATE FROM FEB 1940 TO SEP 1941
2 PLAC Kwitesa
2 UID 3d75b5eb-36e9-40b3-b79f-f088b5c18595
1 NOTE He could play the violin.
1 FAMS @F1@
1 UID 11111111-1111-4111-a111-111111111111
0 @I2@ INDI
1 NAME Anna /Testowa/
1 SEX F
1 EVEN
2 TYPE Special settlement
2 DATE FROM FEB 1940 TO SEP 1941
2 PLAC Kwitesa
2 UID 3d75b5eb-36e9-40b3-b79f-f088b5c18595
1 FAMC @F1@
1 UID 22222222-2222-4222-a222-222222222222
0 @F1@ FAM
1 HUSB @I1@
1 CHIL @I2@
1 MARR
2 DATE 1925
1 UID 33333333-3333-4333-a333-333333333333
0 @S1@ SOUR
1 TITL Register of births
1 UID 44444444-4444-4444-a444-444444444444
0 TRLR
"""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def taken_in(folder: Path, text: str, status: str = "draft", name: str = "a.ged", **more: bool) -> ImportReport:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_gedcom(path, status, quiet, **more)


def counted() -> dict[str, int]:
    """Return the number of rows of every table of the archive but the imports' own."""
    models = apps.get_app_config("records").get_models()
    skipped = ("ImportBatch", "ImportedRecord", "Residue", "OutboxEntry", "ComparisonDue")
    return {model.__name__: model.objects.count() for model in models if model.__name__ not in skipped}


def undone(report: ImportReport) -> UndoReport:
    return undo_import(ImportBatch.objects.get(pk=report.batch), quiet, by="ewa", now=NOW)


def test_a_stage_with_one_uid_is_shared_by_its_travellers(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    assert JourneyStage.objects.count() == 1
    assert Traveller.objects.count() == 2
    assert str(JourneyStage.objects.get().uid) == "3d75b5eb-36e9-40b3-b79f-f088b5c18595"


def test_the_same_records_in_another_file_double_nothing(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    before = counted()
    report = taken_in(tmp_path, FILE.replace("0 HEAD", "0 HEAD\n1 NOTE sent again"), name="b.ged")
    assert counted() == before
    assert (report.matched["people"], report.matched["families"], report.matched["sources"]) == (2, 1, 1)
    assert report.changed == []


def test_another_birth_becomes_a_rival_claim_and_is_listed(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    edited = FILE.replace("2 DATE 7 MAY 1899", "2 DATE 1898").replace("3 PAGE 12", "3 PAGE 13")
    report = taken_in(tmp_path, edited, name="b.ged")
    births = Event.objects.filter(kind="birth").order_by("id")
    assert [birth.date_value for birth in births] == ["7 MAY 1899", "1898"]
    assert [birth.citations.get().page for birth in births] == ["12", "13"]
    assert [(found["field"], found["line"]) for found in report.changed] == [("birth", 11)]
    assert "7 MAY 1899" in report.changed[0]["ours"] and "1898" in report.changed[0]["theirs"]
    assert births[1].imported_in == report.batch


def test_a_further_citation_joins_the_claim_that_is_there(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    taken_in(tmp_path, FILE.replace("3 PAGE 12", "3 PAGE 12\n2 SOUR @S1@\n3 PAGE 99"), name="b.ged")
    assert Event.objects.filter(kind="birth").count() == 1
    assert sorted(EventCitation.objects.values_list("page", flat=True)) == ["12", "99"]


def test_another_name_is_added_after_ours_and_never_preferred(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    taken_in(tmp_path, FILE.replace("Jan /Testowy/", "Iwan /Testowy/").replace("GIVN Jan", "GIVN Iwan"), name="b.ged")
    names = PersonName.objects.filter(person__sex="M").order_by("position")
    assert [(name.given, name.preferred) for name in names] == [("Jan", True), ("Ян", False), ("Iwan", False)]


def test_a_note_that_says_otherwise_is_listed_and_ours_stays(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    report = taken_in(tmp_path, FILE.replace("the violin", "the accordion"), name="b.ged")
    assert Person.objects.get(sex="M").note == "He could play the violin."
    assert [found["field"] for found in report.changed] == ["note"]


def test_a_new_child_joins_the_family_that_is_there(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    child = "0 @I3@ INDI\n1 NAME Ewa /Testowa/\n1 FAMC @F1@\n0 @F1@ FAM\n1 CHIL @I3@\n"
    taken_in(tmp_path, FILE.replace("0 @F1@ FAM\n", child), name="b.ged")
    assert Family.objects.count() == 1
    assert FamilyChild.objects.count() == 2
    assert FamilyPartner.objects.count() == 1


def test_a_draft_file_shows_nothing_new_in_a_published_record(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE, "published")
    edited = (
        FILE.replace("2 DATE 7 MAY 1899", "2 DATE 1898").replace("Jan /T", "Iwan /T").replace("GIVN Jan", "GIVN Iwan")
    )
    report = taken_in(tmp_path, edited, name="b.ged")
    assert Event.objects.get(date_value="1898").confidential
    assert not PersonName.objects.filter(given="Iwan").exists()
    assert {found["field"] for found in report.changed} == {"birth", "name"}


def test_a_published_file_adds_its_claims_openly(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE, "published")
    OutboxEntry.objects.all().delete()
    taken_in(tmp_path, FILE.replace("2 DATE 7 MAY 1899", "2 DATE 1898"), "published", "b.ged")
    assert not Event.objects.get(date_value="1898").confidential
    assert OutboxEntry.objects.filter(kind="person", record_id=Person.objects.get(sex="M").public_id).exists()


def test_whoever_another_authority_knows_by_the_same_identifier_is_the_same(tmp_path: Path) -> None:
    text = FILE.replace(
        "1 UID 11111111-1111-4111-a111-111111111111", "1 EXID KX1-23\n2 TYPE https://www.familysearch.org/tree/person"
    )
    taken_in(tmp_path, text)
    report = taken_in(tmp_path, text.replace("the violin", "the fiddle"), name="b.ged")
    assert report.matched["people"] == 2
    assert Person.objects.count() == 2


def test_a_preview_of_a_file_that_comes_again_says_what_would_change(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    before = counted()
    report = taken_in(tmp_path, FILE.replace("2 DATE 7 MAY 1899", "2 DATE 1898"), name="b.ged", preview=True)
    assert counted() == before
    assert report.matched["people"] == 2
    assert [found["field"] for found in report.changed] == ["birth"]


def test_an_import_is_undone_without_a_trace(tmp_path: Path) -> None:
    before = counted()
    report = undone(taken_in(tmp_path, FILE, "published"))
    assert counted() == before
    assert report.kept == []
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.undone_by) == (BatchState.UNDONE, "ewa")
    assert not ImportedRecord.objects.filter(target__isnull=False, created=True).exists()


def test_an_undone_file_may_be_taken_in_again(tmp_path: Path) -> None:
    undone(taken_in(tmp_path, FILE))
    taken_in(tmp_path, FILE)
    assert Person.objects.count() == 2
    with pytest.raises(GedcomError, match="imported before"):
        taken_in(tmp_path, FILE)


def test_undoing_the_second_file_leaves_what_the_first_brought(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    before = counted()
    edited = FILE.replace("2 DATE 7 MAY 1899", "2 DATE 1898").replace(
        "0 @F1@ FAM", "0 @I3@ INDI\n1 NAME Ewa //\n0 @F1@ FAM"
    )
    undone(taken_in(tmp_path, edited, name="b.ged"))
    assert counted() == before
    assert Event.objects.filter(kind="birth").count() == 1


def test_who_was_worked_on_since_stays_and_says_why(tmp_path: Path) -> None:
    first = taken_in(tmp_path, FILE)
    person = Person.objects.get(sex="M")
    Event(person=person, kind="death", date_text="1943").save()
    report = undone(first)
    assert [(kept["record"], kept["kind"]) for kept in report.kept] == [(person.public_id, "person")]
    assert list(Person.objects.all()) == [person]
    assert person.names.count() == 2
    # What it cites stays with it; its family, in which it stood beside someone who went, does not.
    assert Source.objects.count() == 1
    assert not Family.objects.exists() and not FamilyPartner.objects.exists()


def test_a_row_changed_by_hand_keeps_its_person(tmp_path: Path) -> None:
    first = taken_in(tmp_path, FILE)
    birth = Event.objects.get(kind="birth")
    birth.cause = "x"
    birth.save()
    assert Event.objects.get(kind="birth").edited
    assert [kept["kind"] for kept in undone(first).kept] == ["person"]


def test_saving_a_row_unchanged_is_no_work_on_it(tmp_path: Path) -> None:
    first = taken_in(tmp_path, FILE)
    Event.objects.get(kind="birth").save()
    assert not Event.objects.get(kind="birth").edited
    assert undone(first).kept == []


def test_a_person_whose_note_was_changed_stays(tmp_path: Path) -> None:
    first = taken_in(tmp_path, FILE)
    person = Person.objects.get(sex="M")
    person.note = "He played in the army's band."
    person.save()
    assert [(kept["record"], kept["reason"]) for kept in undone(first).kept] == [(person.public_id, "changed since")]


def test_being_published_is_no_work_on_a_record(tmp_path: Path) -> None:
    first = taken_in(tmp_path, FILE)
    set_status(Person.objects.all(), Status.PUBLISHED)
    assert undone(first).kept == []


def test_each_record_keeps_its_lines_as_they_stood(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    kept = ImportedRecord.objects.exclude(text="").order_by("id")
    records = FILE.split("\n0 ")[1:-1]
    assert [row.text for row in kept] == [f"0 {record}" for record in records]
    assert ImportBatch.objects.get().header == "0 HEAD\n1 GEDC\n2 VERS 7.0"
    birth = Event.objects.get(kind="birth")
    assert FILE.split("\n")[birth.imported_line - 1] == "1 BIRT"


def test_a_withdrawn_record_gets_its_claims(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE, "published")
    Person.objects.update(status=Status.WITHDRAWN)
    taken_in(tmp_path, FILE.replace("2 DATE 7 MAY 1899", "2 DATE 1898"), name="b.ged")
    assert not Event.objects.get(date_value="1898").confidential


DOCUMENT = """\
0 @D1@ SOUR
1 TITL Certificate of Jan Testowy
1 _DOCUMENT udostoverenie
2 _JSON {"title": "Certificate of Jan Testowy", "date": {"text": "", "value": "25 SEP 1941"}, "language": "ru",
3 CONT "fields": {"number": "123", "dependants": [{"name": "Анна"}]}, "original": "original",
3 CONT "transcriptions": [{"language": "ru", "script": "Cyrl", "text": "Удостоверение", "author": "", "version": "1"}],
3 CONT "mentions": [{"as_written": "Тестовый Ян", "script": "Cyrl", "role": "holder", "birth_year": 1899,
3 CONT "people": [{"person": "0zk3v9qz7m2a", "certainty": "sure", "reason": "number", "decided_by": "ewa"}]}]}
1 NOTE Names on the page: Тестовый Ян
2 _REPEATS Y
1 UID 55555555-5555-4555-a555-555555555555
"""
OURS = (
    FILE.replace("@I1@", "@P0ZK3V9QZ7M2A@")
    .replace("0 TRLR", f"{DOCUMENT}0 TRLR")
    .replace("1 SEX M\n", "1 SEX M\n1 SOUR @D1@\n2 PAGE row 1\n")
)


def test_a_document_of_ours_comes_back_with_its_names_and_decisions(tmp_path: Path) -> None:
    before = counted()
    report = taken_in(tmp_path, OURS)
    document = Document.objects.get()
    assert (document.kind, document.fields["dependants"], document.date_value) == (
        "udostoverenie",
        [{"name": "Анна"}],
        "25 SEP 1941",
    )
    assert str(document.uid).startswith("55555555")
    decision = Identification.objects.get()
    assert (decision.mention.as_written, decision.person.sex, decision.certainty) == ("Тестовый Ян", "M", "sure")
    assert document.transcriptions.get().text == "Удостоверение"
    assert set(report.not_taken) == {"HEAD"}
    again = taken_in(tmp_path, OURS.replace("0 HEAD", "0 HEAD\n1 NOTE again"), name="b.ged")
    assert again.matched["documents"] == 1
    assert Document.objects.count() == 1
    undone(again)
    assert undone(report).kept == []
    assert counted() == before


def test_a_document_that_cannot_be_read_is_kept_as_it_stands(tmp_path: Path) -> None:
    report = taken_in(tmp_path, OURS.replace('2 _JSON {"title"', "2 _JSON {title"))
    assert report.not_taken["SOUR._DOCUMENT (not understood)"] == 1
    assert not Document.objects.exists()


def test_what_a_merge_fills_in_is_listed_and_undone(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE.replace("1 SEX M\n", "").replace("1 NOTE He could play the violin.\n", ""))
    person = Person.objects.get(uid="11111111-1111-4111-a111-111111111111")
    report = taken_in(tmp_path, FILE, name="b.ged")
    assert {(found["field"], found["ours"], found["theirs"]) for found in report.changed} == {
        ("sex", "U", "M"),
        ("note", "", "He could play the violin."),
    }
    person.refresh_from_db()
    assert (person.sex, person.note) == ("M", "He could play the violin.")
    undone(report)
    person.refresh_from_db()
    assert (person.sex, person.note) == ("U", "")


def test_what_waits_because_its_record_is_published_is_kept(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE, "published")
    edited = FILE.replace("Jan /T", "Iwan /T").replace("GIVN Jan", "GIVN Iwan")
    child = "0 @I3@ INDI\n1 NAME Ewa /Testowa/\n0 @F1@ FAM\n1 CHIL @I3@\n"
    report = taken_in(tmp_path, edited.replace("0 @F1@ FAM\n", child), name="b.ged")
    waiting = Residue.objects.filter(path__contains="waits")
    assert {row.path.partition(" ")[0] for row in waiting} == {"INDI.NAME", "FAM.CHIL"}
    assert "Iwan" in waiting.get(path__startswith="INDI.NAME").lines
    assert sum("waits" in path for path in report.not_taken) == 2


def test_a_record_that_comes_again_makes_no_places(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE)
    Place.objects.filter(name="Buczacz").update(imported_text="", name="Buczacz")
    taken_in(tmp_path, FILE.replace("0 HEAD", "0 HEAD\n1 NOTE again"), name="b.ged")
    assert Place.objects.filter(name="Buczacz").count() == 1


def test_a_complete_copy_is_never_taken_in_as_published(tmp_path: Path) -> None:
    copy = FILE.replace(
        "1 GEDC", "1 SOUR KRESY_FAMILIES\n1 NOTE The complete preservation copy: not for the public.\n1 GEDC"
    )
    report = taken_in(tmp_path, copy, "published")
    assert set(Person.objects.values_list("status", flat=True)) == {"draft"}
    assert [found["code"] for found in report.problems] == ["complete_copy"]


def test_a_note_for_volunteers_comes_back_as_one(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE.replace("1 SEX M\n", "1 SEX M\n1 NOTE Ask Ewa\n2 _PRIVATE Y\n"))
    person = Person.objects.get(sex="M")
    assert (person.note, person.private_note) == ("He could play the violin.", "Ask Ewa")


def test_a_uid_that_two_records_bear_is_told(tmp_path: Path) -> None:
    twice = FILE.replace("22222222-2222-4222-a222-222222222222", "11111111-1111-4111-a111-111111111111")
    report = taken_in(tmp_path, twice)
    assert [found["code"] for found in report.problems] == ["uid_of_another"]


def test_the_rows_of_a_mended_record_know_the_lines_of_its_kept_text(tmp_path: Path) -> None:
    taken_in(tmp_path, FILE.replace("1 SEX M\n", "1 SEX M\n\n").replace("2 GIVN Jan", "2 GIVN Ja\n3 CONC n"))
    kept = ImportedRecord.objects.get(tag="INDI", record_id=Person.objects.get(sex="M").public_id)
    birth = Event.objects.get(kind="birth")
    assert kept.text.split("\n")[birth.imported_line - kept.line] == "1 BIRT"
