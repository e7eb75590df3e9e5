"""Our own judge and others' find nothing to say of what goes out."""

from pathlib import Path

import gedcom7
import pytest

from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export
from records.exporting.requests import PROFILES, ExportRequest
from records.gedcom.validating.file_checking import check_file
from tests.edition.world import TODAY


@pytest.fixture
def both_editions(demo_archive: Path, demo_edition: str) -> None:
    rebuild("archive", TODAY)


@pytest.mark.parametrize("audience", ["public", "archive"])
@pytest.mark.parametrize("profile", PROFILES)
def test_the_demonstration_is_without_a_fault(both_editions: None, tmp_path: Path, profile: str, audience: str) -> None:
    out = tmp_path / "out.ged"
    report = export(ExportRequest(profile, audience), out)
    assert list(check_file(out)) == []
    assert report.bytes == out.stat().st_size
    if profile != "share-5.5.1":
        assert list(gedcom7.validate(gedcom7.loads(out.read_text(encoding="utf-8")))) == []
