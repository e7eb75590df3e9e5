"""Nothing is dropped in silence: what could not be taken is listed by its path and kept beside its record."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from records.documents.models import Source
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure
from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.importing.models import ImportedRecord, Residue
from records.outbox import OutboxEntry
from records.people.models import Event, Family, FamilyChild, FamilyPartner, Person
from records.places.models import Place

pytestmark = pytest.mark.usefixtures("empty_archive")
_TEXTS = (models.CharField, models.TextField, models.UUIDField)
LONG = "wyraz " * 90

# (lines below "0 @I1@ INDI", the path expected in the report)
OF_A_PERSON = [
    ("1 NAME Jan /Kowalski/\n2 GIVN Johann", "INDI.NAME.GIVN (differs)"),
    ("1 NAME Jan /Kowalski/\n2 SURN Kowalsky", "INDI.NAME.SURN (differs)"),
    ("1 NAME Jan /Kowalski/\n2 SPFX von\n2 SURN Kowalski", "INDI.NAME.SPFX (differs)"),
    ("1 NAME Jan /Kowalski/ jr\n2 NSFX senior", "INDI.NAME.NSFX (differs)"),
    ("1 NAME Jan /Kowalski/\n2 TYPE Stage name", "INDI.NAME.TYPE"),
    ("1 NAME Jan /Kowalski/\n2 TYPE BIRTH\n3 PHRASE by his aunt", "INDI.NAME.TYPE.PHRASE"),
    ("1 NAME Jan /Kowalski/\n2 NICK Jasiek\n2 NICK Jaś", "INDI.NAME.NICK (repeated)"),
    ("1 NAME Jan /Kowalski/\n2 TRAN Jan /K/\n3 LANG en-GB", "INDI.NAME.TRAN.LANG"),
    (f"1 NAME {LONG}", "INDI.NAME (shortened)"),
    ("1 SEX male", "INDI.SEX (not understood)"),
    ("1 SEX M\n2 NOTE as he said", "INDI.SEX.NOTE"),
    ("1 SEX M\n1 SEX F", "INDI.SEX (repeated)"),
    ("1 RESN locked", "INDI.RESN"),
    ("1 RESN CONFIDENTIAL, LOCKED", "INDI.RESN (partly taken)"),
    ("1 FAMS @F1@\n2 NOTE they parted", "INDI.FAMS.NOTE"),
    ("1 FAMS @F9@", "INDI.FAMS (points to nobody)"),
    ("1 FAMC @VOID@", "INDI.FAMC (points to nobody)"),
    ("1 FAMC @F1@\n2 PEDI SEALING", "INDI.FAMC.PEDI"),
    ("1 FAMC @F1@\n2 PEDI ADOPTED\n3 PHRASE by his aunt", "INDI.FAMC.PEDI.PHRASE"),
    ("1 FAMC @F1@\n2 STAT proven", "INDI.FAMC.STAT"),
    ("1 UID 3d75b5eb-36e9-40b3-b79f-f088b5c18595\n1 UID cb49c361-7124-447e-b587-4c6d36e51825", "INDI.UID"),
    ("1 UID of our own making", "INDI.UID"),
    ("1 BIRT\n2 DATE 1900\n2 DATE 1901", "INDI.BIRT.DATE (repeated)"),
    ("1 BIRT\n2 PLAC Lida\n2 PLAC Grodno", "INDI.BIRT.PLAC (repeated)"),
    ("1 BIRT\n2 DATE 1900\n3 NOTE or so", "INDI.BIRT.DATE.NOTE"),
    ("1 BIRT\n2 DATE in hay time\n3 PHRASE words", "INDI.BIRT.DATE (partly taken)"),
    (f"1 BIRT\n2 DATE ({LONG})", "INDI.BIRT.DATE (partly taken)"),
    ("1 CHR\n2 AGE 8d\n3 PHRASE eight days", "INDI.CHR.AGE.PHRASE"),
    ("1 DEAT Y\n2 CAUS typhus\n3 NOTE in the camp", "INDI.DEAT.CAUS.NOTE"),
    (f"1 DEAT Y\n2 CAUS {LONG}", "INDI.DEAT.CAUS (shortened)"),
    (f"1 EVEN\n2 TYPE {LONG}", "INDI.EVEN.TYPE (shortened)"),
    ("1 BIRT\n2 RESN locked", "INDI.BIRT.RESN"),
    ("1 BIRT\n2 PLAC Lida\n3 MAP\n4 LATI far\n4 LONG north", "INDI.BIRT.PLAC.MAP (not understood)"),
    ("1 BIRT\n2 PLAC Lida\n3 FORM place", "INDI.BIRT.PLAC.FORM"),
    ("1 BIRT\n2 PLAC Lida\n3 NOTE by the river", "INDI.BIRT.PLAC.NOTE"),
    ("1 BIRT\n2 _CONCLUDED_BY Ewa", "INDI.BIRT._CONCLUDED_BY"),
    ("1 DEAT", "INDI.DEAT"),
    ("1 DEAT\n2 CAUS typhus", "INDI.DEAT"),
    ("1 DEAT N\n2 DATE 1942", "INDI.DEAT (asserts nothing)"),
    ("1 BURI\n2 NOTE nobody knows", "INDI.BURI"),
    ("1 EVEN\n2 TYPE Arrest\n2 DATE 1940\n2 SDATE 1941", "INDI.EVEN.SDATE"),
    ("1 EVEN\n2 TYPE Arrest\n2 PLAC Lida\n3 FORM place", "INDI.EVEN.PLAC.FORM"),
    ("1 EVEN\n2 TYPE Arrest\n2 DATE 1940\n3 TIME 4:00", "INDI.EVEN.DATE.TIME"),
    ("1 EVEN\n2 TYPE Arrest\n2 _OUTCOME flew", "INDI.EVEN._OUTCOME (not understood)"),
    ("1 EVEN\n2 TYPE Arrest\n2 _PRESENCE maybe", "INDI.EVEN._PRESENCE (not understood)"),
    ("1 EVEN\n2 TYPE Arrest\n2 _STAGE IRAN", "INDI.EVEN._STAGE (not understood)"),
    ("1 EVEN\n2 TYPE Arrest\n2 _REASON whim", "INDI.EVEN._REASON (not understood)"),
    ("1 SOUR @S1@\n2 QUAY 7", "INDI.SOUR.QUAY (not understood)"),
    ("1 SOUR @S1@\n2 DATA\n3 DATE 1900", "INDI.SOUR.DATA.DATE"),
    ("1 SOUR @S1@\n2 DATA\n3 NOTE torn", "INDI.SOUR.DATA.NOTE"),
    ("1 SOUR @S1@\n2 DATA\n3 TEXT words\n4 LANG pl", "INDI.SOUR.DATA.TEXT.LANG"),
    (f"1 SOUR @S1@\n2 PAGE {LONG}", "INDI.SOUR.PAGE (shortened)"),
    ("1 BIRT\n2 SOUR @S9@", "INDI.BIRT.SOUR"),
    ("1 NOTE words\n2 LANG pl", "INDI.NOTE.LANG"),
]
# (a whole record, the path expected in the report)
OF_OTHERS = [
    ("0 @S2@ SOUR\n1 TITL Book\n1 REPO @R1@\n1 REPO @R1@", "SOUR.REPO (repeated)"),
    ("0 @S2@ SOUR\n1 TITL Book\n1 REPO @R9@", "SOUR.REPO (points to nobody)"),
    ("0 @S2@ SOUR\n1 TITL Book\n1 REPO @R1@\n2 CALN 1\n2 CALN 2", "SOUR.REPO.CALN (repeated)"),
    ("0 @S2@ SOUR\n1 TITL Book\n1 REPO @R1@\n2 CALN 1\n3 MEDI BOOK", "SOUR.REPO.CALN.MEDI"),
    ("0 @S2@ SOUR\n1 TITL Book\n1 TEXT one\n1 TEXT two", "SOUR.TEXT (repeated)"),
    ("0 @S2@ SOUR\n1 TITL Book\n2 NOTE torn", "SOUR.TITL.NOTE"),
    ("0 @S2@ SOUR\n1 AUTH Who\n2 NOTE he", "SOUR.AUTH.NOTE"),
    (f"0 @S2@ SOUR\n1 TITL {LONG}", "SOUR.TITL (shortened)"),
    ("0 @S2@ SOUR\n1 UID ours", "SOUR.UID"),
    ("0 @R2@ REPO\n1 NAME Archive\n1 ADDR Street\n2 CITY Lida", "REPO.ADDR.CITY"),
    ("0 @R2@ REPO\n1 NAME Archive\n1 WWW archive.example", "REPO.WWW (not understood)"),
    ("0 @R2@ REPO\n1 NAME Archive\n1 WWW http://a.example\n1 WWW http://b.example", "REPO.WWW (repeated)"),
    ("0 @R2@ REPO\n1 NAME Archive\n2 NOTE the old one", "REPO.NAME.NOTE"),
    ("0 @N2@ SNOTE Nobody asks", "SNOTE (its words came into no record)"),
    ("0 @I1@ INDI\n1 SNOTE @N2@\n0 @N2@ SNOTE Somebody asks\n1 LANG pl", "SNOTE.LANG"),
    ("0 @F2@ FAM\n1 UID ours", "FAM.UID"),
    ("0 @F2@ FAM\n1 RESN privacy", "FAM.RESN (its events were marked)"),
    ("0 @F2@ FAM\n1 MARR\n2 HUSB\n3 AGE 20y", "FAM.MARR.HUSB"),
]


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def taken_in(folder: Path, records: str, status: str = "draft", name: str = "family.ged") -> ImportReport:
    """Import records between a header and a source, an archive and a family that others point to."""
    path = folder / name
    path.write_text(
        f"0 HEAD\n1 GEDC\n2 VERS 7.0\n{records}\n0 @S1@ SOUR\n1 TITL Register\n0 @R1@ REPO\n1 NAME Archiwum\n"
        "0 @F1@ FAM\n0 TRLR\n",
        encoding="utf-8",
    )
    return import_gedcom(path, status, quiet)


@pytest.mark.parametrize(("lines", "path"), OF_A_PERSON)
def test_what_a_person_brings_beyond_our_columns_is_kept_with_the_person(tmp_path: Path, lines: str, path: str) -> None:
    report = taken_in(tmp_path, f"0 @I1@ INDI\n{lines}")
    assert set(report.not_taken) == {"HEAD", path}
    kept = Residue.objects.get(path=path)
    assert (kept.kind, kept.record_id) == ("person", Person.objects.get().public_id)


@pytest.mark.parametrize(("lines", "path"), OF_OTHERS)
def test_what_another_record_brings_beyond_our_columns_is_kept(tmp_path: Path, lines: str, path: str) -> None:
    assert set(taken_in(tmp_path, lines).not_taken) == {"HEAD", path}


def test_a_shared_note_that_came_into_a_record_is_not_listed(tmp_path: Path) -> None:
    report = taken_in(tmp_path, "0 @I1@ INDI\n1 SNOTE @N1@\n0 @N1@ SNOTE Shared")
    assert set(report.not_taken) == {"HEAD"}
    assert Person.objects.get().note == "Shared"


def test_a_tie_that_only_the_person_names_is_made_and_listed(tmp_path: Path) -> None:
    report = taken_in(
        tmp_path, "0 @I1@ INDI\n1 FAMS @F1@\n0 @I2@ INDI\n1 FAMC @F1@\n2 PEDI foster\n0 @I3@ INDI\n1 NAME Ewa"
    )
    assert FamilyPartner.objects.count() == 1
    assert FamilyChild.objects.get().pedigree == "foster"
    assert [(found["code"], found["line"]) for found in report.problems] == [
        ("one_sided_link", 5),
        ("one_sided_link", 7),
    ]
    assert not ImportedRecord.objects.filter(kind__in=("FAMS", "FAMC")).exists()


@pytest.mark.parametrize("words", ["confidential", "PRIVACY", "LOCKED, CONFIDENTIAL"])
def test_a_restricted_event_is_confidential_and_no_shared_stage(tmp_path: Path, words: str) -> None:
    taken_in(
        tmp_path,
        f"0 @I1@ INDI\n1 BIRT\n2 RESN {words}\n1 EVEN\n2 TYPE Arrest\n2 RESN {words}\n"
        f"0 @F2@ FAM\n1 RESN {words}\n1 MARR Y",
    )
    assert sorted(Event.objects.values_list("kind", "confidential")) == [
        ("birth", True),
        ("marriage", True),
        ("other", True),
    ]


def test_of_two_coordinates_for_one_place_the_first_counts(tmp_path: Path) -> None:
    place = "2 PLAC Lida\n3 MAP\n4 LATI N{}\n4 LONG E25.3"
    events = "\n".join(["1 BIRT", place.format("53.9"), "1 CHR", place.format("10"), "1 DEAT", place.format("53.9")])
    report = taken_in(tmp_path, f"0 @I1@ INDI\n{events}")
    assert Place.objects.get().latitude == 53.9
    assert report.not_taken["INDI.CHR.PLAC.MAP (differs)"] == 1
    report = taken_in(tmp_path, f"0 @I1@ INDI\n1 BIRT\n{place.format('20')}", name="later.ged")
    assert Place.objects.get().latitude == 53.9
    assert report.not_taken["INDI.BIRT.PLAC.MAP (differs)"] == 1


def test_a_place_of_a_draft_is_published_with_the_first_file_that_is(tmp_path: Path) -> None:
    taken_in(tmp_path, "0 @I1@ INDI\n1 BIRT\n2 PLAC Lida, Nowogródek")
    place = Place.objects.get()
    OutboxEntry.objects.all().delete()
    taken_in(tmp_path, "0 @I1@ INDI\n1 DEAT\n2 PLAC Lida, Nowogródek", "published", "later.ged")
    assert Place.objects.get().status == "published"
    assert OutboxEntry.objects.filter(kind="place", record_id=place.public_id).exists()


@pytest.mark.parametrize("record", ["INDI", "FAM", "SOUR\n1 TITL Book", "REPO\n1 NAME Archive"])
@pytest.mark.parametrize("first", ["11111111-1111-4111-a79f-f088b5c18595", "00000000-0000-4000-a79f-f088b5c18595"])
def test_two_records_never_share_a_public_id(tmp_path: Path, record: str, first: str) -> None:
    second = "11111111-1111-4111-a79f-f088b5c18595"
    tag = record.split("\n")[0]
    report = taken_in(tmp_path, f"0 @X1@ {record}\n1 UID {first}\n0 @X2@ {record}\n1 UID {second}")
    assert report.not_taken[f"{tag}.UID (already in the archive)"] == 1
    kept = Residue.objects.get(path__startswith=f"{tag}.UID")
    assert kept.lines == f"1 UID {second}"
    assert kept.record_id


def test_the_second_conclusion_becomes_a_claim_with_its_reason(tmp_path: Path) -> None:
    birth = "1 BIRT\n2 DATE {}\n2 _CONCLUSION Because of {}"
    taken_in(tmp_path, f"0 @I1@ INDI\n{birth.format(1900, 'a')}\n{birth.format(1901, 'b')}")
    first, second = Event.objects.order_by("id")
    assert (first.is_conclusion, second.is_conclusion) == (True, False)
    assert "Because of b" in second.note


def words_of_the_archive() -> str:
    """Return every text in the tables of the archive as one long line."""
    texts = []
    for model in apps.get_app_config("records").get_models():
        columns = [column.attname for column in model._meta.fields if isinstance(column, _TEXTS)]
        for row in model.objects.values_list(*columns) if columns else ():
            texts += [str(value) for value in row if value]
    return " ".join(" ".join(texts).casefold().split())


def payloads(structure: Structure) -> list[tuple[int, str, str]]:
    """Return line, tag and payload of every line of a record but pointers and dates."""
    found = (
        [] if structure.is_pointer or structure.tag == "DATE" else [(structure.line, structure.tag, structure.value)]
    )
    return found + [entry for child in structure.children for entry in payloads(child)]


@pytest.mark.parametrize("name", ["official-7/gedcom70/maximal70.ged", "gedcom4j/allged.ged"])
def test_every_word_of_a_file_that_uses_everything_is_somewhere(public_gedcom: Path, name: str) -> None:
    import_gedcom(public_gedcom / name, "draft", quiet)
    archive = words_of_the_archive()
    missing = []
    for record in open_gedcom(public_gedcom / name).records():
        if record.tag not in ("INDI", "FAM", "SOUR", "REPO", "NOTE", "SNOTE"):
            continue
        for line, tag, payload in payloads(record):
            words = [word for word in payload.casefold().replace("/", " ").split() if sum(map(str.isalpha, word)) >= 4]
            missing += [(line, tag, word) for word in words if word not in archive]
    assert missing == []
    assert Family.objects.exists() and Source.objects.exists()
