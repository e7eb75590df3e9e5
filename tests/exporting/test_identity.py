"""A file that came in goes out as it was: the same structures, and the same bytes the second time."""

from collections import Counter
from difflib import unified_diff
from pathlib import Path

import gedcom7
import pytest
import sqlalchemy as sa
from django.apps import apps
from django.db import connection
from django.utils import timezone

from records.documents.models import Archive, Source
from records.edition.connection import reading
from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export, no_progress
from records.exporting.requests import PROFILES, ExportRequest, Scope
from records.gedcom.problems import GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure
from records.importing.gedcom_import import import_gedcom
from records.people.models import Event, Family, FamilyPartner, Person
from tests.edition.world import NARROW_TABLES, TODAY, person
from tests.exporting.reading_back import leading_nowhere

WHAT_A_FILE_BRINGS = (Person, Family, Source, Archive)
MONTHS = frozenset(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"])


def trees(path: Path) -> list[tuple[object, ...]]:
    """Return the records of a file as plain values, but for what the character set and the end of the file say."""
    return [_plain(record) for record in open_gedcom(path).records() if record.tag != "TRLR"]


def _plain(structure: Structure) -> tuple[object, ...]:
    value = structure.value
    if structure.tag == "DATE":
        value = " ".join(word.upper() if word.upper() in MONTHS else word for word in value.split(" "))
    if structure.tag == "CHAR":
        return (structure.tag, "", "", ())
    return (structure.tag, structure.xref, value, tuple(_plain(child) for child in structure.children))


def structures(records: list[tuple[object, ...]]) -> Counter[tuple[object, ...]]:
    """Count every structure by the way to it and its words."""
    found: Counter[tuple[object, ...]] = Counter()

    def count(structure: tuple[object, ...], path: tuple[object, ...]) -> None:
        tag, xref, value, children = structure
        here = (*path, tag)
        found[(*here, xref, value)] += 1
        for child in children:  # type: ignore[attr-defined]
            count(child, here)

    for record in records:
        count(record, ())
    return found


def there_and_back(path: Path, out: Path) -> None:
    import_gedcom(path, "published", no_progress)
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive"), out)


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "gedcom"
# Larger ones take their time; the whole corpus is tried by tests/benchmarks/identity_of_files.py.
MOST_BYTES = 40_000
FILES = (
    sorted(
        path
        for path in CORPUS.rglob("*")
        if path.suffix.lower() in (".ged", ".gdz") and path.stat().st_size < MOST_BYTES
    )
    if CORPUS.is_dir()
    else []
)


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORPUS)))
def test_a_public_file_comes_out_as_it_went_in(path: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.ged"
    try:
        there_and_back(path, first)
    except GedcomError:
        # What is no GEDCOM is refused with a sentence; other tests read it.
        return
    before, after = structures(trees(path)), structures(trees(first))
    assert (before - after, after - before) == (Counter(), Counter())
    assert trees(path) == trees(first)
    assert first.read_bytes().rstrip().endswith(b"\n0 TRLR")
    for model in WHAT_A_FILE_BRINGS:
        # As if somebody had opened and saved every record without changing a word.
        model._default_manager.update(changed_at=timezone.now())
    again = tmp_path / "again.ged"
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive"), again)
    assert again.read_bytes() == first.read_bytes()


SMALL = """0 HEAD
1 SOUR OTHER
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR ANSEL
1 SUBM @X@
0 @X@ SUBM
1 NAME Ktoś
0 @I1@ INDI
1 NAME Jan Paweł /Sowa/
2 GIVN Jan Paweł
2 SURN Sowa
2 _RUFNAME Paweł
1 SEX M
1 BIRT
2 DATE 3 MAY 1890
3 _QUALITY good
2 PLAC Sowiniec, lubelskie
3 MAP
4 LATI N51.0
4 LONG E22.0
2 SOUR @S1@
3 PAGE akt 7
3 _APID 1,2::3
2 SOUR @S1@
3 PAGE akt 8
2 _PRIM Y
1 OCCU bednarz
2 DATE 1910
1 DEAT
2 DATE 1941
1 NOTE @N1@
1 _OWN kept
1 FAMS @F1@
1 CHAN
2 DATE 1 JAN 2020
0 @I2@ INDI
1 NAME Anna /Sowa/
1 SEX F
1 FAMS @F1@
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 MARR
2 DATE 1912
1 _STAT married
0 @S1@ SOUR
1 TITL Księga
1 _MEDI book
0 @N1@ NOTE Wspólna notatka
1 CONT w dwóch wierszach
0 @O1@ OBJE
1 FILE a.jpg
2 FORM jpg
0 TRLR
"""


@pytest.fixture
def small(tmp_path: Path, empty_archive: None) -> Path:
    path = tmp_path / "small.ged"
    path.write_bytes(SMALL.encode())
    import_gedcom(path, "published", no_progress)
    return path


def copied(tmp_path: Path) -> str:
    rebuild("archive", TODAY)
    out = tmp_path / "out.ged"
    export(ExportRequest("archive", "archive"), out)
    return out.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def test_the_second_copy_has_the_bytes_of_the_first(small: Path, tmp_path: Path) -> None:
    from records.importing.models import ImportBatch

    first, second = tmp_path / "first.ged", tmp_path / "second.ged"
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive"), first)
    for model in (*WHAT_A_FILE_BRINGS, ImportBatch):
        model.objects.all().delete()
    there_and_back(first, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_copy_is_in_the_letters_it_says(small: Path, tmp_path: Path) -> None:
    assert copied(tmp_path) == SMALL.replace("CHAR ANSEL", "CHAR UTF-8")


def test_touching_without_changing_changes_no_line(small: Path, tmp_path: Path) -> None:
    for model in WHAT_A_FILE_BRINGS:
        for record in model.objects.all():
            record.save()
    assert copied(tmp_path) == SMALL.replace("CHAR ANSEL", "CHAR UTF-8")


def differing(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and the lines that came."""
    steps = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    return [step[1:] for step in steps if step[0] == "-"], [step[1:] for step in steps if step[0] == "+"]


def changes(tmp_path: Path) -> tuple[list[str], list[str]]:
    return differing(SMALL.replace("CHAR ANSEL", "CHAR UTF-8"), copied(tmp_path))


def birth() -> Event:
    return Event.objects.get(kind="birth")


def test_a_changed_date_changes_its_lines_alone(small: Path, tmp_path: Path) -> None:
    event = birth()
    event.date_text, event.date_value = "", "4 MAY 1890"
    event.save()
    assert changes(tmp_path) == (["2 DATE 3 MAY 1890"], ["2 DATE 4 MAY 1890"])


def test_a_deleted_event_goes_with_its_lines(small: Path, tmp_path: Path) -> None:
    Event.objects.get(kind="occupation").delete()
    assert changes(tmp_path) == (["1 OCCU bednarz", "2 DATE 1910"], [])


def test_a_new_event_follows_the_last_of_its_kind(small: Path, tmp_path: Path) -> None:
    Event(person=birth().person, kind="birth", date_text="1891").save()
    gone, came = changes(tmp_path)
    assert gone == [] and came == ["1 BIRT", "2 DATE 1891"]
    assert "2 _PRIM Y\n1 BIRT\n2 DATE 1891\n1 OCCU" in copied(tmp_path)


def test_a_changed_citation_keeps_what_we_have_no_home_for(small: Path, tmp_path: Path) -> None:
    citation = birth().citations.get(page="akt 7")
    citation.page = "akt 77"
    citation.save()
    text = copied(tmp_path)
    assert "3 PAGE akt 77\n3 _APID 1,2::3\n" in text and "akt 7\n" not in text
    assert text.count("2 SOUR @S1@") == 2


def test_a_deleted_citation_takes_only_its_own_lines(small: Path, tmp_path: Path) -> None:
    birth().citations.get(page="akt 7").delete()
    text = copied(tmp_path)
    assert "_APID" not in text and "3 PAGE akt 8" in text and "2 _PRIM Y" in text


def test_a_changed_name_keeps_its_unknown_piece(small: Path, tmp_path: Path) -> None:
    name = birth().person.names.get()
    name.surname = "Sówka"
    name.save()
    text = copied(tmp_path)
    assert "1 NAME Jan Paweł /Sówka/" in text and "2 _RUFNAME Paweł" in text and "/Sowa/\n2 GIVN Jan" not in text


def test_changed_words_of_the_person_change_alone(small: Path, tmp_path: Path) -> None:
    someone = birth().person
    someone.sex, someone.note, someone.confidential = "U", "Inna notatka", True
    someone.save()
    gone, came = changes(tmp_path)
    assert gone == ["1 SEX M", "1 NOTE @N1@"]
    assert sorted(came) == ["1 NOTE Inna notatka", "1 RESN confidential", "1 SEX U"]


def test_a_partner_who_left_is_pointed_to_no_more(small: Path, tmp_path: Path) -> None:
    FamilyPartner.objects.get(person__sex="F").delete()
    assert changes(tmp_path) == (["1 FAMS @F1@", "1 WIFE @I2@"], [])


def test_a_changed_source_changes_its_title_alone(small: Path, tmp_path: Path) -> None:
    source = Source.objects.get()
    source.title = "Księga urodzeń"
    source.save()
    assert changes(tmp_path) == (["1 TITL Księga"], ["1 TITL Księga urodzeń"])


def test_a_deleted_person_is_left_out(small: Path, tmp_path: Path) -> None:
    Person.objects.get(sex="F").delete()
    text = copied(tmp_path)
    assert "@I2@" not in text and "@I1@ INDI" in text


def test_beside_records_of_our_own_the_file_is_one_of_ours(small: Path, tmp_path: Path) -> None:
    own = person("Halina", "Własna")
    Event.objects.filter(kind="occupation").delete()
    text = copied(tmp_path)
    assert list(gedcom7.validate(gedcom7.loads(text))) == []
    assert "2 VERS 7.0" in text and "Własna" in text and "1 _OWN kept" in text and "@I1@" not in text
    assert "Wspólna notatka" in text and f"@P{own.public_id.upper()}@ INDI" in text
    assert leading_nowhere(text) == set()
    assert "2 TAG _OWN" not in text, "Nobody told us what it means."


def test_a_person_of_a_file_comes_out_with_its_notes(small: Path, tmp_path: Path) -> None:
    rebuild("archive", TODAY)
    out = tmp_path / "part.ged"
    export(ExportRequest("archive", "archive", Scope("person", birth().person.public_id), 0), out)
    text = out.read_bytes().decode().replace("\r\n", "\n")
    assert leading_nowhere(text) == set()
    assert "@N1@ NOTE" in text and "@I1@ INDI" in text and "@X@ SUBM" in text and "@O1@" not in text


def test_a_file_among_others_comes_out_alone(small: Path, tmp_path: Path) -> None:
    from records.importing.models import ImportBatch

    person("Halina", "Własna")
    rebuild("archive", TODAY)
    out = tmp_path / "file.ged"
    export(ExportRequest("archive", "archive", Scope("file", str(ImportBatch.objects.get().pk))), out)
    assert out.read_bytes().decode().replace("\r\n", "\n") == SMALL.replace("CHAR ANSEL", "CHAR UTF-8")


def test_no_word_of_a_file_that_has_no_home_is_public(small: Path, tmp_path: Path, settings) -> None:
    rebuild("public", TODAY)
    for profile in PROFILES:
        out = tmp_path / f"{profile}.ged"
        export(ExportRequest(profile), out)
        for word in ("_OWN", "_APID", "_RUFNAME", "_MEDI", "@I1@", "OTHER", "Ktoś", "a.jpg"):
            assert word not in out.read_text(encoding="utf-8-sig"), (profile, word)
    with reading(settings.EDITION_URL) as connection:
        everything = "".join(str(row) for table in NARROW_TABLES for row in connection.execute(sa.select(table)))
    assert "_APID" not in everything and "_RUFNAME" not in everything and "@I1@" not in everything


def test_our_own_copy_comes_out_as_it_went_in(demo_archive: Path, db: None, tmp_path: Path) -> None:
    own, again, touched = (tmp_path / name for name in ("own.ged", "again.ged", "touched.ged"))
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive"), own)
    with connection.cursor() as cursor:
        for model in apps.get_app_config("records").get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    there_and_back(own, again)
    assert trees(own) == trees(again)
    for model in WHAT_A_FILE_BRINGS:
        model._default_manager.update(changed_at=timezone.now())
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive"), touched)
    assert touched.read_bytes() == again.read_bytes()
