"""What becomes of a GEDCOM file: records with their claims and citations, and everything else kept and listed."""

from pathlib import Path

import pytest

from records.documents.models import Source
from records.gedcom.problems import GedcomError
from records.importing.gedcom_import import import_gedcom
from records.importing.models import ImportBatch, Residue
from records.journeys.models import JourneyStage
from records.outbox import OutboxEntry
from records.people.models import Event, Family, Person
from records.places.models import Place

pytestmark = pytest.mark.usefixtures("empty_archive")

FILE = """\
0 HEAD
1 SOUR TEST
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Jan /Wyjeżdżający/
2 FONE Ян /Выежджаёнцы/
3 TYPE ru-Cyrl
2 SOUR @S1@
3 PAGE k. 5
3 QUAY 3
1 SEX M
1 BIRT
2 DATE @#DJULIAN@ 7 MAY 1869
2 PLAC Buczacz, buczacki, tarnopolskie, Polska
3 MAP
4 LATI N49.06
4 LONG E25.39
1 BIRT
2 DATE ABT 1870
2 NOTE According to his daughter
1 EVEN
2 TYPE Special settlement
2 DATE FROM FEB 1940 TO SEP 1941
2 PLAC Posiołek Kwitesa
1 EVEN A medal
2 TYPE Award
1 _FOO bar
2 _BAZ deeper
1 FAMS @F1@
1 NOTE @N1@
1 _UID 0D2A8C4E9B7F4C1D8E5A6B3C2D1E0F9A1234
0 @I2@ INDI
1 NAME Anna /Wyjeżdżająca/
1 FAMC @F1@
2 PEDI adopted
1 RESN confidential
0 @F1@ FAM
1 HUSB @I1@
1 CHIL @I2@
1 CHIL @I9@
1 MARR Y
2 DATE 1895
0 @S1@ SOUR
1 TITL Księga urodzeń
1 REPO @R1@
2 CALN 301/5
0 @R1@ REPO
1 NAME Archiwum
0 @N1@ NOTE A shared note
1 CONC , in two lines
0 TRLR
"""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "family.ged"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_person_comes_with_names_rival_births_stages_and_sources(file: Path) -> None:
    import_gedcom(file, "draft", quiet)
    emigrant = Person.objects.get(sex="M")
    assert [(name.given, name.surname, name.script, name.language) for name in emigrant.names.all()] == [
        ("Jan", "Wyjeżdżający", "Latn", ""),
        ("Ян", "Выежджаёнцы", "Cyrl", "ru"),
    ]
    citation = emigrant.names.first().citations.get()
    assert (citation.source.title, citation.page, citation.quality, citation.source.archive.name) == (
        "Księga urodzeń",
        "k. 5",
        3,
        "Archiwum",
    )
    assert citation.source.signature == "301/5"
    births = emigrant.events.filter(kind="birth")
    assert sorted(birth.date_value for birth in births) == ["ABT 1870", "JULIAN 7 MAY 1869"]
    assert not any(birth.is_conclusion for birth in births)
    stage = JourneyStage.objects.get()
    assert (stage.code, stage.date_value, stage.travellers.get().person) == (
        "EXILE_SETTLEMENT",
        "FROM FEB 1940 TO SEP 1941",
        emigrant,
    )
    assert emigrant.events.get(kind="other").type_text == "Award"
    assert emigrant.note == "A shared note, in two lines"
    assert str(emigrant.uid) == "0d2a8c4e-9b7f-4c1d-8e5a-6b3c2d1e0f9a"
    place = Place.objects.get(name="Buczacz")
    assert (place.parent_1939, place.latitude, place.longitude) == (
        "buczacki, tarnopolskie, Polska",
        49.06,
        25.39,
    )


def test_a_family_keeps_its_adopted_child(file: Path) -> None:
    import_gedcom(file, "draft", quiet)
    family = Family.objects.get()
    child = family.children.get()
    assert (child.person.names.get().given, child.pedigree, child.person.confidential) == (
        "Anna",
        "adopted",
        True,
    )
    assert family.events.get().date_value == "1895"


def test_what_has_no_home_is_kept_and_listed(file: Path) -> None:
    report = import_gedcom(file, "draft", quiet)
    assert set(report.not_taken) == {"HEAD", "INDI._FOO", "FAM.CHIL (points to nobody)"}
    assert Residue.objects.get(path="INDI._FOO").lines == "1 _FOO bar\n2 _BAZ deeper"
    assert report.first_lines["INDI._FOO"] == 30


def test_everything_is_a_draft_unless_told_otherwise(file: Path) -> None:
    import_gedcom(file, "draft", quiet)
    for model in (Person, Family, JourneyStage, Source, Place):
        assert set(model.objects.values_list("status", flat=True)) == {"draft"}
    assert not OutboxEntry.objects.filter(kind="person").exists()


def test_published_records_are_announced(file: Path) -> None:
    import_gedcom(file, "published", quiet)
    announced = set(OutboxEntry.objects.values_list("kind", flat=True))
    assert announced == {"person", "family", "stage", "source", "archive", "place"}


def test_a_preview_says_what_would_happen_and_changes_nothing(file: Path) -> None:
    report = import_gedcom(file, "published", quiet, preview=True)
    assert report.created["people"] == 2
    for model in (Person, Family, Event, Place, Source, ImportBatch, Residue, OutboxEntry):
        assert not model.objects.exists()


def test_the_same_file_is_not_taken_twice(file: Path) -> None:
    import_gedcom(file, "draft", quiet)
    with pytest.raises(GedcomError, match="imported before"):
        import_gedcom(file, "draft", quiet)
    assert Person.objects.count() == 2


def test_a_failure_on_the_way_leaves_nothing(file: Path, monkeypatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("records.importing.family_ties.FamilyTies.rows", full)
    with pytest.raises(OSError, match="No space"):
        import_gedcom(file, "published", quiet)
    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_polish_windows_file_is_read_in_its_own_letters(tmp_path: Path) -> None:
    path = tmp_path / "stary.ged"
    path.write_bytes(
        FILE.replace("UTF-8", "ANSI").replace("2 FONE Ян /Выежджаёнцы/\n3 TYPE ru-Cyrl\n", "").encode("cp1250")
    )
    report = import_gedcom(path, "draft", quiet)
    assert Person.objects.get(sex="M").names.get().surname == "Wyjeżdżający"
    assert "1250" in report.charset
