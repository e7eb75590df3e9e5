"""One value of an imported record is changed: its file comes out with that value changed, and nothing else.

The cases are in edits_of_imports.csv: the file, the model and the line of the row in the file (of a record its xref, of
a stage its code, of the only one nothing), the column and its new value, and the lines that go and come, parted by
" | ".
"""

import csv
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from records.exporting.gedcom_export import no_progress
from records.importing.gedcom_import import import_gedcom
from records.importing.models import ImportedRecord
from records.people.models import Event, EventCitation, PersonName
from records.places.models import Place
from tests.exporting.test_edited_identity import exported
from tests.exporting.test_identity import differing

HERE = Path(__file__).parent
with (HERE / "edits_of_imports.csv").open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream))


def change(model: str, row: str, column: str, value: str) -> None:
    """Change a value as a form of the desk would; a row of a record is told by its line, a record by its xref."""
    rows = apps.get_model("records", model)._default_manager
    if row.startswith("@"):
        found = rows.get(pk=ImportedRecord.objects.get(xref=row).target)
    elif model == "JourneyStage":
        found = rows.get(code=row)
    else:
        found = rows.get(imported_line=int(row)) if row else rows.get()
    if column == "date":
        found.date_text, found.date_value = "", value
    elif column == "quality":
        found.quality = int(value) if value else None
    elif column == "confidential":
        found.confidential = value == "yes"
    else:
        setattr(found, column, value.replace("\\n", "\r\n"))
    found.save()


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize(("file", "model"), sorted({(case["file"], case["model"]) for case in CASES}))
def test_a_changed_value_changes_alone(file: str, model: str, tmp_path: Path) -> None:
    path, out = HERE / "rich_files" / file, tmp_path / "out.ged"
    import_gedcom(path, "published", no_progress)
    for case in (case for case in CASES if (case["file"], case["model"]) == (file, model)):
        with transaction.atomic():
            change(case["model"], case["row"], case["column"], case["value"])
            exported(out)
            transaction.set_rollback(True)
        after = out.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        gone, came = differing(path.read_text(encoding="utf-8"), after)
        assert (" | ".join(gone), " | ".join(came)) == (case["gone"], case["came"]), case


def lines_of(path: Path, tmp_path: Path) -> tuple[list[str], list[str]]:
    exported(tmp_path / "out.ged")
    after = (tmp_path / "out.ged").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return differing(path.read_text(encoding="utf-8"), after)


@pytest.mark.usefixtures("empty_archive")
def test_another_place_takes_the_lines_of_the_first_with_it(tmp_path: Path) -> None:
    path = HERE / "rich_files" / "rich_7_0.ged"
    import_gedcom(path, "published", no_progress)
    burial = Event.objects.get(kind="burial")
    burial.place, burial.place_as_written = Place.objects.get(imported_text="Lublin"), "Lublin"
    burial.save()
    assert lines_of(path, tmp_path) == (["2 PLAC Loreto"], ["2 PLAC Lublin"])


@pytest.mark.usefixtures("empty_archive")
def test_deleted_parts_go_alone(tmp_path: Path) -> None:
    path = HERE / "rich_files" / "rich_5_5_1.ged"
    import_gedcom(path, "published", no_progress)
    PersonName.objects.get(imported_line=24).delete()
    EventCitation.objects.get(imported_line=96).delete()
    gone = ["2 FONE Jan /Sofa/", "3 TYPE user defined", "3 GIVN Jan", "3 SURN Sofa"]
    gone += ["2 SOUR @S1@", "3 PAGE akt 8", "3 DATA", "4 DATE 1891", "3 QUAY bardzo dobra"]
    assert lines_of(path, tmp_path) == (gone, [])


@pytest.mark.usefixtures("empty_archive")
def test_a_new_citation_follows_the_last(tmp_path: Path) -> None:
    path = HERE / "rich_files" / "rich_5_5_1.ged"
    import_gedcom(path, "published", no_progress)
    last = EventCitation.objects.get(imported_line=96)
    EventCitation(event=last.event, source=last.source, page="akt 9").save()
    assert lines_of(path, tmp_path) == ([], ["2 SOUR @S1@", "3 PAGE akt 9"])
