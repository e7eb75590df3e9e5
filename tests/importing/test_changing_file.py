"""A file that someone writes while it is imported leaves nothing behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from records.gedcom.problems import GedcomError
from records.importing.gedcom_import import import_gedcom
from records.importing.models import ImportBatch
from records.importing.steady_file import CHANGED
from records.people.models import Person

PERSON = "0 @I{0}@ INDI\n1 NAME Rozalia /Jaźwińska/\n"
FILE = "0 HEAD\n1 GEDC\n2 VERS 7.0\n" + "".join(PERSON.format(number) for number in range(50)) + "0 TRLR\n"


def once(path: Path, change: Callable[[Path], None]) -> Callable[[str, int, int], None]:
    """Return a progress that changes the file when the import first tells of it."""
    done: list[str] = []

    def progress(what: str, _done: int, _total: int) -> None:
        if not done:
            done.append(what)
            change(path)

    return progress


def _grow(path: Path) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write("0 @X@ INDI\n")


def _cut(path: Path) -> None:
    path.write_text(FILE[: len(FILE) // 2], encoding="utf-8")


@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize("change", [_grow, _cut])
def test_nothing_of_it_is_imported(
    empty_archive: None, tmp_path: Path, change: Callable[[Path], None], preview: bool
) -> None:
    path = tmp_path / "growing.ged"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(GedcomError, match=CHANGED):
        import_gedcom(path, "draft", once(path, change), preview=preview)
    assert (Person.objects.count(), ImportBatch.objects.count()) == (0, 0)
