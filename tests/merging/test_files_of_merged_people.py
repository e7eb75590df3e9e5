"""Files and people who were made one: what comes again finds the one kept, what goes out leads nowhere wrong."""

from pathlib import Path

import pytest
from django.utils import timezone

from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export, no_progress
from records.exporting.requests import ExportRequest, Scope
from records.importing.gedcom_import import import_gedcom
from records.importing.models import ImportBatch
from records.linkage.merges import Merge
from records.merging.undoing import undo_merge
from records.people.models import Person
from tests.edition.world import TODAY
from tests.exporting.reading_back import leading_nowhere
from tests.merging.doubled_world import merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")

FILE = """\
0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 NAME Janina /Testowa/
2 GIVN Janina
2 SURN Testowa
1 BIRT
2 DATE 7 MAY 1899
1 DEAT Y
1 UID 11111111-1111-4111-a111-111111111111
0 @I2@ INDI
1 NAME Jennie /Testowy/
1 BIRT
2 DATE 1901
1 _COLOUR green
1 FAMC @F1@
1 UID 22222222-2222-4222-a222-222222222222
0 @I3@ INDI
1 NAME Anna /Testowa/
1 ASSO @I2@
2 ROLE FRIEND
1 UID 33333333-3333-4333-a333-333333333333
0 @F1@ FAM
1 WIFE @I3@
1 CHIL @I2@
0 TRLR
"""


@pytest.fixture
def taken_in(tmp_path: Path) -> Path:
    path = tmp_path / "file.ged"
    path.write_text(FILE, encoding="utf-8")
    import_gedcom(path, "published", no_progress)
    return path


def pair() -> tuple[Person, Person]:
    by_name = {one.sort_name.partition(", ")[2]: one for one in Person.objects.all()}
    return by_name["Janina"], by_name["Jennie"]


def written(out: Path, scope: Scope | None = None) -> str:
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive", **({"scope": scope} if scope else {})), out)
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("kept_first", [True, False])
def test_a_file_that_knows_them_as_two_comes_again(taken_in: Path, kept_first: bool) -> None:
    kept, gone = pair() if kept_first else pair()[::-1]
    merge(kept, gone)
    people = Person.objects.count()
    taken_in.write_text(FILE.replace("2 VERS 7.0\n", "2 VERS 7.0\n1 NOTE A later copy.\n"), encoding="utf-8")
    import_gedcom(taken_in, "draft", no_progress)
    assert Person.objects.count() == people
    assert Person.objects.get(pk=kept.pk).names.count() == 2
    assert Person.objects.get(pk=kept.pk).events.count() == 3


@pytest.mark.parametrize("kept_first", [True, False])
def test_what_goes_out_points_to_the_one_kept(taken_in: Path, tmp_path: Path, kept_first: bool) -> None:
    kept, gone = pair() if kept_first else pair()[::-1]
    merge(kept, gone)
    for scope in (None, Scope("file", str(ImportBatch.objects.get().pk))):
        text = written(tmp_path / "out.ged", scope)
        assert leading_nowhere(text) == set()
        assert text.count(" INDI\n") == 2
        assert "Jennie" in text and "Janina" in text and "DATE 1901" in text and "7 MAY 1899" in text
        assert "ASSO @VOID@" not in text


def test_a_child_that_a_file_names_twice_goes_out_once(tmp_path: Path) -> None:
    path = tmp_path / "file.ged"
    path.write_text(FILE.replace("1 CHIL @I2@", "1 CHIL @I2@\n1 CHIL @I1@"), encoding="utf-8")
    import_gedcom(path, "published", no_progress)
    merge(*pair())
    assert written(tmp_path / "out.ged").count("CHIL @I1@") == 1


def test_a_file_goes_out_as_it_came_when_the_merge_is_undone(taken_in: Path, tmp_path: Path) -> None:
    before = written(tmp_path / "before.ged")
    merged = merge(*pair())
    undo_merge(Merge.objects.get(pk=merged.pk), reason="Cousins.", user=reviewer(), now=timezone.now())
    assert written(tmp_path / "after.ged") == before
