"""The command that judges a file from outside."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from records.fixture_files import fixture_path

CLEAN = fixture_path("gedcom", "journey_7_0.ged")


def test_a_valid_file_is_called_valid() -> None:
    out = StringIO()
    call_command("check_gedcom", str(CLEAN), stdout=out)
    assert out.getvalue() == "The file is valid; 0 warnings.\n"


def test_each_fault_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    path.write_text(CLEAN.read_text(encoding="utf-8").replace("1 SEX F", "1 SEX W"), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="1 errors, 0 warnings") as refusal:
        call_command("check_gedcom", str(path), stdout=out)
    assert refusal.value.returncode == 1
    assert out.getvalue() == "line 25: error: The value is not one of those that GEDCOM allows here. [W]\n"
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_gedcom", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["line"] == 25


@pytest.mark.parametrize(("data", "words"), [(None, "no such file"), (b"", "empty"), (b"%PDF-1.7", "not GEDCOM")])
def test_bad_input_is_one_sentence(tmp_path: Path, data: bytes | None, words: str) -> None:
    path = tmp_path / "tree.ged"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=words):
        call_command("check_gedcom", str(path))
