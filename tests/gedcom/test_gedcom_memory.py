"""However long the file, reading and judging it takes the memory of a few records."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from records.gedcom import structure_trees
from records.gedcom.problems import GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.validating.file_checking import check_file

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n"
PERSON = "0 @I{}@ INDI\n1 NAME Anna /Święcicka/\n1 NOTE me@@home\n2 CONC x\n1 BIRT\n2 DATE 1 JAN 1900\n1 FAMS @F1@\n"
BODIES = {
    "plain": lambda count: "".join(PERSON.format(n) for n in range(count)),
    "indented": lambda count: "".join(" " + PERSON.format(n).replace("\n", "\n  ").rstrip(" ") for n in range(count)),
    "many tags": lambda count: "".join(f"0 @I{n}@ INDI\n1 _T{n} x\n" for n in range(count * 2)),
    "carriage returns": lambda count: "".join(PERSON.format(n) for n in range(count)).replace("\n", "\r"),
}


def peak(work: Callable[[], int]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", BODIES)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "tree.ged"
    peaks = []
    for count in (3_000, 12_000):
        path.write_text(HEAD + BODIES[kind](count), encoding="utf-8", newline="")
        reader = open_gedcom(path)
        peaks.append(peak(lambda reader=reader: sum(1 for _ in reader.records_with_text())))  # type: ignore[misc]
    # 12,000 people would be 20 MB of trees.
    assert peaks[1] < peaks[0] * 1.2 + 2_000_000


def test_judging_keeps_a_few_bytes_of_each_pointer(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    path.write_text(HEAD + BODIES["plain"](10_000), encoding="utf-8")
    assert peak(lambda: sum(1 for _ in check_file(path))) < 10_000_000


def test_a_record_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure_trees, "LONGEST_RECORD", 1_000_000)
    path = tmp_path / "tree.ged"
    path.write_text(HEAD + "0 @N1@ NOTE\n" + "1 CONT words\n" * 200_000, encoding="utf-8")
    with pytest.raises(GedcomError, match="a record of more than"):
        list(open_gedcom(path).records())
