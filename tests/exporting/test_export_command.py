"""The command: its profiles and scopes, its report, and one clear sentence for what cannot be done."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.exporting.reading_back import records


def run(out: Path, *words: str) -> None:
    call_command("export_gedcom", str(out), *words, verbosity=0)


CASES = [
    ((), "2 VERS 7.0"),
    (("--profile", "archive"), "2 VERS 7.0"),
    (("--profile", "share-5.5.1"), "2 VERS 5.5.1"),
    (("--version", "5.5.1"), "2 VERS 5.5.1"),
    (("--version", "7.0"), "2 VERS 7.0"),
]


@pytest.mark.parametrize(("words", "version"), CASES)
def test_a_profile_or_a_version_is_chosen(
    demo_edition: str, tmp_path: Path, words: tuple[str, ...], version: str
) -> None:
    run(tmp_path / "out.ged", *words)
    assert version in (tmp_path / "out.ged").read_text(encoding="utf-8-sig")


def test_a_search_is_a_scope(demo_edition: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.ged"
    run(out, "--scope", "search:Zarębska Irena")
    said = capsys.readouterr().out
    assert 0 < len(records(out.read_text(encoding="utf-8-sig"), "INDI")) < 70
    assert "SHA-256" in said and "people" in said


def test_a_report_writes_nothing(demo_edition: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path / "out.ged", "--report", "--profile", "share-5.5.1")
    assert "dates whose words stand in a note" in capsys.readouterr().out
    assert list(tmp_path.glob("*.ged")) == []


@pytest.mark.parametrize(
    "words",
    [
        ("--scope", "person:0000000000zz"),
        ("--scope", "planet:9"),
        ("--profile", "share-5.5.1", "--gedzip"),
        ("--generations", "-5"),
        ("--generations", "0"),
        ("--generations", "101"),
        ("--generations", "9999999999999999999999"),
        ("--gedzip",),
    ],
)
def test_what_cannot_be_done_is_one_sentence(demo_edition: str, tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "out.ged", *words)
    assert refused.value.returncode == 1 and str(refused.value).endswith(".")
    assert list(tmp_path.glob("*.ged")) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("out.ged", ("--gedzip",)), ("OUT.GED", ("--gedzip",)), ("out.gdz", ()), ("out.zip", ("--profile", "archive"))],
)
def test_a_name_that_says_another_form_is_refused(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="GEDZIP") as refused:
        run(tmp_path / name, *words)
    assert refused.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.gdz", "out.zip", "out"])
def test_a_gedzip_bears_its_own_name(demo_edition: str, tmp_path: Path, name: str) -> None:
    run(tmp_path / name, "--gedzip")
    assert (tmp_path / name).read_bytes().startswith(b"PK")
