"""PDFs beside the edition go with its state: what was withdrawn is in no file any more."""

from datetime import date
from pathlib import Path

import pytest

from records.edition.connection import edition_url, reading
from records.edition.kept_pdfs import folder_of_state, pdf_folder
from records.edition.publishing import publish_changes
from records.edition.queries import state
from records.edition.rebuilding import rebuild
from records.places.models import Place

TODAY = date(2026, 11, 22)


def _kept() -> Path:
    """Keep a file for the state of today."""
    with reading() as edition:
        folder = folder_of_state(edition_url(), state(edition))
    folder.mkdir(parents=True)
    file = folder / "kresy-person-x-page-en.pdf"
    file.write_bytes(b"%PDF")
    return file


@pytest.mark.parametrize("way", ["publishing", "rebuilding"])
def test_a_publishing_leaves_no_pdf_of_the_state_before(empty_archive: None, way: str) -> None:
    Place(name="Lwów", status="published").save()
    publish_changes(TODAY)
    file = _kept()
    assert publish_changes(TODAY) == 0 and file.is_file()
    if way == "publishing":
        Place(name="Równe", status="published").save()
        assert publish_changes(TODAY)
    else:
        rebuild("public", TODAY)
    assert not file.exists() and not any(path.is_dir() for path in pdf_folder(edition_url()).iterdir())


def test_a_publishing_that_breaks_off_leaves_none_either(empty_archive: None, monkeypatch) -> None:
    Place(name="Lwów", status="published").save()
    publish_changes(TODAY)
    file = _kept()
    file.parent.rename(file.parents[1] / "an-older-state")

    def broken(*_args: object) -> set[int]:
        raise OSError("the disk is full")

    monkeypatch.setattr("records.edition.publishing._publish_batch", broken)
    Place(name="Równe", status="published").save()
    with pytest.raises(OSError, match="disk"):
        publish_changes(TODAY)
    assert not (file.parents[1] / "an-older-state").exists()
