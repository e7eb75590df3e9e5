"""Exports beside GEDCOM appear whole or not at all, from the command line, too."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from records.exporting.data_export import DATA_FORMATS, export_data
from records.exporting.models import DATA_ENDINGS, ExportFormat
from records.exporting.requests import PROFILES, ExportRefused
from tests.exporting.edition_exports import quiet


def test_the_desk_and_the_formats_know_each_other() -> None:
    assert set(DATA_FORMATS) == set(DATA_ENDINGS)
    assert {one.value for one in ExportFormat} == set(DATA_FORMATS) | set(PROFILES)


@pytest.mark.parametrize("data_format", DATA_FORMATS)
def test_the_command_writes_a_file_and_says_its_checksum(demo_edition, data_format, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    call_command("export_data", str(out), "--format", data_format, verbosity=0)
    assert out.stat().st_size > 1000
    assert "SHA-256: " in capsys.readouterr().out


@pytest.mark.parametrize("data_format", DATA_FORMATS)
def test_what_breaks_off_leaves_the_old_file_and_nothing_else(demo_edition, data_format, tmp_path: Path) -> None:
    out = tmp_path / "folder" / "out"
    out.parent.mkdir()
    out.write_text("the old file")

    def break_off(what: str, done: int, _total: int) -> None:
        if what == "family" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_data(data_format, "public", out, break_off)
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert out.read_text() == "the old file"


@pytest.mark.parametrize(("data_format", "audience"), [("xml", "public"), ("csv", "everybody")])
def test_what_is_not_offered_is_refused(data_format, audience, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused):
        export_data(data_format, audience, tmp_path / "out", quiet)


@pytest.mark.parametrize("place", ["no/such/folder/out", "."])
def test_a_bad_place_ends_with_one_sentence(demo_edition, place, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"folder"):
        call_command("export_data", str(tmp_path / place), "--format", "csv", verbosity=0)
