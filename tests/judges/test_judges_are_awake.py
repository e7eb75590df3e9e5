"""A judge that praises everything is worth nothing: each finds a fault that was put into a file."""

from pathlib import Path

import pytest

from tests.judges.explained_findings import unexplained
from tests.judges.panel import OF_FIVE, OF_SEVEN

# judge, the line it must object to, in whose place
FAULTS_OF_SEVEN = [
    ("gedcom7", "1 SEX M", "1 SEX M\n2 QUAY 3"),
    ("js-gedcom", "1 SEX M", "1 SEX Q"),
    ("gedcomtools", "1 SEX M", "1 SEX M\n1 SEX M"),
    ("our own check", "1 SEX M", "1 SEX Q"),
]
FAULTS_OF_FIVE = [
    ("libgedcom", "1 SEX M", "1 SEX M\r\n1 SEX M"),
    ("kimon", "1 SEX M", "1 SEX M\r\n1 FAMS @NOBODY@"),
    ("our own check", "1 SEX M", "1 SEX Q"),
]


def with_fault(clean: Path, folder: Path, line: str, wrong: str) -> Path:
    faulty = folder / "faulty.ged"
    text = clean.read_bytes().decode()
    assert line in text
    faulty.write_bytes(text.replace(line, wrong, 1).encode())
    return faulty


@pytest.mark.parametrize(("judge", "line", "wrong"), FAULTS_OF_SEVEN)
def test_a_judge_of_seven_finds_a_fault(demo_exports, tmp_path: Path, judge: str, line: str, wrong: str) -> None:
    assert unexplained(judge, OF_SEVEN[judge](with_fault(demo_exports["share-7.0:public"], tmp_path, line, wrong)))


@pytest.mark.parametrize(("judge", "line", "wrong"), FAULTS_OF_FIVE)
def test_a_judge_of_five_finds_a_fault(demo_exports, tmp_path: Path, judge: str, line: str, wrong: str) -> None:
    assert unexplained(judge, OF_FIVE[judge](with_fault(demo_exports["share-5.5.1:public"], tmp_path, line, wrong)))
