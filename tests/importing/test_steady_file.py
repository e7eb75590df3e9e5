"""A file that someone writes while it is read is refused in a sentence, and nothing of it stays."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from records.gedcom.problems import GedcomError
from records.importing.steady_file import CHANGED, SteadyFile


def _grows(path: Path) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write("0 @I2@ INDI\n")


def _is_cut(path: Path) -> None:
    path.write_text("0 HEAD\n", encoding="utf-8")


def _is_written_again(path: Path) -> None:
    state = path.stat()
    path.write_text("0 TAIL\n1 GEDC\n0 TRLR\n", encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 1))


def _is_replaced(path: Path) -> None:
    state = path.stat()
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)


def _is_removed(path: Path) -> None:
    path.unlink()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "family.ged"
    path.write_text("0 HEAD\n1 GEDC\n0 TRLR\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("change", [_grows, _is_cut, _is_written_again, _is_replaced, _is_removed])
def test_a_change_while_reading_is_told(file: Path, change: Callable[[Path], None]) -> None:
    steady = SteadyFile.seen_at(file)
    with pytest.raises(GedcomError, match=CHANGED), steady.while_read():
        change(file)


def test_a_file_that_is_left_alone_passes(file: Path) -> None:
    steady = SteadyFile.seen_at(file)
    with steady.while_read():
        file.read_bytes()


def test_what_the_reader_made_of_the_change_is_not_told(file: Path) -> None:
    steady = SteadyFile.seen_at(file)
    with pytest.raises(GedcomError, match=CHANGED), steady.while_read():
        _is_cut(file)
        raise GedcomError("The file has no end mark.")


@pytest.mark.parametrize("error", [GedcomError("The file is empty."), OSError("gone"), RuntimeError("our fault")])
def test_a_failure_of_a_steady_file_stays_what_it_is(file: Path, error: Exception) -> None:
    steady = SteadyFile.seen_at(file)
    with pytest.raises(type(error), match=str(error)), steady.while_read():
        raise error


def test_a_file_that_is_not_there_is_no_change(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SteadyFile.seen_at(tmp_path / "nothing.ged")
