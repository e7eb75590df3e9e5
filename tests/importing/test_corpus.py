"""Every valid public file is taken in without an exception, and what could not be taken is listed."""

from pathlib import Path

import pytest

from records.gedcom.problems import GedcomError
from records.importing.gedcom_import import import_gedcom
from records.importing.models import Residue
from records.people.models import Person

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "gedcom"
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() in (".ged", ".gdz")) if CORPUS.is_dir() else []
INVALID = {"problemFile.ged", "Bad_custom_tag.ged", "issue102_99levels.ged", "issue102_100levels.ged"}


def is_valid(path: Path) -> bool:
    return "malformed" not in path.parts and path.name not in INVALID


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize(
    "path", [path for path in FILES if is_valid(path)], ids=lambda path: str(path.relative_to(CORPUS))
)
def test_a_valid_file_is_taken_in(path: Path) -> None:
    report = import_gedcom(path, "draft", quiet)
    assert report.created["people"] == Person.objects.count()
    # Nothing is dropped in silence: the report counts the very lines that were kept.
    assert report.not_taken.total() == Residue.objects.count()


@pytest.mark.usefixtures("empty_archive")
@pytest.mark.parametrize(
    "path", [path for path in FILES if not is_valid(path)], ids=lambda path: str(path.relative_to(CORPUS))
)
def test_a_malformed_file_ends_in_a_clear_report(path: Path) -> None:
    try:
        report = import_gedcom(path, "draft", quiet)
    except GedcomError as error:
        assert str(error).strip().endswith(".")
        assert not Person.objects.exists()
    else:
        assert report.problems_total or report.created.total() or report.not_taken.total()


def test_the_corpus_is_there(public_gedcom: Path) -> None:
    assert len(FILES) > 90
