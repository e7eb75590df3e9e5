"""Saved again without a change: every row of an import is marked as edited, and its file comes out as it went in."""

from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from records.documents.models import Document, DocumentPart
from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export, no_progress
from records.exporting.requests import ExportRequest
from records.gedcom.problems import GedcomError
from records.importing.gedcom_import import import_gedcom
from records.journeys.models import JourneyStage
from records.record_model import Record, RecordPart
from tests.edition.world import TODAY
from tests.exporting.test_identity import CORPUS, FILES, structures, trees

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "gedcom"
RICH = sorted([*(Path(__file__).parent / "rich_files").glob("*.ged"), *FIXTURES.glob("*.ged")])


def save_everything(but: type[Record] = Document) -> None:
    """Save every row and every record as the forms of the desk do, without another word, and mark the rows as edited.

    A document is written anew from all its columns: it has no lines of its own.
    """
    for model in apps.get_app_config("records").get_models():
        if not issubclass(model, RecordPart | Record) or issubclass(model, Document | DocumentPart | but):
            continue
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                words = getattr(row, field.attname)
                if isinstance(words, str):
                    # Forms strip blanks, and browsers send line ends of their own.
                    setattr(row, field.attname, words.strip().replace("\n", "\r\n"))
            row.save()
        if issubclass(model, RecordPart):
            model._default_manager.filter(imported_in__isnull=False).update(edited=True)


def exported(out: Path) -> list[tuple[object, ...]]:
    rebuild("archive", TODAY)
    export(ExportRequest("archive", "archive"), out)
    return trees(out)


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize("path", [*FILES, *RICH], ids=lambda path: path.name)
def test_what_was_saved_unchanged_comes_out_as_it_went_in(path: Path, tmp_path: Path) -> None:
    try:
        import_gedcom(path, "published", no_progress)
    except GedcomError:
        # What is no GEDCOM is refused with a sentence; other tests read it.
        return
    save_everything()
    came, before = exported(tmp_path / "marked.ged"), trees(path)
    lost, added = structures(before) - structures(came), structures(came) - structures(before)
    assert (lost, added) == (Counter(), Counter())
    assert came == before


def test_the_public_files_are_there(public_gedcom: Path) -> None:
    assert len(FILES) > 60
    assert public_gedcom == CORPUS


def test_our_own_copy_saved_unchanged_loses_nothing(demo_archive: Path, db: None, tmp_path: Path) -> None:
    own = tmp_path / "own.ged"
    before = exported(own)
    with connection.cursor() as cursor:
        for model in apps.get_app_config("records").get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    import_gedcom(own, "published", no_progress)
    save_everything(but=JourneyStage)
    came = exported(tmp_path / "again.ged")
    assert structures(before) - structures(came) == Counter()
    # Who shares a stage that was worked on tells all of it, what stood with the first of them alone, too.
    assert {path[:3] for path in structures(came) - structures(before)} <= {("INDI", "EVEN", "NOTE")}
